//! Labels and label selectors, wherever they stand in an object.

use super::context::{Context, named};
use super::field::Field;
use super::grammar::{label_value, qualified_name};
use super::rules;

/// A map of labels: each key a qualified name, each value a label value.
pub(crate) fn labels<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    for (key, value) in field.entries() {
        cx.check_key(key, &value, qualified_name);
        cx.check(&value, label_value);
    }
}

/// A `LabelSelector`. Absent is fine here; callers ask for it where it is required.
pub(crate) fn label_selector<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    labels(cx, &field.get("matchLabels"));
    for expression in field.get("matchExpressions").items() {
        label_requirement(cx, &expression);
    }
}

/// One of `matchExpressions`.
fn label_requirement<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let (key, operator, values) = (field.get("key"), field.get("operator"), field.get("values"));
    match operator.text_or_empty() {
        "In" | "NotIn" if values.is_empty() => {
            cx.required(&values, "list the values that the label may have: `In` and `NotIn` need them");
        }
        "Exists" | "DoesNotExist" if !values.is_empty() => {
            cx.forbidden(&values, "the operator takes no values", "remove the values, or use `In` or `NotIn`");
        }
        "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
        "" if !operator.is_set() => {}
        _ => cx.one_of(&operator, &["In", "NotIn", "Exists", "DoesNotExist"]),
    }
    cx.check(&key, qualified_name);
    values.items().for_each(|value| cx.check(&value, label_value));
}

/// Labels of nodes that have got other names, and these names.
const OLD_NODE_LABELS: [(&str, &str); 5] = [
    ("beta.kubernetes.io/arch", "kubernetes.io/arch"),
    ("beta.kubernetes.io/os", "kubernetes.io/os"),
    ("beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"),
    ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
];

/// Warns where nodes are chosen by a label that has another name now, as `pkg/api/node/util.go` does.
pub(crate) fn old_node_label<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, label: &str) {
    if let Some((_, new)) = OLD_NODE_LABELS.iter().find(|(old, _)| *old == label) {
        let message = format!("{} uses the label `{label}` of nodes, which is deprecated", named(field));
        cx.warn(field, message, &format!("use `{new}` instead"));
    }
}

/// The selector of a workload must select the pods that its template makes.
pub(crate) fn selector_matches<'a>(
    cx: &mut Context<'_, 'a>,
    selector: &Field<'_, 'a>,
    labels: &Field<'_, 'a>,
    matches: bool,
) {
    if !matches {
        let message =
            format!("{} do not match {}, so that no pod of the template is selected", named(labels), named(selector));
        let help = "give the template every label that the selector asks for, with the same value";
        cx.report(rules::SELECTOR_MISMATCH, labels, message, help);
    }
}
