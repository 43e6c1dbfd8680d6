//! Nodes of a document as values of Rego.

use std::collections::BTreeMap;

use regorus::Value;
use rustc_hash::FxHashMap;

use crate::yaml::{self, Node};

/// Deeper collections are taken as empty: no object of Kubernetes nests so deep, and Rego values are dropped, compared
/// and printed by recursion.
const MAX_DEPTH: usize = 128;
/// How many keys are kept for reuse, and how long they may be: field names, not the keys of large ConfigMaps.
const MAX_KEYS: usize = 4096;
const MAX_KEY_LEN: usize = 64;

/// Turns nodes into values; field names are allocated once for all objects.
#[derive(Debug, Default)]
pub(in crate::policy) struct Converter {
    keys: FxHashMap<Box<str>, Value>,
    /// Values of nodes of the present document that were made before, by [`Node::id`].
    known: FxHashMap<u32, Value>,
}

impl Converter {
    /// Forgets the nodes of the last object.
    pub(in crate::policy) fn begin(&mut self) {
        self.known.clear();
    }

    /// The value of a node. Nulls in mappings are left out, as Kubernetes takes them for absent.
    pub(in crate::policy) fn node(&mut self, node: Node<'_>) -> Value {
        self.at_depth(node, 0)
    }

    /// The value of a node that a larger one will hold too.
    pub(in crate::policy) fn shared(&mut self, node: Node<'_>) -> Value {
        if let Some(value) = self.known.get(&node.id()) {
            return value.clone();
        }
        let value = self.node(node);
        self.known.insert(node.id(), value.clone());
        value
    }

    fn at_depth(&mut self, node: Node<'_>, depth: usize) -> Value {
        match node.value() {
            yaml::Value::Null => Value::Null,
            yaml::Value::Bool(value) => Value::Bool(value),
            yaml::Value::Int(value) => Value::from(value),
            yaml::Value::Uint(value) => Value::from(value),
            yaml::Value::Float(value) => Value::from(value),
            yaml::Value::Str(text) => Value::from(text),
            yaml::Value::Seq if depth < MAX_DEPTH => {
                Value::from(node.items().map(|item| self.at_depth(item, depth + 1)).collect::<Vec<_>>())
            }
            yaml::Value::Map if depth < MAX_DEPTH => self.mapping(node, depth),
            yaml::Value::Seq => Value::new_array(),
            yaml::Value::Map => Value::new_object(),
        }
    }

    fn mapping(&mut self, node: Node<'_>, depth: usize) -> Value {
        if !self.known.is_empty()
            && let Some(value) = self.known.get(&node.id())
        {
            return value.clone();
        }
        let pairs = node.pairs().filter(|(_, value)| !value.is_null());
        let pairs: Vec<_> = pairs.map(|(key, value)| (self.key(key.text()), self.at_depth(value, depth + 1))).collect();
        Value::from(BTreeMap::from_iter(pairs))
    }

    /// The value of JSON, nulls in objects left out as in [`Converter::node`].
    pub(in crate::policy) fn json(&mut self, json: serde_json::Value) -> Value {
        match json {
            serde_json::Value::Array(items) => {
                Value::from(items.into_iter().map(|item| self.json(item)).collect::<Vec<_>>())
            }
            serde_json::Value::Object(fields) => {
                let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
                let pairs: Vec<_> = fields.map(|(key, value)| (self.key(&key), self.json(value))).collect();
                Value::from(BTreeMap::from_iter(pairs))
            }
            scalar => Value::from(scalar),
        }
    }

    /// An object from names and values.
    pub(in crate::policy) fn object<'n>(&mut self, pairs: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
        let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| (self.key(name), value)).collect();
        Value::from(BTreeMap::from_iter(pairs))
    }

    /// A key, the same allocation for the same name.
    pub(in crate::policy) fn key(&mut self, name: &str) -> Value {
        if let Some(key) = self.keys.get(name) {
            return key.clone();
        }
        let key = Value::from(name);
        if self.keys.len() < MAX_KEYS && name.len() <= MAX_KEY_LEN {
            self.keys.insert(name.into(), key.clone());
        }
        key
    }
}
