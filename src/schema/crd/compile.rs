//! Compiles structural schemas into the model.
//!
//! Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema`.

use super::Schema;
use crate::schema::check::named_format;
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
///
/// `keep_unknown` tells if unknown fields are kept everywhere, `has_status` if the status is a resource of its own.
pub(super) fn schema(node: Node<'_>, keep_unknown: bool, has_status: bool) -> Schema {
    let mut compiler = Compiler { types: Types::default(), keep_unknown, has_status };
    let root = compiler.compile(node, Position { root: true, ..Position::default() });
    Schema { types: compiler.types, root }
}

/// Compiles a part of a schema, which describes the values of one field.
pub(super) fn part(node: Node<'_>) -> Schema {
    let mut compiler = Compiler { types: Types::default(), keep_unknown: false, has_status: false };
    let root = compiler.compile(node, Position::default());
    Schema { types: compiler.types, root }
}

struct Compiler {
    types: Types,
    keep_unknown: bool,
    has_status: bool,
}

/// Where in a schema a part of it stands.
#[derive(Clone, Copy, Default)]
struct Position {
    depth: usize,
    /// It describes the whole object.
    root: bool,
    /// It stands below `allOf`, `anyOf`, `oneOf` or `not`, where values are restricted but no fields are declared.
    junctor: bool,
    /// Its values are dropped before they are judged; only their fields must be known.
    dropped: bool,
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
        // A default takes the place of a null that is not allowed.
        let nullable = position.dropped || flag(node, "nullable") || node.get_set("default").is_some();
        let constraints = match position.dropped {
            true => Some(Box::new(Constraints { untyped: true, ..Constraints::default() })),
            false => self.constraints(node, &shape, position),
        };
        self.types.set(id, Type { shape, nullable, constraints });
        id
    }

    fn shape(&mut self, node: Node<'_>, position: Position) -> Shape {
        match text(node, "type") {
            "object" => self.object(node, position),
            "array" => self.array(node, position),
            _ if position.dropped => Shape::Any,
            _ if flag(node, "x-kubernetes-int-or-string") => Shape::IntOrString,
            "string" => Shape::String(StringType { format: StringFormat::Any, values: text_values(node) }),
            // The server judges no other format than those of texts.
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
            _ if position.dropped => ListType::Atomic,
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
        let required = if position.dropped { Box::default() } else { names(node, "required") };
        let typed = others.filter(|others| others.is_map()).map(|others| self.compile(others, position.below()));
        let unknown = match typed {
            Some(values) => UnknownFields::Type(values),
            None if open => UnknownFields::Keep,
            None if others.and_then(Node::as_bool) == Some(true) => UnknownFields::Type(self.without_fields()),
            None => UnknownFields::Refuse,
        };
        let mut fields = Vec::new();
        for (key, value) in properties.into_iter().flat_map(Node::pairs) {
            let name = key.text();
            let dropped = position.dropped || (position.root && name == "status" && self.has_status);
            let below = Position { dropped, ..position.below() };
            let metadata = name == "metadata" && (position.root || embedded);
            let ty = if metadata { self.metadata(value, below) } else { self.compile(value, below) };
            let default = value.get_set("default").map(|default| Box::new(to_json(default)));
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

    /// Values of `additionalProperties: true`: the server keeps them, but no field of a mapping among them.
    fn without_fields(&mut self) -> TypeId {
        let shape = Shape::Object(ObjectType::new("".into(), Vec::new(), UnknownFields::Refuse));
        let constraints = Some(Box::new(Constraints { untyped: true, ..Constraints::default() }));
        self.types.add(Type { shape, nullable: true, constraints })
    }

    /// A definition may restrict `name` and `generateName`; the other fields are those of every object's metadata, which
    /// the built-in type knows.
    fn metadata(&mut self, node: Node<'_>, position: Position) -> TypeId {
        self.compile(node, Position { junctor: true, ..position })
    }

    fn constraints(&mut self, node: Node<'_>, shape: &Shape, position: Position) -> Option<Box<Constraints>> {
        let below = Position { junctor: true, ..position.below() };
        let mut each = |name: &str| -> Vec<TypeId> {
            let schemas = node.get(name).into_iter().flat_map(Node::items);
            schemas.map(|schema| self.compile(schema, below)).collect()
        };
        let (all_of, any_of, one_of) = (each("allOf"), each("anyOf"), each("oneOf"));
        let not = node.get_set("not").map(|schema| self.compile(schema, below));
        let texts_listed = matches!(shape, Shape::String(string) if !string.values.is_empty());
        let values = node.get_set("enum").filter(|values| !values.is_empty() && !texts_listed);
        let typed = position.root || !text(node, "type").is_empty() || matches!(shape, Shape::Any | Shape::IntOrString);
        let constraints = Constraints {
            format: Some(text(node, "format")).filter(|format| named_format::is_known(format)).map(owned),
            untyped: !typed,
            null_excluded: flag(node, "nullable")
                && node.get_set("enum").is_some_and(|e| !e.is_empty() && !e.items().any(Node::is_null)),
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
