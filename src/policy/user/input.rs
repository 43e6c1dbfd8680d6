//! The raw object as `input`, and from which of its places a value was taken.

use std::collections::BTreeMap;
use std::sync::Arc;

use regorus::Value;
use rustc_hash::FxHashMap;

use crate::policy::input::{MAX_DEPTH, of_leaf};
use crate::yaml::{self, Node, Pointer};

/// A node as a value, nulls kept as conftest and OPA do.
///
/// No two places share an allocation, so that an address tells the place.
pub(super) fn raw(node: Node<'_>) -> Value {
    at_depth(node, 0)
}

fn at_depth(node: Node<'_>, depth: usize) -> Value {
    match node.value() {
        yaml::Value::Seq if depth < MAX_DEPTH => {
            Value::from(node.items().map(|item| at_depth(item, depth + 1)).collect::<Vec<_>>())
        }
        yaml::Value::Map if depth < MAX_DEPTH => {
            let pair = |(key, value): (Node<'_>, Node<'_>)| (Value::from(key.text()), at_depth(value, depth + 1));
            Value::from(node.pairs().map(pair).collect::<BTreeMap<_, _>>())
        }
        leaf => of_leaf(leaf),
    }
}

/// Where the values of an input stand. Objects, lists and texts are known by the address of their allocation, which
/// evaluation keeps when it passes them on; numbers, booleans and null have none.
///
/// Valid as long as the input lives.
#[derive(Debug, Default)]
pub(super) struct Places {
    by_address: FxHashMap<usize, Pointer>,
}

impl Places {
    /// The places of all values of an input.
    pub(super) fn of(input: &Value) -> Self {
        let mut places = Self::default();
        places.add(input, Pointer::root());
        places
    }

    fn add(&mut self, value: &Value, pointer: Pointer) {
        let Some(address) = address(value) else { return };
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.add(item, pointer.clone().index(index));
                }
            }
            Value::Object(fields) => {
                for (key, value) in fields.iter() {
                    if let Ok(key) = key.as_string() {
                        self.add(value, pointer.clone().key(key));
                    }
                }
            }
            _ => {}
        }
        self.by_address.insert(address, pointer);
    }

    /// The place of a value that was taken from the input.
    pub(super) fn get(&self, value: &Value) -> Option<&Pointer> {
        self.by_address.get(&address(value)?)
    }

    /// The deepest place of what a value holds; of several that are equally deep, the first.
    pub(super) fn deepest(&self, value: &Value) -> Option<&Pointer> {
        let mut found: Vec<&Pointer> = Vec::new();
        self.collect(value, 0, &mut found);
        let depth = |pointer: &Pointer| pointer.segments().count();
        found.into_iter().min_by_key(|pointer| (usize::MAX - depth(pointer), *pointer))
    }

    fn collect<'p>(&'p self, value: &Value, depth: usize, found: &mut Vec<&'p Pointer>) {
        if let Some(place) = self.get(value) {
            found.push(place);
        } else if depth < MAX_DEPTH {
            match value {
                Value::Array(items) => items.iter().for_each(|item| self.collect(item, depth + 1, found)),
                Value::Set(items) => items.iter().for_each(|item| self.collect(item, depth + 1, found)),
                Value::Object(fields) => fields.iter().for_each(|(_, value)| self.collect(value, depth + 1, found)),
                _ => {}
            }
        }
    }
}

/// The address of a value's allocation. An empty list or object may share one with others, and names no place.
fn address(value: &Value) -> Option<usize> {
    match value {
        Value::String(text) if !text.is_empty() => Some(Arc::as_ptr(text).cast::<()>() as usize),
        Value::Array(items) => items.first().map(|_| Arc::as_ptr(items).cast::<()>() as usize),
        Value::Object(fields) if !fields.is_empty() => Some(Arc::as_ptr(fields).cast::<()>() as usize),
        _ => None,
    }
}
