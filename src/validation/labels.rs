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

/// Labels of nodes that were renamed, since when, and to what.
const RENAMED: [(&str, &str, &str); 5] = [
    ("beta.kubernetes.io/arch", "1.14", "kubernetes.io/arch"),
    ("beta.kubernetes.io/os", "1.14", "kubernetes.io/os"),
    ("failure-domain.beta.kubernetes.io/region", "1.17", "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", "1.17", "topology.kubernetes.io/zone"),
    ("beta.kubernetes.io/instance-type", "1.17", "node.kubernetes.io/instance-type"),
];

/// Warns where a value chooses nodes by a label that was renamed, as `pkg/api/node/util.go` does.
pub(crate) fn old_node_label<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    if let Some((message, help)) = renamed(field, field.text_or_empty()) {
        cx.warn(field, message, &help);
    }
}

/// As [`old_node_label`], where the label is the key of a map's entry.
pub(crate) fn old_node_label_key<'a>(cx: &mut Context<'_, 'a>, key: &str, entry: &Field<'_, 'a>) {
    if let Some((message, help)) = renamed(entry, key) {
        cx.warn_key(entry, message, &help);
    }
}

fn renamed(field: &Field<'_, '_>, label: &str) -> Option<(String, String)> {
    let (old, since, new) = RENAMED.into_iter().find(|(old, ..)| *old == label)?;
    Some((format!("{} uses the label `{old}`, deprecated since {since}", named(field)), format!("use `{new}`")))
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
