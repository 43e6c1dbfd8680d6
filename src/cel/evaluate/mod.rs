//! Evaluates expressions step by step, within a budget.
//!
//! Source: the semantics of the language definition; errors are values that `&&` and `||` pass over when the other side
//! decides.

mod access;
mod convert;
mod macros;
pub(super) mod number;
mod operators;
mod order;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

pub(super) use access::is_zero;
pub(super) use convert::call as standard;
pub(super) use convert::shown;
pub(super) use order::{compare, equal, holds_all, position};

use super::error::EvaluateError;
use super::functions;
use super::syntax::{Entry, Expr, ExprKind, Item, Literal};
use super::value::{Evaluated, Value, failed};

/// How many steps evaluations may take: a step is a part of an expression, an item that is looked at, or some of a text.
#[derive(Debug)]
pub struct Budget {
    left: u64,
}

impl Budget {
    /// The steps that the rules of one object may take together, which is more than any sound rules need.
    pub const OF_AN_OBJECT: u64 = 10_000_000;

    /// A number of steps.
    pub fn new(steps: u64) -> Self {
        Self { left: steps }
    }

    /// Takes steps off.
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), EvaluateError> {
        match self.left.checked_sub(steps as u64) {
            Some(left) => self.left = left,
            None => {
                self.left = 0;
                return Err(EvaluateError::TooLong);
            }
        }
        Ok(())
    }
}

/// One evaluation.
pub(super) struct Evaluator<'b, 'a> {
    pub(super) budget: &'b mut Budget,
    /// The variables, those that macros bind last.
    variables: Vec<(&'a str, Value<'a>)>,
    /// Patterns that were compiled.
    pub(super) patterns: FxHashMap<String, regex::Regex>,
}

impl<'b, 'a> Evaluator<'b, 'a> {
    pub(super) fn new(budget: &'b mut Budget, variables: Vec<(&'a str, Value<'a>)>) -> Self {
        Self { budget, variables, patterns: FxHashMap::default() }
    }

    pub(super) fn evaluate(&mut self, expr: &'a Expr) -> Evaluated<'a> {
        self.budget.spend(1)?;
        match &expr.kind {
            ExprKind::Literal(literal) => Ok(literal_value(literal)),
            ExprKind::Type(name) => Ok(Value::Type(name)),
            ExprKind::Ident(name) => self.variable(name),
            ExprKind::Select { operand, field, optional, test } => {
                if let Some(found) = expr.qualified_name().and_then(|name| self.find(&name)) {
                    return Ok(found);
                }
                let operand = self.evaluate(operand)?;
                access::select(operand, field, *optional, *test)
            }
            ExprKind::Index { operand, index, optional } => {
                let (operand, index) = (self.evaluate(operand)?, self.evaluate(index)?);
                access::index(operand, &index, *optional)
            }
            ExprKind::Call { function, member, args, resolved } => {
                if *member && functions::is_lazy(function) {
                    return self.lazy(function, args);
                }
                let values = args.iter().map(|arg| self.evaluate(arg)).collect::<Result<Vec<_>, _>>()?;
                functions::call(self, resolved, function, &values)
            }
            ExprKind::And(operands) => self.logic(operands, false),
            ExprKind::Or(operands) => self.logic(operands, true),
            ExprKind::Conditional(parts) => {
                let [condition, yes, no] = &**parts;
                let branch = if self.boolean(condition)? { yes } else { no };
                self.evaluate(branch)
            }
            ExprKind::List(items) => self.list(items),
            ExprKind::Map(entries) => self.map(entries),
            ExprKind::Macro(call) => self.macro_call(call),
            ExprKind::Struct { name, .. } => Err(EvaluateError::Unsupported(format!("the value of type `{name}`"))),
            ExprKind::Broken => failed("the expression cannot be read"),
        }
    }

    fn find(&self, name: &str) -> Option<Value<'a>> {
        self.variables.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }

