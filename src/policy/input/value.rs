//! Nodes of a document as values of Rego.

use std::collections::BTreeMap;

use regorus::Value;
use rustc_hash::FxHashMap;

use crate::yaml::{self, Node};

/// Deeper collections are taken as empty: no object of Kubernetes nests so deep, and Rego values are dropped, compared
/// and printed by recursion.
pub(in crate::policy) const MAX_DEPTH: usize = 128;
/// How many keys are kept for reuse, and how long they may be: field names, not the keys of large ConfigMaps.
const MAX_KEYS: usize = 4096;
const MAX_KEY_LEN: usize = 64;
/// How many shapes are kept for reuse, and how many keys they may have.
const MAX_SHAPES: usize = 4096;
const MAX_SHAPE_LEN: usize = 64;

/// Turns nodes into values.
///
/// Objects of Rego are sorted arrays of pairs that can only be built through a tree. But manifests hold mappings with the
/// same keys in the same order over and over, so the sorted array is made once for each such shape and then copied.
#[derive(Debug, Default)]
pub(in crate::policy) struct Converter {
    key_ids: FxHashMap<Box<str>, u32>,
    keys: Vec<Value>,
    shapes: FxHashMap<Box<[u32]>, Shape>,
    /// Values of nodes of the present document that were made before, by [`Node::id`].
    known: FxHashMap<u32, Value>,
    /// Keys and values of the mappings that are being built, the innermost at the end.
    open_keys: Vec<u32>,
    open_values: Vec<Value>,
    empty_list: Option<Value>,
}

/// The keys of a mapping in the order in which they are written.
#[derive(Debug)]
struct Shape {
    /// An object with these keys, sorted, and null values.
    object: Value,
    /// For each of its pairs the position of the key as written.
    order: Box<[usize]>,
}

impl Converter {
    /// Forgets the nodes of the last object.
    pub(in crate::policy) fn begin(&mut self) {
        self.known.clear();
        self.open_keys.clear();
        self.open_values.clear();
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
            yaml::Value::Seq if depth < MAX_DEPTH => {
                let mut items = Vec::with_capacity(node.len());
                items.extend(node.items().map(|item| self.at_depth(item, depth + 1)));
                Value::from(items)
            }
            yaml::Value::Map if depth < MAX_DEPTH => self.mapping(node, depth),
            leaf => of_leaf(leaf),
        }
    }

    fn mapping(&mut self, node: Node<'_>, depth: usize) -> Value {
        if !self.known.is_empty()
            && let Some(value) = self.known.get(&node.id())
        {
            return value.clone();
        }
        let pairs = || node.pairs().filter(|(_, value)| !value.is_null());
        let (keys_from, values_from) = (self.open_keys.len(), self.open_values.len());
        for (key, _) in pairs() {
            let id = self.key_id(key.text()).filter(|_| self.open_keys.len() - keys_from < MAX_SHAPE_LEN);
            let Some(id) = id else {
                self.open_keys.truncate(keys_from);
                let pairs: Vec<_> =
                    pairs().map(|(key, value)| (self.key(key.text()), self.at_depth(value, depth + 1))).collect();
                return Value::from(BTreeMap::from_iter(pairs));
            };
            self.open_keys.push(id);
        }
        for (_, value) in pairs() {
            let value = self.at_depth(value, depth + 1);
            self.open_values.push(value);
        }
        self.close(keys_from, values_from)
    }

    /// An object from names and values.
    pub(in crate::policy) fn object<'n>(&mut self, pairs: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
        let (keys_from, values_from) = (self.open_keys.len(), self.open_values.len());
        let mut others = Vec::new();
        for (name, value) in pairs {
            match self.key_id(name) {
                Some(id) => {
                    self.open_keys.push(id);
                    self.open_values.push(value);
                }
                None => others.push((Value::from(name), value)),
            }
        }
        let mut object = self.close(keys_from, values_from);
        if let (false, Ok(fields)) = (others.is_empty(), object.as_object_mut()) {
            fields.extend(others);
        }
        object
    }

    /// Makes an object of the innermost open keys and values.
    fn close(&mut self, keys_from: usize, values_from: usize) -> Value {
        let keys = self.open_keys.get(keys_from..).unwrap_or_default();
        let made;
        let shape = match self.shapes.get(keys) {
            Some(shape) => shape,
            None => {
                made = Shape::new(keys, &self.keys);
                if self.shapes.len() < MAX_SHAPES { self.shapes.entry(keys.into()).or_insert(made) } else { &made }
            }
        };
        let mut object = shape.object.clone();
        let values = self.open_values.get_mut(values_from..).unwrap_or_default();
        if let (false, Ok(fields)) = (values.is_empty(), object.as_object_mut()) {
            for ((_, field), &position) in fields.iter_mut().zip(&shape.order) {
                if let Some(value) = values.get_mut(position) {
                    *field = std::mem::replace(value, Value::Null);
                }
            }
        }
        self.open_keys.truncate(keys_from);
        self.open_values.truncate(values_from);
        object
    }

    /// A list, the same allocation for every empty one.
    pub(in crate::policy) fn list(&mut self, items: Vec<Value>) -> Value {
        if items.is_empty() {
            return self.empty_list.get_or_insert_with(Value::new_array).clone();
        }
        Value::from(items)
    }

    /// A key, the same allocation for the same name.
    pub(in crate::policy) fn key(&mut self, name: &str) -> Value {
        let id = self.key_id(name).and_then(|id| self.keys.get(id as usize));
        id.cloned().unwrap_or_else(|| Value::from(name))
    }

    /// The number of a key; nothing when no more are kept.
    fn key_id(&mut self, name: &str) -> Option<u32> {
        if let Some(&id) = self.key_ids.get(name) {
            return Some(id);
        }
        if self.keys.len() >= MAX_KEYS || name.len() > MAX_KEY_LEN {
            return None;
        }
        let id = self.keys.len() as u32;
        self.keys.push(Value::from(name));
        self.key_ids.insert(name.into(), id);
        Some(id)
    }
}

/// The value of a scalar; a collection, which stands too deep to be followed here, is taken as empty.
pub(in crate::policy) fn of_leaf(value: yaml::Value<'_>) -> Value {
    match value {
        yaml::Value::Null => Value::Null,
        yaml::Value::Bool(value) => Value::Bool(value),
        yaml::Value::Int(value) => Value::from(value),
        yaml::Value::Uint(value) => Value::from(value),
        yaml::Value::Float(value) => Value::from(value),
        yaml::Value::Str(text) => Value::from(text),
        yaml::Value::Seq => Value::new_array(),
        yaml::Value::Map => Value::new_object(),
    }
}

impl Shape {
    fn new(ids: &[u32], keys: &[Value]) -> Self {
        let key = |id: u32| keys.get(id as usize).cloned().unwrap_or(Value::Null);
        let written: BTreeMap<Value, usize> = ids.iter().enumerate().map(|(at, &id)| (key(id), at)).collect();
        let order = written.values().copied().collect();
        let pairs: BTreeMap<Value, Value> = written.into_keys().map(|key| (key, Value::Null)).collect();
        Self { object: Value::from(pairs), order }
    }
}
