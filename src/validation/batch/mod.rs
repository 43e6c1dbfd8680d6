//! Job and CronJob, as `pkg/apis/batch/validation` checks them.

mod job_policy;
mod schedule;
#[cfg(test)]
mod tests;
mod time_zone;

use super::context::{Context, named};
use super::field::Field;
use super::grammar::{dns_label, domain_prefixed_path};
use super::metadata::fits_label;
use super::{labels, metadata};
use crate::object::{LabelSelector, Labels};

/// The longest name of a CronJob: its Jobs get eleven more characters.
const CRON_JOB_NAME: usize = 52;
/// The most pods of an Indexed Job that may run at once, and the most of its indexes that may fail.
const MOST_INDEXES: i64 = 100_000;
/// As [`MOST_INDEXES`], for a Job with more completions than that.
const INDEXES_OF_MANY: i64 = 10_000;
/// The longest name of a controller of Jobs.
const MANAGED_BY_LENGTH: usize = 63;
const INDEXED: &str = "Indexed";

/// The release from which a schedule may hold no time zone.
const NO_ZONE_IN_SCHEDULE: u16 = 29;
/// The releases from which these are in use without a switch; before, the server drops them.
const PER_INDEX: u16 = 29;
const SUCCESS_POLICY: u16 = 31;
const MANAGED_BY: u16 = 32;

/// The labels that the server gives to the pods of a Job: its name, and its uid, which is made with the Job.
const NAME_LABELS: [&str; 2] = ["job-name", "batch.kubernetes.io/job-name"];
const UID_LABELS: [&str; 2] = ["controller-uid", "batch.kubernetes.io/controller-uid"];

/// A CronJob.
pub(super) fn cron_job<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let name = root.path(&["metadata", "name"]);
    if name.text_or_empty().len() > CRON_JOB_NAME {
        cx.too_large(&name, name.text_or_empty().len(), CRON_JOB_NAME, "characters");
    }
    let spec = root.get("spec");
    schedule(cx, &spec);
    cx.check(&spec.get("timeZone"), time_zone::iana);
    spec.get("concurrencyPolicy").one_of_or_default(cx, &["Allow", "Forbid", "Replace"]);
    for key in ["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"] {
        cx.in_range(&spec.get(key), 0..=i64::MAX);
    }
    // The server does not look at the labels of the Jobs themselves.
    let job = spec.path(&["jobTemplate", "spec"]);
    for key in ["manualSelector", "selector"] {
        let field = job.get(key);
        if field.is_true() || (key == "selector" && field.is_set()) {
            cx.invalid(&field, "not be set: each Job gets a selector of its own", "remove it");
        }
    }
    job_spec(cx, &job);
}

fn schedule<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let schedule = spec.get("schedule");
    if !cx.require(&schedule, "say when it runs, for example `0 3 * * *`") {
        return;
    }
    if cx.release() >= NO_ZONE_IN_SCHEDULE || !schedule.text_or_empty().contains("TZ") {
        cx.check(&schedule, schedule::cron);
    } else if spec.get("timeZone").is_set() {
        cx.invalid(&schedule, "hold no time zone beside `timeZone`", "keep `timeZone` alone");
    } else {
        let message = format!("{} holds a time zone, which Kubernetes 1.29 refuses", named(&schedule));
        cx.warn(&schedule, message, "name the zone in `timeZone`");
    }
}

/// A Job.
pub(super) fn job<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let name = root.path(&["metadata", "name"]);
    if spec.get("manualSelector").is_true() {
        manual_selector(cx, &spec);
    } else {
        if !fits_label(name.text_or_empty()) {
            cx.invalid(&name, "have at most 63 characters, as it becomes a label of its pods", "shorten it");
        }
        generated_selector(cx, &spec, name.text_or_empty());
    }
    host_names(cx, &spec, &name);
    job_spec(cx, &spec);
}

fn manual_selector<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let selector = spec.get("selector");
    let made = spec.path(&["template", "metadata", "labels"]);
    if let Some(parsed) = selector.node().and_then(LabelSelector::new) {
        labels::label_selector(cx, &selector);
        labels::selector_matches(cx, &selector, &made, parsed.matches(Labels::new(made.node())));
    } else if !selector.is_set() {
        cx.required(&selector, "select the pods by their labels, or remove `manualSelector`");
    }
}

