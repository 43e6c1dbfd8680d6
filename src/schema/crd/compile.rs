//! Compiles structural schemas into the model.
//!
//! Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema`.

use super::Schema;
use crate::schema::constraints::{Constraints, Pattern, Range};
use crate::schema::json::to_json;
use crate::schema::model::{
    ArrayType, Field, IntegerFormat, ListType, Name, ObjectType, Shape, StringFormat, StringType, Type, TypeId, Types,
    UnknownFields,
};
use crate::yaml::{Kind, Node};

/// How deep and how large a schema may be. Both are far beyond what etcd would store; only hostile files, whose aliases
/// repeat themselves, reach them, and whatever lies beyond is left open.
const DEEPEST: usize = 100;
const MOST_TYPES: usize = 200_000;

/// What the API server adds to the root of every custom resource.
const IMPLIED: [&str; 3] = ["apiVersion", "kind", "metadata"];

/// Compiles the schema of a version.
pub(super) fn schema(node: Node<'_>, keep_unknown: bool) -> Schema {
    let mut compiler = Compiler { types: Types::default(), keep_unknown };
    let root = compiler.compile(node, Position { root: true, ..Position::default() });
    Schema { types: compiler.types, root }
}

struct Compiler {
    types: Types,
    keep_unknown: bool,
}

/// Where in a schema a part of it stands.
#[derive(Clone, Copy, Default)]
struct Position {
    depth: usize,
    /// It describes the whole object.
    root: bool,
    /// It stands below `allOf`, `anyOf`, `oneOf` or `not`, where values are restricted but no fields are declared.
    junctor: bool,
}

impl Position {
    fn below(self) -> Self {
        Self { depth: self.depth + 1, root: false, ..self }
    }
}

impl Compiler {
    fn compile(&mut self, node: Node<'_>, position: Position) -> TypeId {
        let id = self.types.reserve();
        if position.depth > DEEPEST || self.types.len() > MOST_TYPES {
            return id;
        }
        let shape = self.shape(node, position);
        let nullable = flag(node, "nullable");
        let constraints = self.constraints(node, &shape, position);
        self.types.set(id, Type { shape, nullable, constraints });
        id
    }

    fn shape(&mut self, node: Node<'_>, position: Position) -> Shape {
        if flag(node, "x-kubernetes-int-or-string") {
            return Shape::IntOrString;
        }
        match text(node, "type") {
            "object" => self.object(node, position),
            "array" => self.array(node, position),
            "string" => Shape::String(StringType { format: string_format(node), values: text_values(node) }),
            "integer" if text(node, "format") == "int32" => Shape::Integer(IntegerFormat::Int32),
            "integer" => Shape::Integer(IntegerFormat::Int64),
            "number" => Shape::Number,
            "boolean" => Shape::Boolean,
            // Without a type the other keywords speak of values of their own kind only.
            _ if position.root || node.get("properties").is_some() || node.get("required").is_some() => {
                self.object(node, position)
            }
            _ if node.get("items").is_some() => self.array(node, position),
            _ => Shape::Any,
        }
    }

    fn array(&mut self, node: Node<'_>, position: Position) -> Shape {
        let items = match node.get_set("items") {
            Some(items) => self.compile(items, position.below()),
            None => self.types.reserve(),
        };
        let list = match text(node, "x-kubernetes-list-type") {
            "set" => ListType::Set,
            "map" => ListType::Map(names(node, "x-kubernetes-list-map-keys")),
            _ => ListType::Atomic,
        };
        Shape::Array(ArrayType { items, list })
    }

