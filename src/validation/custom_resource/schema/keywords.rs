//! The keywords of one schema, read in one pass.

use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::rules;
use crate::yaml::{Kind, Node};

/// What a schema says. Null is absent, `false` and the empty text are as absent.
#[derive(Default)]
pub(super) struct Keywords<'a> {
    /// `type`.
    pub(super) ty: &'a str,
    /// `pattern`.
    pub(super) pattern: &'a str,
    /// Whether `items` is a schema.
    pub(super) items: bool,
    /// Whether `items` is a list of schemas.
    pub(super) items_listed: bool,
    /// `properties`, unless it is empty.
    pub(super) properties: Option<Node<'a>>,
    pub(super) additional: Additional,
    pub(super) has_default: bool,
    pub(super) nullable: bool,
    pub(super) unique_items: bool,
    /// `title` or `description` is there.
    pub(super) described: bool,
    /// One of the keywords of JSON Schema that the server does not support.
    pub(super) unsupported: bool,
    pub(super) embedded: bool,
    pub(super) int_or_string: bool,
    pub(super) preserve: Option<bool>,
    pub(super) list_type: Option<&'a str>,
    pub(super) map_type: Option<&'a str>,
    /// `x-kubernetes-list-map-keys`, unless it is empty.
    pub(super) list_map_keys: Option<Node<'a>>,
    /// `x-kubernetes-validations`, unless it is empty.
    pub(super) rules: Option<Node<'a>>,
    pub(super) all_of: bool,
    pub(super) any_of: bool,
    pub(super) one_of: bool,
    pub(super) not: bool,
}

/// `additionalProperties`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Additional {
    #[default]
    Absent,
    Bool(bool),
    Schema,
}

/// The keywords of JSON Schema that the server knows and refuses.
pub(super) const UNSUPPORTED: [&str; 6] =
    ["id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref"];

/// Reads a schema; reports values of the wrong type.
pub(super) fn read<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) -> Keywords<'a> {
    let mut words = Keywords::default();
    let Some(node) = field.node() else { return words };
    if !node.is_map() {
        wrong(cx, field, "a schema, which is a mapping");
        return words;
    }
    for (key, value) in node.pairs() {
        if !value.is_null()
            && let Some(wanted) = words.take(key.text(), value)
        {
            wrong(cx, &field.get(key.text()), wanted);
        }
    }
    words
}

/// A value that the server cannot decode.
fn wrong<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, wanted: &str) {
    let is = field.node().map_or("nothing", |node| node.kind().with_article());
    let message = format!("{} must be {wanted}, but is {is}", named(field));
    cx.report(rules::INVALID_VALUE, field, message, "the server cannot read it otherwise");
}

impl<'a> Keywords<'a> {
    /// Takes one keyword. Returns what its value should be, where it is not.
    fn take(&mut self, key: &str, value: Node<'a>) -> Option<&'static str> {
        match key {
            "type" => self.ty = value.as_str().unwrap_or_default(),
            "pattern" => self.pattern = value.as_str().unwrap_or_default(),
            "title" | "description" => self.described |= value.as_str().is_some_and(|text| !text.is_empty()),
            "default" => self.has_default = true,
            "nullable" => self.nullable = is_true(value),
            "uniqueItems" => self.unique_items = is_true(value),
            "properties" => self.properties = Some(value).filter(|value| value.is_map() && !value.is_empty()),
            "items" => {
                self.items = value.is_map();
                self.items_listed = value.kind() == Kind::Seq && !value.is_empty();
            }
            "additionalProperties" => {
                self.additional = match value.kind() {
                    Kind::Map => Additional::Schema,
                    _ => value.as_bool().map_or(Additional::Absent, Additional::Bool),
                }
            }
            "allOf" => self.all_of = true,
            "anyOf" => self.any_of = true,
            "oneOf" => self.one_of = true,
            "not" => self.not = value.is_map(),
            _ => self.take_extension(key, value),
        }
        misfit(key, value)
    }

    fn take_extension(&mut self, key: &str, value: Node<'a>) {
        match key {
            "x-kubernetes-embedded-resource" => self.embedded = is_true(value),
            "x-kubernetes-int-or-string" => self.int_or_string = is_true(value),
            "x-kubernetes-preserve-unknown-fields" => self.preserve = value.as_bool(),
            "x-kubernetes-list-type" => self.list_type = value.as_str(),
            "x-kubernetes-map-type" => self.map_type = value.as_str(),
            "x-kubernetes-list-map-keys" => self.list_map_keys = Some(value).filter(|value| !value.is_empty()),
            "x-kubernetes-validations" => self.rules = Some(value).filter(|value| !value.is_empty()),
            _ => self.unsupported |= UNSUPPORTED.contains(&key),
        }
    }

    /// Whether anything is said that restrictions may not say, besides a type and `additionalProperties`.
    pub(super) fn says_structure(&self) -> bool {
        let flags = [self.has_default, self.described, self.nullable, self.embedded, self.int_or_string];
        let extensions = [self.list_type.is_some(), self.map_type.is_some(), self.list_map_keys.is_some()];
        flags.contains(&true) || extensions.contains(&true) || self.preserves() || self.rules.is_some()
    }

    /// Whether unknown fields are kept.
    pub(super) fn preserves(&self) -> bool {
        self.preserve == Some(true)
    }
}

fn is_true(value: Node<'_>) -> bool {
    value.as_bool() == Some(true)
}

/// What the value of a keyword should be, where Go's decoder refuses what it is.
fn misfit(key: &str, value: Node<'_>) -> Option<&'static str> {
    let kind = value.kind();
    let (fits, wanted) = match key {
        "type"
        | "format"
        | "pattern"
        | "title"
        | "description"
        | "id"
        | "$ref"
        | "$schema"
        | "x-kubernetes-list-type"
        | "x-kubernetes-map-type" => (kind == Kind::Str, "a string"),
        "nullable"
        | "uniqueItems"
        | "exclusiveMinimum"
        | "exclusiveMaximum"
        | "x-kubernetes-embedded-resource"
        | "x-kubernetes-int-or-string"
        | "x-kubernetes-preserve-unknown-fields" => (kind == Kind::Bool, "a boolean"),
        "minimum" | "maximum" | "multipleOf" => (matches!(kind, Kind::Int | Kind::Float), "a number"),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            (value.as_i64().is_some(), "an integer of 64 bits")
        }
        "required" | "x-kubernetes-list-map-keys" => (is_list_of_texts(value), "a list of strings"),
        "enum" => (kind == Kind::Seq, "a list"),
        "allOf" | "anyOf" | "oneOf" => (kind == Kind::Seq, "a list of schemas"),
        "x-kubernetes-validations" => (kind == Kind::Seq, "a list of rules"),
        "properties" | "patternProperties" | "definitions" | "dependencies" | "externalDocs" => {
            (kind == Kind::Map, "a mapping")
        }
        "not" => (kind == Kind::Map, "a schema"),
        "additionalProperties" => (matches!(kind, Kind::Map | Kind::Bool), "a schema or a boolean"),
        _ => return None,
    };
    (!fits).then_some(wanted)
}

/// Go reads null as the empty text.
fn is_list_of_texts(value: Node<'_>) -> bool {
    value.kind() == Kind::Seq && value.items().all(|item| matches!(item.kind(), Kind::Str | Kind::Null))
}
