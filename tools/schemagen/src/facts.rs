//! What is known of fields beyond the schemas of k8s-openapi. See `data/README.md` for where it comes from.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// By the name of a definition, then by the name of a field.
type ByField<T> = BTreeMap<String, BTreeMap<String, T>>;

/// All facts.
#[derive(Debug)]
pub struct Facts {
    values: ByField<Values>,
    lists: ByField<ListKeys>,
    optional: BTreeMap<String, Vec<String>>,
}

/// The values a field may and does take.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Values {
    /// All values the API server accepts; of a list, for each item.
    #[serde(default, rename = "enum")]
    pub accepted: Vec<String>,
    /// What the API server fills in.
    pub default: Option<Value>,
}

/// What makes two items of a list the same.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum ListKeys {
    /// The values of these fields.
    Map(Vec<String>),
    /// `set`: the item itself.
    Word(String),
}

impl Facts {
    /// Reads the files of `data/`, which are part of the program.
    ///
    /// # Errors
    /// A file that is not as it should be.
    pub fn load() -> Result<Self, serde_json::Error> {
        Ok(Self {
            values: serde_json::from_str(include_str!("../data/values.json"))?,
            lists: serde_json::from_str(include_str!("../data/lists.json"))?,
            optional: serde_json::from_str(include_str!("../data/optional.json"))?,
        })
    }

    /// The values of a field.
    pub fn values(&self, definition: &str, field: &str) -> Option<&Values> {
        self.values.get(definition)?.get(field)
    }

    /// The keys of a list.
    pub fn list_keys(&self, definition: &str, field: &str) -> Option<&ListKeys> {
        self.lists.get(definition)?.get(field)
    }

    /// Whether the API server takes an object without a field that its schema calls required.
    pub fn is_optional(&self, definition: &str, field: &str) -> bool {
        self.optional.get(definition).is_some_and(|fields| fields.iter().any(|name| name == field))
    }
}
