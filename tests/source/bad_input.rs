//! Inputs that cannot be read are told, and the others are still loaded.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::tree::{SERVICE, Tree, link};

fn failure(path: &str, reason: &str) -> (String, String) {
    (path.to_owned(), reason.to_owned())
}

#[test]
fn a_path_that_does_not_exist_is_told_with_the_one_that_was_perhaps_meant() {
    let tree = Tree::new(&[("deploy/web.yaml", SERVICE)]);
    for (path, reason) in [
        ("deploy/wbe.yaml", "there is no such file or folder; did you mean `deploy/web.yaml`?"),
        ("delpoy/web.yaml", "there is no such file or folder; did you mean `deploy`?"),
        ("quite/different.yaml", "there is no such file or folder"),
        ("delpoy/*.yaml", "the pattern matches no .yaml, .yml or .json file; did you mean `deploy`?"),
        ("deploy/*.json", "the pattern matches no .yaml, .yml or .json file"),
    ] {
        assert_eq!(tree.load(&[path]).failures(), [failure(path, reason)]);
    }
}

#[test]
fn one_missing_path_does_not_hinder_the_others() {
    let tree = Tree::new(&[("a.yaml", SERVICE)]);
    let outcome = tree.load(&["gone.yaml", "a.yaml"]);
    assert_eq!(outcome.opened(), ["a.yaml"]);
    assert_eq!(outcome.failures().len(), 1);
}

#[test]
fn binary_data_is_a_failure() {
    let tree = Tree::new(&[("a.yaml", SERVICE)]);
    tree.write("b.yaml", b"\x7fELF\x02\x01\x01\0\0\0\0");
    let outcome = tree.load(&["."]);
    assert_eq!(outcome.failures(), [failure("b.yaml", "binary data, not YAML")]);
    assert_eq!(outcome.opened(), ["a.yaml"]);
}

#[test]
fn files_and_folders_without_permission_are_failures() {
    let tree = Tree::new(&[("a.yaml", SERVICE), ("b.yaml", SERVICE), ("c/d.yaml", SERVICE)]);
    let close = |path: &str| fs::set_permissions(tree.path(path), fs::Permissions::from_mode(0o000)).unwrap();
    close("b.yaml");
    close("c");
    let open_for_all = fs::File::open(tree.path("b.yaml")).is_ok();
    let outcome = tree.load(&["."]);
    fs::set_permissions(tree.path("c"), fs::Permissions::from_mode(0o700)).unwrap();
    if open_for_all {
        return println!("left out: this user may read every file");
    }
    let reason = "no permission to read it";
    assert_eq!(outcome.failures(), [failure("b.yaml", reason), failure("c", reason)]);
    assert_eq!(outcome.opened(), ["a.yaml"]);
}

#[test]
fn a_broken_link_is_a_failure_unless_it_is_named_like_something_else() {
    let tree = Tree::new(&[("a.yaml", SERVICE)]);
    for name in ["b.yaml", "base", "README.md"] {
        link("nowhere", tree.path(name));
    }
    let reason = "the link leads to nothing";
    assert_eq!(tree.load(&["."]).failures(), [failure("b.yaml", reason), failure("base", reason)]);
    assert_eq!(tree.load(&["README.md"]).failures(), [failure("README.md", reason)]);
}

#[test]
fn loops_of_links_end_and_are_told() {
    let tree = Tree::new(&[("x/y/a.yaml", SERVICE)]);
    link("..", tree.path("x/y/up"));
    link("../../..", tree.path("x/y/far"));
    link("self", tree.path("x/self"));
    let outcome = tree.load(&["x"]);
    assert_eq!(outcome.opened(), ["x/y/a.yaml"]);
    let failures = outcome.failures();
    let told: Vec<&str> = failures.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!(told, ["x/self", "x/y/far", "x/y/up"]);
    assert_eq!(outcome.verdict("x/y/up"), "failed: the link leads back to a folder it lies in, x");
}

#[test]
fn linked_files_and_folders_are_read_once() {
    let tree = Tree::new(&[("real/a.yaml", SERVICE), ("outside/b.yaml", SERVICE)]);
    fs::create_dir(tree.path("in")).unwrap();
    link("../real/a.yaml", tree.path("in/0.yaml"));
    link("../outside", tree.path("in/one"));
    link("../outside", tree.path("in/two"));
    let outcome = tree.load(&["in", "real"]);
    assert_eq!(outcome.opened(), ["in/one/b.yaml", "real/a.yaml"]);
    assert_eq!(outcome.verdict("in/0.yaml"), "ignored: the same file as real/a.yaml");
    assert_eq!(outcome.verdict("in/two"), "ignored: a link to outside, which another link leads to");
    assert_eq!(outcome.failures(), []);
}

#[test]
fn a_pipe_in_a_folder_is_told_and_not_waited_for() {
    let tree = Tree::new(&[("a.yaml", SERVICE)]);
    let made = std::process::Command::new("mkfifo").arg(tree.path("b.yaml")).status();
    if !made.is_ok_and(|status| status.success()) {
        return println!("left out: needs mkfifo");
    }
    let outcome = tree.load(&["."]);
    assert_eq!(outcome.opened(), ["a.yaml"]);
    assert_eq!(outcome.failures().len(), 1);
    assert!(outcome.verdict("b.yaml").starts_with("failed: it is no regular file"));
}

#[test]
fn a_file_larger_than_4_gib_is_refused_before_it_is_read() {
    let tree = Tree::new(&[]);
    let file = fs::File::create(tree.path("a.yaml")).unwrap();
    if file.set_len(5 << 30).is_err() {
        return println!("left out: needs files with holes");
    }
    let reason = "it is larger than 4 GiB; split it into several files";
    assert_eq!(tree.load(&["."]).failures(), [failure("a.yaml", reason)]);
}

#[test]
fn a_faulty_ignore_file_is_told() {
    let tree = Tree::new(&[(".kubevetignore", "ok\n{a\n"), ("a.yaml", SERVICE), ("ok/b.yaml", SERVICE)]);
    let outcome = tree.load(&["."]);
    assert_eq!(outcome.opened(), ["a.yaml"]);
    assert!(outcome.verdict(".kubevetignore").starts_with("failed: not a valid ignore file"));
}
