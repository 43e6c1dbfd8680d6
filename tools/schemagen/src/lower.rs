//! JSON schemas of k8s-openapi, and facts, to the shapes of the tables.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use thiserror::Error;

use crate::facts::{Facts, ListKeys};
use crate::file::Tables;
use crate::release::{Kind, Release};
use crate::specified;
use crate::tables::{Field, Resource, Scope, Shape, version_bit};

/// A schema that cannot be lowered: a new release says something that no release said before.
#[derive(Debug, Error)]
#[error("{place}: cannot tell what this schema means: {schema}")]
pub struct LowerError {
    place: String,
    schema: Value,
}

/// Types whose Go code reads anything, so that no structure can be asked of them.
const FREE_FORM: [&str; 6] = [
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool",
    "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray",
    "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1",
    "io.k8s.apimachinery.pkg.runtime.RawExtension",
];

const LIST_META: &str = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";

/// Lowers one release.
///
/// # Errors
/// A schema with keywords that are not expected.
pub fn lower(release: &Release, facts: &Facts) -> Result<Tables, LowerError> {
    let context = Context {
        facts,
        roots: release.kinds.iter().map(|kind| kind.definition.as_str()).collect(),
        specified: specified::definitions(release),
    };
    let mut definitions = BTreeMap::new();
    for (name, schema) in &release.definitions {
        if well_known(name).is_none() {
            definitions.insert(name.clone(), context.definition(name, schema)?);
        }
    }
    let mut resources = Vec::new();
    for kind in &release.kinds {
        let versions = version_bit(release.minor);
        resources.push(resource(kind, kind.kind, kind.definition.clone(), kind.scope, versions));
        if let Some(list_kind) = kind.list_kind {
            let name = format!("{}List", kind.definition);
            definitions.insert(name.clone(), list_of(&kind.definition));
            resources.push(resource(kind, list_kind, name, Scope::List, versions));
        }
    }
    resources.sort();
    Ok(Tables { minor: release.minor, definitions, resources })
}

fn resource(kind: &Kind, name: &str, definition: String, scope: Scope, versions: u16) -> Resource<String> {
    Resource {
        kind: name.to_owned(),
        group: kind.group.to_owned(),
        version: kind.version.to_owned(),
        definition,
        scope,
        versions,
    }
}

/// The type of `PodList` for that of `Pod`: k8s-openapi has one generic type for them.
fn list_of(item: &str) -> Shape<String> {
    let field = |name: &str, shape| Field { name: name.to_owned(), required: name == "items", default: None, shape };
    Shape::Object(vec![
        field("apiVersion", Shape::String),
        field("items", Shape::Array(Box::new(Shape::Named(item.to_owned())))),
        field("kind", Shape::String),
        field("metadata", Shape::Named(LIST_META.to_owned())),
    ])
}

/// The shape of types that are more than their schema says.
fn well_known(name: &str) -> Option<Shape<String>> {
    match name {
        "io.k8s.apimachinery.pkg.api.resource.Quantity" => Some(Shape::Quantity),
        "io.k8s.apimachinery.pkg.util.intstr.IntOrString" => Some(Shape::IntOrString),
        "io.k8s.apimachinery.pkg.apis.meta.v1.Time" => Some(Shape::Time),
        "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime" => Some(Shape::MicroTime),
        _ => FREE_FORM.contains(&name).then_some(Shape::Any),
    }
}

struct Context<'a> {
    facts: &'a Facts,
    roots: BTreeSet<&'a str>,
    specified: BTreeSet<&'a str>,
}

impl Context<'_> {
    fn definition(&self, name: &str, schema: &Value) -> Result<Shape<String>, LowerError> {
        match schema.get("properties").and_then(Value::as_object) {
            Some(properties) => self.object(name, schema, properties),
            // A Go struct without fields.
            None if schema.get("type").is_some_and(|kind| kind == "object") => Ok(Shape::Object(Vec::new())),
            None => self.shape(name, schema),
        }
    }

    fn object(&self, name: &str, schema: &Value, fields: &Map<String, Value>) -> Result<Shape<String>, LowerError> {
        let required = schema.get("required").and_then(Value::as_array);
        let is_required = |field: &str| {
            let asked = required.is_some_and(|required| required.iter().any(|name| name == field));
            // k8s-openapi asks every object for metadata; the API server does not.
            let taken_without = field == "metadata" && self.roots.contains(name);
            asked && self.specified.contains(name) && !taken_without && !self.facts.is_optional(name, field)
        };
        let mut lowered = Vec::new();
        for (field, schema) in fields {
            let shape = self.shape(&format!("{name}.{field}"), schema)?;
            let values = self.facts.values(name, field);
            lowered.push(Field {
                name: field.clone(),
                required: is_required(field),
                default: values.and_then(|values| values.default.as_ref()).map(Value::to_string),
                shape: self.refine(name, field, shape),
            });
        }
        lowered.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Shape::Object(lowered))
    }

    /// Adds what the facts know of a field.
    fn refine(&self, definition: &str, field: &str, shape: Shape<String>) -> Shape<String> {
        let values = self.facts.values(definition, field);
        let compared = values.filter(|values| !values.accepted.is_empty() && self.specified.contains(definition));
        let accepted = compared.map(|values| values.accepted.clone());
        match (shape, accepted) {
            (Shape::String, Some(accepted)) => Shape::Enum(accepted),
            (Shape::Array(items), accepted) => {
                let items = match (*items, accepted) {
                    (Shape::String, Some(accepted)) => Box::new(Shape::Enum(accepted)),
                    (items, _) => Box::new(items),
                };
                match self.facts.list_keys(definition, field) {
                    Some(ListKeys::Map(keys)) => Shape::Keyed(items, keys.clone()),
                    Some(ListKeys::Word(_)) => Shape::Set(items),
                    None => Shape::Array(items),
                }
            }
            (shape, _) => shape,
        }
    }

    /// A schema within a definition.
    fn shape(&self, place: &str, schema: &Value) -> Result<Shape<String>, LowerError> {
        let fail = || LowerError { place: place.to_owned(), schema: schema.clone() };
        if let Some(reference) = reference(schema) {
            return Ok(well_known(reference).unwrap_or_else(|| Shape::Named(reference.to_owned())));
        }
        let keyword = |name: &str| schema.get(name).and_then(Value::as_str);
        match (keyword("type").ok_or_else(fail)?, keyword("format")) {
            ("boolean", None) => Ok(Shape::Boolean),
            ("integer", Some("int32")) => Ok(Shape::Int32),
            ("integer", Some("int64") | None) => Ok(Shape::Int64),
            ("number", _) => Ok(Shape::Number),
            ("string", None) => Ok(Shape::String),
            ("string", Some("byte")) => Ok(Shape::Bytes),
            ("string", Some("date-time")) => Ok(Shape::Time),
            ("array", None) => {
                let items = schema.get("items").ok_or_else(fail)?;
                Ok(Shape::Array(Box::new(self.shape(place, items)?)))
            }
            ("object", None) => match schema.get("additionalProperties") {
                Some(values) => Ok(Shape::Map(Box::new(self.shape(place, values)?))),
                None => Err(fail()),
            },
            _ => Err(fail()),
        }
    }
}

/// The definition that a schema names, directly or wrapped in `allOf` to carry a description.
pub(crate) fn reference(schema: &Value) -> Option<&str> {
    let wrapped = || match schema.get("allOf")?.as_array()?.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let target = schema.get("$ref").or_else(|| wrapped()?.get("$ref"))?.as_str()?;
    target.rsplit('/').next()
}
