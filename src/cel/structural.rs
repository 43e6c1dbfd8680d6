//! What a structural schema says of the values that expressions see.
//!
//! Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/model` and
//! `k8s.io/apiserver/pkg/cel/common/schemas.go`.

use super::escape::unescape;
use super::types::Type;
use crate::yaml::Node;

/// A part of a structural schema: how expressions see the values that it describes.
#[derive(Clone, Copy, Debug)]
pub struct Schema<'s> {
    /// The schema as it stands in the definition.
    pub(super) node: Node<'s>,
    /// Whether it describes a whole object, which has `apiVersion`, `kind` and `metadata`.
    pub(super) is_object_root: bool,
    /// Whether it is one of the fields that every object has, and the definition does not describe.
    implied: Implied,
}

/// What is known of every object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Implied {
    No,
    Text,
    Metadata,
}

/// How expressions see values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Not at all.
    Unknown,
    IntOrString,
    List,
    Map,
    Object,
    String,
    Bytes,
    Duration,
    Timestamp,
    Bool,
    Double,
    Int,
}

/// The schema of an object, as a type.
#[derive(Clone, Copy, Debug)]
pub struct ObjectSchema<'s>(pub(super) Schema<'s>);

impl<'s> Schema<'s> {
    /// The schema of a custom resource as a whole: `openAPIV3Schema`.
    pub fn root(node: Node<'s>) -> Self {
        Self { node, is_object_root: true, implied: Implied::No }
    }

    /// The schema of a part of a custom resource.
    pub fn part(node: Node<'s>) -> Self {
        let is_object_root = flag(node, "x-kubernetes-embedded-resource");
        Self { node, is_object_root, implied: Implied::No }
    }

    /// How expressions see the values; nothing when they do not, because no type is given.
    pub fn declared(self) -> Option<Type<'s>> {
        Some(match self.form() {
            Form::Unknown => return None,
            Form::IntOrString => Type::Dyn,
            Form::List => Type::list(self.items()?.declared()?),
            Form::Map => Type::map(Type::String, self.values()?.declared()?),
            Form::Object => Type::Schema(ObjectSchema(self)),
            Form::String => Type::String,
            Form::Bytes => Type::Bytes,
            Form::Duration => Type::Duration,
            Form::Timestamp => Type::Timestamp,
            Form::Bool => Type::Bool,
            Form::Double => Type::Double,
            Form::Int => Type::Int,
        })
    }

    /// How expressions see the values, without what is inside of them.
    pub(super) fn form(self) -> Form {
        match self.implied {
            Implied::Text => return Form::String,
            Implied::Metadata => return Form::Object,
            Implied::No => {}
        }
        if flag(self.node, "x-kubernetes-int-or-string") {
            return Form::IntOrString;
        }
        match (self.text("type"), self.text("format")) {
            ("array", _) => Form::List,
            ("object", _) if self.values().is_some() => Form::Map,
            ("object", _) => Form::Object,
            ("string", "byte") => Form::Bytes,
            ("string", "duration") => Form::Duration,
            ("string", "date" | "date-time") => Form::Timestamp,
            ("string", _) => Form::String,
            ("boolean", _) => Form::Bool,
            ("number", _) => Form::Double,
            ("integer", _) => Form::Int,
            _ => Form::Unknown,
        }
    }

    /// A keyword whose value is text, or empty text.
    pub(super) fn text(self, keyword: &str) -> &'s str {
        self.node.get(keyword).and_then(Node::as_str).unwrap_or_default()
    }

    /// The schema of the items of a list.
    pub(super) fn items(self) -> Option<Schema<'s>> {
        self.node.get_set("items").map(Self::part)
    }

    /// The schema of the values of a map: of an object with free keys.
    pub(super) fn values(self) -> Option<Schema<'s>> {
        self.node.get_set("additionalProperties").filter(|node| node.is_map()).map(Self::part)
    }

    /// The schema of a field, by its name as manifests write it.
    pub(super) fn property(self, name: &str) -> Option<Schema<'s>> {
        let implied = |implied| Some(Self { node: self.node, is_object_root: false, implied });
        if self.implied == Implied::Metadata {
            return if matches!(name, "name" | "generateName") { implied(Implied::Text) } else { None };
        }
        if self.is_object_root {
            match name {
                "apiVersion" | "kind" => return implied(Implied::Text),
                "metadata" => return implied(Implied::Metadata),
                _ => {}
            }
        }
        self.node.get_set("properties")?.get_set(name).map(Self::part)
    }

    /// What the API server fills in where the value is absent.
    pub(super) fn default(self) -> Option<Node<'s>> {
        if self.implied == Implied::No { self.node.get_set("default") } else { None }
    }

    /// Whether null is a value of its own.
    pub(super) fn is_nullable(self) -> bool {
        flag(self.node, "nullable")
    }

    /// The names of the fields that have a default.
    pub(super) fn defaulted(self) -> impl Iterator<Item = &'s str> {
        let properties = self.node.get_set("properties").filter(|_| self.implied == Implied::No);
        let with_default = |(key, value): (Node<'s>, Node<'s>)| value.get_set("default").map(|_| key.text());
        properties.into_iter().flat_map(Node::pairs).filter_map(with_default)
    }

    /// The fields that tell the items of a list apart, if it is a keyed one.
    pub(super) fn list_keys(self) -> Option<Vec<&'s str>> {
        let keys =
            self.node.get("x-kubernetes-list-map-keys").filter(|_| self.text("x-kubernetes-list-type") == "map")?;
        Some(keys.items().filter_map(Node::as_str).collect())
    }

    fn id(self) -> (*const crate::yaml::Document, u32, Implied) {
        (std::ptr::from_ref(self.node.document()), self.node.id(), self.implied)
    }
}

impl<'s> ObjectSchema<'s> {
    /// The type of a field, by its name as expressions write it.
    pub(super) fn field(self, escaped: &str) -> Option<Type<'s>> {
        self.0.property(&unescape(escaped)?)?.declared()
    }
}

impl PartialEq for ObjectSchema<'_> {
    /// The same place of one definition; two places of equal content are two types, as they are for the API server.
    fn eq(&self, other: &Self) -> bool {
        self.0.id() == other.0.id()
    }
}

fn flag(node: Node<'_>, name: &str) -> bool {
    node.get(name).and_then(Node::as_bool) == Some(true)
}
