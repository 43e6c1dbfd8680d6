//! Schemas as the validator reads them: types that refer to each other by number.
//!
//! The built-in tables of Kubernetes and the schemas of custom resources are compiled into the same model.

use std::borrow::Cow;

use serde_json::Value;

use super::constraints::Constraints;
use super::definitions::Definitions;
use super::tables::Versions;

/// A name in a schema: borrowed from the built-in tables, owned when it comes from the user's files.
pub type Name = Cow<'static, str>;

/// The number of a type within its [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);

/// All types of one set of schemas. They may refer to each other in circles.
#[derive(Debug, Default)]
pub struct Types {
    all: Vec<Type>,
    builtin: Option<Definitions>,
}

/// What a value must be.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// Its structure.
    pub shape: Shape,
    /// Whether an explicit null is taken for absent. True of every built-in type: Go's decoder leaves the zero value.
    pub nullable: bool,
    /// What only the schemas of custom resources ask for; none for built-in types.
    pub constraints: Option<Box<Constraints>>,
}

/// The structure of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Anything at all: JSON, `RawExtension`, `x-kubernetes-preserve-unknown-fields`.
    Any,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number,
    /// Text.
    String(StringType),
    /// A whole number of 32 bits, or text.
    IntOrString,
    /// An amount such as `500m` or `1Gi`, written as text or as a number.
    Quantity,
    /// A list.
    Array(ArrayType),
    /// Any keys, each with a value of one type.
    Map {
        /// The type of each value.
        values: TypeId,
    },
    /// Fields with a type each.
    Object(ObjectType),
}

/// How large an integer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntegerFormat {
    /// Signed, 32 bits.
    Int32,
    /// Signed, 64 bits.
    Int64,
}

/// A string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringType {
    /// How it must be written.
    pub format: StringFormat,
    /// The only values it may have; any, when empty.
    pub values: Box<[Name]>,
}

/// How a string must be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum StringFormat {
    /// As it pleases.
    #[default]
    Any,
    /// Base64 with the standard alphabet and padding.
    Byte,
    /// RFC 3339 with seconds.
    DateTime,
    /// RFC 3339 with microseconds.
    MicroTime,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrayType {
    /// The type of each item.
    pub items: TypeId,
    /// What makes two items the same.
    pub list: ListType,
}

/// `x-kubernetes-list-type` and `x-kubernetes-list-map-keys`: how lists are merged, and what makes two items the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ListType {
    /// Replaced as a whole; items may repeat.
    #[default]
    Atomic,
    /// Each scalar once.
    Set,
    /// Objects, each combination of the values of these fields once.
    Map(Box<[Name]>),
}

/// An object with named fields.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectType {
    /// The full name of a built-in type, for example `io.k8s.api.core.v1.Container`; empty for custom resources.
    pub name: Name,
    /// What happens to fields that are not listed.
    pub unknown: UnknownFields,
    fields: Box<[Field]>,
    required: Box<[u16]>,
}

/// What happens to fields that an object does not list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownFields {
    /// They are an error, as with `kubectl apply --validate=strict`.
    #[default]
    Refuse,
    /// They are kept, whatever they hold.
    Keep,
    /// They are kept, and must be of this type.
    Type(TypeId),
}

/// One field of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// As written in manifests.
    pub name: Name,
    /// What its value must be.
    pub value: TypeId,
    /// Whether the object is refused without it.
    pub required: bool,
    /// What the API server fills in when it is absent, unless that is Go's zero value.
    pub default: Option<Box<Value>>,
}

impl TypeId {
    /// Tells the types within built-in definitions from those that were added one by one.
    const BUILTIN: u32 = 1 << 31;

    /// The type at a place within a built-in definition.
    pub(super) fn builtin(definition: u16, place: u16) -> Self {
        Self(Self::BUILTIN | u32::from(definition) << 16 | u32::from(place))
    }

    fn in_definition(self) -> Option<(usize, usize)> {
        let number = self.0 & !Self::BUILTIN;
        (number != self.0).then_some((number as usize >> 16, number as usize & 0xffff))
    }
}

impl Types {
    /// Adds built-in definitions, whose types are decoded when they are asked for.
    pub(super) fn set_definitions(&mut self, definitions: Definitions) {
        self.builtin = Some(definitions);
    }

    /// The built-in definitions.
    pub(super) fn definitions(&self) -> Option<&Definitions> {
        self.builtin.as_ref()
    }

    /// The versions of Kubernetes in which a field of a type is the same, by its place in [`ObjectType::fields`].
    pub(super) fn alike_in_field(&self, id: TypeId, field: usize) -> Versions {
        self.alike(id, |builtin, definition| builtin.alike_in_field(definition, field))
    }

