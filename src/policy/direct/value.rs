//! The values that plans work with: parts of the manifest, and what is made of them.

use std::sync::Arc;

use regorus::Value;

use crate::policy::bundle::plan::constant::Members;
use crate::policy::bundle::plan::{Collection, Constant};
use crate::yaml::{self, Node};

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Val<'v> {
    Undefined,
    Null,
    Bool(bool),
    Int(i64),
    Str(&'v str),
    Text(Arc<str>),
    /// A sequence or a mapping of the manifest.
    Node(Node<'v>),
    /// A value of Rego: facts, parameters, and numbers that are no integers.
    Rego(Value),
    /// A collection that is written out in the rule.
    Written(&'v Collection),
    List(Arc<[Self]>),
    /// Each member once, in no order.
    Set(Arc<[Self]>),
    /// Each key once, in no order.
    Object(Arc<[(Self, Self)]>),
    /// `input.pod`.
    Pod,
    /// `input.pod.spec`, where parts of it come from elsewhere.
    PodSpec,
    /// `input.containers`.
    Containers,
    /// An entry of `input.containers`.
    Container(usize),
    /// The security context of such an entry.
    Context(usize),
    /// `input.facts`.
    Facts,
}

impl<'v> Val<'v> {
    /// The value of a node. In a mapping, null stands for what is absent: see [`Val::of_field`].
    pub(super) fn of_node(node: Node<'v>) -> Self {
        match node.value() {
            yaml::Value::Null => Self::Null,
            yaml::Value::Bool(value) => Self::Bool(value),
            yaml::Value::Int(value) => Self::Int(value),
            yaml::Value::Uint(value) => Self::Rego(Value::from(value)),
            yaml::Value::Float(value) => Self::Rego(Value::from(value)),
            yaml::Value::Str(text) => Self::Str(text),
            yaml::Value::Seq | yaml::Value::Map => Self::Node(node),
        }
    }

    /// The value of a field of a mapping.
    pub(super) fn of_field(node: Option<Node<'v>>) -> Self {
        match node.map(Self::of_node) {
            None | Some(Self::Null) => Self::Undefined,
            Some(value) => value,
        }
    }

    pub(super) fn of_constant(constant: &'v Constant) -> Self {
        match constant {
            Constant::Null => Self::Null,
            Constant::Bool(value) => Self::Bool(*value),
            Constant::Int(value) => Self::Int(*value),
            Constant::Text(text) => Self::Str(text),
            Constant::Collection(collection) => Self::Written(collection),
        }
    }

    pub(super) fn of_rego(value: &Value) -> Self {
        match value {
            Value::Undefined => Self::Undefined,
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::String(text) => Self::Text(Arc::clone(text)),
            value => Self::Rego(value.clone()),
        }
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::List(items.into())
    }

    pub(super) fn is_undefined(&self) -> bool {
        matches!(self, Self::Undefined)
    }

    /// Whether a statement that consists of this value holds.
    pub(super) fn holds(&self) -> bool {
        !matches!(self, Self::Undefined | Self::Bool(false))
    }

    /// Its text, if it is text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A part of a text, which shares its memory where the text belongs to the manifest or the plan.
    pub(super) fn part(&self, cut: impl Fn(&str) -> &str) -> Self {
        match self {
            Self::Str(text) => Self::Str(cut(text)),
            Self::Text(text) => Self::Text(cut(text).into()),
            _ => Self::Undefined,
        }
    }

    /// The place of its type in the order of types in Rego.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Bool(_) => 1,
            Self::Int(_) => 2,
            Self::Str(_) | Self::Text(_) => 3,
            Self::List(_) | Self::Containers => 4,
            Self::Set(_) => 5,
            Self::Object(_) | Self::Pod | Self::PodSpec | Self::Container(_) | Self::Context(_) | Self::Facts => 6,
            Self::Node(node) => {
                if node.is_map() {
                    6
                } else {
                    4
                }
            }
            Self::Written(collection) => match collection.members {
                Members::Array(_) => 4,
                Members::Set(_) => 5,
                Members::Object(_) => 6,
            },
            Self::Rego(value) => match value {
                Value::Null => 0,
                Value::Bool(_) => 1,
                Value::Number(_) => 2,
                Value::String(_) => 3,
                Value::Array(_) => 4,
                Value::Set(_) => 5,
                Value::Object(_) => 6,
                Value::Undefined => 7,
            },
            Self::Undefined => 7,
        }
    }
}
