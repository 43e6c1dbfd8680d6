//! What the names in a rule stand for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builtin, Input};

/// The rules and functions of a package: their positions in the plan and how many parameters they have.
pub(super) type Rules<'s> = BTreeMap<&'s str, (u16, usize)>;

/// The variables of one definition. Each gets a place of its own, in whatever query it stands.
#[derive(Default)]
pub(super) struct Scope<'s> {
    /// Those that have a value, by their names.
    bound: Vec<(&'s str, u16)>,
    /// The queries around, the innermost at the end.
    queries: Vec<Around<'s>>,
    places: u16,
}

/// A query around: the variables that get a value somewhere in it, and how many had one before it.
struct Around<'s> {
    declared: BTreeSet<&'s str>,
    bound: usize,
}

impl<'s> Scope<'s> {
    /// Enters a query that declares some variables: until they get a value, nothing else of their name is meant.
    pub(super) fn enter(&mut self, declared: BTreeSet<&'s str>) {
        self.queries.push(Around { declared, bound: self.bound.len() });
    }

    /// Leaves a query, and with it the variables that got their values there.
    pub(super) fn leave(&mut self) {
        if let Some(query) = self.queries.pop() {
            self.bound.truncate(query.bound);
        }
    }

    /// A place for the value of a variable.
    pub(super) fn bind(&mut self, name: &'s str) -> u16 {
        let place = self.place();
        self.bound.push((name, place));
        place
    }

    /// A place without a name.
    pub(super) fn place(&mut self) -> u16 {
        self.places += 1;
        self.places - 1
    }

    /// Where the value of a variable is, once it has one.
    pub(super) fn place_of(&self, name: &str) -> Option<u16> {
        let query = self.queries.iter().rev().find(|query| query.declared.contains(name));
        let visible = self.bound.get(query.map_or(0, |query| query.bound)..).unwrap_or_default();
        visible.iter().rev().find(|(bound, _)| *bound == name).map(|(_, place)| *place)
    }

    /// Whether some query around declares a variable.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.queries.iter().any(|query| query.declared.contains(name))
    }

    /// Whether a variable may get its value where it stands: it has none, and is none of a query further out.
    pub(super) fn is_free(&self, name: &str) -> bool {
        let further_out = self.queries.split_last().map_or(&[][..], |(_, outer)| outer);
        let is_own = self.queries.last().is_some_and(|query| query.declared.contains(name));
        self.place_of(name).is_none() && (is_own || !further_out.iter().any(|query| query.declared.contains(name)))
    }

    /// How many places there are.
    pub(super) fn places(&self) -> u16 {
        self.places
    }
}

/// The part of `input` with a name.
pub(super) fn input(name: &str) -> Option<Input> {
    Some(match name {
        "kind" => Input::Kind,
        "group" => Input::Group,
        "version" => Input::Version,
        "api_version" => Input::ApiVersion,
        "name" => Input::Name,
        "namespace" => Input::Namespace,
        "minor" => Input::Minor,
        "object" => Input::Object,
        "pod" => Input::Pod,
        "containers" => Input::Containers,
        "facts" => Input::Facts,
        _ => return None,
    })
}

/// A built-in function and how many arguments it takes.
pub(super) fn builtin(name: &str) -> Option<(Builtin, usize)> {
    Some(match name {
        "array.concat" => (Builtin::ArrayConcat, 2),
        "array.slice" => (Builtin::ArraySlice, 3),
        "concat" => (Builtin::Concat, 2),
        "contains" => (Builtin::Contains, 2),
        "count" => (Builtin::Count, 1),
        "endswith" => (Builtin::EndsWith, 2),
        "indexof" => (Builtin::IndexOf, 2),
        "is_array" => (Builtin::IsArray, 1),
        "is_boolean" => (Builtin::IsBoolean, 1),
        "is_number" => (Builtin::IsNumber, 1),
        "is_object" => (Builtin::IsObject, 1),
        "is_string" => (Builtin::IsString, 1),
        "lower" => (Builtin::Lower, 1),
        "max" => (Builtin::Max, 1),
        "min" => (Builtin::Min, 1),
        "object.get" => (Builtin::ObjectGet, 3),
        "object.keys" => (Builtin::ObjectKeys, 1),
        "object.union" => (Builtin::ObjectUnion, 2),
        "regex.match" => (Builtin::RegexMatch, 2),
        "replace" => (Builtin::Replace, 3),
        "split" => (Builtin::Split, 2),
        "startswith" => (Builtin::StartsWith, 2),
        "substring" => (Builtin::Substring, 3),
        "to_number" => (Builtin::ToNumber, 1),
        "trim" => (Builtin::Trim, 2),
        "trim_left" => (Builtin::TrimLeft, 2),
        "trim_prefix" => (Builtin::TrimPrefix, 2),
        "trim_right" => (Builtin::TrimRight, 2),
        "trim_space" => (Builtin::TrimSpace, 1),
        "trim_suffix" => (Builtin::TrimSuffix, 2),
        "upper" => (Builtin::Upper, 1),
        _ => return None,
    })
}