    /// The versions in which a type requires the same fields.
    pub(super) fn alike_in_requirements(&self, id: TypeId) -> Versions {
        self.alike(id, Definitions::alike_in_requirements)
    }

    /// The versions in which a type is the same as a whole.
    pub(super) fn alike_as_whole(&self, id: TypeId) -> Versions {
        self.alike(id, Definitions::alike_as_whole)
    }

    /// What stands within a definition is compared with the field that it stands in, and what is no definition is the same
    /// everywhere.
    fn alike(&self, id: TypeId, compare: impl Fn(&Definitions, usize) -> Versions) -> Versions {
        match (id.in_definition(), &self.builtin) {
            (Some((definition, 0)), Some(builtin)) => compare(builtin, definition),
            _ => Versions::MAX,
        }
    }

    /// Adds a type.
    pub fn add(&mut self, value: Type) -> TypeId {
        let id = TypeId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(value);
        id
    }

    /// Gives a type that is yet to be known a number, so that others can refer to it; see [`Types::set`].
    pub fn reserve(&mut self) -> TypeId {
        self.add(Type::new(Shape::Any))
    }

    /// Puts a type in the place of another.
    pub fn set(&mut self, id: TypeId, value: Type) {
        if let Some(slot) = self.all.get_mut(id.0 as usize) {
            *slot = value;
        }
    }

    /// The type with a number; anything goes for a number that is not of this set.
    pub fn get(&self, id: TypeId) -> &Type {
        static ANY: Type = Type::new(Shape::Any);
        let found = match id.in_definition() {
            Some((definition, place)) => self.builtin.as_ref().and_then(|builtin| builtin.get(definition, place)),
            None => self.all.get(id.0 as usize),
        };
        found.unwrap_or(&ANY)
    }

    /// The object type with a number, when it is one.
    pub fn object(&self, id: TypeId) -> Option<&ObjectType> {
        match &self.get(id).shape {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    /// How many types were added.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl Type {
    /// A type as built-in ones are: null counts as absent, no constraints.
    pub const fn new(shape: Shape) -> Self {
        Self { shape, nullable: true, constraints: None }
    }
}

impl ObjectType {
    /// An object type; the order of the fields does not matter.
    pub fn new(name: Name, mut fields: Vec<Field>, unknown: UnknownFields) -> Self {
        fields.sort_by(|a, b| a.name.cmp(&b.name));
        let required = (0..).zip(&fields).filter(|(_, field)| field.required).map(|(index, _)| index).collect();
        Self { name, unknown, fields: fields.into_boxed_slice(), required }
    }

    /// The name of the type without its package: `Container`.
    pub fn short_name(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or_default()
    }

    /// The fields, ordered by name.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field with a name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.position(name).and_then(|position| self.fields.get(position))
    }

    /// Where in [`ObjectType::fields`] a field stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.binary_search_by(|field| field.name.as_ref().cmp(name)).ok()
    }

    /// The fields that must be there, ordered by name.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.required.iter().filter_map(|&index| self.fields.get(usize::from(index)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &'static str, value: TypeId, required: bool) -> Field {
        Field { name: name.into(), value, required, default: None }
    }

    #[test]
    fn fields_are_found_by_name_whatever_their_order() {
        let mut types = Types::default();
        let text = types.add(Type::new(Shape::String(StringType::default())));
        let fields = vec![field("name", text, true), field("args", text, false), field("image", text, true)];
        let object = ObjectType::new("io.k8s.api.core.v1.Container".into(), fields, UnknownFields::Refuse);
        assert_eq!(object.short_name(), "Container");
        assert!(object.field("args").is_some_and(|field| !field.required));
        assert!(object.field("Args").is_none());
        assert_eq!(object.required().map(|field| field.name.as_ref()).collect::<Vec<_>>(), ["image", "name"]);
    }

    #[test]
    fn types_may_refer_to_themselves() {
        let mut types = Types::default();
        let id = types.reserve();
        let fields = vec![field("not", id, false)];
        types.set(id, Type::new(Shape::Object(ObjectType::new("Props".into(), fields, UnknownFields::Refuse))));
        let inner = types.object(id).and_then(|object| object.field("not")).map(|field| field.value);
        assert_eq!(inner, Some(id));
    }

    #[test]
    fn a_number_of_another_set_means_anything() {
        let mut other = Types::default();
        let id = other.add(Type::new(Shape::Boolean));
        assert_eq!(Types::default().get(id).shape, Shape::Any);
    }
}
