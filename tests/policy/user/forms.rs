//! The forms in which other tools give policies an object: conftest with exceptions and data, OPA's admission control, and
//! Gatekeeper with its templates, constraints and inventory.

use kubevet::finding::Severity;
use kubevet::policy::user::{DataFile, Sources, UserPolicies};

use super::{file, judge};
use crate::cli::Kubevet;

const INGRESSES: &str = "\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: one}
spec: {rules: [{host: shop.example}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {rules: [{host: shop.example}, {host: own.example}]}
";

const DEPLOYMENTS: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {team: shop}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: proxy, namespace: kube-system, labels: {tier: front}}
---
apiVersion: v1
kind: Namespace
metadata: {name: kube-system, labels: {system: 'yes'}}
";

const UNIQUE_HOST: &str = r#"
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: uniquehost}
spec:
  crd: {spec: {names: {kind: UniqueHost}}}
  targets:
  - target: admission.k8s.gatekeeper.sh
    rego: |
      package uniquehost

      identical(other) {
        other.metadata.namespace == input.review.namespace
        other.metadata.name == input.review.name
      }

      violation[{"msg": msg, "details": {"host": host}}] {
        host := input.review.object.spec.rules[_].host
        other := data.inventory.namespace[namespace]["networking.k8s.io/v1"].Ingress[name]
        other.spec.rules[_].host == host
        not identical(other)
        msg := sprintf("%v is also in %v/%v", [host, namespace, name])
      }
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: UniqueHost
metadata: {name: hosts}
spec: {match: {kinds: [{apiGroups: [networking.k8s.io], kinds: [Ingress]}]}}
"#;

const REQUIRED_LABELS: &str = r#"
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: requiredlabels}
spec:
  crd: {spec: {names: {kind: RequiredLabels}}}
  targets:
  - target: admission.k8s.gatekeeper.sh
    code:
    - engine: K8sNativeValidation
      source: {}
    - engine: Rego
      source:
        version: v1
        rego: |
          package requiredlabels

          import data.lib.labels

          violation contains {"msg": sprintf("no label %v", [label])} if {
            some label in labels.missing(input.review.object, input.parameters.labels)
          }
        libs:
        - |
          package lib.labels

          missing(object, wanted) := {label | some label in wanted; not object.metadata.labels[label]}
"#;

fn compile(among: &[&str]) -> UserPolicies {
    let files = among.iter().zip(1..).map(|(text, number)| file(&format!("{number}.yaml"), text).into());
    UserPolicies::compile(&Sources { among: files.collect(), ..Sources::default() }).unwrap()
}

/// The messages of all findings in a text, each with the rule, and with the place where that is not the object as a whole.
fn found(policies: &UserPolicies, text: &str) -> Vec<String> {
    let violations = judge(policies, text).into_result().unwrap();
    let text = |violation: kubevet::finding::Violation| {
        format!("{} {} {}", violation.rule, violation.place.pointer, violation.message)
    };
    violations.into_iter().map(text).collect()
}

fn constraint(spec: &str) -> String {
    format!(
        "apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: RequiredLabels\nmetadata: {{name: team}}\nspec: {spec}\n"
    )
}

#[test]
fn a_template_judges_with_the_other_objects_of_the_run_and_an_object_is_not_another_to_itself() {
    assert_eq!(
        found(&compile(&[UNIQUE_HOST]), INGRESSES),
        [
            "UniqueHost.hosts /spec/rules/0/host shop.example is also in default/shop",
            "UniqueHost.hosts /spec/rules/0/host shop.example is also in one/shop",
        ]
    );
}

