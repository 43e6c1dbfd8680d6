//! The rules about requests to suppress findings, and what they find.

use super::request::{NamedRule, Request};
use crate::engine::Engine;
use crate::engine::syntax::Noticed;
use crate::finding::{Category, Place, Severity, Violation};
use crate::rule::Metadata;
use crate::yaml::{Pointer, Span};

/// The rule about a suppression without use.
pub const UNUSED: &str = "IGN001";
pub(super) const UNKNOWN: &str = "IGN002";
pub(super) const MALFORMED: &str = "IGN003";
/// The rule about a suppression that is out of date.
pub const EXPIRED: &str = "IGN004";
/// The rule about a suppression without a reason.
pub const WITHOUT_REASON: &str = "IGN005";

/// Id, name, title, description, rationale.
const RULES: &[(&str, &str, &str, &str, &str)] = &[
    (
        UNUSED,
        "unused-ignore",
        "A suppression that suppresses nothing",
        "Each rule that a comment or annotation asks to ignore is found at what it covers. Rules that the run did not look for \
         are not judged.",
        "What is left over from a fault long mended hides the next one.",
    ),
    (
        UNKNOWN,
        "unknown-rule-in-ignore",
        "A suppression that names no rule",
        "Comments and annotations name rules by id, by name, by a prefix of ids, or by the id of the same check in another tool.",
        "With a typing error in it, it suppresses nothing.",
    ),
    (
        MALFORMED,
        "malformed-ignore",
        "A suppression that cannot be understood",
        "A comment reads `kubevet: ignore[RULE, RULE] reason until=YYYY-MM-DD`, or `ignore-file` instead of `ignore`. An annotation \
         is `kubevet.dev/ignore`, `kubevet.dev/ignore.container.NAME`, `kubevet.dev/reason` or `kubevet.dev/until`.",
        "What cannot be understood suppresses nothing.",
    ),
    (
        EXPIRED,
        "expired-ignore",
        "A suppression whose time is over",
        "The day that `until` names has not passed yet.",
        "The findings that were put off until this day are there again.",
    ),
    (
        WITHOUT_REASON,
        "ignore-without-reason",
        "A suppression without a reason",
        "Where the configuration says `require-reason`, each suppression says why.",
        "Who finds it next year must know whether it still holds.",
    ),
];

/// The rules of this group.
pub(in crate::engine) fn rules() -> Vec<Metadata> {
    RULES
        .iter()
        .map(|&(id, name, title, description, rationale)| Metadata {
            title: title.into(),
            description: description.into(),
            rationale: rationale.into(),
            message: title.into(),
            severity: Severity::Warning,
            ..Metadata::native(id, name, Category::Policy)
        })
        .collect()
}

/// Whether a rule is about requests to suppress findings, which cannot be suppressed by such themselves.
pub fn is_about_requests(rule: &str) -> bool {
    RULES.iter().any(|(id, ..)| *id == rule)
}

/// Whether the run looked for what a request names.
pub(super) fn is_judged(engine: &Engine, rule: &NamedRule) -> bool {
    !rule.ids.is_empty() && rule.ids.iter().all(|id| engine.selection.contains(id))
}

/// What is wrong with a request.
pub(super) fn complaints(engine: &Engine, request: &Request) -> Vec<Noticed> {
    let mut complaints = Vec::new();
    if request.of_peer {
        return complaints;
    }
    let mut complain = |rule: &'static str, message: String, help: String, span: Span| {
        let pointer = request.annotation.clone().unwrap_or_else(Pointer::root);
        let violation = Violation::new(rule, message, Place { pointer, span }).with_help(help);
        complaints.push(Noticed { document: request.document, node: None, violation });
    };
    if let Some(until) = request.until.filter(|_| request.is_over(engine.settings.today)) {
        let help = "mend what it hides, or set a later day".to_owned();
        complain(EXPIRED, format!("the suppression ended with {until}"), help, request.span);
    }
    if engine.settings.require_reason && request.reason.is_none() {
        let help = match request.annotation {
            Some(_) => "say why in an annotation `kubevet.dev/reason`",
            None => "say why behind the bracket: `# kubevet: ignore[..] reads host metrics`",
        };
        complain(WITHOUT_REASON, "the suppression gives no reason".to_owned(), help.to_owned(), request.span);
    }
    for rule in &request.rules {
        if rule.ids.is_empty() {
            let near = engine.registry.suggestions(&rule.name);
            let help = match near.first() {
                Some(near) => format!("did you mean `{near}`? `kubevet rules` lists all rules"),
                None => "`kubevet rules` lists all rules".to_owned(),
            };
            complain(UNKNOWN, format!("unknown rule `{}`", rule.name), help, rule.span);
        } else if rule.used == 0 && is_judged(engine, rule) && !request.is_over(engine.settings.today) {
            let message = format!("`{}` is not found here: there is nothing to suppress", rule.name);
            complain(UNUSED, message, "remove it".to_owned(), rule.span);
        }
    }
    complaints
}
