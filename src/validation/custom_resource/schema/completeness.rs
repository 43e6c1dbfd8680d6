//! What `allOf`, `anyOf`, `oneOf` and `not` of the root restrict must be described outside of them.
//!
//! Source: `validateStructuralCompleteness`, which asks this of the root's own restrictions only.

use super::DEEPEST;
use crate::validation::context::Context;
use crate::validation::field::Field;

/// The restrictions of the root.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    restrictions(cx, root, root, DEEPEST);
}

/// The restrictions in one schema, which speak of what another describes.
fn restrictions<'a>(cx: &mut Context<'_, 'a>, from: &Field<'_, 'a>, described: &Field<'_, 'a>, depth: u16) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for (name, value) in from.entries() {
        match name {
            "allOf" | "anyOf" | "oneOf" => value.items().for_each(|schema| nested(cx, &schema, described, depth)),
            "not" => nested(cx, &value, described, depth),
            _ => {}
        }
    }
}

/// A schema that restricts a described value.
fn nested<'a>(cx: &mut Context<'_, 'a>, schema: &Field<'_, 'a>, described: &Field<'_, 'a>, depth: u16) {
    restrictions(cx, schema, described, depth);
    let (items, described_items) = (schema.get("items"), described.get("items"));
    if items.is_map() {
        match described_items.is_map() {
            true => nested(cx, &items, &described_items, depth),
            false => missing(cx, &described_items),
        }
    }
    let described = described.get("properties");
    for (name, property) in schema.get("properties").entries() {
        match described.entries().find(|(known, _)| *known == name) {
            Some((_, known)) => nested(cx, &property, &known, depth),
            None => missing(cx, &described.get(name)),
        }
    }
}

fn missing<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    cx.required(field, "`allOf`, `anyOf`, `oneOf` or `not` restrict it, so describe it here too");
}