#[test]
fn a_constraint_says_which_objects_it_is_about_with_which_parameters_and_how_much_it_counts() {
    let proxy = "RequiredLabels.team  no label team";
    for (spec, expected) in [
        ("{parameters: {labels: [team]}}", vec![proxy, proxy]),
        ("{match: {kinds: [{apiGroups: [apps], kinds: [Deployment]}]}, parameters: {labels: [team]}}", vec![proxy]),
        ("{match: {kinds: [{apiGroups: ['*'], kinds: [Pod]}]}, parameters: {labels: [team]}}", vec![]),
        ("{match: {kinds: [{apiGroups: [''], kinds: ['*']}]}, parameters: {labels: [team]}}", vec![proxy]),
        ("{match: {namespaces: [default]}, parameters: {labels: [team]}}", vec![]),
        ("{match: {namespaces: [kube-*], scope: Namespaced}, parameters: {labels: [team]}}", vec![proxy]),
        ("{match: {scope: Cluster}, parameters: {labels: [team]}}", vec![proxy]),
        ("{match: {excludedNamespaces: ['*-system']}, parameters: {labels: [team]}}", vec![]),
        ("{match: {labelSelector: {matchLabels: {tier: front}}}, parameters: {labels: [team]}}", vec![proxy]),
        (
            "{match: {namespaceSelector: {matchExpressions: [{key: system, operator: DoesNotExist}]}}, parameters: {labels: [x]}}",
            vec!["RequiredLabels.team  no label x"],
        ),
        (
            "{match: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, kinds: [{kinds: [Deployment]}]}, \
             parameters: {labels: [team]}}",
            vec![proxy],
        ),
        ("{match: {name: pro*}, parameters: {labels: [team]}}", vec![proxy]),
        ("{}", vec![]),
    ] {
        assert_eq!(found(&compile(&[REQUIRED_LABELS, &constraint(spec)]), DEPLOYMENTS), expected, "{spec}");
    }
    for (action, severity) in
        [("deny", Severity::Error), ("warn", Severity::Warning), ("dryrun", Severity::Info), ("", Severity::Error)]
    {
        let policies = compile(&[REQUIRED_LABELS, &constraint(&format!("{{enforcementAction: '{action}'}}"))]);
        assert_eq!(policies.metadata()[0].severity, severity, "{action}");
    }
}

#[test]
fn what_is_wrong_with_templates_and_constraints_is_told_at_its_place() {
    let kubevet = Kubevet::with(&[
        ("alone/template.yaml", REQUIRED_LABELS),
        ("orphan/constraint.yaml", &constraint("{}")),
        ("cel/template.yaml", &REQUIRED_LABELS.replace("engine: Rego", "engine: Other")),
        ("broken/all.yaml", &UNIQUE_HOST.replace("host := input", "host = = input")),
        ("unsafe/all.yaml", &UNIQUE_HOST.replace("not identical(other)", "nobody == 1")),
        ("provider/all.yaml", &UNIQUE_HOST.replace("not identical(other)", "external_data({})")),
    ]);
    let folders = ["alone", "orphan", "cel", "broken", "unsafe", "provider"];
    let runs = folders.map(|folder| kubevet.run(&["policy", "check", folder]));
    assert!(runs.iter().all(|run| run.code == Some(1)));
    insta::assert_snapshot!(runs.map(|run| run.stdout).join("---\n"));
}

#[test]
fn secrets_are_in_the_inventory_without_their_values() {
    let rego = "package main\n\ndeny contains sprintf(\"%v\", [data.inventory.namespace.shop.v1.Secret]) if {\n\tinput.kind == \"Pod\"\n}\n";
    let policies = super::compile(&[rego]).unwrap();
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop, annotations: {last: '{\"token\":\"hunter22\"}'}}\nstringData: {token: hunter22, pin: '12'}\n";
    let found = found(&policies, &format!("{secret}---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\n"));
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert!(finding.contains("token") && !finding.contains("hunter22") && !finding.contains("\"12\""), "{finding}");
}

#[test]
fn the_inventory_holds_what_belongs_to_no_namespace_apart_and_keeps_the_users_data() {
    let rego = "package main\n\ndeny contains msg if {\n\tinput.kind == \"Boat\"\n\tcluster := data.inventory.cluster\n\tsome version, kind, name\n\tcluster[version][kind][name]\n\tmsg := sprintf(\"%s %s %s %s\", [data.word, version, kind, name])\n}\n";
    let interpreted = format!("{rego}\ndefault f(_) := 1\n");
    let text = "apiVersion: example.com/v1\nkind: Boat\nmetadata: {name: b}\n---\napiVersion: v1\nkind: Node\nmetadata: {name: node-1}\n---\n\
        apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: boats.example.com}\n\
        spec: {group: example.com, scope: Cluster, names: {kind: Boat}}\n";
    for rego in [rego, &interpreted] {
        let data = DataFile { folders: Vec::new(), file: file("d.json", "{\"word\": \"has\"}") };
        let sources = Sources { policies: vec![file("a.rego", rego)], data: vec![data], ..Sources::default() };
        assert_eq!(
            found(&UserPolicies::compile(&sources).unwrap(), text),
            [
                "main.deny  has apiextensions.k8s.io/v1 CustomResourceDefinition boats.example.com",
                "main.deny  has example.com/v1 Boat b",
                "main.deny  has v1 Node node-1",
            ]
        );
    }
}

