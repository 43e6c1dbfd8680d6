//! Label selectors, as `k8s.io/apimachinery/pkg/labels` evaluates them.

use crate::yaml::{Kind, Node};

/// The labels of an object.
#[derive(Clone, Copy, Debug, Default)]
pub struct Labels<'a>(Option<Node<'a>>);

impl<'a> Labels<'a> {
    /// From the mapping under `metadata.labels`; none where it is absent.
    pub fn new(labels: Option<Node<'a>>) -> Self {
        Self(labels.filter(|labels| labels.is_map()))
    }

    /// The value of a label.
    pub fn get(self, key: &str) -> Option<&'a str> {
        self.0?.get(key).map(label_text)
    }

    /// All labels in document order.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.into_iter().flat_map(|labels| labels.pairs().map(|(key, value)| (key.text(), label_text(value))))
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.iter().next().is_none()
    }
}

/// A null label is the empty string for the decoder of the API server.
fn label_text(value: Node<'_>) -> &str {
    if value.is_null() { "" } else { value.text() }
}

/// What a selector asks of one label.
#[derive(Clone, Copy, Debug)]
pub struct Requirement<'a> {
    /// The label.
    pub key: &'a str,
    /// What it must be.
    pub operator: Operator<'a>,
}

/// A condition on the value of a label.
#[derive(Clone, Copy, Debug)]
pub enum Operator<'a> {
    /// It has this value.
    Equals(&'a str),
    /// It has one of these values (a sequence).
    In(Option<Node<'a>>),
    /// It is absent or has none of these values (a sequence).
    NotIn(Option<Node<'a>>),
    /// It is there.
    Exists,
    /// It is not there.
    DoesNotExist,
    /// Something the API server refuses; it matches nothing.
    Unknown,
}

impl<'a> Requirement<'a> {
    /// From `key`, `operator` and `values`; where the key has another name, it is empty.
    pub fn from_expression(expression: Node<'a>) -> Self {
        let key = expression.get("key").map(Node::text).unwrap_or_default();
        let values = expression.get_set("values");
        let operator = match expression.get("operator").map(Node::text).unwrap_or_default() {
            "In" => Operator::In(values),
            "NotIn" => Operator::NotIn(values),
            "Exists" => Operator::Exists,
            "DoesNotExist" => Operator::DoesNotExist,
            _ => Operator::Unknown,
        };
        Self { key, operator }
    }

    /// Whether an object with these labels meets the condition.
    pub fn matches(&self, labels: Labels<'_>) -> bool {
        self.accepts(labels.get(self.key))
    }

    /// Whether a label with this value, or its absence, meets the condition.
    pub fn accepts(&self, value: Option<&str>) -> bool {
        let listed = |values: Option<Node<'_>>, value| {
            values.is_some_and(|values| values.items().any(|item| label_text(item) == value))
        };
        match (self.operator, value) {
            (Operator::Equals(wanted), Some(value)) => wanted == value,
            (Operator::In(values), Some(value)) => listed(values, value),
            (Operator::NotIn(values), Some(value)) => !listed(values, value),
            (Operator::NotIn(_) | Operator::DoesNotExist, None) | (Operator::Exists, Some(_)) => true,
            _ => false,
        }
    }

    /// The values one of which the label must have, where the condition lists them.
    pub fn wanted_values(&self) -> Option<impl Iterator<Item = &'a str> + use<'a>> {
        let (single, listed) = match self.operator {
            Operator::Equals(value) => (Some(value), None),
            Operator::In(values) => (None, values),
            _ => return None,
        };
        Some(single.into_iter().chain(listed.into_iter().flat_map(Node::items).map(label_text)))
    }
}

/// A `LabelSelector` of `k8s.io/apimachinery/pkg/apis/meta/v1`: `matchLabels` and `matchExpressions`, all of which must hold.
///
/// An empty one selects everything. What an absent one selects depends on the field, nothing in most.
#[derive(Clone, Copy, Debug)]
pub struct LabelSelector<'a>(Node<'a>);

impl<'a> LabelSelector<'a> {
    /// The selector at a node; nothing where the node is no mapping.
    pub fn new(node: Node<'a>) -> Option<Self> {
        node.is_map().then_some(Self(node))
    }

    /// The mapping it was read from.
    pub fn node(self) -> Node<'a> {
        self.0
    }

    /// Its conditions, `matchLabels` first.
    pub fn requirements(self) -> impl Iterator<Item = Requirement<'a>> + Clone {
        let labels = self.0.get("matchLabels").filter(|labels| labels.is_map());
        let expressions = self.0.get("matchExpressions").filter(|list| list.kind() == Kind::Seq);
        let equal = |(key, value): (Node<'a>, Node<'a>)| Requirement {
            key: key.text(),
            operator: Operator::Equals(label_text(value)),
        };
        let labels = labels.into_iter().flat_map(Node::pairs).map(equal);
        labels.chain(expressions.into_iter().flat_map(Node::items).map(Requirement::from_expression))
    }

    /// Whether it has no condition, so that it selects everything.
    pub fn is_empty(self) -> bool {
        self.requirements().next().is_none()
    }

    /// Whether it selects an object with these labels.
    pub fn matches(self, labels: Labels<'_>) -> bool {
        self.requirements().all(|requirement| requirement.matches(labels))
    }
}

/// The selector of a Service or ReplicationController: a plain map of labels. An empty one selects nothing.
#[derive(Clone, Copy, Debug)]
pub struct ServiceSelector<'a>(Node<'a>);

impl<'a> ServiceSelector<'a> {
    /// The selector at a node; nothing where the node is no mapping.
    pub fn new(node: Node<'a>) -> Option<Self> {
        node.is_map().then_some(Self(node))
    }

    /// The mapping it was read from.
    pub fn node(self) -> Node<'a> {
        self.0
    }

    /// Its conditions.
    pub fn requirements(self) -> impl Iterator<Item = Requirement<'a>> + Clone {
        let equal = |(key, value): (Node<'a>, Node<'a>)| Requirement {
            key: key.text(),
            operator: Operator::Equals(label_text(value)),
        };
        self.0.pairs().map(equal)
    }

    /// The labels it asks for, in document order.
    pub fn pairs(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.pairs().map(|(key, value)| (key.text(), label_text(value)))
    }

    /// Whether it names no label.
    pub fn is_empty(self) -> bool {
        self.0.pairs().next().is_none()
    }

    /// Whether it selects a pod with these labels.
    pub fn matches(self, labels: Labels<'_>) -> bool {
        !self.is_empty() && self.requirements().all(|requirement| requirement.matches(labels))
    }
}
