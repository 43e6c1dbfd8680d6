//! Which types stand in the part of an object that the API server checks.
//!
//! It drops `status` before it validates a new object: its fields must be known and of the right type, but none is
//! required and no value is compared with an enum.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::lower::reference;
use crate::release::Release;

/// The definitions that can be reached from a kind by another way than its `status`.
pub fn definitions(release: &Release) -> BTreeSet<&str> {
    let roots: BTreeSet<&str> = release.kinds.iter().map(|kind| kind.definition.as_str()).collect();
    let mut reached = roots.clone();
    let mut waiting: Vec<&str> = roots.iter().copied().collect();
    while let Some(name) = waiting.pop() {
        let fields = release.definitions.get(name).and_then(|schema| schema.get("properties")?.as_object());
        for (field, schema) in fields.into_iter().flatten() {
            if field == "status" && roots.contains(name) {
                continue;
            }
            if let Some(target) = target(schema).filter(|target| reached.insert(target)) {
                waiting.push(target);
            }
        }
    }
    reached
}

/// The definition that a field leads to, through lists and maps.
fn target(schema: &Value) -> Option<&str> {
    let inner = || schema.get("items").or_else(|| schema.get("additionalProperties"));
    reference(schema).or_else(|| target(inner()?))
}
