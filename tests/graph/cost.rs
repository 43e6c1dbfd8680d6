//! The work of a run grows with its objects, not with their square.

use kubevet::graph::Graph;
use kubevet::object::{Manifest, Object};

use super::{deployment, manifest};

/// Applications with a Deployment, a Service, a NetworkPolicy and a PodDisruptionBudget each, all in one namespace and all
/// with one label in common, as the charts of one release have it.
fn applications(count: usize) -> String {
    let one = |number: usize| {
        let labels = format!("instance: prod, name: app-{number}");
        let object = |head: &str, spec: &str| format!("---\n{head}\nmetadata: {{name: app-{number}}}\nspec: {spec}\n");
        let selector = format!("{{matchLabels: {{{labels}}}}}");
        [
            deployment(&format!("app-{number}"), &labels, "containers: []"),
            object("apiVersion: v1\nkind: Service", &format!("{{selector: {{{labels}}}}}")),
            object("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy", &format!("{{podSelector: {selector}}}")),
            object("apiVersion: policy/v1\nkind: PodDisruptionBudget", &format!("{{selector: {selector}}}")),
        ]
        .concat()
    };
    (0..count).map(one).collect()
}

fn comparisons(text: &str) -> usize {
    let manifest: Manifest = manifest("all.yaml", text);
    let objects: Vec<Object<'_>> = manifest.objects().collect();
    Graph::build(&objects).comparisons()
}

#[test]
fn ten_thousand_objects_need_ten_times_the_comparisons_of_one_thousand() {
    let few = comparisons(&applications(250));
    let many = comparisons(&applications(2_500));
    assert_eq!(few, 1_000, "each selector of the 1,000 objects is compared with the one workload it is for");
    assert_eq!(many, 10 * few);
}

#[test]
fn selectors_of_whole_namespaces_are_not_written_out() {
    let policies: String = (0..500)
        .map(|number| {
            format!("---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: p-{number}}}\nspec: {{podSelector: {{}}}}\n")
        })
        .collect();
    assert_eq!(comparisons(&(applications(50) + &policies)), 200);
}

#[test]
fn workloads_with_equal_labels_are_compared_once() {
    let copies: String = (0..300)
        .map(|number| {
            let object = format!("metadata: {{name: s-{number}}}\nspec: {{selector: {{app: nginx}}}}\n");
            deployment(&format!("d-{number}"), "app: nginx", "containers: []")
                + &format!("---\napiVersion: v1\nkind: Service\n{object}")
        })
        .collect();
    assert_eq!(comparisons(&copies), 600, "300 controllers and 300 Services, one group of pods");
}
