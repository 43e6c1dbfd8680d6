//! Calls that bind names, or ask whether a field is there.

use super::ast::{Expr, ExprKind, Macro, MacroKind};
use crate::cel::error::CompileError;

/// What a call is: a macro, or a function of this name. The first argument of a method is what it is called on.
pub(super) fn expand(offset: usize, function: &str, member: bool, args: Vec<Expr>) -> Result<Expr, CompileError> {
    if !member && function == "has" && args.len() == 1 {
        return has(args);
    }
    match shape(function, args.len()).filter(|_| member) {
        Some((kind, variables, filtered)) => binding(offset, kind, variables, filtered, args),
        None => {
            let function = function.to_owned();
            Ok(Expr::new(offset, ExprKind::Call { function, member, args, resolved: &[] }))
        }
    }
}

/// The macro of a name and number of arguments, the target among them; how many names it binds, and whether it filters.
fn shape(function: &str, args: usize) -> Option<(MacroKind, usize, bool)> {
    Some(match (function, args) {
        ("all", 3) => (MacroKind::All, 1, false),
        ("exists", 3) => (MacroKind::Exists, 1, false),
        ("exists_one" | "existsOne", 3) => (MacroKind::ExistsOne, 1, false),
        ("map", 3) => (MacroKind::Map, 1, false),
        ("map", 4) => (MacroKind::Map, 1, true),
        ("filter", 3) => (MacroKind::Filter, 1, false),
        ("all", 4) => (MacroKind::All, 2, false),
        ("exists", 4) => (MacroKind::Exists, 2, false),
        ("exists_one" | "existsOne", 4) => (MacroKind::ExistsOne, 2, false),
        ("transformList", 4) => (MacroKind::Map, 2, false),
        ("transformList", 5) => (MacroKind::Map, 2, true),
        ("transformMap", 4) => (MacroKind::TransformMap, 2, false),
        ("transformMap", 5) => (MacroKind::TransformMap, 2, true),
        ("transformMapEntry", 4) => (MacroKind::TransformMapEntry, 2, false),
        ("transformMapEntry", 5) => (MacroKind::TransformMapEntry, 2, true),
        ("optMap", 3) => (MacroKind::OptMap, 1, false),
        ("optFlatMap", 3) => (MacroKind::OptFlatMap, 1, false),
        _ => return None,
    })
}

fn has(args: Vec<Expr>) -> Result<Expr, CompileError> {
    let [Expr { offset, kind: ExprKind::Select { operand, field, optional: false, test: false }, .. }] =
        <[Expr; 1]>::try_from(args).map_err(|_| CompileError::new(0, "invalid argument to has() macro".to_owned()))?
    else {
        return Err(CompileError::new(0, "syntax error: `has` asks for a field, such as `has(self.spec)`".to_owned()));
    };
    Ok(Expr::new(offset, ExprKind::Select { operand, field, optional: false, test: true }))
}

fn binding(
    offset: usize,
    kind: MacroKind,
    variables: usize,
    filtered: bool,
    args: Vec<Expr>,
) -> Result<Expr, CompileError> {
    let mut args = args.into_iter();
    let mut part = || args.next().unwrap_or_else(|| Expr::new(offset, ExprKind::Broken));
    let range = part();
    let mut names = Vec::with_capacity(variables);
    for _ in 0..variables {
        let name = part();
        let ExprKind::Ident(text) = name.kind else {
            let message = "syntax error: this argument must be a simple name, which stands for each item";
            return Err(CompileError::new(name.offset, message.to_owned()));
        };
        names.push(text);
    }
    let filter = filtered.then(&mut part);
    let body = part();
    Ok(Expr::new(offset, ExprKind::Macro(Box::new(Macro { kind, range, variables: names, filter, body }))))
}
