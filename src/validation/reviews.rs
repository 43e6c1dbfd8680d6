//! Questions to the server about identity and rights: TokenReview and the access reviews, as
//! `pkg/registry/authentication` and `pkg/apis/authorization/validation` check them.

use super::context::Context;
use super::field::Field;

/// The release from which access reviews can ask about selected objects.
const SELECTORS_SINCE: u16 = 31;

/// A TokenReview.
pub(super) fn token<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    root.path(&["spec", "token"]).needed(cx, "write the token that is to be looked at");
}

/// A SubjectAccessReview.
pub(super) fn subject_access<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    without_metadata(cx, root, &[]);
    who(cx, &root.get("spec"));
    attributes(cx, &root.get("spec"));
}

/// A SelfSubjectAccessReview.
pub(super) fn own_access<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    without_metadata(cx, root, &[]);
    attributes(cx, &root.get("spec"));
}

/// A LocalSubjectAccessReview, which asks about one namespace.
pub(super) fn local_access<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    without_metadata(cx, root, &["namespace"]);
    let spec = root.get("spec");
    who(cx, &spec);
    attributes(cx, &spec);
    let (resource, namespace) = (spec.get("resourceAttributes"), root.path(&["metadata", "namespace"]));
    // An object without a namespace gets that of the request.
    if let Some(wanted) = namespace.some_text()
        && resource.is_set()
        && resource.get("namespace").text_or_empty() != wanted
    {
        let must = format!("be `{wanted}`, the namespace of the review");
        cx.invalid(&resource.get("namespace"), &must, "name the same namespace in both");
    }
    let urls = spec.get("nonResourceAttributes");
    if urls.is_set() {
        cx.forbidden(&urls, "such paths belong to no namespace", "ask with a SubjectAccessReview");
    }
}

/// A review is answered and forgotten, so that it has no name and no labels. The server clears the namespace of those
/// that belong to none.
fn without_metadata<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>, allowed: &[&str]) {
    let metadata = root.get("metadata");
    for (key, value) in metadata.entries() {
        let ignored = matches!(key, "managedFields" | "namespace") || allowed.contains(&key);
        if !ignored && value.is_set() && !value.is_empty() {
            cx.forbidden(&value, "a review is answered and not kept", "remove it");
        }
    }
}

fn who<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (user, groups) = (spec.get("user"), spec.get("groups"));
    if user.is_empty() && groups.is_empty() {
        cx.required(&user, "name the `user`, or the `groups`, whose rights are in question");
    }
}

fn attributes<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let (resource, url) = (spec.get("resourceAttributes"), spec.get("nonResourceAttributes"));
    match (resource.is_set(), url.is_set()) {
        (true, true) => cx.forbidden(&url, "`resourceAttributes` is set", "ask about one of the two"),
        (false, false) => {
            cx.required(&resource, "say what is asked about: `resourceAttributes` or `nonResourceAttributes`")
        }
        _ => {}
    }
    for key in ["fieldSelector", "labelSelector"] {
        let selector = resource.get(key);
        if selector.is_set() && cx.release() >= SELECTORS_SINCE {
            self::selector(cx, &selector);
        }
    }
}

fn selector<'a>(cx: &mut Context<'_, 'a>, selector: &Field<'_, 'a>) {
    let (raw, requirements) = (selector.get("rawSelector"), selector.get("requirements"));
    match (raw.is_empty(), requirements.is_empty()) {
        (false, false) => cx.invalid(&raw, "not stand beside `requirements`", "keep one of the two"),
        (true, true) => cx.required(&requirements, "list the requirements"),
        _ => {}
    }
    for requirement in requirements.items() {
        let values = requirement.get("values");
        requirement.get("key").filled(cx, "name what is compared");
        // Other operators may come from a newer client, and are taken.
        match requirement.get("operator").text_or_empty() {
            "In" | "NotIn" if values.is_empty() => cx.required(&values, "list the values to compare with"),
            "Exists" | "DoesNotExist" if !values.is_empty() => {
                cx.forbidden(&values, "the operator takes no values", "remove the values, or use `In` or `NotIn`");
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validation::testing::found;

    fn review(kind: &str, fields: &str) -> Vec<String> {
        let group = if kind == "TokenReview" { "authentication" } else { "authorization" };
        found("1.36", &format!("apiVersion: {group}.k8s.io/v1\nkind: {kind}\n{fields}\n"))
    }

    #[test]
    fn a_review_asks_one_thing_about_somebody_and_has_no_name() {
        let resource = "resourceAttributes: {verb: get}";
        let cases = [
            ("SubjectAccessReview", format!("spec: {{user: u, {resource}}}"), None),
            ("SubjectAccessReview", format!("spec: {{{resource}}}"), Some("VAL003 spec.user")),
            ("SubjectAccessReview", "spec: {groups: [g]}".into(), Some("VAL003 spec.resourceAttributes")),
            (
                "SelfSubjectAccessReview",
                format!("metadata: {{name: a, creationTimestamp: null}}\nspec: {{{resource}}}"),
                Some("VAL006 metadata.name"),
            ),
            (
                "SelfSubjectAccessReview",
                format!("spec: {{{resource}, nonResourceAttributes: {{path: /a}}}}"),
                Some("VAL006 spec.nonResourceAttributes"),
            ),
            (
                "SelfSubjectAccessReview",
                "spec: {resourceAttributes: {labelSelector: {requirements: [{key: a, operator: In}]}}}".into(),
                Some("VAL003 spec.resourceAttributes.labelSelector.requirements[0].values"),
            ),
            (
                "LocalSubjectAccessReview",
                format!("metadata: {{namespace: a}}\nspec: {{user: u, {resource}}}"),
                Some("VAL004 spec.resourceAttributes.namespace"),
            ),
            ("TokenReview", "spec: {token: ''}".into(), Some("VAL003 spec.token")),
        ];
        for (kind, fields, expected) in cases {
            assert_eq!(review(kind, &fields), expected.into_iter().collect::<Vec<_>>(), "{kind} {fields}");
        }
    }
}
