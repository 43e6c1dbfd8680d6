//! What a configuration says of a rule: `off`, a severity, or both with parameters.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::Value;

use crate::finding::Severity;
use crate::rule::Level;

/// What is said of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSetting {
    /// Whether it counts, and how severe it is.
    pub level: Level,
    /// Its parameters, where they differ from the defaults.
    pub params: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Detailed {
    severity: Option<Word>,
    #[serde(default)]
    params: BTreeMap<String, Value>,
}

/// A level as it is written.
struct Word(Level);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let setting = RuleSetting::deserialize(from)?;
        Ok(Self(setting.level))
    }
}

fn level(word: &str) -> Option<Level> {
    Some(match word {
        "off" => Level::Off,
        "on" => Level::On,
        "error" => Level::As(Severity::Error),
        "warning" => Level::As(Severity::Warning),
        "info" => Level::As(Severity::Info),
        _ => return None,
    })
}

const WORDS: &str = "`off`, `on`, `error`, `warning` or `info`";

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = RuleSetting;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{WORDS}, or a mapping with `severity` and `params`")
            }

            fn visit_bool<E: Error>(self, on: bool) -> Result<RuleSetting, E> {
                let level = if on { Level::On } else { Level::Off };
                Ok(RuleSetting { level, params: BTreeMap::new() })
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<RuleSetting, E> {
                let level = level(word).ok_or_else(|| E::custom(format!("`{word}` is no level: write {WORDS}")))?;
                Ok(RuleSetting { level, params: BTreeMap::new() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RuleSetting, A::Error> {
                let detailed = Detailed::deserialize(MapAccessDeserializer::new(map))?;
                let level = detailed.severity.map_or(Level::On, |word| word.0);
                Ok(RuleSetting { level, params: detailed.params })
            }
        }
        from.deserialize_any(Visit)
    }
}

impl JsonSchema for RuleSetting {
    fn schema_name() -> Cow<'static, str> {
        "RuleSetting".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let level = serde_json::json!({ "enum": ["off", "on", "error", "warning", "info", true, false] });
        json_schema!({
            "description": "Whether the rule counts and how severe it is, or that and its parameters",
            "oneOf": [level, {
                "type": "object",
                "properties": { "severity": level, "params": { "type": "object" } },
                "additionalProperties": false
            }]
        })
    }
}
