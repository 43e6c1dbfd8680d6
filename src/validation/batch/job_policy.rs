//! When a Job counts as failed or done before all of its pods are.

use crate::validation::context::Context;
use crate::validation::field::Field;

/// The most rules of a policy.
const MOST_RULES: usize = 20;
/// The most exit codes of a rule.
const MOST_EXIT_CODES: usize = 255;

/// `podFailurePolicy`.
pub(super) fn pod_failure<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let policy = spec.get("podFailurePolicy");
    if !policy.is_set() {
        return;
    }
    let restart = spec.path(&["template", "spec", "restartPolicy"]);
    if restart.text() == Some("OnFailure") {
        cx.invalid(&restart, "be `Never` beside `podFailurePolicy`", "set `restartPolicy: Never`");
    }
    let replacement = spec.get("podReplacementPolicy");
    if replacement.text() == Some("TerminatingOrFailed") {
        cx.one_of(&replacement, &["Failed"]);
    }
    let rules = policy.get("rules");
    if rules.len() > MOST_RULES {
        cx.too_large(&rules, rules.len(), MOST_RULES, "rules");
    }
    for rule in rules.items() {
        failure_rule(cx, spec, &rule);
    }
}

fn failure_rule<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, rule: &Field<'_, 'a>) {
    let action = rule.get("action");
    if cx.require(&action, "say what happens: `FailJob`, `FailIndex`, `Ignore` or `Count`") {
        cx.one_of(&action, &["Count", "FailIndex", "FailJob", "Ignore"]);
    }
    if action.text() == Some("FailIndex") && !spec.get("backoffLimitPerIndex").is_set() {
        cx.invalid(&action, "stand only with `backoffLimitPerIndex`", "set `backoffLimitPerIndex`, or use `FailJob`");
    }
    let (codes, conditions) = (rule.get("onExitCodes"), rule.get("onPodConditions"));
    match (codes.is_set(), conditions.is_empty()) {
        (true, false) => {
            cx.invalid(rule, "have only one of `onExitCodes` and `onPodConditions`", "make two rules of it")
        }
        (false, true) => cx.invalid(rule, "have `onExitCodes` or `onPodConditions`", "add one of the two"),
        (true, true) => exit_codes(cx, spec, &codes),
        (false, false) => {
            for condition in conditions.items() {
                cx.require(&condition.get("type"), "name the condition, for example `DisruptionTarget`");
                cx.one_of(&condition.get("status"), &["False", "True", "Unknown"]);
            }
        }
    }
}

fn exit_codes<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, codes: &Field<'_, 'a>) {
    let operator = codes.get("operator");
    cx.one_of(&operator, &["In", "NotIn"]);
    let values = codes.get("values");
    if values.is_empty() {
        cx.required(&values, "list at least one exit code");
    } else if values.len() > MOST_EXIT_CODES {
        cx.too_large(&values, values.len(), MOST_EXIT_CODES, "exit codes");
    }
    let mut last: Option<i64> = None;
    for value in values.items() {
        let Some(code) = value.int() else { continue };
        if code == 0 && operator.text() == Some("In") {
            cx.invalid(&value, "not be 0, which means success", "list exit codes of failures");
        }
        match last {
            Some(before) if before == code => cx.invalid(&value, "not be listed twice", "remove one of the two"),
            Some(before) if before > code => {
                cx.invalid(&value, "not be smaller than the one before it", "list the exit codes in ascending order");
            }
            _ => {}
        }
        last = Some(code);
    }
    let name = codes.get("containerName");
    if let Some(wanted) = name.text() {
        let known = container_names(spec);
        if !known.contains(&wanted) {
            cx.not_found(&name, "container", &known);
        }
    }
}

fn container_names<'a>(spec: &Field<'_, 'a>) -> Vec<&'a str> {
    let pod = spec.path(&["template", "spec"]);
    let lists = [pod.get("containers"), pod.get("initContainers")];
    lists.iter().flat_map(Field::items).filter_map(|container| container.get("name").text()).collect()
}

/// `successPolicy`.
pub(super) fn success<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, indexed: bool) {
    let policy = spec.get("successPolicy");
    if !policy.is_set() {
        return;
    }
    if !indexed {
        cx.invalid(&policy, "stand only with `completionMode: Indexed`", "set `completionMode: Indexed`, or remove it");
        return;
    }
    let rules = policy.get("rules");
    if cx.require(&rules, "add at least one rule") && rules.len() > MOST_RULES {
        cx.too_large(&rules, rules.len(), MOST_RULES, "rules");
    }
    for rule in rules.items() {
        let (indexes, count) = (rule.get("succeededIndexes"), rule.get("succeededCount"));
        if !indexes.is_set() && !count.is_set() {
            cx.required(&rule, "set `succeededIndexes`, `succeededCount` or both");
        }
        cx.in_range(&count, 1..=i64::MAX);
    }
}
