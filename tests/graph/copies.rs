//! One object described several times: base and overlays, or an example that was copied.

use kubevet::graph::Graph;
use kubevet::object::Object;

use super::{deployment, facts, manifest, named, with_files};

const BUDGET: &str = "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: pdb}\nspec: {minAvailable: MIN, selector: {matchLabels: {app: web}}}\n";

#[test]
fn of_several_copies_each_object_sees_the_one_in_its_file_then_in_its_folder() {
    let web = deployment("web", "app: web", "containers: []");
    let budget = |min: &str| BUDGET.replace("MIN", min);
    let files = [
        ("base/pdb.yaml", budget("1")),
        ("prod/pdb.yaml", budget("2")),
        ("prod/all.yaml", web.clone() + &budget("3")),
        ("test/web.yaml", web.replace("name: web}\nspec", "name: other}\nspec")),
        ("prod/b.yaml", web.replace("name: web}\nspec", "name: beside}\nspec")),
    ];
    let files = files.each_ref().map(|(file, text)| (*file, text.as_str()));
    with_files(&files, |facts| {
        for (workload, min) in [("Deployment/web", "3"), ("Deployment/beside", "2"), ("Deployment/other", "1")] {
            let budgets = facts(workload).disruption_budgets;
            let seen: Vec<_> = budgets.iter().filter_map(|budget| budget.min_available.as_deref()).collect();
            assert_eq!(seen, [min], "{workload}");
        }
    });
}

#[test]
fn copies_of_a_whole_folder_change_no_facts() {
    let service =
        "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, type: NodePort}\n";
    let text = deployment("web", "app: web", "containers: []") + service + &BUDGET.replace("MIN", "1");
    let folders: Vec<String> = (0..20).map(|number| format!("copy-{number}/all.yaml")).collect();
    let files: Vec<(&str, &str)> = folders.iter().map(|file| (file.as_str(), text.as_str())).collect();
    for count in [1, 20] {
        with_files(&files[..count], |facts| {
            let web = facts("Deployment/web");
            assert_eq!(named(web.services.iter().map(|service| &service.peer)), ["Service/web"]);
            assert_eq!(named(web.exposed_by.iter().map(|fact| &fact.peer)), ["Service/web"]);
            assert_eq!(named(web.disruption_budgets.iter().map(|fact| &fact.peer)), ["PodDisruptionBudget/pdb"]);
            assert_eq!((web.overlapping, web.duplicates), (vec![], vec![]));
            let service = facts("Service/web");
            assert_eq!((service.selected.len(), service.same_selector), (1, vec![]));
        });
    }
}

#[test]
fn a_copy_that_does_not_select_does_not_hide_one_that_does() {
    let service = |app: &str| {
        format!("---\napiVersion: v1\nkind: Service\nmetadata: {{name: web}}\nspec: {{selector: {{app: {app}}}}}\n")
    };
    let web = deployment("web", "app: web", "containers: []");
    let files = [("a/svc.yaml", service("web")), ("b/svc.yaml", service("gone")), ("b/web.yaml", web)];
    let files = files.each_ref().map(|(file, text)| (*file, text.as_str()));
    with_files(&files, |facts| {
        assert_eq!(named(facts("Deployment/web").services.iter().map(|service| &service.peer)), ["Service/web"])
    });
}

#[test]
fn alternatives_in_folders_of_their_own_are_not_in_each_others_way() {
    let web = deployment("web", "app: web", "containers: []");
    let other = deployment("other", "app: web", "containers: []");
    for (folder, expected) in [("a/other.yaml", vec!["Deployment/other"]), ("b/other.yaml", vec![])] {
        with_files(&[("a/web.yaml", &web), (folder, &other)], |facts| {
            assert_eq!(named(&facts("Deployment/web").overlapping), expected, "{folder}");
        });
    }
}

#[test]
fn one_object_twice_is_a_duplicate_only_within_a_folder() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";
    for (second, same_file) in
        [("app/a.yaml", Some(true)), ("app/b.yaml", Some(false)), ("overlay/a.yaml", None), ("a.yaml", None)]
    {
        with_files(&[("app/a.yaml", text), (second, text)], |facts| {
            let duplicates = facts("ConfigMap/settings").duplicates;
            assert_eq!(duplicates.first().map(|one| one.same_file), same_file, "{second}");
        });
    }
}

#[test]
fn of_duplicates_the_later_one_knows_that_it_is_too_many() {
    let objects = |count: usize| "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n".repeat(count);
    for count in [2, 3] {
        let manifest = manifest("a.yaml", &objects(count));
        let objects: Vec<Object<'_>> = manifest.objects().collect();
        let graph = Graph::build(&objects);
        let first: Vec<(usize, bool)> = (0..count)
            .map(|id| graph.facts(id).duplicates[0].clone())
            .map(|other| (other.peer.id, other.first))
            .collect();
        assert_eq!(first, [(1, false), (0, true), (0, true)][..count]);
    }
}

#[test]
fn a_duplicate_that_is_not_reported_counts_as_the_first() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";
    let (changed, mut context) = (manifest("app/a.yaml", text), manifest("app/b.yaml", text));
    context.reported = false;
    let objects: Vec<Object<'_>> = changed.objects().chain(context.objects()).collect();
    let graph = Graph::build(&objects);
    assert_eq!([0, 1].map(|id| graph.facts(id).duplicates[0].first), [true, false]);
}

#[test]
fn hooks_of_helm_are_duplicates_only_of_hooks_at_the_same_time() {
    let account = |hook: &str| {
        format!(
            "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: shop, annotations: {{helm.sh/hook: {hook}}}}}\n"
        )
    };
    let plain = account("x").replace(", annotations: {helm.sh/hook: x}", "");
    for (second, duplicate) in [(account("pre-install"), true), (account("post-delete"), false), (plain, false)] {
        let found = facts(&(account("pre-install") + &second), "ServiceAccount/shop").duplicates;
        assert_eq!(!found.is_empty(), duplicate, "{second}");
    }
}
