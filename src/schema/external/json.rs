//! Our nodes as the jsonschema crate reads JSON: without a copy while the object is valid.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node as JsonNode, NodeIdentity, Object};
use serde_json::{Number, Value as JsonValue};

use crate::schema::json::to_json;
use crate::yaml::{Items, Kind, Node, Pairs, Value};

/// Documents as a representation of JSON.
pub(super) struct Manifests;

/// A value: a node, or the name of a field, which schemas can judge too.
#[derive(Clone, Copy)]
pub(super) enum Instance<'a> {
    /// A node of a document.
    Node(Node<'a>),
    /// The name of a field.
    Name(&'a str),
}

impl Json for Manifests {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(_: &mut (), string: &str, f: impl FnOnce(Instance<'_>) -> T) -> T {
        f(Instance::Name(string))
    }
}

impl<'a> Instance<'a> {
    fn kind(self) -> Kind {
        match self {
            Self::Node(node) => node.kind(),
            Self::Name(_) => Kind::Str,
        }
    }

    fn node(self, kind: Kind) -> Option<Node<'a>> {
        match self {
            Self::Node(node) if node.kind() == kind => Some(node),
            _ => None,
        }
    }
}

impl<'a> JsonNode<'a, Manifests> for Instance<'a> {
    type Object = Fields<'a>;
    type Array = Entries<'a>;
    type Number = Number;

    fn as_object(&self) -> Option<Fields<'a>> {
        self.node(Kind::Map).map(Fields)
    }

    fn as_array(&self) -> Option<Entries<'a>> {
        self.node(Kind::Seq).map(Entries)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Node(node) => node.as_str().map(Cow::Borrowed),
            Self::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<Number> {
        let Self::Node(node) = self else { return None };
        match node.value() {
            Value::Int(number) => Some(number.into()),
            Value::Uint(number) => Some(number.into()),
            // A number of YAML that JSON does not have is refused when the document is read.
            Value::Float(number) => Some(Number::from_f64(number).unwrap_or_else(|| 0.into())),
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self {
            Self::Node(node) => node.as_bool(),
            Self::Name(_) => None,
        }
    }

    fn is_null(&self) -> bool {
        self.kind() == Kind::Null
    }

    fn is_number(&self) -> bool {
        matches!(self.kind(), Kind::Int | Kind::Float)
    }

    fn json_type(&self) -> JsonType {
        match self.kind() {
            Kind::Null => JsonType::Null,
            Kind::Bool => JsonType::Boolean,
            Kind::Int | Kind::Float => JsonType::Number,
            Kind::Str => JsonType::String,
            Kind::Seq => JsonType::Array,
            Kind::Map => JsonType::Object,
        }
    }

    fn to_value(&self) -> Cow<'a, JsonValue> {
        Cow::Owned(match self {
            Self::Node(node) => to_json(*node),
            Self::Name(name) => JsonValue::from(*name),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Self::Node(node) => Some(NodeIdentity::tagged(std::ptr::from_ref(node.document()) as usize, node.id())),
            Self::Name(_) => None,
        }
    }
}

/// The fields of a mapping. Those that are null count as absent, as they do for Kubernetes.
pub(super) struct Fields<'a>(Node<'a>);

impl<'a> Object<'a, Manifests> for Fields<'a> {
    type Node = Instance<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.members().count()
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        self.0.get_set(key).map(Instance::Node)
    }

    fn members(&self) -> Members<'a> {
        Members(self.0.pairs())
    }
}

/// Iterates over fields.
pub(super) struct Members<'a>(Pairs<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Instance<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.0.find(|(_, value)| !value.is_null())?;
        Some((key.text(), Instance::Node(value)))
    }
}

/// The items of a sequence.
pub(super) struct Entries<'a>(Node<'a>);

impl<'a> Array<'a, Manifests> for Entries<'a> {
    type Node = Instance<'a>;
    type ElementsIter = std::iter::Map<Items<'a>, fn(Node<'a>) -> Instance<'a>>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Self::ElementsIter {
        self.0.items().map(Instance::Node)
    }
}

#[cfg(test)]
mod tests {
    use jsonschema::json::JsonNumber;

    use super::*;
    use crate::yaml::Stream;

    #[test]
    fn numbers_are_those_of_json() {
        let stream = Stream::parse(b"[1, 18446744073709551615, 1.5]".to_vec());
        let Some(document) = stream.documents.first() else { panic!("{:?}", stream.errors) };
        let numbers: Vec<_> = document.root().items().filter_map(|item| Instance::Node(item).as_number()).collect();
        assert_eq!(
            numbers.iter().map(JsonNumber::as_f64).collect::<Vec<_>>(),
            [Some(1.0), Some(u64::MAX as f64), Some(1.5)]
        );
        assert_eq!(numbers.get(1).and_then(JsonNumber::as_u64), Some(u64::MAX));
    }
}
