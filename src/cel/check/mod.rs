//! The types of an expression: what the API server checks before it stores one.
//!
//! Source: `checker/checker.go` of cel-go.

mod call;
mod macros;
mod select;
#[cfg(test)]
mod tests;

use super::declarations::Declarations;
use super::error::CompileError;
use super::infer::Inference;
use super::library::TYPE_NAMES;
use super::syntax::{Entry, Expr, ExprKind, Item, Literal};
use super::types::Type;

/// One check of one expression.
pub(super) struct Checker<'d, 's> {
    declarations: &'d Declarations<'s>,
    inference: Inference<'s>,
    /// The names that macros bind, innermost last.
    bound: Vec<(String, Type<'s>)>,
    errors: Vec<CompileError>,
}

impl<'d, 's> Checker<'d, 's> {
    pub(super) fn new(declarations: &'d Declarations<'s>) -> Self {
        Self { declarations, inference: Inference::default(), bound: Vec::new(), errors: Vec::new() }
    }

    /// Checks an expression as a whole and finds which functions it calls.
    pub(super) fn check_all(&mut self, expr: &mut Expr) -> Type<'s> {
        let ty = self.check(expr);
        self.inference.settled(&ty)
    }

    pub(super) fn into_errors(self) -> Vec<CompileError> {
        self.errors
    }

    /// Reports a fault; the type that comes back fits anywhere.
    fn fault(&mut self, offset: usize, message: String) -> Type<'s> {
        self.errors.push(CompileError::new(offset, message));
        Type::Error
    }

    fn check(&mut self, expr: &mut Expr) -> Type<'s> {
        let offset = expr.offset;
        match &mut expr.kind {
            ExprKind::Literal(literal) => literal_type(literal),
            ExprKind::Type(_) => Type::Type,
            ExprKind::Broken => Type::Error,
            ExprKind::Ident(_) | ExprKind::Select { .. } => self.reference(expr),
            ExprKind::Index { operand, index, optional } => {
                let name = if *optional { "_[?_]" } else { "_[_]" };
                let args = [self.check(operand), self.check(index)];
                self.overloads(offset, name, false, &args)
            }
            ExprKind::Call { .. } => self.call(expr),
            ExprKind::And(operands) | ExprKind::Or(operands) => {
                operands.iter_mut().for_each(|operand| self.check_bool(operand));
                Type::Bool
            }
            ExprKind::Conditional(parts) => {
                let [condition, yes, no] = &mut **parts;
                self.check_bool(condition);
                let (yes, no) = (self.check(yes), self.check(no));
                self.joined(offset, yes, no, "both values of `? :` must have the same type")
            }
            ExprKind::List(items) => self.list(items, true),
            ExprKind::Map(entries) => self.map(entries),
            ExprKind::Struct { name, fields } => {
                fields.iter_mut().for_each(|field| drop(self.check(&mut field.value)));
                let name = name.clone();
                self.structure(offset, &name)
            }
            ExprKind::Macro(call) => self.comprehension(offset, call),
        }
    }

    fn check_bool(&mut self, expr: &mut Expr) {
        let ty = self.check(expr);
        if !self.inference.fits(&ty, &Type::Bool) {
            let ty = self.inference.settled(&ty);
            self.fault(expr.offset, format!("a bool is wanted here, but this is a {ty}"));
        }
    }

    /// The more general of two types of which one fits the other.
    fn joined(&mut self, offset: usize, first: Type<'s>, second: Type<'s>, why: &str) -> Type<'s> {
        if self.inference.fits(&first, &second) {
            return if first.is_dyn() || matches!(second, Type::Null) { first } else { second };
        }
        let (first, second) = (self.inference.settled(&first), self.inference.settled(&second));
        self.fault(offset, format!("{why}, but one is a {first} and one a {second}"))
    }

    /// A list. Its items are of one type, except those that `format` fills in.
    fn list(&mut self, items: &mut [Item], of_one_type: bool) -> Type<'s> {
        let mut all: Option<Type<'s>> = None;
        for item in items {
            let mut ty = self.check(&mut item.value);
            if item.optional {
                ty = self.content(item.value.offset, ty);
            }
            all = Some(match all {
                None => ty,
                Some(_) if !of_one_type => Type::Dyn,
                Some(before) => {
                    self.joined(item.value.offset, before, ty, "the items of a list must have the same type")
                }
            });
        }
        Type::list(all.unwrap_or_else(|| Type::Param(self.inference.fresh(1))))
    }

    fn map(&mut self, entries: &mut [Entry]) -> Type<'s> {
        let mut all: Option<(Type<'s>, Type<'s>)> = None;
        for entry in entries {
            let key = self.check(&mut entry.key);
            let mut value = self.check(&mut entry.value);
            if entry.optional {
                value = self.content(entry.value.offset, value);
            }
            all = Some(match all {
                None => (key, value),
                Some((keys, values)) => (
                    self.joined(entry.key.offset, keys, key, "the keys of a map must have the same type"),
                    self.joined(entry.value.offset, values, value, "the values of a map must have the same type"),
                ),
            });
        }
        let (keys, values) = all.unwrap_or_else(|| {
            let first = self.inference.fresh(2);
            (Type::Param(first), Type::Param(first + 1))
        });
        Type::map(keys, values)
    }

    /// What is inside of an optional value, which stands after a `?`.
    fn content(&mut self, offset: usize, ty: Type<'s>) -> Type<'s> {
        match self.inference.known(&ty) {
            Type::Optional(inner) => (*inner).clone(),
            other if other.is_dyn() => Type::Dyn,
            other => self.fault(offset, format!("after `?` an optional value must stand, but this is a {other}")),
        }
    }

    /// `Name{…}`. The types of protocol buffers exist for the API server, and are nobody's need.
    fn structure(&mut self, offset: usize, name: &str) -> Type<'s> {
        let root = name.split('.').next().unwrap_or_default();
        if name.starts_with("google.protobuf.") || self.declarations.constructs(root) {
            return Type::Dyn;
        }
        self.fault(offset, format!("there is no type `{name}`"))
    }
}

fn literal_type<'s>(literal: &Literal) -> Type<'s> {
    match literal {
        Literal::Null => Type::Null,
        Literal::Bool(_) => Type::Bool,
        Literal::Int(_) => Type::Int,
        Literal::Uint(_) => Type::Uint,
        Literal::Double(_) => Type::Double,
        Literal::String(_) => Type::String,
        Literal::Bytes(_) => Type::Bytes,
    }
}

/// The type that a name stands for, as a value.
fn type_name(name: &str) -> Option<&'static str> {
    TYPE_NAMES.iter().find(|known| **known == name).copied()
}
