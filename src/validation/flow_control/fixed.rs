//! The schemas and levels that every server has, and that are always the same: `apiserver/pkg/apis/flowcontrol/bootstrap`.

use crate::validation::context::Context;
use crate::validation::field::Field;

const HELP: &str = "leave this object to the server, and make one of another name";

/// A schema of which the server takes only one form.
struct FixedSchema {
    name: &'static str,
    precedence: i64,
    method: Option<&'static str>,
    groups: &'static [&'static str],
}

const SCHEMAS: [FixedSchema; 2] = [
    FixedSchema { name: "exempt", precedence: 1, method: None, groups: &["system:masters"] },
    FixedSchema {
        name: "catch-all",
        precedence: 10_000,
        method: Some("ByUser"),
        groups: &["system:unauthenticated", "system:authenticated"],
    },
];

/// A schema with the name of a fixed one must be it.
pub(super) fn flow_schema<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, name: &str) {
    if let Some(fixed) = SCHEMAS.iter().find(|fixed| fixed.name == name)
        && !is_schema(spec, fixed)
    {
        cx.invalid(spec, &format!("be what the server itself writes for `{name}`"), HELP);
    }
}

/// The level `catch-all` is fixed; of the level `exempt`, the type alone is.
pub(super) fn priority_level<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>, name: &str) {
    if name == "catch-all" && !is_catch_all(spec) {
        cx.invalid(spec, "be what the server itself writes for `catch-all`", HELP);
    }
}

fn is_schema(spec: &Field<'_, '_>, fixed: &FixedSchema) -> bool {
    let rules = spec.get("rules");
    let method = spec.get("distinguisherMethod");
    let has_method = match fixed.method {
        Some(wanted) => method.get("type").text() == Some(wanted),
        None => !method.is_set(),
    };
    has_method
        && spec.get("matchingPrecedence").int() == Some(fixed.precedence)
        && spec.path(&["priorityLevelConfiguration", "name"]).text() == Some(fixed.name)
        && rules.len() == 1
        && rules.items().all(|rule| is_rule(&rule, fixed.groups))
}

/// A rule for all that some groups ask for.
fn is_rule(rule: &Field<'_, '_>, groups: &[&str]) -> bool {
    let (subjects, resources, urls) = (rule.get("subjects"), rule.get("resourceRules"), rule.get("nonResourceRules"));
    let is_group = |subject: &Field<'_, '_>, wanted: &str| {
        subject.get("kind").text() == Some("Group") && subject.path(&["group", "name"]).text() == Some(wanted)
    };
    subjects.len() == groups.len()
        && subjects.items().zip(groups).all(|(subject, wanted)| is_group(&subject, wanted))
        && resources.len() == 1
        && resources.items().all(|one| {
            ["verbs", "apiGroups", "resources", "namespaces"].iter().all(|key| is_star(&one.get(key)))
                && one.get("clusterScope").is_true()
        })
        && urls.len() == 1
        && urls.items().all(|one| ["verbs", "nonResourceURLs"].iter().all(|key| is_star(&one.get(key))))
}

fn is_star(list: &Field<'_, '_>) -> bool {
    list.len() == 1 && list.items().all(|item| item.text() == Some("*"))
}

fn is_catch_all(spec: &Field<'_, '_>) -> bool {
    let limited = spec.get("limited");
    let shares = ["nominalConcurrencyShares", "assuredConcurrencyShares"].map(|key| limited.get(key).int());
    shares.contains(&Some(5))
        && limited.get("lendablePercent").int().unwrap_or(0) == 0
        && !limited.get("borrowingLimitPercent").is_set()
        && limited.path(&["limitResponse", "type"]).text() == Some("Reject")
}
