//! Warnings about where pods go: labels of nodes that were renamed, selectors that select nothing.

use crate::validation::context::named;
use crate::validation::{Context, Field};

/// Labels of nodes that were renamed, since when, and to what.
const RENAMED: [(&str, &str, &str); 5] = [
    ("beta.kubernetes.io/arch", "1.14", "kubernetes.io/arch"),
    ("beta.kubernetes.io/os", "1.14", "kubernetes.io/os"),
    ("failure-domain.beta.kubernetes.io/region", "1.17", "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", "1.17", "topology.kubernetes.io/zone"),
    ("beta.kubernetes.io/instance-type", "1.17", "node.kubernetes.io/instance-type"),
];

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";

/// The warnings about selectors of nodes and of pods.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    node_selector(cx, &spec.get("nodeSelector"));
    let affinity = spec.get("affinity");
    let nodes = affinity.get("nodeAffinity");
    nodes.get(REQUIRED).get("nodeSelectorTerms").items().for_each(|term| node_term(cx, &term));
    nodes.get(PREFERRED).items().for_each(|term| node_term(cx, &term.get("preference")));
    for constraint in spec.get("topologySpreadConstraints").items() {
        node_label(cx, &constraint.get("topologyKey"));
        selects_nothing(cx, &constraint);
    }
    for name in ["podAffinity", "podAntiAffinity"] {
        let pods = affinity.get(name);
        pods.get(REQUIRED).items().for_each(|term| selects_nothing(cx, &term));
        pods.get(PREFERRED).items().for_each(|term| selects_nothing(cx, &term.get("podAffinityTerm")));
    }
}

/// Labels of nodes that were renamed, in a selector by labels alone.
pub(in crate::validation) fn node_selector<'a>(cx: &mut Context<'_, 'a>, selector: &Field<'_, 'a>) {
    for (key, entry) in selector.entries() {
        if let Some((message, help)) = renamed(&entry, key) {
            cx.warn_key(&entry, message, &help);
        }
    }
}

fn node_term<'a>(cx: &mut Context<'_, 'a>, term: &Field<'_, 'a>) {
    term.get("matchExpressions").items().for_each(|expression| node_label(cx, &expression.get("key")));
}

/// A label of nodes, as a value.
fn node_label<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    if let Some((message, help)) = renamed(field, field.text_or_empty()) {
        cx.warn(field, message, &help);
    }
}

fn renamed(field: &Field<'_, '_>, label: &str) -> Option<(String, String)> {
    let (_, since, new) = RENAMED.iter().find(|(old, ..)| *old == label)?;
    let message = format!("{} is the label `{label}`, which is deprecated since {since}", named(field));
    Some((message, format!("use `{new}`")))
}

/// A term without a selector selects no pod; an empty selector selects all.
fn selects_nothing<'a>(cx: &mut Context<'_, 'a>, term: &Field<'_, 'a>) {
    let selector = term.get("labelSelector");
    if term.is_map() && !selector.is_set() {
        let message = format!("{} is not set, so that no pod is selected", named(&selector));
        cx.warn(&selector, message, "add the labels of the pods that are meant");
    }
}
