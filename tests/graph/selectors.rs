//! Label selectors against a model that is too simple to be wrong.

use std::collections::BTreeMap;

use kubevet::object::{LabelSelector, Labels, ServiceSelector};
use kubevet::yaml::Stream;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Condition {
    Equal(String, String),
    In(String, Vec<String>),
    NotIn(String, Vec<String>),
    Exists(String),
    DoesNotExist(String),
}

fn holds(condition: &Condition, labels: &BTreeMap<String, String>) -> bool {
    match condition {
        Condition::Equal(key, value) => labels.get(key) == Some(value),
        Condition::In(key, values) => labels.get(key).is_some_and(|value| values.contains(value)),
        Condition::NotIn(key, values) => !labels.get(key).is_some_and(|value| values.contains(value)),
        Condition::Exists(key) => labels.contains_key(key),
        Condition::DoesNotExist(key) => !labels.contains_key(key),
    }
}

/// The selector as JSON, which is YAML too. Of two equal conditions on one label the last counts, as in a map.
fn selector_json(conditions: &[Condition]) -> serde_json::Value {
    let mut labels = serde_json::Map::new();
    let mut expressions = Vec::new();
    for condition in conditions {
        let (key, operator, values) = match condition {
            Condition::Equal(key, value) => {
                labels.insert(key.clone(), value.clone().into());
                continue;
            }
            Condition::In(key, values) => (key, "In", values.clone()),
            Condition::NotIn(key, values) => (key, "NotIn", values.clone()),
            Condition::Exists(key) => (key, "Exists", vec![]),
            Condition::DoesNotExist(key) => (key, "DoesNotExist", vec![]),
        };
        expressions.push(serde_json::json!({"key": key, "operator": operator, "values": values}));
    }
    serde_json::json!({"matchLabels": labels, "matchExpressions": expressions})
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c", "d"]).prop_map(str::to_owned)
}

fn condition() -> impl Strategy<Value = Condition> {
    let values = || prop::collection::vec(word(), 1..3);
    prop_oneof![
        (word(), values()).prop_map(|(key, values)| Condition::In(key, values)),
        (word(), values()).prop_map(|(key, values)| Condition::NotIn(key, values)),
        word().prop_map(Condition::Exists),
        word().prop_map(Condition::DoesNotExist),
    ]
}

proptest! {
    #[test]
    fn a_label_selector_selects_what_the_model_selects(
        equal in prop::collection::btree_map(word(), word(), 0..3),
        expressions in prop::collection::vec(condition(), 0..3),
        labels in prop::collection::btree_map(word(), word(), 0..4),
    ) {
        let mut conditions: Vec<_> = equal.into_iter().map(|(key, value)| Condition::Equal(key, value)).collect();
        conditions.extend(expressions);
        let text = serde_json::json!({"selector": selector_json(&conditions), "labels": labels}).to_string();
        let stream = Stream::parse(text.into_bytes());
        let root = stream.documents[0].root();
        let selector = root.get("selector").and_then(LabelSelector::new).unwrap();
        let expected = conditions.iter().all(|condition| holds(condition, &labels));
        prop_assert_eq!(selector.matches(Labels::new(root.get("labels"))), expected);
        prop_assert_eq!(selector.is_empty(), conditions.is_empty());
    }

    #[test]
    fn a_service_selector_selects_pods_that_have_all_its_labels(
        selector in prop::collection::btree_map(word(), word(), 0..3),
        labels in prop::collection::btree_map(word(), word(), 0..4),
    ) {
        let text = serde_json::json!({"selector": selector, "labels": labels}).to_string();
        let stream = Stream::parse(text.into_bytes());
        let root = stream.documents[0].root();
        let expected = !selector.is_empty() && selector.iter().all(|(key, value)| labels.get(key) == Some(value));
        let selector = root.get("selector").and_then(ServiceSelector::new).unwrap();
        prop_assert_eq!(selector.matches(Labels::new(root.get("labels"))), expected);
    }
}

#[test]
fn an_unknown_operator_selects_nothing_and_a_null_label_is_empty_text() {
    let stream = Stream::parse(
        b"unknown: {matchExpressions: [{key: a, operator: Gt, values: ['1']}]}\nempty: {matchLabels: {a: ''}}\nlabels: {a: null}"
            .to_vec(),
    );
    let root = stream.documents[0].root();
    let labels = Labels::new(root.get("labels"));
    let matches = |key| root.get(key).and_then(LabelSelector::new).is_some_and(|selector| selector.matches(labels));
    assert!(!matches("unknown"));
    assert!(matches("empty"));
}
