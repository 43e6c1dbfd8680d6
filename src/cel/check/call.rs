//! Calls of functions and operators.

use super::Checker;
use crate::cel::infer::Inference;
use crate::cel::library::{self, PARAMS, Signature};
use crate::cel::syntax::{Expr, ExprKind};
use crate::cel::types::Type;

impl<'s> Checker<'_, 's> {
    /// A call: of a method, of a function, or of one whose name has dots, such as `optional.of(x)`.
    pub(super) fn call(&mut self, expr: &mut Expr) -> Type<'s> {
        let offset = expr.offset;
        let ExprKind::Call { function, member, args, resolved } = &mut expr.kind else { return Type::Error };
        if *member
            && let Some(target) = args.first().and_then(Expr::qualified_name)
            && !library::functions(&format!("{target}.{function}")).is_empty()
        {
            *function = format!("{target}.{function}");
            *member = false;
            args.remove(0);
        }
        let formats = *member && function == "format";
        let types: Vec<Type<'s>> = args
            .iter_mut()
            .enumerate()
            .map(|(index, arg)| match &mut arg.kind {
                ExprKind::List(items) if formats && index == 1 => self.list(items, false),
                _ => self.check(arg),
            })
            .collect();
        let ty = self.overloads(offset, function, *member, &types);
        *resolved = library::functions(function);
        if let Some(arg) = constant_fault(function, *member, args) {
            return self.fault(arg.0, arg.1);
        }
        ty
    }

    /// The type of a call by the overloads that fit.
    pub(super) fn overloads(&mut self, offset: usize, name: &str, member: bool, args: &[Type<'s>]) -> Type<'s> {
        let functions = library::functions(name);
        let version = self.declarations.version;
        let overloads = functions.iter().flat_map(|function| &function.overloads);
        let mut known = overloads.filter(|overload| overload.is_known(version)).peekable();
        if known.peek().is_none() {
            let message = format!("there is no function `{name}`{}", suggestion(name, functions.is_empty(), version));
            return self.fault(offset, message);
        }
        let mut result: Option<Type<'s>> = None;
        for overload in known.filter(|overload| overload.signature.member == member) {
            let Some(ty) = apply(&mut self.inference, &overload.signature, args) else { continue };
            result = Some(match result {
                Some(first) if !same(&first, &ty) => Type::Dyn,
                _ => ty,
            });
        }
        result.unwrap_or_else(|| {
            let message = self.no_overload(name, member, args);
            self.fault(offset, message)
        })
    }

    fn no_overload(&self, name: &str, member: bool, args: &[Type<'s>]) -> String {
        let shown = |ty: &Type<'s>| self.inference.settled(ty).to_string();
        let types: Vec<String> = args.iter().map(shown).collect();
        let operator = name.trim_matches('_').trim_start_matches('@');
        match (types.as_slice(), name.starts_with(['_', '@', '!', '-'])) {
            ([index, key], true) if name.starts_with("_[") => format!("a {index} cannot be indexed by a {key}"),
            ([one], true) => format!("`{operator}` does not take a {one}"),
            ([left, right], true) => format!("`{operator}` does not take a {left} and a {right}"),
            ([target, rest @ ..], false) if member => {
                format!("a {target} has no method `{name}({})`", rest.join(", "))
            }
            (types, _) => format!("`{name}` does not take ({})", types.join(", ")),
        }
    }
}

/// The result of a function for arguments of some types; nothing when it does not take them.
fn apply<'s>(inference: &mut Inference<'s>, signature: &Signature, args: &[Type<'s>]) -> Option<Type<'s>> {
    let first = inference.fresh(PARAMS);
    let fresh = |ty: &Type<'static>| ty.clone().replaced(&|param| Type::Param(first + param));
    let wanted: Vec<Type<'s>> = signature.args.iter().map(fresh).collect();
    inference.fit_all(args, &wanted).then(|| inference.known(&fresh(&signature.result)))
}

fn same(a: &Type<'_>, b: &Type<'_>) -> bool {
    a.to_string() == b.to_string()
}

/// What to write instead of a function that does not exist.
fn suggestion(name: &str, unknown: bool, version: crate::object::KubernetesVersion) -> String {
    if !unknown {
        return format!(" for new objects in Kubernetes {version}: servers of that version do not take it yet");
    }
    let near = library::names()
        .map(|known| (strsim::osa_distance(known, name), known))
        .filter(|(distance, _)| *distance <= 2)
        .min();
    near.map_or_else(String::new, |(_, known)| format!("; did you mean `{known}`?"))
}

/// Constants that the API server reads when the expression is stored: patterns, times and durations.
fn constant_fault(function: &str, member: bool, args: &[Expr]) -> Option<(usize, String)> {
    let arg = match (function, member) {
        ("matches", _) => args.get(1),
        ("timestamp" | "duration", false) if args.len() == 1 => args.first(),
        _ => None,
    }?;
    let ExprKind::Literal(crate::cel::syntax::Literal::String(text)) = &arg.kind else { return None };
    let fault = match function {
        "matches" => crate::re2::rewrite(text).err().map(|fault| format!("the pattern `{text}` {fault}")),
        "timestamp" if crate::cel::time::parse_timestamp(text).is_none() => {
            Some(format!("`{text}` is no RFC 3339 time"))
        }
        "duration" if crate::cel::time::parse_duration(text).is_none() => {
            Some(format!("`{text}` is no duration, such as `1h30m`"))
        }
        _ => None,
    };
    fault.map(|message| (arg.offset, message))
}
