//! Where pods go: node selector, tolerations, topology spread, gates.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`ValidateTolerations`,
//! `validateTopologySpreadConstraints`, `validateSchedulingGates`, `validateReadinessGates`).

use super::{affinity, pod::Pod};
use crate::validation::{Context, Field};

/// The last release that is known to compare tolerations with `Lt` and `Gt` behind a switch only.
const COMPARISON_SWITCHED: u16 = 35;
/// The release from which the server itself writes `matchLabelKeys` into the selector.
const KEYS_MERGED: u16 = 34;

/// Everything of a pod spec that decides where the pod goes and when.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    spec.get("nodeSelector").labels(cx);
    affinity::check(cx, pod, &spec.get("affinity"));
    for toleration in spec.get("tolerations").items() {
        self::toleration(cx, &toleration);
    }
    for constraint in spec.get("topologySpreadConstraints").items() {
        check_spread(cx, pod, &constraint);
    }
    for gate in spec.get("readinessGates").items() {
        gate.get("conditionType").label_key(cx);
    }
    for gate in spec.get("schedulingGates").items() {
        gate.get("name").label_key(cx);
    }
    let node = spec.get("nodeName");
    node.dns_subdomain(cx);
    let gated = !spec.get("schedulingGates").is_empty();
    if pod.is_pod && gated && node.some_text().is_some() {
        cx.forbidden(&node, "`schedulingGates` hold the pod back", "remove the gates or the name of the node");
    }
    for name in ["priorityClassName", "runtimeClassName"] {
        spec.get(name).dns_subdomain(cx);
    }
}

/// One of `tolerations`.
pub(in crate::validation) fn toleration<'a>(cx: &mut Context<'_, 'a>, toleration: &Field<'_, 'a>) {
    let key = toleration.get("key");
    key.label_key(cx);
    let (operator, value) = (toleration.get("operator"), toleration.get("value"));
    let (operator_text, value_text) = (operator.text().unwrap_or_default(), value.text().unwrap_or_default());
    let keyless = !key.is_set() || key.text() == Some("");
    if keyless && operator_text != "Exists" {
        let help = "add the key of the taint, or `operator: Exists` to tolerate every taint";
        cx.invalid(&operator, "be `Exists` for a toleration without `key`", help);
    }
    match operator_text {
        "" | "Equal" => value.label_value(cx),
        "Exists" if !value_text.is_empty() => {
            cx.invalid(&operator, "not be `Exists` beside a `value`", "remove the value, or use `operator: Equal`");
        }
        // They compare numbers, in later releases perhaps without a switch.
        "Lt" | "Gt" if cx.release() <= COMPARISON_SWITCHED => cx.one_of(&operator, &["Equal", "Exists"]),
        _ => {}
    }
    let effect = toleration.get("effect");
    if toleration.get("tolerationSeconds").int().is_some() && effect.text() != Some("NoExecute") {
        let help = "seconds count for pods that run already; set `effect: NoExecute` or remove `tolerationSeconds`";
        cx.invalid(&effect, "be `NoExecute` where `tolerationSeconds` is set", help);
    }
}

fn check_spread<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, constraint: &Field<'_, 'a>) {
    constraint.get("maxSkew").positive(cx);
    let key = constraint.get("topologyKey");
    key.filled(cx, "name a label of nodes, such as `topology.kubernetes.io/zone`");
    key.label_key(cx);
    let domains = constraint.get("minDomains");
    domains.positive(cx);
    let when = constraint.get("whenUnsatisfiable").text();
    if domains.int().is_some() && when.is_some_and(|when| when != "DoNotSchedule") {
        let must = "not be set unless `whenUnsatisfiable` is `DoNotSchedule`";
        cx.invalid(&domains, must, "remove it: a preference has no minimum");
    }
    let selector = constraint.get("labelSelector");
    selector.label_selector(cx);
    let keys = constraint.get("matchLabelKeys");
    affinity::label_keys(cx, &keys, constraint);
    if keys.is_empty() || pod.minor >= KEYS_MERGED {
        return;
    }
    for key in keys.items() {
        let Some(text) = key.text() else { continue };
        let in_labels = selector.get("matchLabels").entries().any(|(label, _)| label == text);
        let in_expressions = selector.get("matchExpressions").items().any(|e| e.get("key").text() == Some(text));
        if in_labels || in_expressions {
            cx.invalid(&key, "not stand in `labelSelector` too", "keep it in one of the two");
        }
    }
}
