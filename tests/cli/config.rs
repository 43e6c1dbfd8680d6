//! `kubevet.yaml`: what it sets, where it is looked for, and what is said when it is wrong.

use serde_json::Value;

use super::Kubevet;

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - name: web
    image: example.com/web:latest
    securityContext: {privileged: true}
";

/// `RULE severity` of the findings that count.
fn found(files: &[(&str, &str)], arguments: &[&str]) -> Vec<String> {
    let run = Kubevet::with(files).run(&[&["-o", "json", "--show", "info"], arguments].concat());
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let live = report["findings"].as_array().unwrap().iter().filter(|finding| finding["suppressed"].is_null());
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    live.map(|finding| format!("{} {}", text(finding, "rule"), text(finding, "severity"))).collect()
}

fn with_config(config: &str, arguments: &[&str]) -> Vec<String> {
    found(&[("kubevet.yaml", config), ("deploy/pod.yaml", POD)], arguments)
}

fn about<'f>(found: &'f [String], rule: &str) -> Vec<&'f str> {
    found.iter().filter(|finding| finding.starts_with(rule)).map(String::as_str).collect()
}

#[test]
fn rules_are_switched_off_and_made_more_or_less_severe() {
    let rules = "rules:\n  SEC: off\n  privileged-container: warning\n  CKV_K8S_14: {severity: info}\n";
    let found = with_config(rules, &["deploy"]);
    assert_eq!(about(&found, "SEC"), ["SEC006 warning"]);
    assert_eq!(about(&found, "IMG001"), ["IMG001 info"]);
}

#[test]
fn parameters_of_rules_are_set() {
    let config = "rules:\n  image-latest-tag: {params: {floating: [edge]}}\n";
    assert_eq!(about(&with_config(config, &["deploy"]), "IMG001"), [""; 0]);
}

#[test]
fn overrides_hold_for_their_files_only() {
    let config = "overrides:\n- paths: dev/\n  rules: {SEC006: off, REL028: error}\n";
    let files = [("kubevet.yaml", config), ("dev/pod.yaml", POD), ("prod/pod.yaml", POD)];
    let dev = found(&files, &["dev"]);
    assert_eq!((about(&dev, "SEC006").len(), about(&dev, "REL028")), (0, vec!["REL028 error"]));
    let prod = found(&files, &["prod"]);
    assert_eq!((about(&prod, "SEC006").len(), about(&prod, "REL028").len()), (1, 1));
    assert_ne!(about(&prod, "REL028"), ["REL028 error"]);
}

#[test]
fn ignores_name_findings_by_what_they_are_about() {
    for (entry, suppressed) in [
        ("rule: SEC006", true),
        ("rule: [SEC006, SEC007], kind: Pod, name: w*, namespace: shop, container: web", true),
        ("rule: SEC006, path: deploy/", true),
        ("rule: SEC006, container: other", false),
        ("rule: SEC006, namespace: other", false),
        ("rule: SEC006, path: dev/", false),
        ("rule: SEC006, until: 2999-01-01", true),
        ("rule: SEC006, until: 2020-01-01", false),
    ] {
        let found = with_config(&format!("ignores:\n- {{{entry}, reason: it is a test}}\n"), &["deploy"]);
        assert_eq!(about(&found, "SEC006").is_empty(), suppressed, "{entry}");
    }
    assert_eq!(about(&with_config("ignores: [{rule: SEC006}]", &["deploy", "--no-ignores"]), "SEC006").len(), 1);
}

#[test]
fn entries_out_of_date_or_without_use_are_findings_in_the_configuration() {
    let config = "require-reason: true\nignores:\n- {rule: SEC006, until: 2020-01-01, reason: a}\n- {rule: SEC021, reason: b}\n\
                  - {rule: IMG001}\n";
    let files = [("kubevet.yaml", config), ("deploy/pod.yaml", POD)];
    let run = Kubevet::with(&files).run(&[".", "-o", "concise"]);
    let own: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("kubevet.yaml")).collect();
    assert_eq!(
        own,
        [
            "kubevet.yaml:3:3: warning IGN004 expired-ignore: the suppression ended with 2020-01-01",
            "kubevet.yaml:4:3: warning IGN001 unused-ignore: `SEC021` is not found there: there is nothing to suppress",
            "kubevet.yaml:5:3: warning IGN005 ignore-without-reason: the suppression gives no reason",
        ]
    );
    // A run over one file cannot tell what is of no use in all.
    let part = Kubevet::with(&files).run(&["deploy/pod.yaml", "-o", "concise"]);
    assert!(!part.stdout.contains("IGN001"), "{}", part.stdout);
}

