//! The types of the built-in tables, each definition decoded when it is first asked for.
//!
//! A Kubernetes version has more than eight hundred definitions, an object touches some dozens of them: decoding all of
//! them would take longer than all the rest of checking a file.

use std::sync::OnceLock;

use super::catalog::string;
use super::model::{
    ArrayType, Field, IntegerFormat, ListType, Name, ObjectType, Shape, StringFormat, StringType, Type, TypeId, Types,
    UnknownFields,
};
use super::tables::{self, StringIndex, Tables, Versions, version_bit};
use crate::object::KubernetesVersion;

/// The definitions of one Kubernetes version.
#[derive(Debug)]
pub struct Definitions {
    tables: &'static Tables<'static>,
    /// Ordered by name.
    all: Vec<Definition>,
    /// By the string number of a name, the place in `all`.
    places: Vec<Option<u16>>,
    /// The types that all definitions share.
    shared: Vec<(tables::Shape, TypeId)>,
}

#[derive(Debug)]
struct Definition {
    row: &'static tables::Definition<'static>,
    /// The definition itself first, then the types within it.
    types: OnceLock<Box<[Type]>>,
    /// Made when versions are compared.
    alike: OnceLock<Alike>,
}

/// The versions in which parts of a definition are the same as here, types that they name left out.
#[derive(Debug)]
struct Alike {
    /// For each field of an object, in order of name.
    fields: Box<[Versions]>,
    /// For what must be there.
    required: Versions,
    /// For the definition as a whole.
    whole: Versions,
}

/// The types of a Kubernetes version.
pub fn types_of(tables: &'static Tables<'static>, version: KubernetesVersion) -> Types {
    let mut types = Types::default();
    let shared = shared_shapes().into_iter().map(|(wire, shape)| (wire, types.add(Type::new(shape)))).collect();
    let rows = tables.definitions.iter().filter(|row| row.versions & version_bit(version.minor()) != 0);
    let all: Vec<Definition> =
        rows.map(|row| Definition { row, types: OnceLock::new(), alike: OnceLock::new() }).collect();
    let mut places = vec![None; tables.strings.ends.len()];
    for (place, definition) in (0..).zip(&all) {
        if let Some(slot) = places.get_mut(definition.row.name as usize) {
            *slot = Some(place);
        }
    }
    types.set_definitions(Definitions { tables, all, places, shared });
    types
}

/// The types that need no place of their own in every definition.
fn shared_shapes() -> [(tables::Shape, Shape); 11] {
    let text = |format| Shape::String(StringType { format, values: Box::default() });
    [
        (tables::Shape::String, text(StringFormat::Any)),
        (tables::Shape::Boolean, Shape::Boolean),
        (tables::Shape::Int32, Shape::Integer(IntegerFormat::Int32)),
        (tables::Shape::Int64, Shape::Integer(IntegerFormat::Int64)),
        (tables::Shape::Number, Shape::Number),
        (tables::Shape::Bytes, text(StringFormat::Byte)),
        (tables::Shape::Time, text(StringFormat::DateTime)),
        (tables::Shape::MicroTime, text(StringFormat::MicroTime)),
        (tables::Shape::IntOrString, Shape::IntOrString),
        (tables::Shape::Quantity, Shape::Quantity),
        (tables::Shape::Any, Shape::Any),
    ]
}

impl Definitions {
    /// The type at a place within a definition. Bytes that are not in the format hold no type; a test reads them all.
    pub fn get(&self, definition: usize, place: usize) -> Option<&Type> {
        let found = self.all.get(definition)?;
        found.types.get_or_init(|| Decoder::types(self, definition, found.row).unwrap_or_default()).get(place)
    }

    /// The versions in which a field of a definition is the same: where it is the only one looked at, an object fits either
    /// in all of them or in none. Types that the field names are compared when they are looked at in turn.
    pub fn alike_in_field(&self, definition: usize, field: usize) -> Versions {
        self.alike(definition).and_then(|alike| alike.fields.get(field)).copied().unwrap_or_default()
    }

    /// The versions in which an object definition requires the same fields.
    pub fn alike_in_requirements(&self, definition: usize) -> Versions {
        self.alike(definition).map_or(0, |alike| alike.required)
    }

    /// The versions in which a definition is the same.
    pub fn alike_as_whole(&self, definition: usize) -> Versions {
        self.alike(definition).map_or(0, |alike| alike.whole)
    }

    fn alike(&self, definition: usize) -> Option<&Alike> {
        let found = self.all.get(definition)?;
        Some(found.alike.get_or_init(|| Alike::of(self.tables, found.row)))
    }

    /// The type of the definition whose name has a number.
    pub fn numbered(&self, name: StringIndex) -> Option<TypeId> {
        let place = self.places.get(name as usize)?;
        Some(TypeId::builtin((*place)?, 0))
    }

    /// The type of the definition with a name.
    pub fn named(&self, name: &str) -> Option<TypeId> {
        let found = self.all.binary_search_by(|known| string(self.tables, known.row.name).cmp(name)).ok()?;
        Some(TypeId::builtin(u16::try_from(found).ok()?, 0))
    }

    /// Whether every definition is in the format.
    #[cfg(test)]
    pub fn are_sound(&self) -> bool {
        (0..self.all.len()).all(|definition| self.get(definition, 0).is_some())
    }
}