/// The server writes the selector of a Job and the labels that it selects, and takes no others in their place.
fn generated_selector<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, name: &str) {
    for (key, label) in spec.path(&["template", "metadata", "labels"]).entries() {
        if UID_LABELS.contains(&key) {
            cx.invalid(&label, "not be set: it becomes the uid that the Job gets", "remove it: the server sets it");
        } else if NAME_LABELS.contains(&key) && label.text_or_empty() != name {
            cx.invalid(&label, &format!("be the name of the Job, `{name}`"), "remove it: the server sets it");
        }
    }
    let selector = spec.get("selector");
    let Some(parsed) = selector.node().and_then(LabelSelector::new) else { return };
    labels::label_selector(cx, &selector);
    let given = |key: &str| match key {
        key if NAME_LABELS.contains(&key) => Some(name),
        // No selector can know the uid.
        key if UID_LABELS.contains(&key) => Some("\0"),
        _ => None,
    };
    if !parsed.requirements().all(|requirement| requirement.accepts(given(requirement.key))) {
        let help = "remove it: the server makes one that no other Job shares";
        cx.invalid(&selector, "not be set unless `manualSelector` is true", help);
    }
}

/// Pods of an Indexed Job get its name and their index as host name.
fn host_names<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, name: &Field<'_, 'a>) {
    let completions = spec.get("completions").int().unwrap_or_default();
    let Some(text) = name.some_text() else { return };
    if spec.get("completionMode").text() != Some(INDEXED) || completions <= 0 {
        return;
    }
    let host = format!("{text}-{}", completions - 1);
    if dns_label(&host).is_err() {
        let must = format!("be a DNS label together with the index of each pod, but the last is `{host}`");
        cx.invalid(name, &must, "use at most 63 lower case letters, digits and `-` in all");
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
    cx.one_of(&mode, &["NonIndexed", INDEXED]);
    let indexed = mode.text() == Some(INDEXED);
    completion(cx, spec, indexed);
    let minor = cx.release();
    if minor >= MANAGED_BY {
        managed_by(cx, &spec.get("managedBy"));
    }
    job_policy::pod_failure(cx, spec);
    if minor >= SUCCESS_POLICY {
        job_policy::success(cx, spec, indexed);
    }
    metadata::labels_and_annotations(cx, &spec.path(&["template", "metadata"]));
}

fn managed_by<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    if !field.is_set() || !cx.require(field, "name the controller, for example `example.com/queue`, or remove it") {
        return;
    }
    cx.check(field, domain_prefixed_path);
    let length = field.text_or_empty().len();
    if length > MANAGED_BY_LENGTH {
        cx.too_large(field, length, MANAGED_BY_LENGTH, "characters");
    }
}

/// What depends on whether the completions are numbered.
fn completion<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, indexed: bool) {
    let counts_failures = cx.release() >= PER_INDEX;
    if indexed {
        if !spec.get("completions").is_set() {
            cx.required(&spec.get("completions"), "an Indexed Job needs the number of its completions");
        }
        at_most(cx, &spec.get("parallelism"), MOST_INDEXES, "for an Indexed Job");
        if counts_failures {
            failed_indexes(cx, spec);
        }
        indexed_warning(cx, spec);
    } else if counts_failures {
        for field in [spec.get("backoffLimitPerIndex"), spec.get("maxFailedIndexes")] {
            if field.is_set() {
                let help = "set `completionMode: Indexed`, or remove it";
                cx.invalid(&field, "stand only with `completionMode: Indexed`", help);
            }
        }
    }
    let per_index = spec.get("backoffLimitPerIndex");
    if counts_failures && spec.get("maxFailedIndexes").is_set() && !per_index.is_set() {
        cx.required(&per_index, "`maxFailedIndexes` counts only with `backoffLimitPerIndex`");
    }
}

/// The limits of an Indexed Job that counts failures by index: those of many completions are lower.
fn failed_indexes<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (completions, most_failed) = (spec.get("completions").int(), spec.get("maxFailedIndexes"));
    if let Some(completions) = completions.filter(|number| *number < MOST_INDEXES) {
        at_most(cx, &most_failed, completions, "as there are no more completions");
        return;
    }
    if completions.is_some_and(|number| number > MOST_INDEXES) && spec.get("backoffLimitPerIndex").is_set() {
        if !most_failed.is_set() {
            cx.required(&most_failed, "a Job with more than 100000 completions needs it beside `backoffLimitPerIndex`");
        }
        let why = "for more than 100000 completions with `backoffLimitPerIndex`";
        at_most(cx, &spec.get("parallelism"), INDEXES_OF_MANY, why);
        at_most(cx, &most_failed, INDEXES_OF_MANY, why);
    } else {
        at_most(cx, &most_failed, MOST_INDEXES, "for an Indexed Job");
    }
}

fn indexed_warning<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (completions, parallelism) = (spec.get("completions"), spec.get("parallelism"));
    let above = |field: &Field<'_, 'a>, limit| field.int().is_some_and(|number| number > limit);
    if above(&completions, MOST_INDEXES) && above(&parallelism, INDEXES_OF_MANY) {
        let message = "the Job may lose track of its indexes when many of them fail".to_owned();
        cx.warn(&completions, message, "keep to 100000 completions, or to a parallelism of 10000");
    }
}

fn at_most<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, most: i64, why: &str) {
    if field.int().is_some_and(|number| number > most) {
        cx.invalid(field, &format!("be at most {most} {why}"), "lower it");
    }
}
