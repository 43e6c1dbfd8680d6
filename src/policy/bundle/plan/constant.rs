//! Collections that are written out, which need not be made anew at each evaluation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use regorus::Value;
use serde::{Deserialize, Serialize};

use super::{Constant, Expression};

/// A collection of constants.
#[derive(Debug, Serialize, Deserialize)]
pub struct Collection {
    /// What is in it.
    pub members: Members,
    /// Its value, made when it is first asked for.
    #[serde(skip)]
    value: OnceLock<Value>,
}

/// What is in a collection.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Members {
    /// `[a, b]`.
    Array(Vec<Constant>),
    /// `{a, b}`, each once.
    Set(Vec<Constant>),
    /// `{"a": b}`.
    Object(Vec<(Constant, Constant)>),
}

impl PartialEq for Collection {
    fn eq(&self, other: &Self) -> bool {
        self.members == other.members
    }
}

impl Collection {
    /// The collection as Rego has it.
    pub fn value(&self) -> &Value {
        self.value.get_or_init(|| match &self.members {
            Members::Array(items) => Value::from(items.iter().map(Constant::value).collect::<Vec<_>>()),
            Members::Set(items) => Value::from(items.iter().map(Constant::value).collect::<BTreeSet<_>>()),
            Members::Object(pairs) => {
                let pairs = pairs.iter().map(|(key, value)| (key.value(), value.value()));
                Value::from(pairs.collect::<BTreeMap<_, _>>())
            }
        })
    }
}

impl Constant {
    /// The value as Rego has it.
    pub fn value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Int(value) => Value::from(*value),
            Self::Text(text) => Value::from(text.as_str()),
            Self::Collection(collection) => collection.value().clone(),
        }
    }
}

impl Expression {
    /// `true`.
    pub(super) const TRUE: Self = Self::Constant(Constant::Bool(true));

    /// Whether it is written as `true`.
    pub(super) fn is_true(&self) -> bool {
        matches!(self, Self::Constant(Constant::Bool(true)))
    }

    /// The same, as a constant where all its parts are.
    pub(super) fn folded(self) -> Self {
        let members = match self {
            Self::Array(items) => constants(items).map(Members::Array).map_err(Self::Array),
            Self::Set(items) => constants(items).map(|items| Members::Set(each_once(items))).map_err(Self::Set),
            Self::Object(pairs) => constant_pairs(pairs).map(Members::Object).map_err(Self::Object),
            other => Err(other),
        };
        match members {
            Ok(members) => Self::Constant(Constant::Collection(Collection { members, value: OnceLock::new() })),
            Err(other) => other,
        }
    }
}

/// Expressions as constants, unless one of them is none.
fn constants(items: Vec<Expression>) -> Result<Vec<Constant>, Vec<Expression>> {
    if !items.iter().all(|item| matches!(item, Expression::Constant(_))) {
        return Err(items);
    }
    let constant = |item| match item {
        Expression::Constant(constant) => Some(constant),
        _ => None,
    };
    Ok(items.into_iter().filter_map(constant).collect())
}

type Pairs<T> = Vec<(T, T)>;

fn constant_pairs(pairs: Pairs<Expression>) -> Result<Pairs<Constant>, Pairs<Expression>> {
    if !pairs.iter().all(|pair| matches!(pair, (Expression::Constant(_), Expression::Constant(_)))) {
        return Err(pairs);
    }
    let constants = |pair| match pair {
        (Expression::Constant(key), Expression::Constant(value)) => Some((key, value)),
        _ => None,
    };
    Ok(pairs.into_iter().filter_map(constants).collect())
}

fn each_once(items: Vec<Constant>) -> Vec<Constant> {
    let mut once: Vec<Constant> = Vec::with_capacity(items.len());
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once
}
