//! MutatingAdmissionPolicy.

use super::scope::Scope;
use super::{matching, policy};
use crate::validation::context::Context;
use crate::validation::field::Field;

/// A MutatingAdmissionPolicy.
pub(in crate::validation) fn mutating_policy<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    super::object_name(cx, root);
    let spec = root.get("spec");
    cx.one_of(&spec.get("failurePolicy"), &["Fail", "Ignore"]);
    policy::param_kind(cx, &spec.get("paramKind"));
    matching::constraints(cx, &spec.get("matchConstraints"));
    matching::mutable_resources(cx, &spec.get("matchConstraints"));
    let scope = Scope::of_policy(&spec);
    matching::conditions(cx, &spec.get("matchConditions"), &scope);
    policy::variable_names(cx, &spec.get("variables"));
    let mut scope = scope.with_patches();
    scope.variables(cx, &spec.get("variables"));
    let (mutations, again) = (spec.get("mutations"), spec.get("reinvocationPolicy"));
    mutations.needed_list(cx, "add at least one change");
    mutations.items().for_each(|one| mutation(cx, &one, &scope));
    again.needed(cx, "say whether it runs again after later changes: `Never` or `IfNeeded`");
    if !again.is_empty() {
        cx.one_of(&again, &["Never", "IfNeeded"]);
    }
}

/// A change: of one of two types, each with a field of its own.
fn mutation<'a>(cx: &mut Context<'_, 'a>, mutation: &Field<'_, 'a>, scope: &Scope<'a>) {
    let (patch, apply) = (mutation.get("jsonPatch"), mutation.get("applyConfiguration"));
    let patch_type = mutation.get("patchType");
    let (own, other, other_name) = match patch_type.text_or_empty() {
        "JSONPatch" => (patch, apply, "ApplyConfiguration"),
        "ApplyConfiguration" => (apply, patch, "JSONPatch"),
        "" => return patch_type.filled(cx, "say how it changes objects: `ApplyConfiguration` or `JSONPatch`"),
        _ => return cx.one_of(&patch_type, &["ApplyConfiguration", "JSONPatch"]),
    };
    if !own.is_set() {
        cx.required(&own, "add the change that `patchType` announces");
    } else {
        let text = own.get("expression");
        if !text.is_set() {
            cx.required(&text, "write the change in CEL");
        }
        scope.change(cx, &text, patch_type.text() == Some("JSONPatch"));
    }
    if other.is_set() {
        let help = format!("remove it, or set `patchType: {other_name}`");
        cx.forbidden(&other, "`patchType` names the other one", &help);
    }
}
