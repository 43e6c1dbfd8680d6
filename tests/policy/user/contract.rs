//! Policies of users that keep to the contract of kubevet's own: they find what those find.

use std::sync::Arc;

use kubevet::finding::Violation;
use kubevet::graph::Graph;
use kubevet::object::{KubernetesVersion, Manifest, Object};
use kubevet::policy::user::{Sources, UserPolicies};
use kubevet::policy::{Options, Parameters, Policies};
use kubevet::rule::{Origin, Profile};
use kubevet::yaml::Stream;

use super::file;
use crate::policy::rules::{RuleFolder, all};

fn manifests() -> Vec<Manifest> {
    let mut manifests = Vec::new();
    for entry in std::fs::read_dir("fixtures/shop").unwrap() {
        let path = entry.unwrap().path();
        let stream = Stream::parse(std::fs::read(&path).unwrap());
        manifests.push(Manifest { file: Arc::from(path.to_string_lossy().as_ref()), stream, reported: true });
    }
    manifests
}

fn findings(policies: &Policies, ids: &[&str]) -> Vec<Violation> {
    let manifests = manifests();
    let objects: Vec<Object<'_>> = manifests.iter().flat_map(Manifest::objects).collect();
    let graph = Graph::build(&objects);
    let options =
        Options::new(policies.metadata(), KubernetesVersion::default(), Profile::Off, &Parameters::new()).unwrap();
    let mut found = Vec::new();
    for (id, object) in objects.iter().enumerate() {
        let judged = policies
            .evaluate(object, &|wanted| graph.wanted_facts(id, wanted), &options, &|id| objects.get(id).cloned());
        found.extend(judged.into_result().unwrap());
    }
    found.retain(|violation| ids.contains(&violation.rule.as_ref()));
    let key = |violation: &Violation| format!("{} {:?} {}", violation.rule, violation.place, violation.message);
    found.sort_by_key(key);
    found
}

#[test]
fn rules_of_kubevet_loaded_as_a_users_find_the_same() {
    let wanted = |rule: &&RuleFolder| ["SEC", "RES", "PRB", "NET", "REL"].contains(&rule.metadata.group());
    let rules = all();
    let rules: Vec<&RuleFolder> = rules.iter().filter(wanted).collect();
    let ids: Vec<&str> = rules.iter().map(|rule| rule.metadata.id.as_str()).collect();
    let policies = rules.iter().map(|rule| file(&format!("{}.rego", rule.metadata.id), &rule.read("rule.rego")));
    let sources = Sources { policies: policies.collect(), ..Sources::default() };
    let of_user = UserPolicies::compile(&sources).unwrap();
    let contract = of_user.contract().unwrap();
    assert_eq!(contract.metadata().len(), rules.len());
    assert!(contract.metadata().iter().all(|rule| rule.origin == Origin::User));
    let found = findings(contract, &ids);
    assert!(found.len() > 20, "{found:?}");
    assert_eq!(found, findings(&Policies::builtin().unwrap(), &ids));
}

#[test]
fn policies_may_use_each_other_and_data_and_any_package() {
    let policy = "# METADATA\n# scope: package\n# title: t\n# description: d\n# custom:\n#   id: OWN1\n#   name: own\n\
        #   severity: warning\n#   profile: default\n#   kinds: [Service]\n#   message: '{0} is {1}'\n#   help: h\n\
        #   rationale: r\npackage any[\"package-name\"]\n\nimport data.lib\n\n\
        deny contains [-2, [\"metadata\", \"name\"], [input.name, data.word]] if lib.is_named(input.object)\n";
    let lib = "package lib\n\nis_named(object) if object.metadata.name\n";
    let sources = Sources {
        policies: vec![file("own.rego", policy), file("lib.rego", lib)],
        data: vec![file("data.yaml", "word: named\n").into()],
        ..Sources::default()
    };
    let of_user = UserPolicies::compile(&sources).unwrap();
    let found = findings(of_user.contract().unwrap(), &["OWN1"]);
    let messages: Vec<&str> = found.iter().map(|violation| violation.message.as_str()).collect();
    assert!(messages.contains(&"web is named"), "{messages:?}");
}

#[test]
fn what_breaks_the_contract_is_told() {
    let head = |custom: &str| {
        format!("# METADATA\n# scope: package\n# title: t\n# description: d\n# custom:\n{custom}package a\n\n")
    };
    let full = "#   id: OWN1\n#   name: own\n#   severity: warning\n#   profile: default\n#   kinds: [Pod]\n#   message: m\n#   help: h\n#   rationale: r\n";
    let deny = "deny contains [-2, [], []] if true\n";
    for (text, what) in [
        (head("#   id: OWN1\n#   kinds: [Pod]\n") + deny, "missing field"),
        (head(&full.replace("[Pod]", "[]")) + deny, "names no kind"),
        (head(&full.replace("OWN1", "OWN 1")) + deny, "must be a word"),
        (head(full) + "allow := 1\n", "no rule `deny`"),
        (head(full) + "deny contains [-2, [], []] if missing(1)\n", "Unknown function"),
    ] {
        let problems = super::compile(&[&text]).map(|_| ()).unwrap_err();
        assert!(problems.iter().any(|problem| problem.message.contains(what)), "{what}: {problems:?}");
    }
}
