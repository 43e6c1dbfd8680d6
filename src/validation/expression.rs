//! Expressions in the Common Expression Language: those of custom resource definitions, admission policies and webhooks.

use super::context::{Context, named};
use super::field::Field;
use super::rules;
use crate::cel::{CompileError, Declarations, Program, Schema, Type};

/// How much of an expression a message shows around a fault.
const SHOWN: usize = 24;

/// Compiles the expression that a field holds, and reports what the API server would refuse of it. The value must be of
/// one of the types; any, when there are none.
///
/// Gives the program and the type of its value; nothing when the field is empty or its expression is at fault.
pub(super) fn compile<'a, 's>(
    cx: &mut Context<'_, 'a>,
    field: &Field<'_, 'a>,
    declarations: &Declarations<'s>,
    wanted: &[Type<'static>],
) -> Option<(Program, Type<'s>)> {
    let text = field.text().filter(|text| !text.trim().is_empty())?;
    let compiled = match wanted {
        [] => Program::compile_typed(text, declarations),
        wanted => Program::compile_as(text, declarations, wanted).map(|program| (program, Type::Dyn)),
    };
    match compiled {
        Ok(compiled) => Some(compiled),
        Err(errors) => {
            errors.iter().for_each(|error| report(cx, field, text, error));
            None
        }
    }
}

fn report<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, text: &str, error: &CompileError) {
    let place = place_of(text, error.offset);
    let (message, name) = (&error.message, named(field));
    if error.unsupported {
        let help = "split the expression into several, so that it can be checked";
        cx.warn(field, format!("{name} was not checked: {message}"), help);
    } else {
        let message = format!("{name} must be a valid expression, but {message}, {place}");
        cx.report(rules::INVALID_VALUE, field, message, "correct the expression");
    }
}

/// Where in an expression a fault is, for readers: the text from there on.
fn place_of(text: &str, offset: usize) -> String {
    let rest = text.get(offset..).unwrap_or_default();
    let line: String = rest.lines().next().unwrap_or_default().chars().take(SHOWN).collect();
    if line.is_empty() {
        return "at its end".to_owned();
    }
    let more = if line.len() < rest.len() { "…" } else { "" };
    format!("at `{line}{more}`")
}

/// One of `x-kubernetes-validations`: `rule` must be a bool and `messageExpression` a text. `schema` describes `self`;
/// `correlated` says that an old value belongs to each new one, because no list but those of the type `map` are above.
///
/// Source: `apiextensions-apiserver/pkg/apiserver/schema/cel/compilation.go`.
pub(super) fn rule<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>, schema: Schema<'a>, correlated: bool) {
    let Some(this) = schema.declared() else {
        let message = format!("{} cannot have rules: the schema gives its values no type", named(rule));
        cx.report(rules::INVALID_VALUE, rule, message, "give the schema a `type`, and its items or values one too");
        return;
    };
    let optional = rule.get("optionalOldSelf").is_true();
    let old = if optional { Type::optional(this.clone()) } else { this.clone() };
    let declarations = Declarations::new(cx.version()).with("self", this).with("oldSelf", old);
    let expression = rule.get("rule");
    let compiled = compile(cx, &expression, &declarations, &[Type::Bool]);
    let message = compile(cx, &rule.get("messageExpression"), &declarations, &[Type::String]);
    let uses_old = [&compiled, &message].into_iter().flatten().any(|(program, _)| program.mentions("oldSelf"));
    if uses_old && !correlated {
        let why = "not use `oldSelf`: items of a list above it have no old value that belongs to them";
        cx.invalid(&expression, why, "set `x-kubernetes-list-type: map` for the lists above, or remove `oldSelf`");
    }
}
