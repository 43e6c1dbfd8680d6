//! Promises that hold whatever the document says.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{check, fixed, manifest};

/// Any small JSON value, with names and values that types know among them.
fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        Just("name"),
        Just("always"),
        Just("8080"),
        Just("true"),
        Just("10 GB"),
        Just(""),
        Just("a:b"),
        Just("ß"),
        Just("2026-01-31T08:00:00Z"),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e6..1e6).prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let key = prop_oneof![
            Just("name"),
            Just("image"),
            Just("containers"),
            Just("spec"),
            Just("ports"),
            Just("env"),
            Just("limits"),
            Just("resource"),
            Just("Name"),
            Just("a/b~c"),
            Just("securitycontext"),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((key, inner), 0..4).prop_map(|pairs| Value::Object(
                pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect::<Map<_, _>>()
            )),
        ]
    })
}

/// Puts a value somewhere into a Deployment.
fn document() -> impl Strategy<Value = String> {
    let places = prop::sample::select(vec![
        "/metadata",
        "/metadata/labels",
        "/spec",
        "/spec/replicas",
        "/spec/strategy",
        "/spec/template",
        "/spec/template/spec",
        "/spec/template/spec/containers",
        "/spec/template/spec/containers/0",
        "/spec/template/spec/containers/0/ports",
        "/spec/template/spec/containers/0/resources",
        "/spec/template/spec/volumes",
    ]);
    (places, value()).prop_map(|(place, value)| {
        let mut deployment = json!({
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": {"name": "web", "labels": {}},
            "spec": {
                "replicas": 1, "strategy": {}, "selector": {"matchLabels": {"a": "b"}},
                "template": {"metadata": {"labels": {"a": "b"}}, "spec": {
                    "volumes": [], "containers": [{"name": "a", "image": "b", "ports": [], "resources": {}}],
                }},
            },
        });
        *deployment.pointer_mut(place).expect("the place exists") = value;
        serde_json::to_string_pretty(&deployment).expect("JSON")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_finding_has_a_place_of_its_own_inside_the_text(text in document()) {
        for violation in check(&text) {
            let span = violation.place.span;
            prop_assert!(!span.is_empty(), "{violation:?}");
            prop_assert!(text.get(span.start as usize..span.end as usize).is_some(), "{violation:?}");
            let parent = violation.place.pointer.parent().unwrap_or_default();
            let manifest = manifest(&text);
            prop_assert!(manifest.stream.documents[0].find(&parent).is_some(), "{violation:?}");
        }
    }

    #[test]
    fn fixes_leave_a_document_that_can_be_read_and_come_to_an_end(text in document()) {
        // A fix may bring to light what the fault hid; each round goes one level deeper.
        let mut text = text;
        for _ in 0..8 {
            text = fixed(&text);
        }
        prop_assert!(check(&text).iter().all(|violation| violation.fix.is_none()), "{text}");
    }
}
