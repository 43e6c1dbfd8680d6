//! A document as JSON, as `sigs.k8s.io/yaml` converts it.

use serde_json::{Map, Number, Value as Json};

use super::{Node, Value};

impl Node<'_> {
    /// The node as a JSON value: merges and aliases written out, of a key that stands twice the last value.
    ///
    /// Needs no stack of its own for any depth; dropping a value of 10,000 levels does, so keep deep ones off small
    /// threads.
    pub fn to_json(self) -> Json {
        let mut open: Vec<Open> = Vec::new();
        let mut next = Some(self);
        let mut done = Json::Null;
        loop {
            if let Some(node) = next.take() {
                match node.value() {
                    Value::Seq => open.push(Open::Seq(node.items(), Vec::with_capacity(node.len()))),
                    Value::Map => open.push(Open::Map(node.pairs(), Map::with_capacity(node.len()), String::new())),
                    scalar => done = scalar_to_json(scalar),
                }
                if node.is_collection() {
                    next = open.last_mut().and_then(Open::next);
                    if next.is_some() {
                        continue;
                    }
                    done = open.pop().map(Open::finish).unwrap_or_default();
                }
            }
            let Some(parent) = open.last_mut() else { return done };
            parent.add(std::mem::take(&mut done));
            next = parent.next();
            if next.is_none() {
                done = open.pop().map(Open::finish).unwrap_or_default();
            }
        }
    }

    fn is_collection(self) -> bool {
        matches!(self.value(), Value::Seq | Value::Map)
    }
}

/// A collection whose members are being converted.
enum Open<'a> {
    Seq(super::Items<'a>, Vec<Json>),
    /// With the key of the member that is being converted.
    Map(super::Pairs<'a>, Map<String, Json>, String),
}

impl<'a> Open<'a> {
    fn next(&mut self) -> Option<Node<'a>> {
        match self {
            Self::Seq(items, _) => items.next(),
            Self::Map(pairs, _, key) => {
                let (name, value) = pairs.next()?;
                name.text().clone_into(key);
                Some(value)
            }
        }
    }

    fn add(&mut self, value: Json) {
        match self {
            Self::Seq(_, values) => values.push(value),
            Self::Map(_, values, key) => {
                values.insert(std::mem::take(key), value);
            }
        }
    }

    fn finish(self) -> Json {
        match self {
            Self::Seq(_, values) => Json::Array(values),
            Self::Map(_, values, _) => Json::Object(values),
        }
    }
}

fn scalar_to_json(value: Value<'_>) -> Json {
    match value {
        Value::Bool(value) => Json::Bool(value),
        Value::Int(value) => Json::Number(value.into()),
        Value::Uint(value) => Json::Number(value.into()),
        Value::Float(value) => Number::from_f64(value).map_or(Json::Null, Json::Number),
        Value::Str(value) => Json::String(value.to_owned()),
        Value::Null | Value::Seq | Value::Map => Json::Null,
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::Stream;

    #[test]
    fn every_nesting_is_converted() {
        let yaml = "a: [1, [], {}, [x, {b: [yes, 1.5, ~]}]]\nc: {d: {e: 0777}}\nf: 18446744073709551615\n";
        let stream = Stream::parse(yaml.into());
        let json = stream.documents[0].root().to_json();
        let expected = r#"{"a":[1,[],{},["x",{"b":[true,1.5,null]}]],"c":{"d":{"e":511}},"f":18446744073709551615}"#;
        assert_eq!(json.to_string(), expected);
    }
}
