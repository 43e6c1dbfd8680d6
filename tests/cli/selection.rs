//! Which rules a run uses, and with which parameters.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Kubevet;

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  securityContext: {runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: web
    image: example.com/web:edge
    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
";

/// The rules that find something in the pod.
fn found(arguments: &[&str]) -> BTreeSet<String> {
    let all: Vec<&str> = [".", "-o", "json", "--show", "info"].iter().chain(arguments).copied().collect();
    let run = Kubevet::with(&[("pod.yaml", POD)]).run(&all);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

/// The ids that `kubevet rules` lists.
fn listed(arguments: &[&str]) -> BTreeSet<String> {
    let all: Vec<&str> = ["rules", "-o", "json"].iter().chain(arguments).copied().collect();
    let run = Kubevet::with(&[]).run(&all);
    let list: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    list["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn ids_of_other_tools_name_our_rules() {
    for id in ["CKV_K8S_20", "ksv-0001", "kube-linter:privilege-escalation-container", "cis:5.2.6", "SEC007"] {
        assert!(listed(&[id]).contains("SEC007"), "{id}");
    }
    let selectors = BTreeSet::from(["CFG001".to_owned(), "VAL010".to_owned()]);
    assert_eq!(listed(&["mismatching-selector"]), selectors);
    assert_eq!(listed(&["stable-version"]), BTreeSet::from(["SCH017".to_owned(), "SCH018".to_owned()]));
    let explained = Kubevet::with(&[]).run(&["explain", "CKV_K8S_20"]);
    assert!(explained.stdout.starts_with("SEC007 allow-privilege-escalation"), "{}", explained.all());
}

#[test]
fn profiles_are_sets_that_add_up() {
    let default = listed(&["--profile", "default"]);
    let strict = listed(&["--profile", "strict"]);
    let baseline = listed(&["--profile", "pss-baseline"]);
    let restricted = listed(&["--profile", "pss-restricted"]);
    let all = listed(&[]);
    assert!(default.is_subset(&strict) && strict.is_subset(&all) && strict.len() < all.len());
    assert!(baseline.is_subset(&restricted) && baseline.len() < restricted.len());
    assert!(restricted.contains("SEC007") && !baseline.contains("SEC007") && !restricted.contains("RES003"));
    let both = listed(&["--profile", "cis,pss-baseline"]);
    assert_eq!(both, listed(&["--profile", "cis"]).union(&baseline).cloned().collect());
    for profile in ["default", "pss-restricted", "cis", "nsa", "security", "eks"] {
        assert!(listed(&["--profile", profile]).contains("SCH001"), "{profile} has what the API server says");
    }
    let unknown = Kubevet::with(&[]).run(&["rules", "--profile", "pss"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("pss-baseline"), "{}", unknown.stderr);
}

#[test]
fn the_profile_restricted_reads_the_standard_by_the_letter() {
    assert!(!found(&[]).contains("SEC001"), "a user id above zero is no root");
    assert!(found(&["--profile", "pss-restricted"]).contains("SEC001"), "the standard asks for runAsNonRoot");
    let param = ["--profile", "pss-restricted", "--param", "run-as-non-root.accept_nonzero_uid=true"];
    assert!(!found(&param).contains("SEC001"), "what the user sets wins");
    let literal = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: kube-system}\nspec:\n  hostNetwork: true\n  volumes: \
                   [{name: a, hostPath: {path: /var/log}}]\n  containers:\n  - name: web\n    image: example.com/web:1.0\n    \
                   securityContext: {capabilities: {drop: [all]}}\n";
    let run = Kubevet::with(&[]).stdin(literal).run(&["-", "-o", "json", "--profile", "pss-restricted"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let policies = report["findings"].as_array().unwrap().iter().filter(|finding| finding["category"] == "policy");
    let policies: Vec<&Value> = policies.collect();
    for rule in ["SEC009", "SEC015", "SEC019"] {
        assert!(policies.iter().any(|finding| finding["rule"] == rule), "{rule}: {}", run.stdout);
    }
    assert!(policies.iter().all(|finding| finding["severity"] == "error"), "the standard knows no warnings");
}

#[test]
fn parameters_reach_their_rule_by_id_and_by_name() {
    assert!(!found(&["--select", "IMG"]).contains("IMG001"));
    assert!(found(&["--select", "IMG", "--param", "IMG001.floating=[\"edge\"]"]).contains("IMG001"));
    assert!(found(&["--select", "IMG", "--param", "image-latest-tag.floating=[\"edge\"]"]).contains("IMG001"));
    for (wrong, told) in
        [("IMG001", "RULE.KEY=VALUE"), ("IMG001.nope=1", "nope"), ("IMG001.floating=1", "a list"), ("NOPE.a=1", "NOPE")]
    {
        let run = Kubevet::with(&[("pod.yaml", POD)]).run(&[".", "--param", wrong]);
        assert_eq!(run.code, Some(2), "{wrong}");
        assert!(run.stderr.contains(told), "{wrong}: {}", run.stderr);
    }
}

#[test]
fn the_frameworks_that_ask_for_a_rule_are_told() {
    let run = Kubevet::with(&[]).run(&["rules", "SEC006", "--frameworks"]);
    for framework in ["FRAMEWORKS", "cis:5.2.2", "pss:baseline/privileged", "nsa:C-0057"] {
        assert!(run.stdout.contains(framework), "{framework}\n{}", run.stdout);
    }
}

#[test]
fn rules_about_what_is_missing_heed_what_is_assumed_to_exist() {
    let services = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec:\n  selector: {app: web}\n  \
                    ports: [{port: 80}]\n";
    let pods_elsewhere = |arguments: &[&str]| {
        let all = [&["-", "-o", "json", "--select", "NET011,NET001"], arguments].concat();
        let run = Kubevet::with(&[]).stdin(services).run(&all);
        let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
        report["findings"].as_array().unwrap().len()
    };
    assert_eq!(pods_elsewhere(&[]), 1);
    assert_eq!(pods_elsewhere(&["--assume-present", "Deployment/shop/*"]), 0);
    assert_eq!(pods_elsewhere(&["--assume-present", "Deployment/other/*,Secret"]), 1);
    let wrong = Kubevet::with(&[]).run(&[".", "--assume-present", "a/b/c/d"]);
    assert!(wrong.stderr.contains("write `Kind`, `Kind/name` or `Kind/namespace/name`"), "{}", wrong.stderr);
}

#[test]
fn a_workload_without_its_pod_template_is_judged_as_an_object() {
    let bare = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, labels: {tier: front}}\n";
    let arguments = ["-", "-o", "json", "--select", "MET003", "--param", "MET003.labels=[\"owner\"]"];
    let run = Kubevet::with(&[]).stdin(bare).run(&arguments);
    assert!(run.stdout.contains("lacks the label `owner`"), "{}", run.stdout);
}
