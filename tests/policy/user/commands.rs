//! The command line with policies of one's own.

use crate::cli::Kubevet;

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
  - name: app
    image: docker.io/web:1.0
";

const TEAM: &str = "\
package team

deny_registry contains [msg, container.image] if {
	some container in input.spec.containers
	not startswith(container.image, data.registry)
	msg := sprintf(\"%s is not from %s\", [container.image, data.registry])
}

warn contains \"no team\" if not input.metadata.labels.team
";

fn team() -> Kubevet {
    Kubevet::with(&[
        ("pod.yaml", POD),
        ("rules/team.rego", TEAM),
        ("rules/team_test.rego", "package team\n\ntest_nothing if broken("),
        ("rules/data.json", "{\"registry\": \"quay.io/\"}"),
    ])
}

#[test]
fn policies_of_a_folder_count_with_their_data_and_without_their_tests() {
    let run = team().run(&["pod.yaml", "--policy", "rules", "--select", "team"]);
    insta::assert_snapshot!(run.all());
}

#[test]
fn their_rules_are_on_in_every_profile_and_may_be_ignored_by_id_or_package() {
    let rules = |arguments: &[&str]| {
        let arguments = [&["pod.yaml", "-p", "rules", "-o", "concise", "-q"][..], arguments].concat();
        let run = team().run(&arguments);
        let mut own: Vec<&str> = Vec::new();
        for id in ["team.deny_registry", "team.warn"] {
            own.extend(run.stdout.contains(id).then_some(id));
        }
        own.join(" ")
    };
    assert_eq!(rules(&[]), "team.deny_registry team.warn");
    assert_eq!(rules(&["--profile", "pss-baseline"]), "team.deny_registry team.warn");
    assert_eq!(rules(&["--select", "SEC"]), "");
    assert_eq!(rules(&["--select", "team.warn"]), "team.warn");
    assert_eq!(rules(&["--ignore", "team.warn"]), "team.deny_registry");
    assert_eq!(rules(&["--ignore", "team"]), "");
}

#[test]
fn a_policy_that_fails_makes_the_run_fail_and_is_named() {
    let kubevet =
        Kubevet::with(&[("pod.yaml", POD), ("a.rego", "package ours\n\ndeny contains 7\n\nwarn contains \"w\"\n")]);
    let run = kubevet.run(&["pod.yaml", "-p", "a.rego", "--select", "ours", "-o", "concise"]);
    insta::assert_snapshot!(run.all());
}

#[test]
fn policies_that_do_not_compile_are_shown_all_at_once_at_their_places() {
    let kubevet = Kubevet::with(&[
        ("pod.yaml", POD),
        ("p/grammar.rego", "package a\n\ndeny contains x {\n\tx := 1\n}\n"),
        ("p/old.rego", "package b\n\ndeny[msg] {\n\tmsg := \"x\"\n}\n"),
        ("p/network.rego", "package c\n\ndeny contains \"x\" if http.send({}).status_code == 200\n"),
    ]);
    insta::assert_snapshot!(kubevet.run(&["pod.yaml", "-p", "p"]).all());
}

#[test]
fn unknown_functions_and_unsafe_variables_are_found_before_any_object_is_judged() {
    let kubevet =
        Kubevet::with(&[("pod.yaml", POD), ("p/function.rego", "package a\n\ndeny contains \"x\" if is_bad(input)\n")]);
    insta::assert_snapshot!(kubevet.run(&["pod.yaml", "-p", "p"]).all());
    let kubevet =
        Kubevet::with(&[("pod.yaml", POD), ("p/variable.rego", "package b\n\ndeny contains y if input.kind == x\n")]);
    insta::assert_snapshot!(kubevet.run(&["pod.yaml", "-p", "p"]).all());
}

#[test]
fn version_0_of_rego_is_understood_when_asked_for() {
    let old = "package old\n\ndeny[msg] {\n\tinput.kind == \"Pod\"\n\tmsg := \"old\"\n}\n";
    let run = Kubevet::with(&[("pod.yaml", POD), ("old.rego", old)]).run(&[
        "pod.yaml",
        "-p",
        "old.rego",
        "--rego-v0",
        "--select",
        "old",
        "-o",
        "concise",
        "-q",
    ]);
    assert_eq!(run.stdout, "pod.yaml:2:1: error old.deny deny: old\n", "{}", run.stderr);
}

#[test]
fn check_tells_what_is_wrong_with_all_files_and_their_tests() {
    let kubevet = Kubevet::with(&[
        ("p/grammar.rego", "package a\n\ndeny contains x {\n\tx := 1\n}\n"),
        ("p/grammar_test.rego", "package a_test\n\ntest_x if [\n"),
        ("q/one.rego", "package b\n\ndeny contains x if {\n\tx := y\n}\n"),
        ("q/two.rego", "package c\n\ndeny contains \"x\" if is_bad(input)\n"),
        ("r/good.rego", "package d\n\ndeny contains \"x\" if data.lib.is_bad(input)\n"),
        ("r/lib.rego", "package lib\n\nis_bad(x) if x.kind == \"Pod\"\n"),
    ]);
    let runs = ["p", "q", "r"].map(|folder| kubevet.run(&["policy", "check", folder]));
    assert_eq!(runs.each_ref().map(|run| run.code), [Some(1), Some(1), Some(0)]);
    insta::assert_snapshot!(runs.map(|run| run.stdout).join("---\n"));
    assert_eq!(kubevet.run(&["policy", "check", "missing"]).code, Some(2));
}

#[test]
fn tests_pass_fail_and_show_which_lines_they_did_not_reach() {
    let kubevet = Kubevet::with(&[
        (
            "p/a.rego",
            "package a\n\ndeny contains \"pod\" if {\n\tinput.kind == \"Pod\"\n}\n\ndeny contains \"job\" if {\n\tinput.kind == \"Job\"\n\tinput.spec.x\n}\n",
        ),
        (
            "p/a_test.rego",
            "package a_test\n\ntest_pod if \"pod\" in data.a.deny with input as {\"kind\": \"Pod\"}\n\ntest_other if \"pod\" in data.a.deny with input as {\"kind\": \"Other\"}\n\ntest_table[case] := result if {\n\tsome case in [\"x\", \"y\"]\n\tresult := case == \"x\"\n}\n",
        ),
        ("none/a.rego", "package a\n"),
    ]);
    let run = kubevet.run(&["policy", "test", "p", "--coverage"]);
    insta::assert_snapshot!(run.all());
    assert_eq!(kubevet.run(&["policy", "test", "none"]).code, Some(3));
}

#[test]
fn a_new_policy_compiles_passes_its_tests_and_finds_what_its_page_says() {
    let kubevet = Kubevet::with(&[("pod.yaml", POD)]);
    let new = ["policy", "new", "SHOP001", "team-label-missing", "--dir", "own"];
    insta::assert_snapshot!(kubevet.run(&new).all());
    assert_eq!(kubevet.run(&["policy", "check", "own"]).code, Some(0));
    let tested = kubevet.run(&["policy", "test", "own"]);
    assert_eq!((tested.code, tested.stdout.contains("2 passed, 0 failed")), (Some(0), true), "{}", tested.stdout);
    let run = kubevet.run(&["pod.yaml", "-p", "own", "--select", "SHOP001", "-o", "concise", "-q"]);
    assert_eq!(run.stdout, "pod.yaml:3:1: error SHOP001 team-label-missing: Pod `web` has no label `team`\n");
    assert_eq!(kubevet.run(&new).code, Some(2), "nothing is overwritten");
    for (id, name) in [("SHOP-1", "a"), ("SHOP001", "A b"), ("SHOP001", "../x")] {
        assert_eq!(kubevet.run(&["policy", "new", id, name]).code, Some(2), "{id} {name}");
    }
}

#[test]
fn rules_and_explain_know_policies_of_ones_own() {
    let kubevet = team();
    insta::assert_snapshot!(kubevet.run(&["rules", "-p", "rules", "team"]).stdout);
    insta::assert_snapshot!(kubevet.run(&["explain", "-p", "rules", "team.warn"]).stdout);
}

#[test]
fn an_id_of_kubevet_cannot_be_taken() {
    let rule = std::fs::read_to_string("policies/sec/privileged-container/rule.rego").unwrap();
    let run = Kubevet::with(&[("pod.yaml", POD), ("p/rule.rego", &rule)]).run(&["pod.yaml", "-p", "p"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("your policy SEC006 (privileged-container) has the id"), "{}", run.stderr);
}

#[test]
fn paths_without_policies_are_an_error() {
    let kubevet = Kubevet::with(&[("pod.yaml", POD), ("empty/x.txt", "")]);
    assert!(kubevet.run(&["pod.yaml", "-p", "empty"]).stderr.contains("there is no policy in empty"));
    assert!(kubevet.run(&["pod.yaml", "-p", "missing"]).stderr.contains("cannot read missing"));
    assert_eq!(kubevet.run(&["pod.yaml", "-p", "missing"]).code, Some(2));
}

#[test]
fn trace_shows_the_input_the_lines_and_the_findings_and_no_value_of_a_secret() {
    let rule = "package own\n\ndeny contains {\"msg\": \"found\", \"at\": input.metadata.name} if {\n\tinput.kind == \"Secret\"\n\tinput.stringData.token\n}\n\ndeny contains \"other\" if {\n\tinput.kind == \"Pod\"\n\tinput.spec.x\n}\n";
    let secret =
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  namespace: shop\nstringData:\n  token: hunter22\n";
    let kubevet = Kubevet::with(&[("secret.yaml", secret), ("own.rego", rule), ("pod.yaml", POD)]);
    let run = kubevet.run(&["policy", "trace", "own.deny", "secret.yaml", "-p", "own.rego"]);
    assert!(!run.stdout.contains("hunter22"), "{}", run.stdout);
    insta::assert_snapshot!(run.all());
    let builtin = kubevet.run(&["policy", "trace", "SEC013", "pod.yaml"]);
    assert_eq!(builtin.code, Some(0), "{}", builtin.stderr);
    for part in ["\"containers\": [", "rule.rego]", "+│", "SEC013"] {
        assert!(builtin.stdout.contains(part), "{part}: {}", builtin.stdout);
    }
    for rule in ["YML001", "own.missing"] {
        assert_eq!(kubevet.run(&["policy", "trace", rule, "pod.yaml"]).code, Some(2), "{rule}");
    }
}

#[test]
fn check_tells_the_problem_of_every_rule_of_a_package_but_none_that_follows_from_another() {
    let policy = "package a\n\ndeny contains x if {\n\tx := y\n}\n\nwarn contains \"w\" if helper(z)\n\nhelper(p) if p == unbound\n\nfine := 1\n";
    let kubevet =
        Kubevet::with(&[("p/a.rego", policy), ("p/b.rego", "package a\n\nviolation contains q if fine == 1\n")]);
    let run = kubevet.run(&["policy", "check", "p"]);
    assert_eq!(run.code, Some(1));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_threshold_makes_tests_fail_that_reach_too_few_lines() {
    let policy = "package a\n\ndeny contains \"x\" if {\n\tinput.kind == \"Pod\"\n}\n";
    let test = "package a_test\n\ntest_none if count(data.a.deny) == 0 with input as {\"kind\": \"Job\"}\n";
    let kubevet = Kubevet::with(&[("p/a.rego", policy), ("p/a_test.rego", test)]);
    let run = |threshold: &str| kubevet.run(&["policy", "test", "p", "--threshold", threshold]);
    let (all, half) = (run("100"), run("50"));
    assert_eq!((all.code, half.code), (Some(1), Some(0)), "{}{}", all.stdout, half.stdout);
    assert!(all.stdout.ends_with("the tests reach 50 % of the policies, not 100 %\n"), "{}", all.stdout);
    assert_eq!(run("101").code, Some(2));
}

#[test]
fn trace_shows_every_pod_of_an_object_and_objects_that_a_rule_is_not_asked_about() {
    let job = |name: &str| {
        format!(
            "  - name: {name}\n    replicas: 1\n    template: {{spec: {{template: {{spec: {{containers: [{{name: {name}}}]}}}}}}}}\n"
        )
    };
    let job_set = format!(
        "apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nmetadata: {{name: set}}\nspec:\n  replicatedJobs:\n{}{}",
        job("one"),
        job("two")
    );
    let kubevet = Kubevet::with(&[
        ("set.yaml", &job_set),
        ("map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n"),
    ]);
    let run = kubevet.run(&["policy", "trace", "SEC013", "set.yaml"]);
    for part in ["pod 1 of 2", "pod 2 of 2", "\"name\": \"two\""] {
        assert!(run.stdout.contains(part), "{part}: {}{}", run.stdout, run.stderr);
    }
    let run = kubevet.run(&["policy", "trace", "SEC013", "map.yaml"]);
    assert!(run.stdout.contains("it is not asked about this object"), "{}", run.stdout);
}
