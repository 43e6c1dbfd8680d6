//! CustomResourceDefinition, as `apiextensions-apiserver/pkg/apis/apiextensions/validation` checks it.

mod column;
mod conversion;
mod names;
mod schema;
mod selectable;
mod version;

#[cfg(test)]
mod tests;

use super::context::Context;
use super::field::Field;
use super::grammar::dns_subdomain;

/// The annotation that definitions in groups of the Kubernetes community need.
const APPROVED: &str = "api-approved.kubernetes.io";

/// A CustomResourceDefinition.
pub(super) fn definition<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    let group = spec.get("group");
    self::group(cx, &group);
    name(cx, root, &spec);
    let scope = spec.get("scope");
    match scope.text() {
        Some("") => cx.required(&scope, "write `Namespaced` or `Cluster`"),
        _ => cx.one_of(&scope, &["Cluster", "Namespaced"]),
    }
    names::check(cx, &spec.get("names"));
    version::all(cx, &spec.get("versions"));
    conversion::check(cx, &spec.get("conversion"));
    let preserve = spec.get("preserveUnknownFields");
    if preserve.is_true() {
        let help = "remove it; a schema keeps fields with `x-kubernetes-preserve-unknown-fields: true`";
        cx.invalid(&preserve, "not be `true` in `apiextensions.k8s.io/v1`", help);
    }
    if is_protected(group.text_or_empty()) {
        approval(cx, &root.path(&["metadata", "annotations"]));
    }
}

fn group<'a>(cx: &mut Context<'_, 'a>, group: &Field<'_, 'a>) {
    let text = group.text_or_empty();
    group.filled(cx, "write the group as a domain, for example `example.com`");
    group.dns_subdomain(cx);
    if !text.is_empty() && !text.contains('.') && dns_subdomain(text).is_ok() {
        cx.invalid(group, "be a domain with at least one dot", "write for example `example.com`");
    }
}

/// The name of the object is made of the plural and the group.
fn name<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>, spec: &Field<'_, 'a>) {
    let (group, plural) = (spec.get("group"), spec.path(&["names", "plural"]));
    let name = root.path(&["metadata", "name"]);
    let Some(text) = name.some_text() else { return };
    let fits = text.strip_suffix(group.text_or_empty()).and_then(|rest| rest.strip_suffix('.'));
    if fits != Some(plural.text_or_empty()) && !plural.is_empty() && !group.is_empty() {
        let wanted = format!("{}.{}", plural.text_or_empty(), group.text_or_empty());
        cx.invalid(&name, &format!("be `{wanted}`: the plural, a dot and the group"), "rename it");
    }
}

/// Whether a group belongs to the Kubernetes community.
fn is_protected(group: &str) -> bool {
    ["k8s.io", "kubernetes.io"]
        .iter()
        .any(|domain| group.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// Who approved the API, or that nobody did.
fn approval<'a>(cx: &mut Context<'_, 'a>, annotations: &Field<'_, 'a>) {
    let approved = annotations.get(APPROVED);
    let help = "write the URL of the pull request that approved it, or `unapproved` and the reason";
    match approved.text_or_empty() {
        "" => cx.required(&approved, help),
        text if text.starts_with("unapproved") || is_url(text) => {}
        _ => cx.invalid(&approved, "be a URL, or begin with `unapproved`", help),
    }
}

/// Whether a text is a URL with a scheme and a host.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let letters = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && letters && !host.is_empty() && !text.contains(' ')
}
