//! Findings that are known: by a baseline, and from a revision of the repository.

use std::process::Command;

use serde_json::Value;

use super::Kubevet;

fn pod(name: &str, spec: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}, namespace: shop}}\nspec:\n  containers:\n  - name: web\n    \
         image: example.com/web:1.0\n{spec}"
    )
}

const PRIVILEGED: &str = "    securityContext: {privileged: true}\n";

/// The live findings of a rule: their files.
fn live(kubevet: &Kubevet, arguments: &[&str], rule: &str) -> Vec<String> {
    let run = kubevet.run(&[&["-o", "json"], arguments].concat());
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let findings = report["findings"].as_array().unwrap().iter();
    let live = findings.filter(|finding| finding["rule"] == rule && finding["suppressed"].is_null());
    live.map(|finding| finding["file"].as_str().unwrap().to_owned()).collect()
}

fn write(kubevet: &Kubevet, file: &str, text: &str) {
    std::fs::write(kubevet.path().join(file), text).unwrap();
}

#[test]
fn known_findings_do_not_count_until_they_move_to_another_object() {
    let kubevet = Kubevet::with(&[("deploy/a.yaml", &pod("a", PRIVILEGED))]);
    assert_eq!(kubevet.run(&["."]).code, Some(1));
    let written = kubevet.run(&["baseline", "."]);
    assert_eq!(written.code, Some(0), "{}", written.all());
    assert!(written.stdout.starts_with(".kubevet-baseline.json: "), "{}", written.stdout);
    let run = kubevet.run(&["."]);
    assert_eq!(run.code, Some(0), "{}", run.all());
    assert!(run.stdout.contains("suppressed"), "{}", run.stdout);
    // Lines that move change nothing; neither does a container before it.
    let sidecar = pod("a", PRIVILEGED).replace(
        "  containers:\n",
        "\n\n  containers:\n  - name: log\n    image: example.com/log:1.0\n    securityContext: {privileged: false}\n",
    );
    write(&kubevet, "deploy/a.yaml", &sidecar);
    assert_eq!(live(&kubevet, &["."], "SEC006"), [""; 0]);
    write(&kubevet, "deploy/b.yaml", &pod("b", PRIVILEGED));
    assert_eq!(live(&kubevet, &["."], "SEC006"), ["deploy/b.yaml"]);
    assert_eq!(live(&kubevet, &[".", "--no-baseline"], "SEC006"), ["deploy/a.yaml", "deploy/b.yaml"]);
    // A run from elsewhere, over one file, finds the same baseline and complains of nothing that it did not look at.
    let part = kubevet.run(&["deploy/a.yaml"]);
    assert!(!part.stdout.contains("not found"), "{}", part.stdout);
}

#[test]
fn what_is_gone_is_told_and_pruned_without_taking_in_what_is_new() {
    let kubevet = Kubevet::with(&[("a.yaml", &pod("a", PRIVILEGED))]);
    kubevet.run(&["baseline"]);
    write(&kubevet, "a.yaml", &pod("a", "    securityContext: {privileged: false}\n"));
    write(&kubevet, "b.yaml", &pod("b", PRIVILEGED));
    let run = kubevet.run(&["."]);
    assert!(run.stdout.contains("1 finding of .kubevet-baseline.json not found"), "{}", run.stdout);
    let pruned = kubevet.run(&["baseline", "--prune"]);
    assert!(pruned.stdout.contains("1 finding gone"), "{}", pruned.stdout);
    assert_eq!(live(&kubevet, &["."], "SEC006"), ["b.yaml"]);
}

#[test]
fn a_baseline_that_cannot_be_used_says_so() {
    for (text, expected) in [("{", "it is no baseline"), ("{\"version\": 7, \"findings\": {}}", "it is of version 7")] {
        let kubevet = Kubevet::with(&[("a.yaml", &pod("a", "")), (".kubevet-baseline.json", text)]);
        let run = kubevet.run(&["a.yaml"]);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
    let broken = Kubevet::with(&[("a.yaml", "a: [\n")]).run(&["baseline", "--baseline", "missing/known.json"]);
    assert_eq!(broken.code, Some(2), "{}", broken.all());
}

fn git(kubevet: &Kubevet, arguments: &[&str]) {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"];
    let done = Command::new("git").current_dir(kubevet.path()).args(identity).args(arguments).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn since_a_revision_only_what_is_new_counts_and_the_work_tree_stays_as_it_is() {
    let kubevet = Kubevet::with(&[("deploy/a.yaml", &pod("a", PRIVILEGED)), ("deploy/b.yaml", &pod("b", ""))]);
    git(&kubevet, &["init", "-q"]);
    git(&kubevet, &["add", "."]);
    git(&kubevet, &["commit", "-qm", "first"]);
    write(&kubevet, "deploy/b.yaml", &pod("b", PRIVILEGED));
    write(&kubevet, "deploy/c.yaml", &pod("c", PRIVILEGED));
    assert_eq!(live(&kubevet, &["deploy", "--since", "HEAD"], "SEC006"), ["deploy/b.yaml", "deploy/c.yaml"]);
    assert_eq!(live(&kubevet, &["deploy/a.yaml", "--since", "HEAD"], "SEC006"), [""; 0]);
    assert_eq!(live(&kubevet, &["--since", "main"], "SEC006").len(), 2);
    let status = Command::new("git").current_dir(kubevet.path()).args(["status", "--short"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&status.stdout), " M deploy/b.yaml\n?? deploy/c.yaml\n");
    let unknown = kubevet.run(&["deploy", "--since", "nowhere"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("there is no revision `nowhere`"), "{}", unknown.stderr);
    let option = kubevet.run(&["deploy", "--since=--output=x"]);
    assert_eq!(option.code, Some(2), "{}", option.all());
}

#[test]
fn outside_of_a_repository_there_is_no_revision() {
    let run = Kubevet::with(&[("a.yaml", &pod("a", ""))]).run(&["a.yaml", "--since", "HEAD"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("not a git repository"), "{}", run.stderr);
}
