//! The schema of a version: structural, and without what the API server does not support.
//!
//! Source: `validateCustomResourceDefinitionOpenAPISchema` and `apiextensions-apiserver/pkg/apiserver/schema`.

mod completeness;
pub(super) mod field_path;
mod int_or_string;
mod keywords;
mod list;
mod nested;
mod rule;
mod structural;
mod unsupported;

use crate::re2;
use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::rules;
use keywords::{Additional, Keywords};

/// How deep schemas are followed.
const DEEPEST: u16 = 100;

/// Where in the schema a part of it stands.
#[derive(Clone, Copy)]
struct Position {
    level: Level,
    depth: u16,
    /// It describes `metadata`, `kind` or `apiVersion` of an object, or a part of them.
    in_metadata: bool,
    /// Why no default may stand here.
    no_default: Option<&'static str>,
    /// What stands here cannot be found again in the object's older version.
    unrelated: bool,
}

/// What a schema describes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// The whole object.
    Root,
    /// The items of a list.
    Item,
    /// A field.
    Field,
    /// Nothing new: it stands below `allOf`, `anyOf`, `oneOf` or `not` and restricts values.
    Nested,
    /// As before, as the first of `allOf`, whose `anyOf` may name the types of `x-kubernetes-int-or-string`.
    FirstNested,
    /// It is one of the types of `x-kubernetes-int-or-string`.
    IntOrString,
}

impl Level {
    fn is_nested(self) -> bool {
        matches!(self, Self::Nested | Self::FirstNested | Self::IntOrString)
    }

    /// The level of what a schema of this level contains.
    fn below(self, level: Self) -> Self {
        if self.is_nested() { Self::Nested } else { level }
    }
}

/// The schema of a version; `has_status` where the version has the subresource `status`.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>, has_status: bool) {
    structural::root(cx, root, has_status);
    let top = Position { level: Level::Root, depth: 0, in_metadata: false, no_default: None, unrelated: false };
    part(cx, root, top);
    completeness::check(cx, root);
}

/// A part of the schema, and all below it.
fn part<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, position: Position) {
    let words = keywords::read(cx, field);
    unsupported::check(cx, field, &words, position);
    list::check(cx, field, &words);
    if let Some(rules) = words.rules {
        rule::check(cx, field, rules, position);
    }
    match position.level {
        Level::IntOrString => {}
        Level::Nested | Level::FirstNested => nested::check(cx, field, &words),
        _ => structural::check(cx, field, &words, position),
    }
    if !words.pattern.is_empty()
        && let Err(fault) = re2::rewrite(words.pattern)
    {
        let pattern = field.get("pattern");
        let message = format!("{} is no regular expression of Go: it {fault}", named(&pattern));
        cx.report(
            rules::INVALID_VALUE,
            &pattern,
            message,
            "write it as RE2 has it: without look-around and backreferences",
        );
    }
    if position.depth < DEEPEST {
        contained(cx, field, &words, Position { depth: position.depth + 1, ..position });
        junctors(cx, field, &words, Position { depth: position.depth + 1, ..position });
    }
}

/// The schemas of what the value contains.
fn contained<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>, position: Position) {
    let below = Position { level: position.level.below(Level::Field), ..position };
    if words.properties.is_some() {
        let unrelated = position.unrelated || words.map_type.is_some_and(|ty| ty != "granular");
        let is_root = position.level == Level::Root;
        for (name, property) in field.get("properties").entries() {
            let meta = (is_root || words.embedded) && matches!(name, "metadata" | "kind" | "apiVersion");
            let no_default =
                if meta && is_root { Some("the server fills in the object's own metadata") } else { below.no_default };
            let in_metadata = below.in_metadata || meta;
            part(cx, &property, Position { in_metadata, no_default, unrelated, ..below });
        }
    }
    if matches!(words.additional, Additional::Schema) {
        let why = "it stands in `additionalProperties` of metadata";
        let no_default = if position.in_metadata { Some(why) } else { below.no_default };
        part(cx, &field.get("additionalProperties"), Position { no_default, ..below });
    }
    if words.items {
        let unrelated = position.unrelated || words.list_type != Some("map");
        part(cx, &field.get("items"), Position { level: position.level.below(Level::Item), unrelated, ..position });
    }
}

/// The schemas that restrict the value itself.
fn junctors<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, words: &Keywords<'a>, position: Position) {
    let nested = Position { level: Level::Nested, ..position };
    if words.any_of {
        let any_of = field.get("anyOf");
        let exempt =
            !matches!(position.level, Level::Nested | Level::IntOrString) && int_or_string::is_pattern(&any_of);
        let level = if exempt { Level::IntOrString } else { Level::Nested };
        any_of.items().for_each(|schema| part(cx, &schema, Position { level, ..nested }));
    }
    if words.all_of {
        for (index, schema) in field.get("allOf").items().enumerate() {
            let first = index == 0 && !position.level.is_nested();
            let level = if first { Level::FirstNested } else { Level::Nested };
            part(cx, &schema, Position { level, ..nested });
        }
    }
    if words.one_of {
        field.get("oneOf").items().for_each(|schema| part(cx, &schema, nested));
    }
    if words.not {
        part(cx, &field.get("not"), nested);
    }
}
