//! The labels that pods will have: those that manifests write, and those that controllers and operators add.

use super::made_labels::{Row, Source};
use crate::object::{Labels, Object, Operator, Requirement};

/// The labels of pods.
#[derive(Clone, Debug, Default)]
pub(super) struct PodLabels<'a> {
    /// Labels that a controller or operator sets, whatever is written.
    made: Vec<(&'a str, Value<'a>)>,
    /// Labels of the pods as they are written.
    written: Labels<'a>,
    /// Labels of the resource, where its pods get these too.
    inherited: Labels<'a>,
}

/// The value of a label that something other than a manifest sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Value<'a> {
    /// This.
    Text(&'a str),
    /// This, a hyphen and a number: each pod has another.
    Ordinal(&'a str),
    /// Something that cannot be known. A key that ends with `/` stands for all other labels with this prefix.
    Unknown,
}

/// Labels in order, so that equal ones are equal.
pub(super) type Key<'a> = (Vec<(&'a str, Value<'a>)>, Vec<(&'a str, &'a str)>);

impl<'a> PodLabels<'a> {
    pub(super) fn new(object: &Object<'a>, rows: [Row; 2], written: Labels<'a>, inherited: Labels<'a>) -> Self {
        let name = object.name();
        let value = |source| match (source, name) {
            (Source::Text(text), _) => Value::Text(text),
            (Source::Name, Some(name)) => Value::Text(name),
            (Source::Ordinal, Some(name)) => Value::Ordinal(name),
            // The API server makes a name from `generateName`.
            (Source::Name | Source::Ordinal, None) | (Source::Unknown, _) => Value::Unknown,
        };
        let made = rows.into_iter().flatten().map(|&(key, source)| (key, value(source))).collect();
        Self { made, written, inherited }
    }

    /// What tells these labels from others.
    pub(super) fn key(&self) -> Key<'a> {
        let mut made = self.made.clone();
        made.sort_unstable();
        let mut pairs: Vec<(&str, &str)> = self.texts().collect();
        pairs.sort_unstable();
        (made, pairs)
    }

    /// The labels whose values are known.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let made = self.made.iter().filter_map(|(key, value)| match value {
            Value::Text(text) => Some((*key, *text)),
            Value::Ordinal(_) | Value::Unknown => None,
        });
        let written = self.written.iter().filter(|(key, _)| self.made(key).is_none());
        let hidden = |key: &str| self.made(key).is_some() || self.written.get(key).is_some();
        made.chain(written).chain(self.inherited.iter().filter(move |(key, _)| !hidden(key)))
    }

    /// The keys, or prefixes of keys, of labels whose values are not known.
    pub(super) fn unknown_keys(&self) -> impl Iterator<Item = &'a str> {
        self.made.iter().filter(|(_, value)| !matches!(value, Value::Text(_))).map(|(key, _)| *key)
    }

    /// The keys, or prefixes of keys, that something other than a manifest sets.
    pub(super) fn made_keys(&self) -> impl Iterator<Item = &'a str> {
        self.made.iter().map(|(key, _)| *key)
    }

    /// The value of a label, where it is known.
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        match self.made(key) {
            Some(Value::Text(text)) => Some(text),
            Some(Value::Ordinal(_) | Value::Unknown) => None,
            None => self.written_or_inherited(key),
        }
    }

    /// Whether pods with these labels meet a condition, or may do so as far as can be known.
    pub(super) fn meet(&self, requirement: &Requirement<'_>) -> bool {
        match self.made(requirement.key) {
            Some(Value::Unknown) => may_hold(requirement, |_| true),
            Some(Value::Ordinal(name)) => may_hold(requirement, |value| is_ordinal(value, name)),
            Some(Value::Text(text)) => requirement.accepts(Some(text)),
            None => requirement.accepts(self.written_or_inherited(requirement.key)),
        }
    }

    fn written_or_inherited(&self, key: &str) -> Option<&'a str> {
        self.written.get(key).or_else(|| self.inherited.get(key))
    }

    /// What is set under a key, or under the prefix of the key.
    fn made(&self, key: &str) -> Option<Value<'a>> {
        let exact = self.made.iter().find(|(own, _)| *own == key);
        let found = exact.or_else(|| {
            let prefix = prefix(key)?;
            // What is written itself is known.
            self.made.iter().find(|(own, _)| *own == prefix).filter(|_| self.written_or_inherited(key).is_none())
        });
        found.map(|(_, value)| *value)
    }
}

/// The domain of a key with its `/`.
pub(super) fn prefix(key: &str) -> Option<&str> {
    key.find('/').and_then(|slash| key.get(..=slash))
}

/// Whether a condition holds of a label that is there, its value being one of those that `possible` accepts.
fn may_hold(requirement: &Requirement<'_>, possible: impl Fn(&str) -> bool) -> bool {
    match requirement.operator {
        Operator::Exists | Operator::NotIn(_) => true,
        Operator::DoesNotExist | Operator::Unknown => false,
        Operator::Equals(_) | Operator::In(_) => requirement.wanted_values().into_iter().flatten().any(possible),
    }
}

/// Whether a value is a name, a hyphen and a number.
fn is_ordinal(value: &str, name: &str) -> bool {
    let number = value.strip_prefix(name).and_then(|rest| rest.strip_prefix('-'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
