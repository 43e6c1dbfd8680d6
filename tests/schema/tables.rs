//! The built-in tables against a real API server's own schemas.

use std::collections::BTreeSet;

use kubevet::object::GroupVersionKind;
use kubevet::schema::catalog::{Catalog, Scope};
use serde_json::Value;

use crate::support::shared;

fn catalog() -> &'static Catalog {
    Catalog::of("1.36".parse().unwrap()).unwrap()
}

/// Kinds that are parts of requests and never objects of their own.
const REQUEST_PARTS: [&str; 4] = ["DeleteOptions", "Status", "WatchEvent", "Scale"];

#[test]
fn every_type_of_a_real_server_is_known_with_the_same_fields() {
    let Some(path) = shared::path("openapi/server-v1.36.2.json") else { return };
    let dump: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let catalog = catalog();
    let (mut kinds, mut types) = (0, 0);
    for (name, schema) in dump["schemas"].as_object().unwrap() {
        for gvk in schema["x-kubernetes-group-version-kind"].as_array().into_iter().flatten() {
            let text = |key: &str| gvk[key].as_str().unwrap();
            let gvk = GroupVersionKind { group: text("group"), version: text("version"), kind: text("kind") };
            let is_discovery = gvk.kind.starts_with("API") && gvk.kind != "APIService" && gvk.kind != "APIServiceList";
            if !REQUEST_PARTS.contains(&gvk.kind) && !is_discovery {
                assert!(catalog.kind(&gvk).is_some(), "{gvk} is unknown");
                kinds += 1;
            }
        }
        let Some(object) = catalog.definition(name).and_then(|id| catalog.types.object(id)) else { continue };
        let expected: BTreeSet<&str> =
            schema["properties"].as_object().into_iter().flatten().map(|(field, _)| field.as_str()).collect();
        let known: BTreeSet<&str> = object.fields().iter().map(|field| field.name.as_ref()).collect();
        assert_eq!(known, expected, "{name}");
        types += 1;
    }
    assert!(kinds > 100 && types > 400, "{kinds} kinds and {types} types were compared");
}

#[test]
fn every_kind_that_a_real_server_accepted_is_known() {
    let Some(path) = shared::path("oracle/corpus.jsonl") else { return };
    let mut compared = 0;
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        if row["verdict"] == "accepted" {
            let gvk = GroupVersionKind::parse(row["apiVersion"].as_str().unwrap(), row["kind"].as_str().unwrap());
            assert!(catalog().kind(&gvk).is_some(), "{gvk} is unknown");
            compared += 1;
        }
    }
    assert!(compared > 0);
}

#[test]
fn a_list_kind_stands_for_every_listed_kind_in_all_its_versions() {
    let catalog = catalog();
    for list in catalog.kinds().iter().filter(|known| known.scope == Scope::List) {
        let kind = list.gvk.kind.strip_suffix("List").unwrap();
        assert!(catalog.kind(&GroupVersionKind { kind, ..list.gvk }).is_some(), "{}", list.gvk);
    }
}