#[test]
fn rego_files_get_the_form_of_input_that_they_read() {
    for (policy, expected) in [
        ("deny contains input.metadata.name if input.kind == \"Deployment\"", vec!["web", "proxy"]),
        (
            "deny contains r.object.metadata.name if {\n\tr := input.request\n\tr.kind.group == \"apps\"\n\tr.operation == \"CREATE\"\n}",
            vec!["web", "proxy"],
        ),
        (
            "violation contains {\"msg\": input.review.name} if {\n\tinput.review.namespace == input.parameters.namespace\n}",
            vec!["web"],
        ),
    ] {
        let policy =
            format!("# METADATA\n# custom:\n#   parameters: {{namespace: default}}\npackage main\n\n{policy}\n");
        let found = judge(&super::compile(&[&policy]).unwrap(), DEPLOYMENTS).into_result().unwrap();
        let messages: Vec<&str> = found.iter().map(|violation| violation.message.as_str()).collect();
        assert_eq!(messages, expected, "{policy}");
    }
}

#[test]
fn a_package_that_reads_the_input_through_a_library_gets_the_form_of_the_library() {
    let main =
        "package main\n\ndeny contains data.lib.object.metadata.name if data.lib.object.kind == \"Deployment\"\n";
    let lib = "package lib\n\nobject := input.review.object\n";
    assert_eq!(found(&super::compile(&[main, lib]).unwrap(), DEPLOYMENTS).len(), 2);
}

#[test]
fn exceptions_of_conftest_suppress_the_findings_of_the_rules_they_name() {
    let policy = |rules: &str| {
        format!(
            "package main\n\ndeny contains \"a\" if true\n\ndeny_x contains \"b\" if true\n\nviolation_y contains \"c\" if true\n\n\
             warn_z contains \"d\" if true\n\nexception contains rules if {{\n\tinput.metadata.name == \"web\"\n\trules := {rules}\n}}\n"
        )
    };
    for (rules, suppressed) in [
        ("[\"x\"]", "b"),
        ("[\"x\", \"y\"]", "bc"),
        ("[\"\"]", "a"),
        ("[\"deny\"]", "a"),
        ("[\"z\"]", ""),
        ("[\"warn_z\"]", "d"),
        ("[]", ""),
    ] {
        let judged = judge(&super::compile(&[&policy(rules)]).unwrap(), DEPLOYMENTS).into_result().unwrap();
        assert_eq!(judged.len(), 12, "{rules}");
        let messages = judged.iter().filter(|violation| violation.suppressed.is_some());
        let messages: String = messages.map(|violation| violation.message.as_str()).collect();
        assert_eq!(messages, suppressed, "{rules}");
    }
}

#[test]
fn data_in_folders_stands_under_their_names() {
    let policy = "package main\n\ndeny contains sprintf(\"%v %v\", [data.word, data.shop.teams.word]) if true\n";
    let kubevet = Kubevet::with(&[
        ("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"),
        ("p/a.rego", policy),
        ("p/root.yaml", "word: one\n"),
        ("d/shop/teams/any.json", "{\"word\": \"two\"}"),
    ]);
    let run =
        kubevet.run(&["pod.yaml", "-p", "p", "--policy-data", "d", "--select", "main.deny", "-o", "concise", "-q"]);
    assert_eq!(run.stdout, "pod.yaml:2:1: error main.deny deny: one two\n", "{}", run.stderr);
}

#[test]
fn policies_for_what_is_not_given_are_refused_or_remarked_upon() {
    let kubevet = Kubevet::with(&[
        ("combine/a.rego", "package main\n\ndeny contains \"x\" if input[_].contents.kind == \"Pod\"\n"),
        (
            "mgmt/a.rego",
            "package main\n\ndeny contains \"x\" if data.kubernetes.ingresses[_][_].spec\n\ndeny contains \"y\" if data.main.z\n",
        ),
    ]);
    let runs = ["combine", "mgmt"].map(|folder| kubevet.run(&["policy", "check", folder]));
    assert_eq!(runs.each_ref().map(|run| run.code), [Some(1), Some(0)]);
    insta::assert_snapshot!(runs.map(|run| run.stdout).join("---\n"));
}
