//! Names and fields.

use super::{Checker, type_name};
use crate::cel::syntax::{Expr, ExprKind};
use crate::cel::types::Type;

impl<'s> Checker<'_, 's> {
    /// A variable, the name of a type, or a field.
    pub(super) fn reference(&mut self, expr: &mut Expr) -> Type<'s> {
        let offset = expr.offset;
        if let Some(name) = expr.qualified_name()
            && let Some((ty, meant)) = self.named(&name)
        {
            if let Some(meant) = meant {
                expr.kind = ExprKind::Type(meant);
            }
            return ty;
        }
        match &mut expr.kind {
            ExprKind::Select { operand, field, optional, test } => {
                let (field, optional, test) = (field.clone(), *optional, *test);
                let operand = self.check(operand);
                self.field(offset, &operand, &field, optional, test)
            }
            ExprKind::Ident(name) => {
                let names = self.known_names();
                let message = format!("there is no variable `{name}`{names}");
                self.fault(offset, message)
            }
            _ => Type::Error,
        }
    }

    /// The type of a name, and the type it stands for if it is the name of one.
    fn named(&self, name: &str) -> Option<(Type<'s>, Option<&'static str>)> {
        if let Some((_, ty)) = self.bound.iter().rev().find(|(known, _)| known == name) {
            return Some((ty.clone(), None));
        }
        if let Some(ty) = self.declarations.variable(name) {
            return Some((ty.clone(), None));
        }
        type_name(name).map(|meant| (Type::Type, Some(meant)))
    }

    fn known_names(&self) -> String {
        let names: Vec<String> = self.declarations.names().map(|name| format!("`{name}`")).collect();
        if names.is_empty() { String::new() } else { format!("; known are {}", names.join(", ")) }
    }

    /// A field of a value.
    fn field(&mut self, offset: usize, operand: &Type<'s>, field: &str, optional: bool, test: bool) -> Type<'s> {
        let operand = self.inference.known(operand);
        let (inner, is_optional) = match &operand {
            Type::Optional(inner) => (self.inference.known(inner), true),
            other => (other.clone(), false),
        };
        let found = match &inner {
            Type::Map(inner) => Ok(inner.1.clone()),
            Type::Schema(object) => object.field(field).ok_or("object"),
            Type::Record(record) => {
                let known = record.fields.iter().find(|(name, _)| name == field);
                known.map(|(_, ty)| ty.clone()).ok_or(record.name)
            }
            Type::Param(_) => Ok(Type::Dyn),
            other if other.is_dyn() => Ok(Type::Dyn),
            other => {
                let message = format!("a {other} has no fields, so that there is no `{field}`");
                return self.fault(offset, message);
            }
        };
        let ty = match found {
            Ok(ty) => ty,
            Err(holder) => {
                let message = format!("there is no field `{field}` in this {holder}");
                return self.fault(offset, message);
            }
        };
        match (test, optional || is_optional) {
            (true, _) => Type::Bool,
            (false, true) if matches!(ty, Type::Optional(_)) => ty,
            (false, true) => Type::optional(ty),
            (false, false) => ty,
        }
    }
}
