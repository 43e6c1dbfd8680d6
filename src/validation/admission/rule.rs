//! Which requests a webhook or a policy sees: operations, groups, versions and resources.

use crate::validation::context::Context;
use crate::validation::field::Field;

/// All operations that a rule may name.
const OPERATIONS: [&str; 5] = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];
/// The operations whose object a policy can change.
const MUTABLE: [&str; 4] = ["*", "CONNECT", "CREATE", "UPDATE"];

/// A `RuleWithOperations`.
pub(super) fn with_operations<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>) {
    let operations = rule.get("operations");
    operations.needed_list(cx, "list the operations it is asked about, for example `[CREATE, UPDATE]`");
    alone(cx, &operations, "*");
    for operation in operations.items().filter(Field::is_set) {
        cx.one_of(&operation, &OPERATIONS);
    }
    groups_and_versions(cx, rule);
    resources(cx, &rule.get("resources"));
    cx.one_of(&rule.get("scope"), &["*", "Cluster", "Namespaced"]);
}

/// No operation whose object is gone: there is nothing to change then.
pub(super) fn mutable_operations<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>) {
    for operation in rule.get("operations").items() {
        if operation.text() == Some("DELETE") {
            cx.one_of(&operation, &MUTABLE);
        }
    }
}

fn groups_and_versions<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>) {
    let (groups, versions) = (rule.get("apiGroups"), rule.get("apiVersions"));
    groups.needed_list(cx, "list the API groups, for example `[apps]`; the core group is the empty text `\"\"`");
    alone(cx, &groups, "*");
    versions.needed_list(cx, "list the versions of the API groups, for example `[v1]` or `[\"*\"]`");
    alone(cx, &versions, "*");
    for version in versions.items() {
        if version.word() == Some("") {
            cx.required(&version, "name the version, for example `v1`");
        }
    }
}

/// An entry that means all others must stand alone.
fn alone<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>, all: &str) {
    if list.len() > 1 && list.items().any(|item| item.text() == Some(all)) {
        let must = format!("have nothing beside `{all}`, which stands for all");
        cx.invalid(list, &must, &format!("keep `{all}` alone, or list the others without it"));
    }
}

/// Resources, and subresources after a slash.
fn resources<'a>(cx: &mut Context<'_, 'a>, resources: &Field<'_, 'a>) {
    resources.needed_list(cx, "list the resources in the plural, for example `[pods]` or `[deployments/scale]`");
    alone(cx, resources, "*/*");
    let all: Vec<&str> = resources.items().map(|resource| resource.text_or_empty()).collect();
    // The server only looks at the last entry without a subresource.
    let last_plain = all.iter().rev().find(|one| !one.is_empty() && !one.contains('/'));
    if all.contains(&"*") && last_plain.is_some_and(|one| *one != "*") {
        let must = "have no other resources beside `*`, but for subresources";
        cx.invalid(resources, must, "keep `*` alone, or list the resources without it");
    }
    for (index, resource) in resources.items().enumerate() {
        if resource.word() == Some("") {
            cx.required(&resource, "name the resource, for example `pods`");
        }
        let before = all.get(..index).unwrap_or_default();
        if let Some(covers) = covered_by(resource.text_or_empty(), before) {
            let must = format!("not stand after `{covers}`, which covers it");
            cx.invalid(&resource, &must, "remove it");
        }
    }
}

/// An earlier entry with a wildcard that stands for this one too.
fn covered_by<'a>(resource: &str, before: &[&'a str]) -> Option<&'a str> {
    let (name, sub) = resource.split_once('/')?;
    before.iter().copied().find(|earlier| {
        earlier.split_once('/').is_some_and(|(its_name, its_sub)| {
            (its_sub == "*" && its_name == name) || (its_name == "*" && its_sub == sub)
        })
    })
}
