//! Values of Secrets are never shown, wherever they stand.

use kubevet::finding::Severity;
use kubevet::report::{Format, Look};

use super::Sample;

/// A file with one finding for each line, so that each may be drawn.
fn all_over(text: &str) -> Sample {
    let mut sample = Sample::new().file("secret.yaml", text);
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let mut place = sample.place("secret.yaml", line, "");
        place.start.line = text.get(..from).unwrap().lines().count() as u32 + 1;
        from += line.len();
        let finding = sample.error("SCH002", "unknown-field", "something", place);
        sample = sample.finding(finding);
    }
    sample
}

const LOOK: Look =
    Look { color: false, links: false, width: 120, show: Severity::Info, summary: false, statistics: false };

#[test]
fn values_are_masked_keys_and_the_rest_are_not() {
    let text = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db # the database\nstringData:\n  password: hunter2\n  \
                config: |\n    user: hunter2\n# after: hunter2\n---\nkind: ConfigMap\ndata: {a: shown}\n";
    let shown = all_over(text).render(Format::Full, LOOK);
    assert!(!shown.contains("hunter2"), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn no_way_of_writing_a_secret_leaks_its_value() {
    let cases = [
        ("JSON", "{\"kind\": \"Secret\", \"data\": {\"a\": \"hunter2\"}, \"metadata\": {\"name\": \"n\"}}\n"),
        ("quoted kind", "kind: 'Secret'\ndata:\n  a: hunter2\n"),
        ("kind last", "data:\n  a: hunter2\nkind: Secret\n"),
        ("key twice", "kind: Secret\ndata:\n  a: hunter2\n  a: hunter2\n"),
        ("data twice", "kind: Secret\ndata: {a: hunter2}\ndata: {b: hunter2}\n"),
        ("kind twice", "kind: Secret\ndata: {a: hunter2}\nkind: ConfigMap\n"),
        ("wrong key", "kind: Secret\ndta:\n  a: hunter2\n"),
        ("no data key", "kind: Secret\npassword: hunter2\n"),
        ("under metadata", "kind: Secret\nmetadata:\n  name: n\n  data:\n    a: hunter2\n"),
        ("under labels", "kind: Secret\nmetadata:\n  labels:\n    data:\n      a: hunter2\n"),
        ("value for a list", "kind: Secret\ndata:\n  - hunter2\n  - a: hunter2\n"),
        ("scalar data", "kind: Secret\ndata: hunter2\n"),
        ("type as list", "kind: Secret\ntype: [hunter2]\n"),
        ("wrong case", "kind: secret\ndata: {a: hunter2}\n"),
        ("comment", "kind: Secret\ndata:\n  # a: hunter2\n  b: x\n# c: hunter2\n"),
        ("anchor", "kind: Secret\nx: &a\n  b: hunter2\ndata: *a\n"),
        ("merge", "kind: Secret\nx: &a {b: hunter2}\ndata:\n  <<: *a\n"),
        ("alias of a label", "kind: Secret\nmetadata:\n  labels: {l: &v hunter2}\ndata: {a: *v}\n"),
        ("plain over lines", "kind: Secret\ndata:\n  a: one\n    hunter2\n  b: x\n"),
        ("quoted over lines", "kind: Secret\ndata:\n  a: \"one\n    b: hunter2\"\n  c: x\n"),
        ("block scalar", "kind: Secret\nstringData:\n  a: |\n    b: hunter2\n\n    hunter2\n"),
        (
            "last applied",
            "kind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      \
             {\"data\":{\"a\":\"hunter2\"}}\n",
        ),
        ("in a list", "kind: List\nitems:\n- kind: Secret\n  data: {a: hunter2}\n- kind: ConfigMap\n  data: {b: x}\n"),
        ("items twice", "kind: List\nitems:\n- kind: Secret\n  data: {a: hunter2}\nitems: []\n"),
        ("second document", "kind: ConfigMap\n---\nkind: Secret\ndata:\n  a: hunter2\n"),
        ("tab", "kind: Secret\ndata:\n\ta: hunter2\n  b: hunter2\n"),
        ("unclosed quote", "kind: Secret\ndata:\n  a: \"hunter2\n  b: hunter2\n"),
        ("unclosed brace", "kind: Secret\ndata: {a: hunter2\n"),
        ("unclosed JSON", "{\"kind\": \"Secret\", \"data\": {\"a\": \"hunter2\"\n"),
        ("broken, kind last", "data:\n  a: hunter2\n  b: ]hunter2\n : }\nkind: Secret\n"),
        ("broken, flat", "kind: Secret\npassword: hunter2\nx: ]\n"),
        ("broken, block", "kind: Secret\nstringData:\n  f: |\n    name: hunter2\n\tx: 1\n"),
        ("broken, second", "kind: ConfigMap\n---\nkind: Secret\ndata:\n  a: hunter2\n  b: [\n"),
        ("template", "kind: Secret\ndata:\n  a: {{ .Values.a }}hunter2\n"),
    ];
    for (name, text) in cases {
        for format in Format::ALL {
            let shown = all_over(text).render(format, LOOK);
            assert!(!shown.contains("hunter2"), "{name} in {format}:\n{shown}");
        }
    }
}
