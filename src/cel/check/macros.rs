//! Calls that bind names for each item of a list or key of a map.

use super::Checker;
use crate::cel::syntax::{Macro, MacroKind};
use crate::cel::types::Type;

impl<'s> Checker<'_, 's> {
    pub(super) fn comprehension(&mut self, offset: usize, call: &mut Macro) -> Type<'s> {
        if call.variables.len() > 1 && self.declarations.version.minor() <= 32 {
            let version = self.declarations.version;
            return self.fault(offset, format!("macros with two variables are not taken by Kubernetes {version}"));
        }
        let range = self.check(&mut call.range);
        let range = self.inference.known(&range);
        if matches!(call.kind, MacroKind::OptMap | MacroKind::OptFlatMap) {
            return self.optional_map(offset, call, &range);
        }
        let Some((first, second)) = self.items(&range, call.variables.len()) else {
            let message = format!("a {range} has no items to go through: a list or a map must stand here");
            return self.fault(call.range.offset, message);
        };
        let names = call.variables.iter().cloned().zip([first.clone(), second]);
        let outer = self.bound.len();
        self.bound.extend(names);
        if let Some(filter) = &mut call.filter {
            self.check_bool(filter);
        }
        let ty = match call.kind {
            MacroKind::All | MacroKind::Exists | MacroKind::ExistsOne => {
                self.check_bool(&mut call.body);
                Type::Bool
            }
            MacroKind::Filter => {
                self.check_bool(&mut call.body);
                Type::list(first)
            }
            MacroKind::Map => Type::list(self.check(&mut call.body)),
            MacroKind::TransformMap => {
                let keys = if matches!(range, Type::Map(_)) { first } else { Type::Dyn };
                Type::map(keys, self.check(&mut call.body))
            }
            MacroKind::TransformMapEntry | MacroKind::OptMap | MacroKind::OptFlatMap => self.check(&mut call.body),
        };
        self.bound.truncate(outer);
        ty
    }

    /// What the names stand for when a macro goes through a value: an item or a key; with two names, index and item, or
    /// key and value.
    fn items(&self, range: &Type<'s>, names: usize) -> Option<(Type<'s>, Type<'s>)> {
        match range {
            Type::List(items) if names == 1 => Some((self.inference.known(items), Type::Dyn)),
            Type::List(items) => Some((Type::Int, self.inference.known(items))),
            Type::Map(inner) => Some((self.inference.known(&inner.0), self.inference.known(&inner.1))),
            Type::Param(_) => Some((Type::Dyn, Type::Dyn)),
            other if other.is_dyn() => Some((Type::Dyn, Type::Dyn)),
            _ => None,
        }
    }

    fn optional_map(&mut self, offset: usize, call: &mut Macro, target: &Type<'s>) -> Type<'s> {
        let inner = self.content_of(offset, target);
        let outer = self.bound.len();
        self.bound.extend(call.variables.iter().cloned().map(|name| (name, inner.clone())));
        let body = self.check(&mut call.body);
        self.bound.truncate(outer);
        match (call.kind, self.inference.known(&body)) {
            (MacroKind::OptMap, body) => Type::optional(body),
            (_, body @ Type::Optional(_)) => body,
            (_, body) if body.is_dyn() => Type::Dyn,
            (_, body) => self.fault(call.body.offset, format!("`optFlatMap` wants an optional value, not a {body}")),
        }
    }

    fn content_of(&mut self, offset: usize, target: &Type<'s>) -> Type<'s> {
        match target {
            Type::Optional(inner) => self.inference.known(inner),
            other if other.is_dyn() => Type::Dyn,
            other => self.fault(offset, format!("a {other} is not optional")),
        }
    }
}
