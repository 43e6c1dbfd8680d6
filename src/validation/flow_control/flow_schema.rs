//! FlowSchema: which requests belong to which priority level.

use super::fixed;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_label, dns_subdomain};

/// The verbs that a rule may name, besides `*`.
const VERBS: [&str; 9] = ["get", "list", "create", "update", "delete", "deletecollection", "patch", "watch", "proxy"];

/// A FlowSchema.
pub(in crate::validation) fn flow_schema<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let (spec, name) = (root.get("spec"), root.path(&["metadata", "name"]));
    let precedence = spec.get("matchingPrecedence");
    // The server reads 0 as absent, and gives 1000.
    precedence.range(cx, 0, 10_000);
    if precedence.int() == Some(1) && name.text() != Some("exempt") {
        cx.invalid(&precedence, "not be 1, which is kept for the schema `exempt`", "write a number from 2 to 10000");
    }
    let method = spec.get("distinguisherMethod");
    if method.is_set() {
        method.get("type").needed(cx, "say what tells flows apart: `ByUser` or `ByNamespace`");
        if !method.get("type").is_empty() {
            cx.one_of(&method.get("type"), &["ByNamespace", "ByUser"]);
        }
    }
    let level = spec.path(&["priorityLevelConfiguration", "name"]);
    level.needed(cx, "name the priority level of these requests");
    level.dns_subdomain(cx);
    spec.get("rules").items().for_each(|rule| self::rule(cx, &rule));
    fixed::flow_schema(cx, &spec, name.text_or_empty());
}

fn rule<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>) {
    let (subjects, resources, urls) = (rule.get("subjects"), rule.get("resourceRules"), rule.get("nonResourceRules"));
    subjects.needed_list(cx, "name at least one user, group or service account");
    subjects.items().for_each(|subject| self::subject(cx, &subject));
    if resources.is_empty() && urls.is_empty() {
        cx.required(rule, "add `resourceRules`, `nonResourceRules` or both");
    }
    resources.items().for_each(|one| resource_rule(cx, &one));
    urls.items().for_each(|one| url_rule(cx, &one));
}

/// A subject has the one field that its kind names.
fn subject<'a>(cx: &mut Context<'_, 'a>, subject: &Field<'_, 'a>) {
    let kind = subject.get("kind");
    let own = match kind.text_or_empty() {
        "User" => "user",
        "Group" => "group",
        "ServiceAccount" => "serviceAccount",
        "" => return kind.filled(cx, "say what it is: `User`, `Group` or `ServiceAccount`"),
        _ => return cx.one_of(&kind, &["Group", "ServiceAccount", "User"]),
    };
    for key in ["user", "group", "serviceAccount"] {
        let field = subject.get(key);
        match (key == own, field.is_set()) {
            (true, false) => cx.required(&field, "name the one that `kind` announces"),
            (true, true) => who(cx, &field, key),
            (false, true) => cx.forbidden(&field, "`kind` names another", "remove it, or change `kind`"),
            (false, false) => {}
        }
    }
}

fn who<'a>(cx: &mut Context<'_, 'a>, who: &Field<'_, 'a>, key: &str) {
    let name = who.get("name");
    name.needed(cx, "name whose requests these are");
    if key == "serviceAccount" {
        if !name.is_empty() && name.text() != Some("*") {
            cx.check(&name, dns_subdomain);
        }
        who.get("namespace").needed(cx, "name the namespace of the service account");
        who.get("namespace").dns_label(cx);
    }
}

fn resource_rule<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>) {
    verbs(cx, &rule.get("verbs"));
    for key in ["apiGroups", "resources"] {
        rule.get(key).needed_list(cx, "list at least one, or `*` for all");
        is_all(cx, &rule.get(key));
    }
    let namespaces = rule.get("namespaces");
    if namespaces.is_empty() && !rule.get("clusterScope").is_true() {
        cx.required(&namespaces, "list the namespaces, `*` for all, or set `clusterScope: true`");
    } else if !is_all(cx, &namespaces) {
        namespaces.items().for_each(|namespace| cx.check(&namespace, dns_label));
    }
}

fn url_rule<'a>(cx: &mut Context<'_, 'a>, rule: &Field<'_, 'a>) {
    verbs(cx, &rule.get("verbs"));
    let urls = rule.get("nonResourceURLs");
    urls.needed_list(cx, "list the paths, for example `/healthz`, or `*` for all");
    if is_all(cx, &urls) {
        return;
    }
    for url in urls.items() {
        if let Some(fault) = url.word().and_then(path_fault) {
            cx.invalid(&url, fault, "write for example `/healthz` or `/metrics/*`");
        }
    }
}

fn verbs<'a>(cx: &mut Context<'_, 'a>, verbs: &Field<'_, 'a>) {
    verbs.needed_list(cx, "list the verbs, for example `[get, list]`, or `*` for all");
    if !is_all(cx, verbs) {
        verbs.items().for_each(|verb| cx.one_of(&verb, &VERBS));
    }
}

/// Whether a list names all by `*`, which then must stand alone.
fn is_all<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>) -> bool {
    let all = list.items().any(|item| item.text() == Some("*"));
    if all && list.len() > 1 {
        cx.invalid(list, "have nothing beside `*`, which stands for all", "keep `*` alone, or list the others");
    }
    all
}

/// What is wrong with a path that is no resource's; completes "it must …".
fn path_fault(path: &str) -> Option<&'static str> {
    if path == "/" {
        return None;
    }
    if !path.starts_with('/') {
        return Some("begin with `/`");
    }
    if path.contains(' ') {
        return Some("have no spaces");
    }
    if path.contains("//") {
        return Some("have no `//`");
    }
    let stars = path.matches('*').count();
    (stars > 1 || (stars == 1 && !path.ends_with("/*"))).then_some("have `*` only as its last part")
}
