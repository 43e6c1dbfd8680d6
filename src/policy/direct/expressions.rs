//! The values of expressions.

use std::cmp::Ordering;

use super::collections::Flow;
use super::value::Val;
use super::{Evaluated, Evaluator, Unsure};
use crate::policy::bundle::plan::{Comparison, Expression, Operator, Query};

impl<'v> Evaluator<'v, '_> {
    pub(super) fn evaluate(&mut self, expression: &'v Expression) -> Evaluated<Val<'v>> {
        match expression {
            Expression::Unknown => Err(Unsure),
            Expression::Constant(constant) => Ok(Val::of_constant(constant)),
            Expression::Local(place) => {
                Ok(self.locals.get(self.frame + usize::from(*place)).cloned().unwrap_or(Val::Undefined))
            }
            Expression::Input(part) => Ok(self.scene.input(*part)),
            Expression::Parameter(name) => Ok(self.scene.parameter(name)),
            Expression::Rule(position) => self.rule(*position),
            Expression::Function(position, arguments) => {
                let first = self.arguments.len();
                for argument in arguments {
                    let argument = self.evaluate(argument)?;
                    self.arguments.push(argument);
                }
                let value = self.function(*position, first);
                self.arguments.truncate(first);
                value
            }
            Expression::Call(builtin, arguments) => self.call(*builtin, arguments),
            Expression::Field(base, name) => {
                let base = self.evaluate(base)?;
                self.field(&base, name)
            }
            Expression::Index(base, index) => {
                let (base, index) = (self.evaluate(base)?, self.evaluate(index)?);
                self.index(&base, &index)
            }
            Expression::Compare(comparison, left, right) => self.comparison(*comparison, left, right),
            Expression::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right),
            Expression::In(value, collection) => self.is_in(value, collection),
            Expression::Array(items) => {
                let items = self.all(items)?;
                Ok(if items.iter().any(Val::is_undefined) { Val::Undefined } else { Val::list(items) })
            }
            Expression::Set(items) => {
                let items = self.all(items)?;
                if items.iter().any(Val::is_undefined) { Ok(Val::Undefined) } else { self.set(items) }
            }
            Expression::Object(pairs) => self.object(pairs),
            Expression::ArrayOf(value, query) => Ok(Val::list(self.solutions(value, query, true)?)),
            Expression::SetOf(value, query) => {
                let members = self.solutions(value, query, false)?;
                self.set(members)
            }
        }
    }

    fn all(&mut self, expressions: &'v [Expression]) -> Evaluated<Vec<Val<'v>>> {
        expressions.iter().map(|expression| self.evaluate(expression)).collect()
    }

    fn comparison(
        &mut self,
        comparison: Comparison,
        left: &'v Expression,
        right: &'v Expression,
    ) -> Evaluated<Val<'v>> {
        let (left, right) = (self.evaluate(left)?, self.evaluate(right)?);
        if left.is_undefined() || right.is_undefined() {
            return Ok(Val::Undefined);
        }
        Ok(Val::Bool(match comparison {
            Comparison::Equal => self.equal(&left, &right)?,
            Comparison::NotEqual => !self.equal(&left, &right)?,
            Comparison::Less => self.compare(&left, &right)? == Ordering::Less,
            Comparison::AtMost => self.compare(&left, &right)? != Ordering::Greater,
            Comparison::More => self.compare(&left, &right)? == Ordering::Greater,
            Comparison::AtLeast => self.compare(&left, &right)? != Ordering::Less,
        }))
    }

    fn arithmetic(&mut self, operator: Operator, left: &'v Expression, right: &'v Expression) -> Evaluated<Val<'v>> {
        match (self.evaluate(left)?, self.evaluate(right)?) {
            (Val::Undefined, _) | (_, Val::Undefined) => Ok(Val::Undefined),
            (Val::Int(left), Val::Int(right)) => {
                let result = match operator {
                    Operator::Plus => left.checked_add(right),
                    Operator::Minus => left.checked_sub(right),
                    Operator::Times => left.checked_mul(right),
                };
                result.map(Val::Int).ok_or(Unsure)
            }
            _ => Err(Unsure),
        }
    }

    fn is_in(&mut self, value: &'v Expression, collection: &'v Expression) -> Evaluated<Val<'v>> {
        let value = self.evaluate(value)?;
        let collection = self.evaluate(collection)?;
        self.contains(&collection, &value).map(Val::Bool)
    }

    fn object(&mut self, pairs: &'v [(Expression, Expression)]) -> Evaluated<Val<'v>> {
        let mut made = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let (key, value) = (self.evaluate(key)?, self.evaluate(value)?);
            if key.is_undefined() || value.is_undefined() {
                return Ok(Val::Undefined);
            }
            // Keys that are not texts of the rule may be equal.
            if !matches!(key, Val::Str(_)) && pairs.len() > 1 {
                return Err(Unsure);
            }
            made.push((key, value));
        }
        Ok(Val::Object(made.into()))
    }

    /// The values of an expression for all solutions of a query.
    fn solutions(&mut self, value: &'v Expression, query: &'v Query, in_order: bool) -> Evaluated<Vec<Val<'v>>> {
        let mut values = Vec::new();
        let outer = std::mem::replace(&mut self.in_order, in_order);
        self.solve(query, &mut |this| {
            match this.evaluate(value)? {
                // An array keeps its place.
                Val::Undefined if in_order => return Err(Unsure),
                Val::Undefined => {}
                value => values.push(value),
            }
            Ok(Flow::Next)
        })?;
        self.in_order = outer;
        Ok(values)
    }
}
