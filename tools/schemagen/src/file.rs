//! Writes tables in the format that kubevet reads, and reads them back.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::tables::{self, Field, Resource, Shape, StringIndex, Versions, version_bit};

/// The tables of one Kubernetes version.
#[derive(Debug, PartialEq, Eq)]
pub struct Tables {
    /// The number after `1.`.
    pub minor: u16,
    /// Types by name.
    pub definitions: BTreeMap<String, Shape<String>>,
    /// Kinds, sorted.
    pub resources: Vec<Resource<String>>,
}

/// A file that is not in the format.
#[derive(Debug, Error)]
pub enum FileError {
    /// The bytes are not postcard's.
    #[error("cannot read the tables")]
    Encoding(#[from] postcard::Error),
    /// A number stands for no string.
    #[error("the tables have no string {0}")]
    String(StringIndex),
}

/// Encodes the tables of several versions; what they share is written once.
///
/// # Errors
/// Never with data of sizes that exist; postcard's errors are passed on.
pub fn encode(releases: &[Tables]) -> Result<Vec<u8>, FileError> {
    let mut definitions: BTreeMap<(&str, &Shape<String>), Versions> = BTreeMap::new();
    let mut resources: BTreeMap<Resource<&str>, Versions> = BTreeMap::new();
    for release in releases {
        let bit = version_bit(release.minor);
        for (name, shape) in &release.definitions {
            *definitions.entry((name, shape)).or_default() |= bit;
        }
        for resource in &release.resources {
            *resources.entry(borrowed(resource)).or_default() |= bit;
        }
    }
    let mut strings = Strings::default();
    let mut rows = Vec::new();
    for ((name, shape), versions) in definitions {
        let name = strings.index(name);
        let shape = map_strings(shape, &mut |text: &String| Ok::<_, FileError>(strings.index(text)))?;
        rows.push((name, versions, postcard::to_stdvec(&shape)?));
    }
    let resources = resources.into_iter().map(|(resource, versions)| strings.resource(resource, versions)).collect();
    let definitions = rows
        .iter()
        .map(|(name, versions, shape)| tables::Definition { name: *name, versions: *versions, shape })
        .collect();
    let text = strings.list.concat();
    let ends = strings.list.iter().scan(0, |end, string| {
        *end += string.len() as u32;
        Some(*end)
    });
    let strings = tables::Strings { text: &text, ends: ends.collect() };
    Ok(postcard::to_stdvec(&tables::Tables { strings, definitions, resources })?)
}

/// Decodes the tables of one version from a file.
///
/// # Errors
/// Bytes that [`encode`] did not write.
pub fn decode(bytes: &[u8], minor: u16) -> Result<Tables, FileError> {
    let file: tables::Tables<'_> = postcard::from_bytes(bytes)?;
    let text = |&index: &StringIndex| file.strings.get(index).map(str::to_owned).ok_or(FileError::String(index));
    let bit = version_bit(minor);
    let mut definitions = BTreeMap::new();
    for row in file.definitions.iter().filter(|row| row.versions & bit != 0) {
        let shape: Shape = postcard::from_bytes(row.shape)?;
        definitions.insert(text(&row.name)?, map_strings(&shape, &mut |index| text(index))?);
    }
    let mut resources = Vec::new();
    for row in file.resources.iter().filter(|row| row.versions & bit != 0) {
        resources.push(Resource {
            kind: text(&row.kind)?,
            group: text(&row.group)?,
            version: text(&row.version)?,
            definition: text(&row.definition)?,
            scope: row.scope,
            versions: bit,
        });
    }
    resources.sort();
    Ok(Tables { minor, definitions, resources })
}

/// Strings in the order in which they are met first.
#[derive(Default)]
struct Strings {
    list: Vec<String>,
    index: BTreeMap<String, StringIndex>,
}

impl Strings {
    fn index(&mut self, text: &str) -> StringIndex {
        if let Some(&index) = self.index.get(text) {
            return index;
        }
        let index = StringIndex::try_from(self.list.len()).unwrap_or(StringIndex::MAX);
        self.list.push(text.to_owned());
        self.index.insert(text.to_owned(), index);
        index
    }

    fn resource(&mut self, resource: Resource<&str>, versions: Versions) -> Resource {
        Resource {
            kind: self.index(resource.kind),
            group: self.index(resource.group),
            version: self.index(resource.version),
            definition: self.index(resource.definition),
            scope: resource.scope,
            versions,
        }
    }
}

/// A kind without its versions, so that equal ones of several versions meet.
fn borrowed(resource: &Resource<String>) -> Resource<&str> {
    Resource {
        kind: &resource.kind,
        group: &resource.group,
        version: &resource.version,
        definition: &resource.definition,
        scope: resource.scope,
        versions: 0,
    }
}

fn map_strings<A, B, E>(shape: &Shape<A>, map: &mut impl FnMut(&A) -> Result<B, E>) -> Result<Shape<B>, E> {
    Ok(match shape {
        Shape::Any => Shape::Any,
        Shape::Boolean => Shape::Boolean,
        Shape::Int32 => Shape::Int32,
        Shape::Int64 => Shape::Int64,
        Shape::Number => Shape::Number,
        Shape::String => Shape::String,
        Shape::Bytes => Shape::Bytes,
        Shape::Time => Shape::Time,
        Shape::MicroTime => Shape::MicroTime,
        Shape::Enum(values) => Shape::Enum(values.iter().map(map).collect::<Result<_, _>>()?),
        Shape::IntOrString => Shape::IntOrString,
        Shape::Quantity => Shape::Quantity,
        Shape::Array(items) => Shape::Array(Box::new(map_strings(items, map)?)),
        Shape::Set(items) => Shape::Set(Box::new(map_strings(items, map)?)),
        Shape::Keyed(items, keys) => {
            let items = Box::new(map_strings(items, map)?);
            Shape::Keyed(items, keys.iter().map(map).collect::<Result<_, _>>()?)
        }
        Shape::Map(values) => Shape::Map(Box::new(map_strings(values, map)?)),
        Shape::Object(fields) => {
            let field = |field: &Field<A>| {
                Ok(Field {
                    name: map(&field.name)?,
                    required: field.required,
                    default: field.default.as_ref().map(&mut *map).transpose()?,
                    shape: map_strings(&field.shape, map)?,
                })
            };
            Shape::Object(fields.iter().map(field).collect::<Result<_, E>>()?)
        }
        Shape::Named(name) => Shape::Named(map(name)?),
    })
}
