//! What makes a schema structural: a type everywhere, and nothing that contradicts it.
//!
//! Source: `validateStructuralInvariants`.

use super::keywords::{Additional, Keywords};
use super::{Level, Position};
use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::rules;
use crate::yaml::{Kind, Node};

/// What the root cannot say where the status is a resource of its own, whose schema is that of the field `status` alone.
const NOT_WITH_STATUS: [&str; 16] = [
    "$schema",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "default",
    "enum",
    "maxProperties",
    "minProperties",
    "additionalProperties",
    "x-kubernetes-embedded-resource",
    "x-kubernetes-int-or-string",
    "x-kubernetes-list-map-keys",
    "x-kubernetes-list-type",
    "x-kubernetes-map-type",
    "nullable",
];

/// What only the root may not say.
pub(super) fn root<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>, has_status: bool) {
    let nullable = root.get("nullable");
    if nullable.is_true() {
        cx.forbidden(&nullable, "the object itself cannot be null", "remove it");
    }
    for (name, value) in root.entries() {
        if has_status && NOT_WITH_STATUS.contains(&name) && name != "nullable" && value.node().is_some_and(is_said) {
            let why = "the root of a schema with the subresource `status` cannot say it";
            cx.forbidden(&value, why, "move it below a field, for example `spec`");
        } else if name == "$schema" && value.some_text().is_some() {
            cx.forbidden(&value, "the server does not support the keyword", "remove it");
        }
    }
}

/// Whether Go takes a value for other than its zero.
fn is_said(value: Node<'_>) -> bool {
    match value.kind() {
        Kind::Null => false,
        Kind::Bool => value.as_bool() == Some(true),
        Kind::Str => !value.text().is_empty(),
        _ => true,
    }
}

/// A schema that describes a value.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>, position: Position) {
    let is_root = position.level == Level::Root;
    if words.ty.is_empty() || words.embedded || is_root {
        ty(cx, field, words, is_root);
    }
    if words.ty == "array" && !words.items && !words.items_listed {
        cx.required(&field.get("items"), "describe the items of the list");
    }
    if words.additional != Additional::Absent {
        let additional = field.get("additionalProperties");
        if is_root {
            cx.forbidden(&additional, "it is the root of the schema", "list the fields under `properties`");
        } else if words.embedded {
            let why = "`x-kubernetes-embedded-resource` is set";
            cx.forbidden(&additional, why, "list the fields under `properties`");
        }
    }
    if words.int_or_string {
        let must = "not be `true` where `x-kubernetes-int-or-string` is";
        for (set, name) in [
            (words.preserves(), "x-kubernetes-preserve-unknown-fields"),
            (words.embedded, "x-kubernetes-embedded-resource"),
        ] {
            if set {
                cx.invalid(&field.get(name), must, "remove it");
            }
        }
    }
    if is_root || words.embedded {
        meta(cx, field, words, is_root);
    }
}

fn ty<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>, is_root: bool) {
    let ty = field.get("type");
    if words.embedded && words.ty != "object" {
        match words.ty {
            "" => cx.required(&ty, "write `type: object`, as `x-kubernetes-embedded-resource` is set"),
            _ => cx.invalid(&ty, "be `object` where `x-kubernetes-embedded-resource` is set", "write `object`"),
        }
    } else if words.ty.is_empty() && !words.int_or_string && !words.preserves() {
        // Other keywords ask for a certain type, and say so themselves.
        if words.map_type.is_none() && words.list_type.is_none() {
            cx.required(&ty, "give the field's type: a structural schema has one everywhere");
        }
    }
    if is_root && !matches!(words.ty, "" | "object") {
        cx.invalid(&ty, "be `object` at the root", "write `type: object`");
    }
}

/// `apiVersion`, `kind` and `metadata` of an object.
fn meta<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>, is_root: bool) {
    let properties = field.get("properties");
    if words.properties.is_none() {
        if words.embedded && !words.preserves() {
            let help = "describe the object's fields, or set `x-kubernetes-preserve-unknown-fields: true`";
            cx.required(&properties, help);
        }
        return;
    }
    for (name, property) in properties.entries() {
        let wanted = match name {
            "apiVersion" | "kind" => "string",
            "metadata" => "object",
            _ => continue,
        };
        let ty = property.get("type");
        // That there is none at all is told where the property is checked itself.
        if !ty.is_empty() && ty.text() != Some(wanted) {
            cx.invalid(&ty, &format!("be `{wanted}` for the `{name}` of an object"), &format!("write `{wanted}`"));
        } else if ty.is_empty() && (property.get("x-kubernetes-preserve-unknown-fields").is_true()) {
            cx.required(&ty, &format!("write `type: {wanted}`"));
        }
        if name == "metadata" && is_root {
            root_metadata(cx, &property);
        }
    }
}

/// The metadata of the object itself is known; its schema may only restrict the name.
fn root_metadata<'a>(cx: &mut Context<'_, 'a>, metadata: &Field<'_, 'a>) {
    let Some(node) = metadata.node() else { return };
    let beyond = node.pairs().any(|(key, value)| match key.text() {
        "type" | "default" | "externalDocs" | "example" | "additionalItems" | "$schema" => false,
        "properties" => value.pairs().any(|(name, _)| !matches!(name.text(), "name" | "generateName")),
        _ => is_said(value),
    });
    if beyond {
        let message = format!("{} must describe only `name` and `generateName`", named(metadata));
        let help = "write `metadata: {type: object}`: the server knows the other fields of metadata";
        cx.report(rules::FORBIDDEN_FIELD, metadata, message, help);
    }
}
