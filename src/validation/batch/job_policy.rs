//! When a Job counts as failed or done before all of its pods are.

use super::PER_INDEX;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::qualified_name;

/// The most rules of a policy.
const MOST_RULES: usize = 20;
/// The most conditions of a rule.
const MOST_CONDITIONS: usize = 20;
/// The longest list of indexes, in bytes.
const INDEXES_LENGTH: usize = 64 * 1024;
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
    if cx.release() >= PER_INDEX {
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
    let counts_failures = cx.release() >= PER_INDEX;
    if counts_failures && action.text() == Some("FailIndex") && !spec.get("backoffLimitPerIndex").is_set() {
        cx.invalid(&action, "stand only with `backoffLimitPerIndex`", "set `backoffLimitPerIndex`, or use `FailJob`");
    }
    let (codes, conditions) = (rule.get("onExitCodes"), rule.get("onPodConditions"));
    match (codes.is_set(), conditions.is_empty()) {
        (true, false) => {
            cx.invalid(rule, "have only one of `onExitCodes` and `onPodConditions`", "make two rules of it")
        }
        (false, true) => cx.invalid(rule, "have `onExitCodes` or `onPodConditions`", "add one of the two"),
        _ => {}
    }
    if codes.is_set() {
        exit_codes(cx, spec, &codes);
    }
    conditions.at_most(cx, MOST_CONDITIONS, "conditions");
    for condition in conditions.items() {
        let kind = condition.get("type");
        if cx.require(&kind, "name the condition, for example `DisruptionTarget`") {
            cx.check(&kind, qualified_name);
        }
        condition.get("status").one_of_or_default(cx, &["False", "True", "Unknown"]);
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
    code_values(cx, &values, operator.text() == Some("In"));
    let name = codes.get("containerName");
    if let Some(wanted) = name.text() {
        let known = container_names(spec);
        if !known.contains(&wanted) {
            cx.not_found(&name, "container", &known);
        }
    }
}

/// Exit codes in ascending order; 0 is no failure.
fn code_values<'a>(cx: &mut Context<'_, 'a>, values: &Field<'_, 'a>, listed: bool) {
    let mut last: Option<i64> = None;
    for (index, value) in values.items().enumerate() {
        let Some(code) = value.int() else { continue };
        if code == 0 && listed {
            cx.invalid(&value, "not be 0, which means success", "list exit codes of failures");
        }
        if let Some(first) = values.items().take(index).find(|other| other.int() == Some(code)) {
            cx.duplicate(&value, &first, "list each exit code once");
        } else if last.is_some_and(|last| last > code) {
            cx.invalid(&value, "not be smaller than the one before it", "list the exit codes in ascending order");
        }
        last = Some(code);
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
        success_rule(cx, spec, &rule);
    }
}

fn success_rule<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, rule: &Field<'_, 'a>) {
    let (indexes, count) = (rule.get("succeededIndexes"), rule.get("succeededCount"));
    if !indexes.is_set() && !count.is_set() {
        cx.required_part(rule, "`succeededIndexes` or `succeededCount`", "set one of the two, or both");
    }
    cx.in_range(&count, 0..=i64::MAX);
    let Some(completions) = spec.get("completions").int() else { return };
    let most = match indexes.text() {
        None => completions,
        Some(text) => {
            if text.len() > INDEXES_LENGTH {
                cx.too_large(&indexes, text.len(), INDEXES_LENGTH, "bytes");
            }
            match count_indexes(text, completions) {
                Ok(total) => total,
                Err(must) => {
                    let must = format!("{must} (there are {completions} completions)");
                    cx.invalid(&indexes, &must, "write it as in `0,2,5-9`, in ascending order");
                    completions
                }
            }
        }
    };
    if count.int().is_some_and(|count| count > most) {
        cx.invalid(&count, &format!("be at most {most}, as the rule counts no more indexes"), "lower it");
    }
}

/// How many indexes a list such as `0,2,5-9` names, or what it must be.
fn count_indexes(text: &str, completions: i64) -> Result<i64, &'static str> {
    let mut last = None;
    let mut total = 0;
    for part in text.split(',').filter(|_| !text.is_empty()) {
        let (first, end) = part.split_once('-').unwrap_or((part, part));
        let (Ok(first), Ok(end)) = (first.parse::<i64>(), end.parse::<i64>()) else {
            return Err("list numbers and ranges of numbers");
        };
        if first.max(end) >= completions {
            return Err("name only indexes below the number of completions");
        }
        if (part.contains('-') && first >= end) || last.is_some_and(|last| last >= first) {
            return Err("name the indexes in ascending order");
        }
        total += end - first + 1;
        last = Some(end);
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::count_indexes;

    #[test]
    fn lists_of_indexes_ascend_below_the_completions() {
        for (text, total) in [("", 0), ("0", 1), ("0,2,4", 3), ("1,3,5-9", 7), ("0-9", 10)] {
            assert_eq!(count_indexes(text, 10), Ok(total), "{text}");
        }
        for bad in ["a", "1,", "10", "3-3", "5-1", "1,1", "2,1", "0-2,2", "1-2-3", "-1", " 1"] {
            assert!(count_indexes(bad, 10).is_err(), "{bad}");
        }
    }
}
