//! Input that is no proper manifest: told with a place, never passed over, never a crash.

use super::{CLEAN, Kubevet};

/// The findings of one file, one a line, with the exit code.
fn concise(text: &str) -> (Option<i32>, String) {
    let run = Kubevet::with(&[("a.yaml", text)]).run(&["a.yaml", "-q", "-o", "concise"]);
    (run.code, run.stdout)
}

#[test]
fn what_stands_in_the_place_of_an_object_is_reported() {
    let object = "apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a, namespace: b}\n";
    let list = "apiVersion: v1\nkind: List\nitems:\n";
    for (text, expected) in [
        (format!("- {object}"), "a.yaml:1:3: error YML012 not-an-object: the document is a list, not an object\n"),
        (
            format!("{CLEAN}---\nhello\n"),
            "a.yaml:9:1: error YML012 not-an-object: the document is a string, not an object\n",
        ),
        (
            format!("{list}- \n"),
            "a.yaml:4:2: error YML012 not-an-object: the item of the list is null, not an object\n",
        ),
        (
            format!("{list}- 5\n"),
            "a.yaml:4:3: error YML012 not-an-object: the item of the list is an integer, not an object\n",
        ),
    ] {
        assert_eq!(concise(&text), (Some(1), expected.to_owned()), "{text}");
    }
}

#[test]
fn documents_without_content_are_nothing_to_report() {
    assert_eq!(concise(&format!("---\n# nothing\n---\n{CLEAN}---\nnull\n---\n")), (Some(0), String::new()));
}

#[test]
fn lists_within_lists_are_opened() {
    let text = "\
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMapList
  items:
  - metadata: {name: a, namespace: b}
    dta: {}
";
    let expected = "a.yaml:8:5: error SCH001 unknown-field: unknown field `dta` in v1 ConfigMap\n";
    assert_eq!(concise(text), (Some(1), expected.to_owned()));
}

#[test]
fn lists_that_aliases_multiply_are_not_opened() {
    let many = |alias: &str| format!("[{}]", vec![alias; 20].join(", "));
    let text = format!(
        "apiVersion: v1\nkind: List\nx: &a {{apiVersion: v1, kind: ConfigMap, metadata: {{name: a, namespace: b}}}}\n\
         y: &b {{apiVersion: v1, kind: List, items: {}}}\nitems: {}\n",
        many("*a"),
        many("*b")
    );
    let (code, found) = concise(&text);
    assert_eq!((code, found.lines().count()), (Some(1), 20));
}

#[test]
fn an_empty_list_is_nothing_to_check_and_not_called_fine() {
    let run = Kubevet::with(&[("a.yaml", "apiVersion: v1\nkind: List\nitems: []\n")]).run(&["a.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
    assert_eq!(run.stderr, "nothing to check: the manifests hold no objects\n");
}

#[test]
fn secrets_in_a_sequence_or_within_another_object_are_not_shown() {
    let secret = r#"{"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "a"}, "data": {"p": "hunter2"}}"#;
    let template = format!(r#"{{"kind": "ConfigMap", "apiVersion": "v1", "objects": [{secret}]}}"#);
    for text in [format!("[{secret}]"), template] {
        let (run, outputs) = Kubevet::with(&[("a.yaml", &text)]).run_all_formats(&["a.yaml", "--show", "info"]);
        assert_eq!(run.code, Some(1), "{}", run.all());
        for (format, text) in outputs {
            assert!(!text.contains("hunter2"), "{format}\n{text}");
        }
    }
}

#[test]
fn deep_nesting_ends_in_a_verdict_in_every_format() {
    let deep = 9_900;
    let json = |open: &str, close: &str, kind: &str| {
        format!(
            "{{\"apiVersion\":{kind},\"metadata\":{{\"name\":\"a\"}},\"x\":{}1{}}}",
            open.repeat(deep),
            close.repeat(deep)
        )
    };
    let (builtin, custom) = (r#""v1","kind":"ConfigMap""#, r#""shop.example/v1","kind":"Campaign""#);
    let block: String = (1..deep / 10).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    let texts = [
        json("[", "]", builtin),
        json("{\"a\":", "}", builtin),
        json("{\"a\":", "}", custom),
        json("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[", "]}", r#""v1","kind":"List""#),
        r#"{"apiVersion":"v1","kind":"List","items":["#.repeat(deep / 2) + &"]}".repeat(deep / 2),
        format!("{CLEAN}x:\n{block}"),
        "[".repeat(100_000),
    ];
    for text in texts {
        let (run, _) = Kubevet::with(&[("a.yaml", &text)]).run_all_formats(&["a.yaml", "--show", "info"]);
        assert!(matches!(run.code, Some(0 | 1)), "{:?} {}", text.get(..80), run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_in_circles_are_named() {
    let kubevet = Kubevet::with(&[("d/a.yaml", CLEAN)]);
    let link = |target: &str, name: &str| std::os::unix::fs::symlink(target, kubevet.path().join(name)).unwrap();
    link("nowhere", "d/broken.yaml");
    link("..", "d/up");
    link("self.yaml", "d/self.yaml");
    let run = kubevet.run(&["d"]);
    assert_eq!(run.code, Some(2), "{}", run.all());
    for told in ["error: d/broken.yaml: the link leads to nothing\n", "error: d/up: ", "error: d/self.yaml: "] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
}
