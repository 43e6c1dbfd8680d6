//! Schemas of definitions against the crate `jsonschema`, as far as the keywords mean the same in both.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::check;

/// Values of all kinds; no null, which the server drops, and no numbers that only one of the two takes for integers.
fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        any::<bool>().prop_map(Value::from),
        (-4_i64..5).prop_map(Value::from),
        "[ab]{0,4}".prop_map(Value::from),
    ];
    scalar.prop_recursive(2, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[xy]z", inner, 0..3).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// What restricts a value without describing it.
fn restriction() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        (-3_i64..4).prop_map(|n| json!({"minimum": n})),
        (-3_i64..4).prop_map(|n| json!({"maximum": n})),
        (1_i64..4).prop_map(|n| json!({"multipleOf": n})),
        (0_u64..4).prop_map(|n| json!({"minLength": n})),
        (0_u64..4).prop_map(|n| json!({"maxLength": n})),
        (0_u64..3).prop_map(|n| json!({"minItems": n})),
        (0_u64..3).prop_map(|n| json!({"maxItems": n})),
        (0_u64..3).prop_map(|n| json!({"minProperties": n})),
        (0_u64..3).prop_map(|n| json!({"maxProperties": n})),
        "[ab]{1,2}".prop_map(|text| json!({"pattern": text})),
        prop::collection::vec(value(), 1..4).prop_map(|values| json!({"enum": values})),
        "[xy]z".prop_map(|name| json!({"required": [name]})),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let list = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            list().prop_map(|all| json!({"allOf": all})),
            list().prop_map(|any| json!({"anyOf": any})),
            list().prop_map(|one| json!({"oneOf": one})),
            inner.clone().prop_map(|not| json!({"not": not})),
            inner.clone().prop_map(|items| json!({"items": items})),
            ("[xy]z", inner.clone()).prop_map(|(name, inner)| json!({"properties": {name: inner}})),
        ]
    })
}

/// The findings for an object whose field `a` has a value, where the definition restricts the field.
fn findings(restriction: &Value, value: &Value) -> Vec<String> {
    // Below `allOf` it restricts the value at every level, and describes none.
    let field = json!({"x-kubernetes-preserve-unknown-fields": true, "allOf": [restriction]});
    let definition = json!({
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "rafts.example.com"},
        "spec": {
            "group": "example.com", "scope": "Namespaced", "names": {"kind": "Raft", "plural": "rafts"},
            "versions": [{"name": "v1", "served": true, "storage": true,
                "schema": {"openAPIV3Schema": {"type": "object", "properties": {"a": field}}}}],
        },
    });
    let object = json!({"apiVersion": "example.com/v1", "kind": "Raft", "metadata": {"name": "a"}, "a": value});
    let found = check(&format!("{object}\n---\n{definition}\n"));
    found.iter().map(|v| format!("{} {} {}", v.rule, v.place.pointer.field_path(), v.message)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn values_hold_against_a_definition_exactly_if_they_hold_against_its_json_schema(
        restriction in restriction(), value in value()
    ) {
        let validator = jsonschema::validator_for(&restriction).unwrap();
        let found = findings(&restriction, &value);
        prop_assert_eq!(found.is_empty(), validator.is_valid(&value), "{} {}: {:?}", restriction, value, found);
    }
}
