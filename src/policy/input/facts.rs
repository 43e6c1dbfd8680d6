//! Facts as values of Rego: a serde serialiser, so that `input.facts` has every field of [`Facts`] by itself.

use regorus::Value;
use serde::ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

use super::value::Converter;
use crate::object::Facts;
use crate::object::facts::Wanted;

/// The value of those facts that are read. What is absent has no field.
pub(super) fn facts(convert: &mut Converter, facts: &Facts, wanted: Wanted<'_>) -> Result<Value, FactsError> {
    facts.serialize(ToValue { convert, wanted: Some(wanted) })
}

/// A fact of a type that facts have not had so far.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct FactsError(String);

impl serde::ser::Error for FactsError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

struct ToValue<'c> {
    convert: &'c mut Converter,
    /// For the facts as a whole: which of them are read.
    wanted: Option<Wanted<'c>>,
}

impl<'c> ToValue<'c> {
    fn new(convert: &'c mut Converter) -> Self {
        Self { convert, wanted: None }
    }
}

/// A list or object that is being made.
struct Open<'c, T> {
    convert: &'c mut Converter,
    wanted: Option<Wanted<'c>>,
    parts: Vec<T>,
    key: String,
}

macro_rules! scalars {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<Value, FactsError> { Ok(Value::from(value)) })*
    };
}

macro_rules! unknown {
    ($($method:ident($($argument:ty),*) -> $result:ty),* $(,)?) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$result, FactsError> {
            Err(FactsError(concat!("facts have no ", stringify!($method)).to_owned()))
        })*
    };
}

type No = Impossible<Value, FactsError>;

impl<'c> Serializer for ToValue<'c> {
    type Ok = Value;
    type Error = FactsError;
    type SerializeSeq = Open<'c, Value>;
    type SerializeMap = Open<'c, (String, Value)>;
    type SerializeStruct = Open<'c, (&'static str, Value)>;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeStructVariant = No;

    scalars!(serialize_bool: bool, serialize_i64: i64, serialize_u64: u64, serialize_i32: i32, serialize_u32: u32,
             serialize_f64: f64, serialize_str: &str);

    fn serialize_none(self) -> Result<Value, FactsError> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, FactsError> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, FactsError> {
        Ok(self.convert.key(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Value, FactsError> {
        value.serialize(self)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, FactsError> {
        Ok(Open {
            convert: self.convert,
            wanted: self.wanted,
            parts: Vec::with_capacity(len.unwrap_or_default()),
            key: String::new(),
        })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, FactsError> {
        Ok(Open { convert: self.convert, wanted: self.wanted, parts: Vec::new(), key: String::new() })
    }

    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Self::SerializeStruct, FactsError> {
        // Of the facts as a whole, often a single one is wanted.
        let len = if self.wanted.is_some() { 0 } else { len };
        Ok(Open { convert: self.convert, wanted: self.wanted, parts: Vec::with_capacity(len), key: String::new() })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Value, FactsError> {
        Err(FactsError("facts have no variants with content".to_owned()))
    }

    unknown! {
        serialize_i8(i8) -> Value, serialize_i16(i16) -> Value, serialize_u8(u8) -> Value, serialize_u16(u16) -> Value,
        serialize_f32(f32) -> Value, serialize_char(char) -> Value, serialize_bytes(&[u8]) -> Value,
        serialize_unit() -> Value, serialize_unit_struct(&'static str) -> Value, serialize_tuple(usize) -> No,
        serialize_tuple_struct(&'static str, usize) -> No,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No,
    }
}

impl SerializeSeq for Open<'_, Value> {
    type Ok = Value;
    type Error = FactsError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FactsError> {
        self.parts.push(value.serialize(ToValue::new(self.convert))?);
        Ok(())
    }

    fn end(self) -> Result<Value, FactsError> {
        Ok(self.convert.list(self.parts))
    }
}

impl SerializeStruct for Open<'_, (&'static str, Value)> {
    type Ok = Value;
    type Error = FactsError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), FactsError> {
        if self.wanted.is_some_and(|is_wanted| !is_wanted(name)) {
            return Ok(());
        }
        let value = value.serialize(ToValue::new(self.convert))?;
        self.parts.extend((value != Value::Null).then_some((name, value)));
        Ok(())
    }

    fn end(self) -> Result<Value, FactsError> {
        Ok(self.convert.object(self.parts))
    }
}

impl SerializeMap for Open<'_, (String, Value)> {
    type Ok = Value;
    type Error = FactsError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), FactsError> {
        let key = key.serialize(ToValue::new(self.convert))?;
        self.key = key.as_string().map(|key| key.to_string()).map_err(|error| FactsError(error.to_string()))?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FactsError> {
        let value = value.serialize(ToValue::new(self.convert))?;
        let key = std::mem::take(&mut self.key);
        self.parts.extend((value != Value::Null).then_some((key, value)));
        Ok(())
    }

    fn end(self) -> Result<Value, FactsError> {
        Ok(self.convert.object(self.parts.iter().map(|(key, value)| (key.as_str(), value.clone()))))
    }
}
