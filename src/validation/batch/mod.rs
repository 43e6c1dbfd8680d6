//! Job and CronJob, as `pkg/apis/batch/validation` checks them.

mod job_policy;
mod schedule;
mod time_zone;

use super::context::Context;
use super::field::Field;
use super::grammar::domain_prefixed_name;
use super::metadata::fits_label;
use super::{labels, metadata};
use crate::object::{LabelSelector, Labels};

/// The longest name of a CronJob: its Jobs get eleven more characters.
const CRON_JOB_NAME: usize = 52;
/// The most pods of an Indexed Job that may run at once.
const INDEXED_PARALLELISM: i64 = 100_000;

/// A CronJob.
pub(super) fn cron_job<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let name = root.path(&["metadata", "name"]);
    if name.text_or_empty().len() > CRON_JOB_NAME {
        cx.too_large(&name, name.text_or_empty().len(), CRON_JOB_NAME, "characters");
    }
    let spec = root.get("spec");
    let schedule = spec.get("schedule");
    if cx.require(&schedule, "say when it runs, for example `0 3 * * *`") {
        cx.check(&schedule, schedule::cron);
    }
    cx.check(&spec.get("timeZone"), time_zone::iana);
    cx.one_of(&spec.get("concurrencyPolicy"), &["Allow", "Forbid", "Replace"]);
    for key in ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"] {
        cx.in_range(&spec.get(key), 0..=i64::MAX);
    }
    let template = spec.get("jobTemplate");
    metadata::labels_and_annotations(cx, &template.get("metadata"));
    let job = template.get("spec");
    for key in ["manualSelector", "selector"] {
        let field = job.get(key);
        if field.is_true() || (key == "selector" && field.is_set()) {
            cx.invalid(&field, "not be set: each Job gets a selector of its own", "remove it");
        }
    }
    job_spec(cx, &job);
}

/// A Job.
pub(super) fn job<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let name = root.path(&["metadata", "name"]);
    let text = name.text_or_empty();
    let manual = spec.get("manualSelector").is_true();
    if !manual && !fits_label(text) {
        cx.invalid(&name, "have at most 63 characters, as it becomes a label of its pods", "shorten it");
    }
    selector(cx, &spec, manual);
    job_spec(cx, &spec);
}

/// The server writes the selector of a Job, unless it is told not to.
fn selector<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, manual: bool) {
    let selector = spec.get("selector");
    let made = spec.path(&["template", "metadata", "labels"]);
    match selector.node().and_then(LabelSelector::new) {
        Some(parsed) if manual => {
            labels::label_selector(cx, &selector);
            labels::selector_matches(cx, &selector, &made, parsed.matches(Labels::new(made.node())));
        }
        Some(parsed) if !parsed.is_empty() => {
            let help = "remove it: the server makes one that no other Job shares";
            cx.invalid(&selector, "not be set unless `manualSelector` is true", help);
        }
        None if manual => cx.required(&selector, "select the pods by their labels, or remove `manualSelector`"),
        _ => {}
    }
}

fn job_spec<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    for key in [
        "parallelism",
        "completions",
        "activeDeadlineSeconds",
        "backoffLimit",
        "ttlSecondsAfterFinished",
        "backoffLimitPerIndex",
        "maxFailedIndexes",
    ] {
        cx.in_range(&spec.get(key), 0..=i64::MAX);
    }
    let mode = spec.get("completionMode");
    cx.one_of(&mode, &["NonIndexed", "Indexed"]);
    let indexed = mode.text() == Some("Indexed");
    completion(cx, spec, indexed);
    let managed_by = spec.get("managedBy");
    cx.check(&managed_by, domain_prefixed_name);
    job_policy::pod_failure(cx, spec);
    job_policy::success(cx, spec, indexed);
    metadata::labels_and_annotations(cx, &spec.path(&["template", "metadata"]));
}

/// What depends on whether the completions are numbered.
fn completion<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, indexed: bool) {
    let per_index = spec.get("backoffLimitPerIndex");
    let most_failed = spec.get("maxFailedIndexes");
    if indexed {
        if !spec.get("completions").is_set() {
            cx.required(&spec.get("completions"), "an Indexed Job needs the number of its completions");
        }
        if spec.get("parallelism").int().is_some_and(|number| number > INDEXED_PARALLELISM) {
            cx.in_range(&spec.get("parallelism"), 0..=INDEXED_PARALLELISM);
        }
        if most_failed.is_set() && !per_index.is_set() {
            cx.required(&per_index, "`maxFailedIndexes` counts only with `backoffLimitPerIndex`");
        }
        return;
    }
    for field in [&per_index, &most_failed] {
        if field.is_set() {
            cx.invalid(
                field,
                "stand only with `completionMode: Indexed`",
                "set `completionMode: Indexed`, or remove it",
            );
        }
    }
}
