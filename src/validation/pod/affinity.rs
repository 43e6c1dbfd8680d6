//! Affinity: which nodes, and next to which pods.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateAffinity` and what it calls).

use super::pod::Pod;
use crate::validation::{Context, Field};

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";

/// The release from which the values of required node affinity must be label values.
const NODE_AFFINITY_VALUES: u16 = 33;
/// The release from which `matchLabelKeys` of pod affinity is looked at without a switch.
const LABEL_KEYS: u16 = 31;

/// `affinity` of a pod.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, affinity: &Field<'_, 'a>) {
    check_node(cx, pod, &affinity.get("nodeAffinity"));
    for name in ["podAffinity", "podAntiAffinity"] {
        let pods = affinity.get(name);
        for term in pods.get(REQUIRED).items() {
            check_pod_term(cx, pod, &term);
        }
        for weighted in pods.get(PREFERRED).items() {
            weight(cx, &weighted);
            let term = weighted.get("podAffinityTerm");
            if term.is_set() {
                check_pod_term(cx, pod, &term);
            }
        }
    }
}

fn check_node<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, affinity: &Field<'_, 'a>) {
    let required = affinity.get(REQUIRED);
    if required.is_map() {
        check_required_nodes(cx, &required, pod.minor >= NODE_AFFINITY_VALUES);
    }
    for preferred in affinity.get(PREFERRED).items() {
        weight(cx, &preferred);
        check_node_term(cx, &preferred.get("preference"), false);
    }
}

/// A `NodeSelector`: the nodes of at least one of its terms.
pub(in crate::validation) fn check_node_selector<'a>(cx: &mut Context<'_, 'a>, selector: &Field<'_, 'a>) {
    check_required_nodes(cx, selector, true);
}

fn check_required_nodes<'a>(cx: &mut Context<'_, 'a>, selector: &Field<'_, 'a>, values_count: bool) {
    let terms = selector.get("nodeSelectorTerms");
    if terms.is_set() && terms.is_empty() {
        cx.required(&terms, "without a term no node is chosen; add one");
    }
    for term in terms.items() {
        check_node_term(cx, &term, values_count);
    }
}

fn weight<'a>(cx: &mut Context<'_, 'a>, term: &Field<'_, 'a>) {
    term.get("weight").range(cx, 1, 100);
}

/// A term of a node selector. Values of preferred terms are not checked, as on the server.
fn check_node_term<'a>(cx: &mut Context<'_, 'a>, term: &Field<'_, 'a>, values_count: bool) {
    for expression in term.get("matchExpressions").items() {
        let (operator, values) = (expression.get("operator"), expression.get("values"));
        match operator.text() {
            Some("In" | "NotIn") if values.is_empty() => {
                cx.required(&values, "list the values of the label: `In` and `NotIn` need them");
            }
            Some("Exists" | "DoesNotExist") if !values.is_empty() => {
                let why = "`Exists` and `DoesNotExist` take no values";
                cx.forbidden(&values, why, "remove the values, or use `In` or `NotIn`");
            }
            Some("Gt" | "Lt") if values.len() != 1 => {
                one_value(cx, &values, "keep one number: `Gt` and `Lt` compare with it");
            }
            _ => {}
        }
        expression.get("key").label_key(cx);
        if values_count {
            for value in values.items() {
                value.label_value(cx);
            }
        }
    }
    for field in term.get("matchFields").items() {
        check_match_field(cx, &field);
    }
}

fn check_match_field<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let (operator, values, key) = (field.get("operator"), field.get("values"), field.get("key"));
    match operator.text() {
        Some("In" | "NotIn") if values.len() == 1 => {}
        Some("In" | "NotIn") => one_value(cx, &values, "keep one: a field has one value"),
        Some(_) => cx.invalid(&operator, "be `In` or `NotIn` for a field", "compare fields with `In` or `NotIn`"),
        None => {}
    }
    match key.text() {
        Some("metadata.name") => values.items().for_each(|value| value.dns_subdomain(cx)),
        Some(_) => {
            let help = "no other field of a node can be selected; use `matchExpressions` for labels";
            cx.invalid(&key, "be `metadata.name`", help);
        }
        None => {}
    }
}

/// Not one value, but none or several.
fn one_value<'a>(cx: &mut Context<'_, 'a>, values: &Field<'_, 'a>, help: &str) {
    let must = format!("have one value, but has {}", values.len());
    cx.invalid(values, &must, help);
}

fn check_pod_term<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, term: &Field<'_, 'a>) {
    term.get("labelSelector").label_selector(cx);
    term.get("namespaceSelector").label_selector(cx);
    for namespace in term.get("namespaces").items() {
        namespace.dns_label(cx);
    }
    let key = term.get("topologyKey");
    key.filled(cx, "name a label of nodes, such as `kubernetes.io/hostname`");
    key.label_key(cx);
    if pod.minor < LABEL_KEYS {
        return;
    }
    let mismatched = term.get("mismatchLabelKeys");
    let matched = term.get("matchLabelKeys");
    for keys in [&matched, &mismatched] {
        label_keys(cx, keys, term);
    }
    for key in matched.items() {
        if mismatched.items().any(|other| other.text() == key.text()) {
            cx.invalid(&key, "not stand in `mismatchLabelKeys` too", "keep it in one of the two");
        }
    }
}

/// `matchLabelKeys` and `mismatchLabelKeys`: names of labels, of use with a selector only.
pub(super) fn label_keys<'a>(cx: &mut Context<'_, 'a>, keys: &Field<'_, 'a>, term: &Field<'_, 'a>) {
    if !keys.is_empty() && !term.get("labelSelector").is_set() {
        cx.forbidden(keys, "it counts only with `labelSelector`", "add the selector that it narrows");
    }
    for key in keys.items() {
        key.label_key(cx);
    }
}