    fn object(&mut self, node: Node<'_>, position: Position) -> Shape {
        let embedded = flag(node, "x-kubernetes-embedded-resource");
        let others = node.get_set("additionalProperties");
        let properties = node.get_set("properties").filter(|properties| !properties.is_empty());
        let open = self.keep_unknown || position.junctor || flag(node, "x-kubernetes-preserve-unknown-fields");
        let required = names(node, "required");
        let typed = others.filter(|others| others.is_map()).map(|others| self.compile(others, position.below()));
        let unknown = match typed {
            Some(values) => UnknownFields::Type(values),
            None if open || others.and_then(Node::as_bool) == Some(true) => UnknownFields::Keep,
            None => UnknownFields::Refuse,
        };
        let mut fields = Vec::new();
        for (key, value) in properties.into_iter().flat_map(Node::pairs) {
            let name = key.text();
            let below = Position { depth: position.depth + 1, root: false, junctor: position.junctor };
            let metadata = name == "metadata" && (position.root || embedded);
            let ty = if metadata { self.metadata(value, below) } else { self.compile(value, below) };
            let default = value.get("default").map(|default| Box::new(to_json(default)));
            fields.push(Field { name: owned(name), value: ty, required: required.iter().any(|r| r == name), default });
        }
        let implied: &[&str] = if position.root || embedded { &IMPLIED } else { &[] };
        for name in implied.iter().copied().chain(required.iter().map(AsRef::as_ref)) {
            if fields.iter().all(|field| field.name != name) {
                let required = required.iter().any(|required| required == name);
                fields.push(Field { name: owned(name), value: self.types.reserve(), required, default: None });
            }
        }
        Shape::Object(ObjectType::new("".into(), fields, unknown))
    }

    /// A definition may restrict `name` and `generateName`; the other fields are those of every object's metadata, which
    /// the built-in type knows.
    fn metadata(&mut self, node: Node<'_>, position: Position) -> TypeId {
        self.compile(node, Position { junctor: true, ..position })
    }

    fn constraints(&mut self, node: Node<'_>, shape: &Shape, position: Position) -> Option<Box<Constraints>> {
        let below = Position { depth: position.depth + 1, root: false, junctor: true };
        let mut each = |name: &str| -> Vec<TypeId> {
            let schemas = node.get(name).into_iter().flat_map(Node::items);
            schemas.map(|schema| self.compile(schema, below)).collect()
        };
        let (all_of, any_of, one_of) = (each("allOf"), each("anyOf"), each("oneOf"));
        let not = node.get_set("not").map(|schema| self.compile(schema, below));
        let texts_listed = matches!(shape, Shape::String(string) if !string.values.is_empty());
        let values = node.get_set("enum").filter(|_| !texts_listed);
        let constraints = Constraints {
            values: values.map(|values| values.items().map(to_json).collect()),
            pattern: node.get("pattern").and_then(Node::as_str).map(Pattern::new),
            minimum: bound(node, "minimum", "exclusiveMinimum"),
            maximum: bound(node, "maximum", "exclusiveMaximum"),
            multiple_of: node.get("multipleOf").and_then(number),
            length: range(node, "minLength", "maxLength"),
            items: range(node, "minItems", "maxItems"),
            properties: range(node, "minProperties", "maxProperties"),
            unique_items: flag(node, "uniqueItems"),
            embedded_resource: flag(node, "x-kubernetes-embedded-resource"),
            all_of,
            any_of,
            one_of,
            not,
        };
        (constraints != Constraints::default()).then(|| Box::new(constraints))
    }
}

fn flag(node: Node<'_>, name: &str) -> bool {
    node.get(name).and_then(Node::as_bool) == Some(true)
}

fn text<'a>(node: Node<'a>, name: &str) -> &'a str {
    node.get(name).and_then(Node::as_str).unwrap_or_default()
}

fn owned(name: &str) -> Name {
    Name::Owned(name.to_owned())
}

fn names(node: Node<'_>, name: &str) -> Box<[Name]> {
    node.get(name).into_iter().flat_map(Node::items).filter_map(Node::as_str).map(owned).collect()
}

/// `enum`, when all of its values are texts.
fn text_values(node: Node<'_>) -> Box<[Name]> {
    let values: Option<Vec<Name>> =
        node.get("enum").into_iter().flat_map(Node::items).map(|value| value.as_str().map(owned)).collect();
    values.unwrap_or_default().into()
}

fn string_format(node: Node<'_>) -> StringFormat {
    match text(node, "format") {
        "" => StringFormat::Any,
        name => StringFormat::Other(owned(name)),
    }
}

fn number(node: Node<'_>) -> Option<f64> {
    match node.kind() {
        Kind::Int | Kind::Float => to_json(node).as_f64(),
        _ => None,
    }
}

fn bound(node: Node<'_>, name: &str, exclusive: &str) -> Option<(f64, bool)> {
    node.get(name).and_then(number).map(|value| (value, flag(node, exclusive)))
}

fn range(node: Node<'_>, min: &str, max: &str) -> Range {
    let count = |name| node.get(name).and_then(Node::as_i64).and_then(|count| u64::try_from(count).ok());
    Range { min: count(min), max: count(max) }
}
