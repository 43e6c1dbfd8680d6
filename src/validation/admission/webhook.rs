//! ValidatingWebhookConfiguration and MutatingWebhookConfiguration.

use super::scope::Scope;
use super::{matching, rule};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_subdomain, dns1035_label};
use crate::validation::webhook_client;

/// The versions of reviews that the server can send.
const REVIEW_VERSIONS: [&str; 2] = ["v1", "v1beta1"];

/// The release from which webhooks have conditions; the server before drops them.
const CONDITIONS_SINCE: u16 = 28;

const NAME_HELP: &str = "name it as a host of your domain, for example `check-pods.example.com`";

/// A ValidatingWebhookConfiguration.
pub(in crate::validation) fn validating_webhooks<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    super::object_name(cx, root);
    root.get("webhooks").items().for_each(|hook| webhook(cx, &hook));
}

/// A MutatingWebhookConfiguration.
pub(in crate::validation) fn mutating_webhooks<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    super::object_name(cx, root);
    for hook in root.get("webhooks").items() {
        webhook(cx, &hook);
        cx.one_of(&hook.get("reinvocationPolicy"), &["Never", "IfNeeded"]);
    }
}

fn webhook<'a>(cx: &mut Context<'_, 'a>, hook: &Field<'_, 'a>) {
    name(cx, &hook.get("name"));
    hook.get("rules").items().for_each(|rule| rule::with_operations(cx, &rule));
    cx.one_of(&hook.get("failurePolicy"), &["Fail", "Ignore"]);
    cx.one_of(&hook.get("matchPolicy"), &["Equivalent", "Exact"]);
    cx.one_of(&hook.get("sideEffects"), &["None", "NoneOnDryRun"]);
    hook.get("timeoutSeconds").range(cx, 1, 30);
    hook.get("namespaceSelector").label_selector(cx);
    hook.get("objectSelector").label_selector(cx);
    webhook_client::check(cx, &hook.get("clientConfig"));
    review_versions(cx, &hook.get("admissionReviewVersions"));
    let conditions = hook.get("matchConditions");
    if conditions.is_set() && cx.release() >= CONDITIONS_SINCE {
        matching::conditions(cx, &conditions, &Scope::of_webhook());
    }
}

/// A webhook is named like a host: a domain of at least three parts.
fn name<'a>(cx: &mut Context<'_, 'a>, name: &Field<'_, 'a>) {
    let Some(text) = name.text() else { return };
    if text.is_empty() {
        cx.required(name, NAME_HELP);
    } else if let Err(broken) = dns_subdomain(text) {
        cx.broken(name, &broken);
    } else if text.split('.').count() < 3 {
        cx.invalid(name, "have at least three parts with dots between them", NAME_HELP);
    }
}

fn review_versions<'a>(cx: &mut Context<'_, 'a>, versions: &Field<'_, 'a>) {
    let mut seen: Vec<Field<'_, 'a>> = Vec::new();
    for version in versions.items() {
        let Some(text) = version.word() else { return };
        if let Some(first) = seen.iter().find(|first| first.word() == Some(text)) {
            cx.duplicate(&version, first, "list every version once");
            continue;
        }
        if let Err(broken) = dns1035_label(text) {
            cx.broken(&version, &broken);
        }
        seen.push(version);
    }
    if versions.is_set() && versions.is_empty() {
        cx.required(versions, "list the versions of reviews that the webhook reads, for example `[v1]`");
    } else if versions.is_set() && !seen.iter().any(|one| REVIEW_VERSIONS.contains(&one.text_or_empty())) {
        cx.invalid(versions, "include `v1` or `v1beta1`", "add `v1`, and read reviews of that version in the webhook");
    }
}
