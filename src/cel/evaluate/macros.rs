//! Macros: going through the items of a list or the keys of a map.

use std::sync::Arc;

use super::{Evaluator, graver};
use crate::cel::error::EvaluateError;
use crate::cel::syntax::{Macro, MacroKind};
use crate::cel::value::{Evaluated, Value, failed};

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn macro_call(&mut self, call: &'a Macro) -> Evaluated<'a> {
        let range = self.evaluate(&call.range)?;
        if matches!(call.kind, MacroKind::OptMap | MacroKind::OptFlatMap) {
            return self.optional_map(call, range);
        }
        let rounds = rounds(&range, call.variables.len())?;
        let outer = self.variables.len();
        let result = match call.kind {
            MacroKind::All => self.quantified(call, rounds, false),
            MacroKind::Exists => self.quantified(call, rounds, true),
            MacroKind::ExistsOne => self.exactly_one(call, rounds),
            MacroKind::Filter | MacroKind::Map => self.collected(call, rounds),
            _ => self.transformed(call, rounds),
        };
        self.variables.truncate(outer);
        result
    }

    /// Binds the names for one round.
    fn bind(&mut self, call: &'a Macro, outer: usize, round: Round<'a>) -> Result<(), EvaluateError> {
        self.budget.spend(1)?;
        self.variables.truncate(outer);
        let (first, second) = round;
        self.variables
            .extend(call.variables.iter().map(String::as_str).zip([Some(first), second].into_iter().flatten()));
        Ok(())
    }

    /// `all` and `exists`: an item that decides wins over errors of others.
    fn quantified(&mut self, call: &'a Macro, rounds: Vec<Round<'a>>, decisive: bool) -> Evaluated<'a> {
        let (outer, mut error) = (self.variables.len(), None);
        for round in rounds {
            self.bind(call, outer, round)?;
            match self.boolean(&call.body) {
                Ok(value) if value == decisive => return Ok(Value::Bool(decisive)),
                Ok(_) => {}
                Err(new) => error = Some(graver(error, new)?),
            }
        }
        error.map_or(Ok(Value::Bool(!decisive)), Err)
    }

    fn exactly_one(&mut self, call: &'a Macro, rounds: Vec<Round<'a>>) -> Evaluated<'a> {
        let (outer, mut count) = (self.variables.len(), 0);
        for round in rounds {
            self.bind(call, outer, round)?;
            count += usize::from(self.boolean(&call.body)?);
        }
        Ok(Value::Bool(count == 1))
    }

    /// Whether the item of this round counts.
    fn counts(&mut self, call: &'a Macro) -> Result<bool, EvaluateError> {
        call.filter.as_ref().map_or(Ok(true), |filter| self.boolean(filter))
    }

    fn collected(&mut self, call: &'a Macro, rounds: Vec<Round<'a>>) -> Evaluated<'a> {
        let (outer, mut values) = (self.variables.len(), Vec::new());
        for round in rounds {
            let item = round.0.clone();
            self.bind(call, outer, round)?;
            if call.kind == MacroKind::Filter {
                values.extend(self.boolean(&call.body)?.then_some(item));
            } else if self.counts(call)? {
                values.push(self.evaluate(&call.body)?);
            }
        }
        Ok(Value::list(values))
    }

    fn transformed(&mut self, call: &'a Macro, rounds: Vec<Round<'a>>) -> Evaluated<'a> {
        let outer = self.variables.len();
        let mut entries: Vec<(Value<'a>, Value<'a>)> = Vec::new();
        for round in rounds {
            let key = round.0.clone();
            self.bind(call, outer, round)?;
            if !self.counts(call)? {
                continue;
            }
            let value = self.evaluate(&call.body)?;
            if call.kind == MacroKind::TransformMap {
                entries.push((key, value));
                continue;
            }
            let Some(more) = value.entries() else { return failed("no such overload: a map is wanted") };
            for (key, value) in more? {
                self.budget.spend(entries.len())?;
                if entries.iter().any(|(known, _)| super::order::same_key(known, &key)) {
                    return failed("a key of the map stands twice");
                }
                entries.push((key, value));
            }
        }
        Ok(Value::Map(Arc::new(entries)))
    }

    fn optional_map(&mut self, call: &'a Macro, target: Value<'a>) -> Evaluated<'a> {
        let Value::Optional(inner) = target else { return failed("no such overload: an optional value is wanted") };
        let Some(inner) = inner else { return Ok(Value::Optional(None)) };
        let outer = self.variables.len();
        self.variables.extend(call.variables.first().map(|name| (name.as_str(), (*inner).clone())));
        let body = self.evaluate(&call.body);
        self.variables.truncate(outer);
        match (call.kind, body?) {
            (MacroKind::OptMap, value) => Ok(Value::some(value)),
            (_, value @ Value::Optional(_)) => Ok(value),
            (_, other) => failed(format!("no such overload: an optional value is wanted, not a {}", other.type_name())),
        }
    }
}

/// What the names stand for in one round.
type Round<'a> = (Value<'a>, Option<Value<'a>>);

/// All rounds of a macro with one name, or with two.
fn rounds<'a>(range: &Value<'a>, names: usize) -> Result<Vec<Round<'a>>, EvaluateError> {
    if let Some(items) = range.items() {
        let items = items?.into_iter();
        return Ok(match names {
            1 => items.map(|item| (item, None)).collect(),
            _ => items.enumerate().map(|(index, item)| (Value::count(index), Some(item))).collect(),
        });
    }
    match range.entries() {
        Some(entries) => Ok(entries?.into_iter().map(|(key, value)| (key, (names == 2).then_some(value))).collect()),
        None => failed(format!("a {} has no items to go through", range.type_name())),
    }
}
