//! Errors say what is wrong, and what to do about it.

use super::{CLEAN, Kubevet, WRONG};

fn stderr(files: &[(&str, &str)], arguments: &[&str]) -> String {
    let run = Kubevet::with(files).run(arguments);
    assert_eq!(run.stdout, "", "{arguments:?}: errors do not go to standard output");
    run.stderr
}

#[test]
fn usage_errors_name_what_is_possible() {
    let a = [("a.yaml", CLEAN)];
    let texts = [
        &[".", "--selct", "SEC"][..],
        &[".", "-o", "xml"],
        &[".", "-o", "json", "-o", "sarif"],
        &[".", "-o", "json=a", "-o", "sarif=a"],
        &[".", "-k", "1.99"],
        &[".", "-k", "1.34..1.31"],
        &[".", "--fail-on", "fatal"],
        &[".", "-j", "0"],
        &[".", "-q", "-v"],
    ]
    .map(|arguments| format!("$ kubevet {}\n{}", arguments.join(" "), stderr(&a, arguments)));
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn unknown_rules_come_with_the_nearest_ones() {
    let select = stderr(&[("a.yaml", CLEAN)], &[".", "--select", "privilged-container"]);
    assert!(select.contains("unknown rule `privilged-container`"), "{select}");
    assert!(select.contains("did you mean `privileged-container`"), "{select}");
    let explain = stderr(&[], &["explain", "privilged-container"]);
    assert_eq!(select, explain);
}

#[test]
fn nothing_to_check_says_why() {
    let run = Kubevet::with(&[("values.yaml", "a: 1\n"), ("README.md", "")]).run(&["."]);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_checked() {
    let run = Kubevet::with(&[("a.yaml", WRONG)]).run(&["a.yaml", "b.yaml", "-o", "concise", "-q"]);
    assert!(run.stderr.starts_with("error: b.yaml: "), "{}", run.stderr);
    assert!(run.stdout.starts_with("a.yaml:6:1: error "), "{}", run.stdout);
}
