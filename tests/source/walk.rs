//! Which files the paths lead to.

use kubevet::source::Options;

use super::tree::{SERVICE, Tree};

#[test]
fn a_folder_without_manifests_says_what_it_holds_instead() {
    let tree = Tree::new(&[("README.md", "# read me"), ("values.yaml", "a: 1\n"), (".ci/a.yaml", SERVICE)]);
    let loaded = tree.load(&["."]).loaded;
    assert!(loaded.manifests.is_empty());
    assert_eq!((loaded.skipped.len(), loaded.decisions.len(), loaded.other_files), (1, 2, 1));
}

#[test]
fn folders_are_searched_for_yaml_and_json_and_other_files_are_counted() {
    let tree = Tree::new(&[
        ("a.yaml", SERVICE),
        ("b/c.yml", SERVICE),
        ("b/d.json", "{}"),
        ("b/E.YAML", SERVICE),
        ("README.md", "# read me"),
        ("b/script.sh", "exit"),
    ]);
    let outcome = tree.load(&["."]);
    assert_eq!(outcome.opened(), ["a.yaml", "b/E.YAML", "b/c.yml", "b/d.json"]);
    assert_eq!(outcome.loaded.other_files, 2);
    assert_eq!(outcome.failures(), []);
}

#[test]
fn a_named_file_is_read_whatever_its_name_and_the_ignore_rules_say() {
    let tree = Tree::new(&[(".gitignore", "*.rendered\n"), (".hidden/a.rendered", SERVICE)]);
    assert_eq!(tree.load(&[".hidden/a.rendered"]).opened(), [".hidden/a.rendered"]);
}

#[test]
fn ignore_files_count_and_each_decision_names_the_file_that_made_it() {
    let tree = Tree::new(&[
        (".gitignore", "/vendor\n*.tmp.yaml\n"),
        (".kubevetignore", "testdata/\n!keep.tmp.yaml\n"),
        ("a.yaml", SERVICE),
        ("a.tmp.yaml", SERVICE),
        ("keep.tmp.yaml", SERVICE),
        ("vendor/b.yaml", SERVICE),
        ("x/testdata/c.yaml", SERVICE),
        ("x/.gitignore", "d.yaml"),
        ("x/d.yaml", SERVICE),
        (".github/workflows/e.yaml", SERVICE),
        (".git/f.yaml", SERVICE),
    ]);
    let outcome = tree.load(&["."]);
    assert_eq!(outcome.opened(), ["a.yaml", "keep.tmp.yaml"]);
    for (path, expected) in [
        ("a.yaml", "checked"),
        ("a.tmp.yaml", "ignored: listed in .gitignore"),
        ("vendor", "ignored: listed in .gitignore"),
        ("x/testdata", "ignored: listed in .kubevetignore"),
        ("x/d.yaml", "ignored: listed in .gitignore"),
        (".github", "ignored: hidden"),
        (".git", "not told"),
    ] {
        assert_eq!(outcome.verdict(path), expected, "{path}");
    }
}

#[test]
fn ignore_files_above_the_given_folder_count() {
    let tree = Tree::new(&[
        (".kubevetignore", "deploy/old\n"),
        (".gitignore", "deploy/new/b.yaml\n"),
        ("deploy/old/a.yaml", SERVICE),
        ("deploy/new/b.yaml", SERVICE),
        ("deploy/new/c.yaml", SERVICE),
    ]);
    assert_eq!(tree.load(&["deploy"]).opened(), ["deploy/new/c.yaml"]);
}

#[test]
fn options_open_hidden_and_ignored_files() {
    let tree = Tree::new(&[
        (".gitignore", "vendor\n"),
        (".github/a.yaml", SERVICE),
        (".git/b.yaml", SERVICE),
        ("vendor/c.yaml", SERVICE),
    ]);
    let hidden = Options { hidden: true, ..Options::default() };
    assert_eq!(tree.load_with(&["."], &hidden).opened(), [".github/a.yaml"]);
    let no_ignore = Options { no_ignore: true, ..Options::default() };
    assert_eq!(tree.load_with(&["."], &no_ignore).opened(), ["vendor/c.yaml"]);
}

#[test]
fn quoted_patterns_are_expanded() {
    let tree = Tree::new(&[
        ("deploy/a.yaml", SERVICE),
        ("deploy/b.txt", "text"),
        ("deploy/x/c.yaml", SERVICE),
        ("deploy/x/d.rendered", SERVICE),
        ("other/e.yaml", SERVICE),
    ]);
    assert_eq!(tree.load(&["deploy/*.yaml"]).opened(), ["deploy/a.yaml"]);
    assert_eq!(tree.load(&["deploy/**/*.yaml"]).opened(), ["deploy/a.yaml", "deploy/x/c.yaml"]);
    assert_eq!(tree.load(&["deploy/*"]).opened(), ["deploy/a.yaml", "deploy/x/c.yaml"]);
    assert_eq!(tree.load(&["{deploy,other}/*.yaml"]).opened(), ["deploy/a.yaml", "other/e.yaml"]);
    assert_eq!(tree.load(&["**/*.rendered"]).opened(), ["deploy/x/d.rendered"]);
}

#[test]
fn a_file_whose_name_looks_like_a_pattern_is_read() {
    let tree = Tree::new(&[("a[1].yaml", SERVICE), ("a1.yaml", SERVICE)]);
    assert_eq!(tree.load(&["a[1].yaml"]).opened(), ["a[1].yaml"]);
}

#[test]
fn a_file_given_twice_counts_once() {
    let tree = Tree::new(&[("x/a.yaml", SERVICE), ("x/b.yaml", SERVICE)]);
    let outcome = tree.load(&["x/b.yaml", "x", "x/../x/a.yaml", "x/*.yaml"]);
    assert_eq!(outcome.opened(), ["x/a.yaml", "x/b.yaml"]);
}

#[test]
fn context_is_loaded_but_what_is_also_given_is_reported() {
    let tree = Tree::new(&[("x/a.yaml", SERVICE), ("x/b.yaml", SERVICE), ("c.yaml", SERVICE)]);
    let options = Options { context: vec![".".to_owned()], ..Options::default() };
    let outcome = tree.load_with(&["x/a.yaml"], &options);
    assert_eq!(outcome.opened(), ["c.yaml", "x/a.yaml", "x/b.yaml"]);
    for manifest in &outcome.loaded.manifests {
        assert_eq!(manifest.reported, manifest.file.ends_with("x/a.yaml"), "{}", manifest.file);
    }
}

#[test]
fn the_result_is_the_same_for_any_number_of_threads() {
    let files: Vec<(String, String)> =
        (0..60).map(|n| (format!("d{}/f{n}.yaml", n % 7), SERVICE.repeat(n % 5))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let tree = Tree::new(&files);
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let outcome = tree.load(&["."]);
            (outcome.manifests(), outcome.loaded.skipped, outcome.loaded.decisions)
        })
    };
    let one = run(1);
    assert_eq!(one.2.len(), 60);
    assert_eq!(one, run(8));
}

#[test]
fn progress_ends_with_every_file_done() {
    let tree = Tree::new(&[("a.yaml", SERVICE), ("b.yaml", SERVICE)]);
    let progress = std::sync::Arc::default();
    let options = Options { progress: Some(std::sync::Arc::clone(&progress)), ..Options::default() };
    tree.load_with(&["."], &options);
    assert_eq!((progress.found(), progress.done()), (2, 2));
}
