//! LimitRange (`ValidateLimitRange`).

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::resources::{any_name, can_be_overcommitted, container_name};
use crate::object::Quantity;
use crate::validation::grammar::qualified_name;
use crate::validation::{Context, Field, rules};

/// What Kubernetes itself limits.
const TYPES: [&str; 3] = ["Pod", "Container", "PersistentVolumeClaim"];

/// A LimitRange.
pub(in crate::validation) fn limit_range<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let limits = root.path(&["spec", "limits"]);
    let mut seen = FxHashMap::default();
    for item in limits.items() {
        let kind = item.get("type");
        type_name(cx, &kind);
        if let Some(text) = kind.text() {
            match seen.entry(text) {
                Entry::Occupied(first) => {
                    let first: &Field<'_, 'a> = first.get();
                    cx.duplicate(&kind, &first.get("type"), "put all limits of one type together");
                }
                Entry::Vacant(place) => _ = place.insert(item),
            }
        }
        Limits::new(&item, kind.text_or_empty()).check(cx);
    }
}

/// What is limited: a type of Kubernetes, or one with a domain.
fn type_name<'a>(cx: &mut Context<'_, 'a>, kind: &Field<'_, 'a>) {
    let Some(text) = kind.text() else { return };
    cx.check(kind, qualified_name);
    if qualified_name(text).is_ok() && !text.contains('/') && !TYPES.contains(&text) {
        cx.invalid(
            kind,
            "be `Pod`, `Container`, `PersistentVolumeClaim`, or a name with a domain",
            "write one of these",
        );
    }
}

/// The limits of one type.
struct Limits<'f, 'p, 'a> {
    item: &'f Field<'p, 'a>,
    kind: &'a str,
    max: Field<'f, 'a>,
    min: Field<'f, 'a>,
    default: Field<'f, 'a>,
    request: Field<'f, 'a>,
    ratio: Field<'f, 'a>,
}

impl<'f, 'p, 'a> Limits<'f, 'p, 'a> {
    fn new(item: &'f Field<'p, 'a>, kind: &'a str) -> Self {
        Self {
            item,
            kind,
            max: item.get("max"),
            min: item.get("min"),
            default: item.get("default"),
            request: item.get("defaultRequest"),
            ratio: item.get("maxLimitRequestRatio"),
        }
    }

    fn check(&self, cx: &mut Context<'_, 'a>) {
        let has_defaults = self.kind != "Pod";
        if !has_defaults {
            for field in [&self.default, &self.request].into_iter().filter(|field| !field.is_empty()) {
                cx.forbidden(field, "there are no defaults for whole pods", "set them for the type `Container`");
            }
        }
        if self.kind == "PersistentVolumeClaim"
            && !self.min.get("storage").is_set()
            && !self.max.get("storage").is_set()
        {
            let message = "limits of claims need the least or the most of `storage`".to_owned();
            cx.report(rules::REQUIRED_VALUE, self.item, message, "add `min` or `max` with `storage`");
        }
        let maps = [&self.max, &self.min, &self.ratio, &self.default, &self.request];
        let counted = if has_defaults { maps.len() } else { 3 };
        for (position, map) in maps.into_iter().take(counted).enumerate() {
            for (name, entry) in map.entries() {
                self.name(cx, name, &entry);
                if maps.iter().take(position).all(|earlier| !earlier.get(name).is_set()) {
                    self.bounds(cx, name);
                    self.ratio(cx, name);
                }
            }
        }
    }

    fn name(&self, cx: &mut Context<'_, 'a>, name: &'a str, entry: &Field<'_, 'a>) {
        match self.kind {
            "Pod" | "Container" => container_name(cx, name, entry),
            _ => any_name(cx, name, entry),
        }
    }

    /// Least, default request, default limit and most of one resource, in this order.
    fn bounds(&self, cx: &mut Context<'_, 'a>, name: &'a str) {
        let [max, min] = [&self.max, &self.min].map(|map| map.get(name).quantity());
        not_above(cx, &self.min.get(name), max, "the most (`max`)");
        if self.kind == "Pod" {
            return;
        }
        let (default, request) = (self.default.get(name), self.request.get(name));
        for field in [&request, &default] {
            not_below(cx, field, min, "the least (`min`)");
            not_above(cx, field, max, "the most (`max`)");
        }
        not_above(cx, &request, default.quantity(), "the default limit (`default`)");
        // The server takes the most that a container may have as its default limit.
        let limit = default.quantity().or(max.filter(|_| self.kind == "Container"));
        if let (Some(asked), Some(limit)) = (request.quantity(), limit)
            && asked != limit
            && !can_be_overcommitted(name)
        {
            let must = format!("be {limit}, as the default limit: `{name}` cannot be shared out twice");
            cx.invalid(&request, &must, "set both to the same amount");
        }
    }

    /// How far the limit of a resource may be above its request.
    fn ratio(&self, cx: &mut Context<'_, 'a>, name: &'a str) {
        let field = self.ratio.get(name);
        let thousandths = |quantity: Quantity| quantity.scaled(3).map(|value| value as f64);
        let Some(ratio) = field.quantity().and_then(thousandths) else { return };
        if ratio < 1000.0 {
            cx.invalid(&field, "be 1 or more: a limit is never below its request", "write 1 or more");
        }
        let [max, min] = [&self.max, &self.min].map(|map| map.get(name).quantity().and_then(thousandths));
        if let (Some(max), Some(min)) = (max, min)
            && ratio / 1000.0 > max / min
        {
            let must = format!("be at most the most by the least, `max / min`, which is {}", max / min);
            cx.invalid(&field, &must, "lower it, or move `min` and `max` apart");
        }
    }
}

fn not_above<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, most: Option<Quantity>, what: &str) {
    if let (Some(found), Some(most)) = (field.quantity(), most)
        && found > most
    {
        cx.invalid(field, &format!("be at most {what}, which is {most}"), "lower it, or raise the other");
    }
}

fn not_below<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, least: Option<Quantity>, what: &str) {
    if let (Some(found), Some(least)) = (field.quantity(), least)
        && found < least
    {
        cx.invalid(field, &format!("be at least {what}, which is {least}"), "raise it, or lower the other");
    }
}