impl Alike {
    fn of(tables: &Tables<'static>, own: &tables::Definition<'_>) -> Self {
        let name = string(tables, own.name);
        let first = tables.definitions.partition_point(|row| string(tables, row.name) < name);
        let rows = tables.definitions.iter().skip(first).take_while(|row| row.name == own.name);
        let others: Vec<(Versions, Vec<tables::Field>)> = rows.map(|row| (row.versions, fields(row))).collect();
        let in_those = |is_alike: &dyn Fn(&[tables::Field]) -> bool| {
            others.iter().filter(|(_, other)| is_alike(other)).fold(own.versions, |all, (versions, _)| all | versions)
        };
        let own_fields = fields(own);
        let required = |fields: &[tables::Field]| -> Vec<StringIndex> {
            fields.iter().filter(|field| field.required).map(|field| field.name).collect()
        };
        let own_required = required(&own_fields);
        Self {
            fields: own_fields.iter().map(|field| in_those(&|other| other.contains(field))).collect(),
            required: in_those(&|other| required(other) == own_required),
            whole: own.versions,
        }
    }
}

/// The fields of a definition, in order of name; none of one that is no object.
fn fields(row: &tables::Definition<'_>) -> Vec<tables::Field> {
    match postcard::from_bytes(row.shape) {
        Ok(tables::Shape::Object(fields)) => fields,
        _ => Vec::new(),
    }
}

/// Decodes one definition.
struct Decoder<'a> {
    definitions: &'a Definitions,
    /// The number of the definition.
    number: u16,
    /// What the definition is called.
    name: StringIndex,
    types: Vec<Type>,
}

impl<'a> Decoder<'a> {
    fn types(definitions: &'a Definitions, number: usize, row: &tables::Definition<'_>) -> Option<Box<[Type]>> {
        let shape: tables::Shape = postcard::from_bytes(row.shape).ok()?;
        let types = vec![Type::new(Shape::Any)];
        let mut decoder = Self { definitions, number: u16::try_from(number).ok()?, name: row.name, types };
        let root = decoder.shape(shape)?;
        *decoder.types.first_mut()? = Type::new(root);
        Some(decoder.types.into_boxed_slice())
    }

    fn string(&self, index: StringIndex) -> Name {
        Name::Borrowed(string(self.definitions.tables, index))
    }

    fn strings(&self, indices: &[StringIndex]) -> Box<[Name]> {
        indices.iter().map(|&index| self.string(index)).collect()
    }

    /// The number of a type that stands within the definition.
    fn id(&mut self, shape: tables::Shape) -> Option<TypeId> {
        if let tables::Shape::Named(name) = shape {
            return self.definitions.numbered(name);
        }
        if let Some((_, id)) = self.definitions.shared.iter().find(|(wire, _)| *wire == shape) {
            return Some(*id);
        }
        let shape = self.shape(shape)?;
        let place = u16::try_from(self.types.len()).ok()?;
        self.types.push(Type::new(shape));
        Some(TypeId::builtin(self.number, place))
    }

    fn shape(&mut self, shape: tables::Shape) -> Option<Shape> {
        Some(match shape {
            tables::Shape::Enum(values) => {
                Shape::String(StringType { format: StringFormat::Any, values: self.strings(&values) })
            }
            tables::Shape::Array(items) => self.array(*items, ListType::Atomic)?,
            tables::Shape::Set(items) => self.array(*items, ListType::Set)?,
            tables::Shape::Keyed(items, keys) => {
                let keys = self.strings(&keys);
                self.array(*items, ListType::Map(keys))?
            }
            tables::Shape::Map(values) => Shape::Map { values: self.id(*values)? },
            tables::Shape::Object(fields) => {
                let fields = fields.into_iter().map(|field| self.field(field)).collect::<Option<_>>()?;
                Shape::Object(ObjectType::new(self.string(self.name), fields, UnknownFields::Refuse))
            }
            simple => shared_shapes().into_iter().find(|(wire, _)| *wire == simple)?.1,
        })
    }

    fn array(&mut self, items: tables::Shape, list: ListType) -> Option<Shape> {
        Some(Shape::Array(ArrayType { items: self.id(items)?, list }))
    }

    fn field(&mut self, field: tables::Field) -> Option<Field> {
        let default = match field.default {
            Some(text) => Some(Box::new(serde_json::from_str(&self.string(text)).ok()?)),
            None => None,
        };
        let value = self.id(field.shape)?;
        Some(Field { name: self.string(field.name), value, required: field.required, default })
    }
}

#[cfg(test)]
mod tests {
    use super::super::catalog::tables;
    use super::*;

    #[test]
    fn every_definition_of_every_version_can_be_decoded() {
        for version in KubernetesVersion::all() {
            let types = types_of(tables().unwrap(), version);
            assert!(types.definitions().is_some_and(Definitions::are_sound), "{version}");
        }
    }

    #[test]
    fn definitions_are_found_by_name() {
        let types = types_of(tables().unwrap(), KubernetesVersion::NEWEST);
        let id = types.definitions().and_then(|known| known.named("io.k8s.api.core.v1.Container")).unwrap();
        assert_eq!(types.object(id).map(ObjectType::short_name), Some("Container"));
        assert_eq!(types.definitions().and_then(|known| known.named("Container")), None);
    }

    #[test]
    fn fields_tell_the_versions_that_have_them_alike() {
        let types = types_of(tables().unwrap(), KubernetesVersion::NEWEST);
        let id = types.definitions().and_then(|known| known.named("io.k8s.api.core.v1.PodSpec")).unwrap();
        let versions = |field: &str| {
            let alike = types.alike_in_field(id, types.object(id).unwrap().position(field).unwrap());
            KubernetesVersion::all().filter(|version| alike & version_bit(version.minor()) != 0).collect::<Vec<_>>()
        };
        assert_eq!(versions("containers").len(), KubernetesVersion::all().count());
        assert_eq!(versions("resources").first().map(ToString::to_string).as_deref(), Some("1.32"));
    }
}
