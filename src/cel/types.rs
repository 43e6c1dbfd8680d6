//! The types of expressions.

use std::fmt;
use std::sync::Arc;

use super::structural::ObjectSchema;

/// The type of an expression or of a variable.
#[derive(Clone, Debug)]
pub enum Type<'s> {
    /// Not known before it is evaluated.
    Dyn,
    /// Of `null` alone.
    Null,
    /// True or false.
    Bool,
    /// A signed integer of 64 bits.
    Int,
    /// An unsigned integer of 64 bits.
    Uint,
    /// A floating-point number.
    Double,
    /// Text.
    String,
    /// Bytes.
    Bytes,
    /// A length of time.
    Duration,
    /// A point in time.
    Timestamp,
    /// A list of values of one type.
    List(Arc<Type<'s>>),
    /// Keys of one type and values of one type.
    Map(Arc<(Type<'s>, Type<'s>)>),
    /// A value that may be absent.
    Optional(Arc<Type<'s>>),
    /// A type itself.
    Type,
    /// A type of the library, such as `net.IP`.
    Opaque(&'static str),
    /// An object that a structural schema describes.
    Schema(ObjectSchema<'s>),
    /// An object with fields that are known beforehand, such as `request`.
    Record(Arc<Record<'s>>),
    /// A type that is found out from the arguments of a call.
    Param(usize),
    /// Of an expression at fault: fits anywhere, so that one fault is told once.
    Error,
}

/// An object with named fields.
#[derive(Debug)]
pub struct Record<'s> {
    /// The type's name, for example `kubernetes.AdmissionRequest`.
    pub name: &'static str,
    /// Its fields.
    pub fields: Vec<(String, Type<'s>)>,
}

impl<'s> Type<'s> {
    /// A list.
    pub fn list(items: Type<'s>) -> Self {
        Self::List(Arc::new(items))
    }

    /// A map.
    pub fn map(keys: Type<'s>, values: Type<'s>) -> Self {
        Self::Map(Arc::new((keys, values)))
    }

    /// An optional value.
    pub fn optional(value: Type<'s>) -> Self {
        Self::Optional(Arc::new(value))
    }

    /// An object with named fields.
    pub fn record(name: &'static str, fields: Vec<(&str, Type<'s>)>) -> Self {
        let fields = fields.into_iter().map(|(name, ty)| (name.to_owned(), ty)).collect();
        Self::Record(Arc::new(Record { name, fields }))
    }

    /// Whether any value may stand where this type is.
    pub(super) fn is_dyn(&self) -> bool {
        matches!(self, Self::Dyn | Self::Error)
    }

    /// Whether `null` may stand where this type is.
    pub(super) fn is_nullable(&self) -> bool {
        matches!(
            self,
            Self::Null
                | Self::Duration
                | Self::Timestamp
                | Self::Optional(_)
                | Self::Opaque(_)
                | Self::Schema(_)
                | Self::Record(_)
        )
    }

    /// Whether a type parameter stands in it.
    pub(super) fn mentions(&self, param: usize) -> bool {
        match self {
            Self::Param(number) => *number == param,
            Self::List(inner) | Self::Optional(inner) => inner.mentions(param),
            Self::Map(inner) => inner.0.mentions(param) || inner.1.mentions(param),
            _ => false,
        }
    }

    /// The type with every parameter replaced by what `found` says of it.
    pub(super) fn replaced(&self, found: &impl Fn(usize) -> Type<'s>) -> Type<'s> {
        match self {
            Self::Param(number) => found(*number),
            Self::List(inner) => Self::list(inner.replaced(found)),
            Self::Optional(inner) => Self::optional(inner.replaced(found)),
            Self::Map(inner) => Self::map(inner.0.replaced(found), inner.1.replaced(found)),
            other => other.clone(),
        }
    }
}

impl fmt::Display for Type<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dyn | Self::Param(_) | Self::Error => f.write_str("dyn"),
            Self::Null => f.write_str("null"),
            Self::Bool => f.write_str("bool"),
            Self::Int => f.write_str("int"),
            Self::Uint => f.write_str("uint"),
            Self::Double => f.write_str("double"),
            Self::String => f.write_str("string"),
            Self::Bytes => f.write_str("bytes"),
            Self::Duration => f.write_str("duration"),
            Self::Timestamp => f.write_str("timestamp"),
            Self::List(items) => write!(f, "list({items})"),
            Self::Map(inner) => write!(f, "map({}, {})", inner.0, inner.1),
            Self::Optional(inner) => write!(f, "optional({inner})"),
            Self::Type => f.write_str("type"),
            Self::Opaque(name) => f.write_str(name),
            Self::Schema(_) => f.write_str("object"),
            Self::Record(record) => f.write_str(record.name),
        }
    }
}
