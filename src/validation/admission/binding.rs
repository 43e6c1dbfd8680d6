//! ValidatingAdmissionPolicyBinding and MutatingAdmissionPolicyBinding.

use super::matching;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::path_segment;

/// A ValidatingAdmissionPolicyBinding.
pub(in crate::validation) fn validating_policy_binding<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    super::object_name(cx, root);
    let spec = root.get("spec");
    policy_and_params(cx, &spec);
    matching::resources(cx, &spec.get("matchResources"));
    actions(cx, &spec.get("validationActions"));
}

/// A MutatingAdmissionPolicyBinding.
pub(in crate::validation) fn mutating_policy_binding<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    super::object_name(cx, root);
    let spec = root.get("spec");
    policy_and_params(cx, &spec);
    matching::mutable_resources(cx, &spec.get("matchResources"));
}

fn policy_and_params<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let policy = spec.get("policyName");
    policy.needed(cx, "name the policy that it puts to work");
    policy.dns_subdomain(cx);
    let params = spec.get("paramRef");
    if params.is_set() {
        param_ref(cx, &params);
    }
}

/// Parameters are one object by its name, or all that a selector finds.
fn param_ref<'a>(cx: &mut Context<'_, 'a>, params: &Field<'_, 'a>) {
    let (name, selector) = (params.get("name"), params.get("selector"));
    if !name.is_empty() {
        cx.check(&name, path_segment);
    }
    selector.label_selector(cx);
    match (name.is_empty(), selector.is_set()) {
        (true, false) => cx.required(params, "name the parameters in `name`, or select them with `selector`"),
        (false, true) => cx.forbidden(&selector, "`name` is set already", "keep one of `name` and `selector`"),
        _ => {}
    }
    let missing = params.get("parameterNotFoundAction");
    missing.needed(cx, "say what happens without parameters: `Allow` or `Deny`");
    if !missing.is_empty() {
        cx.one_of(&missing, &["Allow", "Deny"]);
    }
}

fn actions<'a>(cx: &mut Context<'_, 'a>, actions: &Field<'_, 'a>) {
    actions.needed_list(cx, "say what a failed validation does: `[Deny]`, `[Warn]` or `[Audit]`");
    let mut seen: Vec<Field<'_, 'a>> = Vec::new();
    for action in actions.items() {
        cx.one_of(&action, &["Audit", "Deny", "Warn"]);
        match seen.iter().find(|first| first.text().is_some() && first.text() == action.text()) {
            Some(first) => cx.duplicate(&action, first, "list every action once"),
            None => seen.push(action),
        }
    }
    let has = |wanted: &str| seen.iter().any(|action| action.text() == Some(wanted));
    if has("Deny") && has("Warn") {
        cx.invalid(actions, "not have both `Deny` and `Warn`, which say the same twice", "keep `Deny`, or `Warn`");
    }
}
