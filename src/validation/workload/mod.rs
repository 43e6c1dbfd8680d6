//! Workloads that keep pods running, as `pkg/apis/apps/validation` checks them.

mod strategy;
#[cfg(test)]
mod tests;

pub(super) use strategy::amount;

use super::context::{Context, named};
use super::field::Field;
use super::{labels, metadata, storage};
use crate::object::{LabelSelector, Labels, ServiceSelector};

/// The release from which the name of a StatefulSet's Service is checked.
const CHECKED_SERVICE_NAME: u16 = 33;
/// The last release that asks several pods to only read from a disk of Google's cloud.
const LAST_WITH_READ_ONLY_DISKS: u16 = 28;

/// A Deployment.
pub(super) fn deployment<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    counts(cx, &spec);
    strategy::deployment(cx, &spec.get("strategy"));
    progress_deadline(cx, &spec);
    cx.in_range(&spec.get("revisionHistoryLimit"), 0..=i64::MAX);
    selected_template(cx, &spec);
    read_only_disks(cx, &spec);
}

/// A DaemonSet.
pub(super) fn daemon_set<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    cx.in_range(&spec.get("minReadySeconds"), 0..=i64::MAX);
    cx.in_range(&spec.get("revisionHistoryLimit"), 0..=i64::MAX);
    strategy::daemon_set(cx, &spec.get("updateStrategy"));
    selected_template(cx, &spec);
}

/// A StatefulSet.
pub(super) fn stateful_set<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    counts(cx, &spec);
    let history = spec.get("revisionHistoryLimit");
    if history.int().is_some_and(|number| number < 0) {
        let message = format!("{} is negative, so that all revisions are kept", named(&history));
        cx.warn(&history, message, "write how many revisions to keep, for example `10`");
    }
    cx.in_range(&spec.path(&["ordinals", "start"]), 0..=i64::MAX);
    let service = spec.get("serviceName");
    if !service.is_empty() && cx.release() >= CHECKED_SERVICE_NAME {
        service.dns_label(cx);
    }
    spec.get("podManagementPolicy").one_of_or_default(cx, &["OrderedReady", "Parallel"]);
    strategy::stateful_set(cx, &spec.get("updateStrategy"));
    let retention = spec.get("persistentVolumeClaimRetentionPolicy");
    for key in ["whenDeleted", "whenScaled"] {
        retention.get(key).one_of_or_default(cx, &["Retain", "Delete"]);
    }
    storage::templates(cx, &spec.get("volumeClaimTemplates"));
    selected_template(cx, &spec);
}

/// A ReplicaSet.
pub(super) fn replica_set<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    counts(cx, &spec);
    selected_template(cx, &spec);
    read_only_disks(cx, &spec);
}

/// A ControllerRevision.
pub(super) fn controller_revision<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let data = root.get("data");
    if !data.is_set() {
        cx.required(&data, "add the state that the revision keeps");
    }
    cx.in_range(&root.get("revision"), 0..=i64::MAX);
}

/// A ReplicationController, whose selector is a plain map and is by default that of its template.
pub(super) fn replication_controller<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    counts(cx, &spec);
    let (selector, template) = (spec.get("selector"), spec.get("template"));
    let made = template.path(&["metadata", "labels"]);
    if selector.is_empty() {
        if made.is_empty() {
            cx.required(&selector, "give the template labels: the selector is made of them");
        }
    } else if let Some(plain) = selector.node().and_then(ServiceSelector::new) {
        labels::selector_matches(cx, &selector, &made, plain.matches(Labels::new(made.node())));
    }
    pod_template(cx, &spec, &template);
    read_only_disks(cx, &spec);
}

/// Several pods cannot write to one disk of Google's cloud, and early releases say so.
fn read_only_disks<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    if cx.release() > LAST_WITH_READ_ONLY_DISKS || spec.get("replicas").int().is_none_or(|number| number <= 1) {
        return;
    }
    for volume in spec.path(&["template", "spec", "volumes"]).items() {
        let disk = volume.get("gcePersistentDisk");
        if disk.is_map() && !disk.get("readOnly").is_true() {
            cx.invalid(&disk.get("readOnly"), "be true where there are several pods", "set it, or keep to one pod");
        }
    }
}

fn counts<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    cx.in_range(&spec.get("replicas"), 0..=i64::MAX);
    cx.in_range(&spec.get("minReadySeconds"), 0..=i64::MAX);
}

/// The server gives 600 seconds where there is no deadline.
fn progress_deadline<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let field = spec.get("progressDeadlineSeconds");
    cx.in_range(&field, 0..=i64::MAX);
    let (deadline, ready) = (field.int().unwrap_or(600), spec.get("minReadySeconds").int().unwrap_or(0));
    if deadline <= ready && deadline >= 0 {
        let must = format!("be more than `minReadySeconds`, which is {ready}");
        cx.invalid(&field, &must, "raise `progressDeadlineSeconds` (600 unless set) or lower `minReadySeconds`");
    }
}

/// Selector and template of the kinds of `apps/v1`, which default neither from the other.
fn selected_template<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (selector, template) = (spec.get("selector"), spec.get("template"));
    if !selector.is_set() {
        cx.required(&selector, "select the pods of the template by their labels");
    }
    labels::label_selector(cx, &selector);
    if let Some(parsed) = selector.node().and_then(LabelSelector::new) {
        let made = template.path(&["metadata", "labels"]);
        if parsed.is_empty() {
            cx.invalid(&selector, "not be empty", "name at least one label of the template in `matchLabels`");
        } else {
            labels::selector_matches(cx, &selector, &made, parsed.matches(Labels::new(made.node())));
        }
    }
    pod_template(cx, spec, &template);
}

/// The pod template; its spec has checks of its own.
fn pod_template<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, template: &Field<'_, 'a>) {
    if !template.is_set() && spec.is_set() {
        cx.required(template, "add the template of the pods");
        return;
    }
    metadata::labels_and_annotations(cx, &template.get("metadata"));
}
