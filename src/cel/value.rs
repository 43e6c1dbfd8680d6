//! Values of expressions.

use core::net::IpAddr;
use std::borrow::Cow;
use std::sync::Arc;

use super::error::EvaluateError;
use super::functions::url::Url;
use super::structural::{Form, Schema};
use super::time;
use crate::object::Quantity;
use crate::yaml::{self, Kind, Node};

/// A value of an expression. Lists and maps of documents are read when they are asked for.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    Uint(u64),
    /// A floating-point number.
    Double(f64),
    /// Text.
    String(Cow<'a, str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A length of time in nanoseconds.
    Duration(i64),
    /// A point in time: nanoseconds since 1970.
    Timestamp(i128),
    /// A list that an expression made.
    List(Arc<Vec<Value<'a>>>),
    /// A map that an expression made.
    Map(Arc<Vec<(Value<'a>, Value<'a>)>>),
    /// A list or map of a document.
    Node(DocumentValue<'a>),
    /// A value that may be absent.
    Optional(Option<Arc<Value<'a>>>),
    /// A type, by its name.
    Type(&'static str),
    /// An amount.
    Quantity(Quantity),
    /// A URL.
    Url(Arc<Url>),
    /// An address.
    Ip(IpAddr),
    /// A network: an address and how many of its bits count.
    Cidr(IpAddr, u8),
    /// A semantic version.
    Semver(Arc<semver::Version>),
    /// A named format of text.
    Format(&'static str),
}

/// A list or map of a document, with the schema that describes it, if one is known.
#[derive(Clone, Copy, Debug)]
pub struct DocumentValue<'a> {
    pub(super) node: Node<'a>,
    pub(super) schema: Option<Schema<'a>>,
}

pub(super) type Evaluated<'a> = Result<Value<'a>, EvaluateError>;

/// A failure that the API server has as well.
pub(super) fn failed<T>(message: impl Into<String>) -> Result<T, EvaluateError> {
    Err(EvaluateError::Failed(message.into()))
}

impl<'a> Value<'a> {
    /// The value of a node as expressions see it by its schema.
    ///
    /// # Errors
    /// The node does not hold what the schema says.
    pub fn of(node: Node<'a>, schema: Option<Schema<'a>>) -> Result<Self, EvaluateError> {
        let text = || node.as_str().ok_or_else(|| EvaluateError::Failed("a text is wanted".to_owned()));
        let form = schema.map_or(Form::Unknown, Schema::form);
        Ok(match (form, node.value()) {
            (_, yaml::Value::Null) => Self::Null,
            (Form::Double, yaml::Value::Int(number)) => Self::Double(number as f64),
            (Form::Double, yaml::Value::Uint(number)) => Self::Double(number as f64),
            (Form::Int, yaml::Value::Float(_)) => match node.as_i64() {
                Some(number) => Self::Int(number),
                None => return failed("an integer is wanted"),
            },
            (Form::Bytes, _) => match data_encoding::BASE64.decode(text()?.as_bytes()) {
                Ok(bytes) => Self::Bytes(bytes.into()),
                Err(_) => return failed("base64 is wanted"),
            },
            (Form::Duration, _) => match time::parse_duration(text()?) {
                Some(nanos) => Self::Duration(nanos),
                None => return failed("a duration is wanted"),
            },
            (Form::Timestamp, _) => match time::parse_timestamp_or_date(text()?) {
                Some(nanos) => Self::Timestamp(nanos),
                None => return failed("a time is wanted"),
            },
            (_, yaml::Value::Bool(value)) => Self::Bool(value),
            (_, yaml::Value::Int(number)) => Self::Int(number),
            (_, yaml::Value::Uint(number)) => Self::Double(number as f64),
            (_, yaml::Value::Float(number)) => Self::Double(number),
            (_, yaml::Value::Str(text)) => Self::String(Cow::Borrowed(text)),
            (_, yaml::Value::Seq | yaml::Value::Map) => Self::Node(DocumentValue { node, schema }),
        })
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::String(Cow::Owned(text.into()))
    }

    pub(super) fn list(items: Vec<Value<'a>>) -> Self {
        Self::List(Arc::new(items))
    }

    pub(super) fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::list(texts.into_iter().map(Self::text).collect())
    }

    pub(super) fn some(value: Value<'a>) -> Self {
        Self::Optional(Some(Arc::new(value)))
    }

    /// A number of items as an integer.
    pub(super) fn count(count: usize) -> Self {
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// The name of its type.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null_type",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Uint(_) => "uint",
            Self::Double(_) => "double",
            Self::String(_) => "string",
            Self::Bytes(_) => "bytes",
            Self::Duration(_) => "google.protobuf.Duration",
            Self::Timestamp(_) => "google.protobuf.Timestamp",
            Self::List(_) => "list",
            Self::Node(value) if value.node.kind() == Kind::Seq => "list",
            Self::Map(_) | Self::Node(_) => "map",
            Self::Optional(_) => "optional_type",
            Self::Type(_) => "type",
            Self::Quantity(_) => "kubernetes.Quantity",
            Self::Url(_) => "kubernetes.URL",
            Self::Ip(_) => "net.IP",
            Self::Cidr(..) => "net.CIDR",
            Self::Semver(_) => "kubernetes.Semver",
            Self::Format(_) => "kubernetes.NamedFormat",
        }
    }

    /// Its text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Its items, if it is a list.
    pub(super) fn items(&self) -> Option<Result<Vec<Value<'a>>, EvaluateError>> {
        match self {
            Self::List(items) => Some(Ok(items.to_vec())),
            Self::Node(value) if value.node.kind() == Kind::Seq => {
                let schema = value.schema.and_then(Schema::items);
                Some(value.node.items().map(|item| Self::of(item, schema)).collect())
            }
            _ => None,
        }
    }

    /// Its keys and values, if it is a map.
    pub(super) fn entries(&self) -> Option<Result<Vec<(Value<'a>, Value<'a>)>, EvaluateError>> {
        match self {
            Self::Map(entries) => Some(Ok(entries.to_vec())),
            Self::Node(value) if value.node.kind() == Kind::Map => Some(value.entries()),
            _ => None,
        }
    }

    /// How many items or entries it has, if it is a list or a map.
    pub(super) fn len(&self) -> Option<usize> {
        match self {
            Self::List(items) => Some(items.len()),
            Self::Map(entries) => Some(entries.len()),
            Self::Node(value) => Some(value.node.len()),
            _ => None,
        }
    }
}

impl<'a> DocumentValue<'a> {
    /// The value under a key as manifests write it, with the default where the document has none.
    pub(super) fn get(self, key: &str) -> Option<Result<Value<'a>, EvaluateError>> {
        let found = self.node.get(key);
        let Some(schema) = self.schema else { return found.map(|node| Value::of(node, None)) };
        if let Some(values) = schema.values() {
            return found.map(|node| Value::of(node, Some(values)));
        }
        let property = schema.property(key)?;
        let node = found.filter(|node| !node.is_null() || property.is_nullable()).or_else(|| property.default())?;
        Some(Value::of(node, Some(property)))
    }

    fn entries(self) -> Result<Vec<(Value<'a>, Value<'a>)>, EvaluateError> {
        let key = |node: Node<'a>| Value::String(Cow::Borrowed(node.text()));
        let mut entries = Vec::with_capacity(self.node.len());
        for (name, _) in self.node.pairs() {
            if let Some(value) = self.get(name.text()) {
                entries.push((key(name), value?));
            }
        }
        let absent = self.schema.into_iter().flat_map(Schema::defaulted).filter(|name| self.node.get(name).is_none());
        for name in absent {
            if let Some(value) = self.get(name) {
                entries.push((Value::String(Cow::Borrowed(name)), value?));
            }
        }
        Ok(entries)
    }
}