    fn variable(&self, name: &str) -> Evaluated<'a> {
        self.find(name).ok_or_else(|| EvaluateError::Unsupported(format!("the variable `{name}`")))
    }

    fn boolean(&mut self, expr: &'a Expr) -> Result<bool, EvaluateError> {
        match self.evaluate(expr)? {
            Value::Bool(value) => Ok(value),
            other => failed(format!("no such overload: a bool is wanted, not a {}", other.type_name())),
        }
    }

    /// `&&` and `||`: an operand that decides wins over errors of the others.
    fn logic(&mut self, operands: &'a [Expr], decisive: bool) -> Evaluated<'a> {
        let mut error = None;
        for operand in operands {
            match self.boolean(operand) {
                Ok(value) if value == decisive => return Ok(Value::Bool(decisive)),
                Ok(_) => {}
                Err(new) => error = Some(graver(error, new)?),
            }
        }
        error.map_or(Ok(Value::Bool(!decisive)), Err)
    }

    fn list(&mut self, items: &'a [Item]) -> Evaluated<'a> {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let value = self.evaluate(&item.value)?;
            values.extend(if item.optional { content(value)? } else { Some(value) });
        }
        Ok(Value::list(values))
    }

    fn map(&mut self, entries: &'a [Entry]) -> Evaluated<'a> {
        let mut values: Vec<(Value<'a>, Value<'a>)> = Vec::with_capacity(entries.len());
        for entry in entries {
            let (key, value) = (self.evaluate(&entry.key)?, self.evaluate(&entry.value)?);
            let value = if entry.optional { content(value)? } else { Some(value) };
            if !matches!(key, Value::Bool(_) | Value::Int(_) | Value::Uint(_) | Value::String(_)) {
                return failed(format!("unsupported key type: {}", key.type_name()));
            }
            self.budget.spend(values.len())?;
            for (known, _) in &values {
                if equal(self.budget, known, &key)? {
                    return failed("a key of the map stands twice");
                }
            }
            values.extend(value.map(|value| (key, value)));
        }
        Ok(Value::Map(Arc::new(values)))
    }

    /// `or` and `orValue`, which evaluate their argument only when they need it.
    fn lazy(&mut self, function: &str, args: &'a [Expr]) -> Evaluated<'a> {
        let [target, other] = args else { return failed("no such overload") };
        match (self.evaluate(target)?, function) {
            (Value::Optional(Some(value)), "orValue") => Ok((*value).clone()),
            (found @ Value::Optional(Some(_)), _) => Ok(found),
            (Value::Optional(None), _) => self.evaluate(other),
            (value, _) => failed(format!("no such overload: `{function}` of a {}", value.type_name())),
        }
    }
}

/// The error that is told of two: one that is not the server's own stays, so that nobody takes it for the server's. A
/// spent budget ends everything.
fn graver(first: Option<EvaluateError>, second: EvaluateError) -> Result<EvaluateError, EvaluateError> {
    match (first, second) {
        (_, EvaluateError::TooLong) => Err(EvaluateError::TooLong),
        (Some(first @ EvaluateError::Unsupported(_)), _) => Ok(first),
        (_, second @ EvaluateError::Unsupported(_)) => Ok(second),
        (Some(first), _) => Ok(first),
        (None, second) => Ok(second),
    }
}

/// What is inside of an optional value.
fn content(value: Value<'_>) -> Result<Option<Value<'_>>, EvaluateError> {
    match value {
        Value::Optional(inner) => Ok(inner.map(|inner| (*inner).clone())),
        other => failed(format!("cannot initialize an optional entry from a {}", other.type_name())),
    }
}

fn literal_value(literal: &Literal) -> Value<'_> {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Int(value) => Value::Int(*value),
        Literal::Uint(value) => Value::Uint(*value),
        Literal::Double(value) => Value::Double(*value),
        Literal::String(value) => Value::String(Cow::Borrowed(value)),
        Literal::Bytes(value) => Value::Bytes(value.as_slice().into()),
    }
}
