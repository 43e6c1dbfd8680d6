//! Lists that are sets or maps: what tells their items apart.

use super::keywords::Keywords;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::yaml::Node;

/// `x-kubernetes-list-type` and `x-kubernetes-list-map-keys`.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>) {
    if words.list_type.is_none() && words.list_map_keys.is_none() {
        return;
    }
    let list_type = field.get("x-kubernetes-list-type");
    if words.list_map_keys.is_some() && words.list_type != Some("map") {
        let help = "set `x-kubernetes-list-type: map`, or remove `x-kubernetes-list-map-keys`";
        match words.list_type {
            None => cx.required(&list_type, help),
            Some(_) => cx.invalid(&list_type, "be `map` where `x-kubernetes-list-map-keys` is set", help),
        }
    }
    let Some(ty) = words.list_type else { return };
    match ty {
        "atomic" => {}
        "set" => set(cx, field, words),
        "map" => map(cx, field, words),
        _ => cx.one_of(&list_type, &["atomic", "map", "set"]),
    }
    let nullable = field.path(&["items", "nullable"]);
    if matches!(ty, "set" | "map") && words.items && nullable.is_true() {
        cx.forbidden(&nullable, "the items of a set or map cannot be null", "remove it");
    }
}

/// The items of a set must be compared as a whole.
fn set<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>) {
    if words.ty != "array" || !words.items {
        return;
    }
    let items = field.get("items");
    let must = "be `atomic` for the items of a set";
    match items.get("type").text() {
        Some("array") => {
            let inner = items.get("x-kubernetes-list-type");
            if inner.text().is_some_and(|ty| ty != "atomic") {
                cx.invalid(&inner, must, "remove it, or write `atomic`");
            }
        }
        Some("object") => {
            let inner = items.get("x-kubernetes-map-type");
            if inner.text() != Some("atomic") {
                cx.invalid(&inner, must, "add `x-kubernetes-map-type: atomic` to the items");
            }
        }
        _ => {}
    }
}

/// The items of a map have keys: fields with one value each, that are always there.
fn map<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>) {
    let (keys, items) = (field.get("x-kubernetes-list-map-keys"), field.get("items"));
    if words.list_map_keys.is_none() {
        cx.required(&keys, "name the fields whose values no two items share");
    }
    if !words.items {
        if !words.items_listed && words.ty != "array" {
            cx.required(&items, "describe the items of the list");
        }
        return;
    }
    let ty = items.get("type");
    if ty.text() != Some("object") {
        if ty.is_empty() {
            cx.required(&ty, "write `type: object`, as the list is a map");
        } else {
            cx.invalid(&ty, "be `object`, as the list is a map", "remove `x-kubernetes-list-type: map`");
        }
    }
    let is_object = ty.text() == Some("object");
    let names: Vec<Field<'_, 'a>> = keys.items().collect();
    for (index, name) in names.iter().enumerate() {
        if let Some(first) = names.iter().take(index).find(|earlier| earlier.text() == name.text())
            && is_object
        {
            cx.duplicate(name, first, "remove one of the two");
        }
        key(cx, &items, name, is_object);
    }
}

/// One field of a key.
fn key<'a>(cx: &mut Context<'_, 'a>, items: &Field<'_, 'a>, name: &Field<'_, 'a>, is_object: bool) {
    let Some(text) = name.text() else { return };
    let properties = items.get("properties");
    let Some((_, property)) = properties.entries().find(|(key, _)| *key == text) else {
        if is_object {
            cx.invalid(name, "be a property of the items", "name one of them, or describe it under `properties`");
        }
        return;
    };
    let ty = property.get("type");
    if is_object && matches!(ty.text(), Some("array" | "object")) {
        cx.invalid(&ty, "be a scalar type, as it is a key of the list", "choose another key");
    }
    let mut required = items.node().and_then(|items| items.get_set("required")).into_iter().flat_map(Node::items);
    let default = property.get("default");
    if !default.is_set() && !required.any(|name| name.as_str() == Some(text)) {
        cx.required(&default, "a key of the list needs a default, or must be listed in `required` of the items");
    }
    let nullable = property.get("nullable");
    if nullable.is_true() {
        cx.forbidden(&nullable, "it is a key of the list", "remove it");
    }
}
