//! Autoscaling, as `pkg/apis/autoscaling/validation` checks it.
//!
//! All versions of the API are checked as the server's internal one; version 1 has only a share of its fields.

mod behavior;
mod metric;
#[cfg(test)]
mod tests;

use super::context::{Context, named};
use super::field::Field;
use super::grammar::path_segment;
use super::rules::FORBIDDEN_FIELD;

/// The release from which versions of references are looked at, and the group of the target must be named.
const API_VERSIONS: u16 = 34;

const HELP_API_VERSION: &str = "write group and version of its kind, such as `apps/v1` for a Deployment";

/// A HorizontalPodAutoscaler.
pub(super) fn horizontal_pod_autoscaler<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    replicas(cx, &spec);
    let target = spec.get("scaleTargetRef");
    reference(cx, &target);
    if target.is_set() && target.get("kind").text() != Some("ReplicationController") {
        target_group(cx, &target.get("apiVersion"));
    }
    spec.get("targetCPUUtilizationPercentage").positive(cx);
    spec.get("metrics").items().for_each(|metric| metric::metric(cx, &metric));
    for direction in ["scaleUp", "scaleDown"] {
        behavior::rules(cx, &spec.path(&["behavior"]).get(direction));
    }
}

/// Scaling to zero is a feature that is off unless switched on.
fn replicas<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (least, most) = (spec.get("minReplicas"), spec.get("maxReplicas"));
    least.positive(cx);
    most.positive(cx);
    if let (Some(low), Some(high)) = (least.int(), most.int())
        && high < low
        && high > 0
    {
        let must = format!("be `minReplicas`, which is {low}, or more");
        cx.invalid(&most, &must, "raise `maxReplicas`, or lower `minReplicas`");
    }
    let metrics = spec.get("metrics");
    let works_without_pods = |metric: Field<'_, '_>| matches!(metric.get("type").text(), Some("Object" | "External"));
    if least.int() == Some(0) && metrics.is_set() && !metrics.items().any(works_without_pods) {
        let message = format!("{} has nothing to measure while there are no pods", named(&metrics));
        let help = "set `minReplicas: 1`; to scale to zero takes a metric of type `Object` or `External`";
        cx.report(FORBIDDEN_FIELD, &metrics, message, help);
    }
}

/// An object by kind and name, of any group.
fn reference<'a>(cx: &mut Context<'_, 'a>, object: &Field<'_, 'a>) {
    for key in ["kind", "name"] {
        let part = object.get(key);
        part.filled(cx, "name the object by its `kind` and `name`");
        cx.check(&part, path_segment);
    }
    let version = object.get("apiVersion");
    if version.text_or_empty().split('/').count() > 2 && cx.release() >= API_VERSIONS {
        cx.invalid(&version, "be a group, `/` and a version", HELP_API_VERSION);
    }
}

/// A ReplicationController alone can be scaled though it has no group.
fn target_group<'a>(cx: &mut Context<'_, 'a>, version: &Field<'_, 'a>) {
    let group = version.text_or_empty().split_once('/').map(|(group, _)| group);
    if group.is_none_or(str::is_empty) && cx.release() >= API_VERSIONS {
        cx.invalid(version, "name the group of the target's kind", HELP_API_VERSION);
    }
}
