//! What webhooks and policies match: resources, and conditions in CEL.

use super::rule;
use super::scope::Scope;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{path_segment, qualified_name};

/// The most conditions of a webhook or policy.
const MOST_CONDITIONS: usize = 64;

/// `matchConditions`.
pub(super) fn conditions<'a>(cx: &mut Context<'_, 'a>, conditions: &Field<'_, 'a>, scope: &Scope<'a>) {
    conditions.at_most(cx, MOST_CONDITIONS, "conditions");
    for condition in conditions.items() {
        let name = condition.get("name");
        name.filled(cx, "name the condition, for example `not-of-the-system`");
        if !name.is_empty() {
            cx.check(&name, qualified_name);
        }
        scope.condition(cx, &condition.get("expression"));
    }
}

/// `MatchResources` of a policy or binding.
pub(super) fn resources<'a>(cx: &mut Context<'_, 'a>, resources: &Field<'_, 'a>) {
    cx.one_of(&resources.get("matchPolicy"), &["Equivalent", "Exact"]);
    resources.get("namespaceSelector").label_selector(cx);
    resources.get("objectSelector").label_selector(cx);
    for list in [resources.get("resourceRules"), resources.get("excludeResourceRules")] {
        for rule in list.items() {
            names(cx, &rule.get("resourceNames"));
            rule::with_operations(cx, &rule);
        }
    }
}

/// As [`resources`], for what changes objects.
pub(super) fn mutable_resources<'a>(cx: &mut Context<'_, 'a>, resources: &Field<'_, 'a>) {
    self::resources(cx, resources);
    for rule in resources.get("resourceRules").items() {
        rule::mutable_operations(cx, &rule);
    }
}

/// `matchConstraints`, without which a policy does not know what it judges.
pub(super) fn constraints<'a>(cx: &mut Context<'_, 'a>, constraints: &Field<'_, 'a>) {
    const HELP: &str = "say in `matchConstraints.resourceRules` which requests the policy judges";
    if constraints.is_set() {
        constraints.get("resourceRules").needed_list(cx, HELP);
    } else {
        cx.required(constraints, HELP);
    }
}

fn names<'a>(cx: &mut Context<'_, 'a>, names: &Field<'_, 'a>) {
    let mut seen: Vec<Field<'_, 'a>> = Vec::new();
    for name in names.items() {
        cx.check(&name, path_segment);
        match seen.iter().find(|first| first.text().is_some() && first.text() == name.text()) {
            Some(first) => cx.duplicate(&name, first, "list every name once"),
            None => seen.push(name),
        }
    }
}
