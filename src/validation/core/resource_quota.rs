//! ResourceQuota (`ValidateResourceQuotaSpec`).

use rustc_hash::FxHashSet;

use super::resources::{amount, is_of_quota, quota_name};
use crate::validation::{Context, Field, rules};

const OPERATORS: [&str; 4] = ["In", "NotIn", "Exists", "DoesNotExist"];

/// Scopes of which no object can be in both.
const OPPOSITES: [(&str, &str); 2] = [("BestEffort", "NotBestEffort"), ("Terminating", "NotTerminating")];

/// Amounts that pods ask for, which all scopes of pods but `BestEffort` can limit.
const OF_PODS: [&str; 6] = ["cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory"];

/// A ResourceQuota.
pub(in crate::validation) fn resource_quota<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let hard = spec.get("hard");
    for (name, entry) in hard.entries() {
        quota_name(cx, name, &entry);
        amount(cx, name, &entry);
    }
    let scopes = spec.get("scopes");
    let mut seen = FxHashSet::default();
    for scope in scopes.items() {
        fits_limits(cx, &scope, &hard);
        no_opposite(cx, &scope, &mut seen);
    }
    let expressions = spec.path(&["scopeSelector", "matchExpressions"]);
    seen.clear();
    for expression in expressions.items() {
        let scope = expression.get("scopeName");
        fits_limits(cx, &scope, &hard);
        requirement(cx, &expression);
        no_opposite(cx, &scope, &mut seen);
    }
}

/// All that the quota limits must be countable within its scopes.
fn fits_limits<'a>(cx: &mut Context<'_, 'a>, scope: &Field<'_, 'a>, hard: &Field<'_, 'a>) {
    let Some(text) = scope.text() else { return };
    let mut others = hard.entries().map(|(name, _)| name).filter(|name| is_of_quota(name) && !applies(text, name));
    if let Some(name) = others.next() {
        let message =
            format!("the scope `{text}` does not fit the limit of `{name}`: objects in it are not counted so");
        let help = match text {
            "BestEffort" => "with this scope, limit `pods` alone",
            _ => "with this scope, limit `pods`, and requests and limits of CPU and memory alone",
        };
        cx.report(rules::INVALID_VALUE, scope, message, help);
    }
}

fn applies(scope: &str, resource: &str) -> bool {
    match scope {
        "BestEffort" => resource == "pods",
        "Terminating" | "NotTerminating" | "NotBestEffort" | "PriorityClass" | "CrossNamespacePodAffinity" => {
            resource == "pods" || OF_PODS.contains(&resource)
        }
        _ => true,
    }
}

fn no_opposite<'a>(cx: &mut Context<'_, 'a>, scope: &Field<'_, 'a>, seen: &mut FxHashSet<&'a str>) {
    let text = scope.text_or_empty();
    let opposite = OPPOSITES.iter().find_map(|(one, other)| match text {
        _ if text == *one => Some(*other),
        _ if text == *other => Some(*one),
        _ => None,
    });
    if let Some(opposite) = opposite.filter(|opposite| seen.contains(opposite)) {
        let must = format!("not stand beside `{opposite}`, as no object is in both");
        cx.invalid(scope, &must, "make a quota for each of the two");
    }
    seen.insert(text);
}

/// One of the scopes that a selector asks for.
fn requirement<'a>(cx: &mut Context<'_, 'a>, expression: &Field<'_, 'a>) {
    let (scope, operator, values) = (expression.get("scopeName"), expression.get("operator"), expression.get("values"));
    scope.filled(cx, "name the scope");
    cx.one_of(&operator, &OPERATORS);
    let whole = ["BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity"];
    match operator.text() {
        Some("In" | "NotIn" | "DoesNotExist") if whole.contains(&scope.text_or_empty()) => {
            cx.invalid(&operator, "be `Exists` for this scope", "write `Exists`, without values");
        }
        _ => {}
    }
    match operator.text() {
        Some("In" | "NotIn") if values.is_empty() => {
            cx.required(&values, "list the values of the scope: `In` and `NotIn` need them");
        }
        Some("Exists" | "DoesNotExist") if !values.is_empty() => {
            cx.invalid(&values, "be empty: the operator takes no values", "remove the values, or use `In` or `NotIn`");
        }
        _ => {}
    }
}
