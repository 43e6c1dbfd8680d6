//! What the schemas of custom resources can ask for besides structure.

use std::sync::OnceLock;

use regex::Regex;
use serde_json::Value;

use super::model::{Name, TypeId};
use crate::re2;

/// The keywords of a structural schema that restrict values. Absent ones restrict nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `enum` of values that are not all strings.
    pub values: Option<Vec<Value>>,
    /// Null is allowed, but not among the values of `enum`.
    pub null_excluded: bool,
    /// A named format of texts: `uri`, `ipv4` …
    pub format: Option<Name>,
    /// A regular expression that must match somewhere.
    pub pattern: Option<Pattern>,
    /// Smallest number, and whether it is itself excluded.
    pub minimum: Option<(f64, bool)>,
    /// Largest number, and whether it is itself excluded.
    pub maximum: Option<(f64, bool)>,
    /// The number is a multiple of it.
    pub multiple_of: Option<f64>,
    /// Fewest and most Unicode scalar values of a text.
    pub length: Range,
    /// Fewest and most items of a list.
    pub items: Range,
    /// Fewest and most fields of an object.
    pub properties: Range,
    /// No item of the list stands twice.
    pub unique_items: bool,
    /// The value is a Kubernetes object: it has `apiVersion`, `kind` and `metadata`.
    pub embedded_resource: bool,
    /// No type is demanded: what is said of objects and lists counts for values that are such.
    pub untyped: bool,
    /// Schemas all of which hold.
    pub all_of: Vec<TypeId>,
    /// Schemas at least one of which holds.
    pub any_of: Vec<TypeId>,
    /// Schemas exactly one of which holds.
    pub one_of: Vec<TypeId>,
    /// A schema that does not hold.
    pub not: Option<TypeId>,
}

/// Bounds of a count, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The fewest.
    pub min: Option<u64>,
    /// The most.
    pub max: Option<u64>,
}

/// A regular expression in the syntax of RE2, compiled when it is first needed.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern as it is written.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), regex: OnceLock::new() }
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it matches somewhere in a text; nothing when it cannot be compiled.
    pub fn matches(&self, text: &str) -> Option<bool> {
        self.regex.get_or_init(|| re2::compile(&self.text).ok().flatten()).as_ref().map(|regex| regex.is_match(text))
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
