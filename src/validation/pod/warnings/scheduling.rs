//! Warnings about where pods go: labels of nodes that were renamed, selectors that select nothing.

use crate::validation::context::named;
use crate::validation::{Context, Field, labels};

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
        labels::old_node_label(cx, &constraint.get("topologyKey"));
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
        labels::old_node_label_key(cx, key, &entry);
    }
}

fn node_term<'a>(cx: &mut Context<'_, 'a>, term: &Field<'_, 'a>) {
    term.get("matchExpressions").items().for_each(|expression| labels::old_node_label(cx, &expression.get("key")));
}

/// A term without a selector selects no pod; an empty selector selects all.
fn selects_nothing<'a>(cx: &mut Context<'_, 'a>, term: &Field<'_, 'a>) {
    let selector = term.get("labelSelector");
    if term.is_map() && !selector.is_set() {
        let message = format!("{} is not set, so that no pod is selected", named(&selector));
        cx.warn(&selector, message, "add the labels of the pods that are meant");
    }
}
