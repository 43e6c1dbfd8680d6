//! Expressions in CEL of webhooks and policies.

use crate::validation::context::Context;
use crate::validation::field::Field;

/// An expression that is there, but empty or only of white space; that it is absent is told by the schema.
pub(super) fn filled<'a>(cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>) {
    if expression.text().is_some_and(|text| text.trim().is_empty()) {
        cx.required(expression, "write an expression in CEL, for example `object.spec.replicas <= 5`");
    }
}
