//! Standard input, through the command line.

use std::io::Write;
use std::process::{Command, Stdio};

use super::tree::{SERVICE, Tree};

/// What `kubevet --show-files` says, and its exit code.
fn shown(tree: &Tree, arguments: &[&str], input: &[u8]) -> (String, Option<i32>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kubevet"))
        .arg("--show-files")
        .args(arguments)
        .current_dir(tree.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn standard_input_is_read_beside_files() {
    let tree = Tree::new(&[("a.yaml", SERVICE)]);
    assert_eq!(shown(&tree, &["-"], SERVICE.as_bytes()), ("-: checked\n".to_owned(), Some(0)));
    let both = "-: checked\na.yaml: checked\n".to_owned();
    assert_eq!(shown(&tree, &["./a.yaml", "-"], SERVICE.as_bytes()), (both, Some(0)));
}

#[test]
fn standard_input_is_recognised_by_the_name_it_is_given() {
    let tree = Tree::new(&[("deploy/kustomization.yaml", "patches:\n  - path: web.yaml\n")]);
    let expected = "deploy/web.yaml: skipped: patch of deploy/kustomization.yaml; check what that builds\n".to_owned();
    assert_eq!(shown(&tree, &["--stdin-name", "deploy/web.yaml", "-"], SERVICE.as_bytes()), (expected, Some(3)));
}

#[test]
fn standard_input_without_content_is_nothing_to_check_and_binary_data_a_failure() {
    let tree = Tree::new(&[]);
    assert_eq!(shown(&tree, &["-"], b""), ("-: skipped: empty: it holds no document\n".to_owned(), Some(3)));
    assert_eq!(shown(&tree, &["-"], b"\0\0"), ("-: failed: binary data, not YAML\n".to_owned(), Some(2)));
}