#[test]
fn the_nearest_configuration_counts_up_to_the_root_of_the_repository() {
    let files = [
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("kubevet.yaml", "rules: {SEC006: off}\n"),
        ("a/pod.yaml", POD),
        ("b/.kubevet.yaml", "rules: {IMG001: off}\n"),
        ("b/deep/pod.yaml", POD),
        ("c/.git/HEAD", "ref: refs/heads/main\n"),
        ("c/pod.yaml", POD),
    ];
    let of = |path: &str| {
        let found = found(&files, &[path]);
        (about(&found, "SEC006").len(), about(&found, "IMG001").len())
    };
    assert_eq!(of("a"), (0, 1));
    assert_eq!(of("b"), (1, 0));
    assert_eq!(of("c"), (1, 1));
    // In one run each file is judged by its own.
    let all = found(&files, &["."]);
    assert_eq!((about(&all, "SEC006").len(), about(&all, "IMG001").len()), (2, 2));
    assert_eq!(about(&found(&files, &["a", "--isolated"]), "SEC006").len(), 1);
    assert_eq!(about(&found(&files, &["c", "--config", "kubevet.yaml"]), "SEC006").len(), 0);
}

#[test]
fn a_configuration_builds_on_those_it_extends() {
    let files = [
        ("kubevet.yaml", "extends: shared/base.yaml\nrules: {SEC006: error}\n"),
        ("shared/base.yaml", "rules: {SEC006: off, IMG001: off}\nignores: [{rule: PRB, path: x}]\n"),
        ("deploy/pod.yaml", POD),
    ];
    let found = found(&files, &["deploy"]);
    assert_eq!((about(&found, "SEC006").len(), about(&found, "IMG001").len()), (1, 0));
    let circle = Kubevet::with(&[("kubevet.yaml", "extends: kubevet.yaml\n"), ("pod.yaml", POD)]).run(&["pod.yaml"]);
    assert_eq!(circle.code, Some(2));
    assert!(circle.stderr.contains("kubevet.yaml extends itself"), "{}", circle.stderr);
}

#[test]
fn excluded_files_are_not_checked_and_listed_with_the_reason() {
    let files = [("kubevet.yaml", "exclude: [testdata/]\n"), ("deploy/pod.yaml", POD), ("testdata/pod.yaml", POD)];
    assert_eq!(about(&found(&files, &["."]), "SEC006").len(), 1);
    let shown = Kubevet::with(&files).run(&["--show-files", "."]);
    assert!(shown.stdout.contains("testdata/pod.yaml: ignored: excluded by kubevet.yaml\n"), "{}", shown.stdout);
}

#[test]
fn versions_profiles_context_and_the_severity_to_fail_on_come_from_it() {
    let config = "kubernetes: \"1.31\"\nprofile: [pss-baseline]\nfail-on: never\n";
    let run = Kubevet::with(&[("kubevet.yaml", config), ("pod.yaml", POD)]).run(&["pod.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.all());
    assert!(run.stdout.contains("Kubernetes 1.31"), "{}", run.stdout);
    assert!(run.stdout.contains("SEC006") && !run.stdout.contains("IMG001"), "{}", run.stdout);
    let strict = Kubevet::with(&[("kubevet.yaml", config), ("pod.yaml", POD)]);
    assert_eq!(strict.run(&["pod.yaml", "--fail-on", "error"]).code, Some(1));

    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: web}, ports: \
                   [{port: 80}]}\n";
    let files = [("kubevet.yaml", "assume-present: Pod/shop/*\n"), ("service.yaml", service)];
    assert_eq!(about(&found(&files, &["."]), "NET011").len(), 0);
}

#[test]
fn what_is_wrong_is_shown_in_its_line() {
    for (config, expected) in [
        ("kuberntes: 1.34\n", vec!["unknown key `kuberntes`", "did you mean `kubernetes`?"]),
        ("rules: {SEC999: off}\n", vec!["unknown rule `SEC999`", "kubevet.yaml:1:9"]),
        ("rules: {SEC006: fatal}\n", vec!["`fatal` is no level", "`warning`"]),
        ("ignores:\n- {rule: SEC006, until: tomorrow}\n", vec!["`tomorrow` is no date"]),
        ("ignores:\n- {kind: Pod}\n", vec!["missing field `rule`"]),
        ("profile: strickt\n", vec!["there is no profile `strickt`"]),
        (
            "overrides:\n- paths: a\n  rules: {SEC006: {params: {x: 1}}}\n",
            vec!["parameters are the same for all files"],
        ),
        ("a: b: c\n", vec!["kubevet.yaml"]),
        ("assume-present: [a/b/c/d]\n", vec!["`a/b/c/d` names no objects"]),
    ] {
        let run = Kubevet::with(&[("kubevet.yaml", config), ("pod.yaml", POD)]).run(&["pod.yaml"]);
        assert_eq!(run.code, Some(2), "{config}: {}", run.all());
        for text in expected {
            assert!(run.stderr.contains(text), "{config}: {}", run.stderr);
        }
    }
}

#[test]
fn the_settings_in_force_can_be_seen() {
    let config = "profile: pss-baseline\nrules: {SEC006: warning, SEC011: off}\n";
    let run = Kubevet::with(&[("kubevet.yaml", config), ("pod.yaml", POD)]).run(&["--show-settings"]);
    assert!(run.stdout.starts_with("configuration: kubevet.yaml\n"), "{}", run.stdout);
    assert!(run.stdout.contains("  SEC006 privileged-container: warning\n") && !run.stdout.contains("SEC011"));
}
