//! `x-kubernetes-validations`: rules in CEL, and what is said where they are broken.

use super::{Level, Position, field_path};
use crate::cel;
use crate::validation::context::Context;
use crate::validation::expression;
use crate::validation::field::Field;
use crate::yaml::{Kind, Node};

/// The reasons that a broken rule may give.
const REASONS: [&str; 4] = ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

/// The rules of one schema.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, schema: &Field<'_, 'a>, rules: Node<'a>, position: Position) {
    if rules.kind() != Kind::Seq {
        return;
    }
    for rule in schema.get("x-kubernetes-validations").items() {
        one(cx, schema, &rule);
        if let Some(node) = schema.node().filter(|_| !position.level.is_nested()) {
            let this = if position.level == Level::Root { cel::Schema::root(node) } else { cel::Schema::part(node) };
            expression::rule(cx, &rule, this, !position.unrelated);
        }
    }
}

fn one<'a>(cx: &mut Context<'_, 'a>, schema: &Field<'_, 'a>, rule: &Field<'_, 'a>) {
    let (text, message) = (rule.get("rule"), rule.get("message"));
    let (expression, said) = (text.text_or_empty().trim(), message.text_or_empty().trim());
    if expression.is_empty() {
        cx.required(&text, "write an expression in CEL, for example `self.min <= self.max`");
    } else if !message.is_empty() && said.is_empty() {
        cx.invalid(&message, "not be blank", "say what is wrong when the rule is broken, or remove it");
    } else if has_line_breaks(said) {
        cx.invalid(&message, "be one line", "remove the line breaks");
    } else if has_line_breaks(expression) && said.is_empty() {
        cx.required(&message, "a rule of several lines needs a message");
    }
    let by_expression = rule.get("messageExpression");
    if !by_expression.is_empty() && by_expression.text_or_empty().trim().is_empty() {
        cx.required(&by_expression, "write an expression that gives a text, or remove it");
    }
    cx.one_of(&rule.get("reason"), &REASONS);
    field_path(cx, schema, &rule.get("fieldPath"));
}

/// The field below the schema that a broken rule is reported at.
fn field_path<'a>(cx: &mut Context<'_, 'a>, schema: &Field<'_, 'a>, path: &Field<'_, 'a>) {
    let (Some(text), Some(node)) = (path.some_text(), schema.node()) else { return };
    if text.trim().is_empty() {
        cx.invalid(path, "not be blank", "write the way to a field, or remove it");
    } else if has_line_breaks(text) {
        cx.invalid(path, "be one line", "remove the line breaks");
    } else if field_path::resolve(node, text, true).is_none() {
        let help = "begin with a dot and name fields of this schema, for example `.spec.size`";
        cx.invalid(path, "lead to a field below the schema of the rule", help);
    }
}

fn has_line_breaks(text: &str) -> bool {
    text.contains(['\n', '\r'])
}
