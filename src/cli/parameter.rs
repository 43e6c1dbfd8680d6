//! `--param RULE.KEY=VALUE`.

use std::str::FromStr;

use serde_json::Value;
use thiserror::Error;

/// A parameter of a policy, as the user sets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Id or name of the rule.
    pub rule: String,
    /// Name of the parameter.
    pub name: String,
    /// JSON where the text is JSON (`3`, `false`, `["a", "b"]`), else the text itself.
    pub value: Value,
}

/// Text that names no parameter.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("write RULE.KEY=VALUE, for example `REL001.minimum=3` or `IMG001.tags=[\"latest\",\"main\"]`")]
pub struct ParameterError;

impl FromStr for Parameter {
    type Err = ParameterError;

    fn from_str(text: &str) -> Result<Self, ParameterError> {
        let (place, value) = text.split_once('=').ok_or(ParameterError)?;
        let (rule, name) = place.split_once('.').ok_or(ParameterError)?;
        if rule.is_empty() || name.is_empty() {
            return Err(ParameterError);
        }
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
        Ok(Self { rule: rule.to_owned(), name: name.to_owned(), value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_json_where_they_can_be_and_text_elsewhere() {
        let value = |text: &str| format!("RES001.key={text}").parse::<Parameter>().unwrap().value;
        assert_eq!(value("3"), 3);
        assert_eq!(value("false"), false);
        assert_eq!(value("[\"a\"]"), serde_json::json!(["a"]));
        assert_eq!(value("a=b"), "a=b");
        assert_eq!(value(""), "");
    }

    #[test]
    fn what_names_no_parameter_is_told_how_to() {
        for text in ["", "RES001", "RES001.key", "RES001=3", ".key=3", "RES001.=3"] {
            assert_eq!(text.parse::<Parameter>(), Err(ParameterError), "{text}");
        }
    }
}
