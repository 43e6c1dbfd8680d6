//! What the policies that judge and those that change have in common.

use crate::cel;
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_subdomain, dns1035_label};

/// `paramKind`: the kind of the objects that give a policy its parameters.
pub(super) fn param_kind<'a>(cx: &mut Context<'_, 'a>, kind: &Field<'_, 'a>) {
    if !kind.is_set() {
        return;
    }
    let (version, name) = (kind.get("apiVersion"), kind.get("kind"));
    version.needed(cx, "name the group and version of the parameters, for example `v1` or `rules.example.com/v1`");
    if let Some(text) = version.some_text() {
        api_version(cx, &version, text);
    }
    name.needed(cx, "name the kind of the parameters, for example `ConfigMap`");
    if let Some(text) = name.some_text()
        && dns1035_label(&text.to_ascii_lowercase()).is_err()
    {
        let must = "be letters, digits and `-`, begin with a letter and end with a letter or digit";
        cx.invalid(&name, must, "write the kind as in its manifests, for example `ConfigMap`");
    }
}

fn api_version<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, text: &str) {
    let (group, version) = text.split_once('/').unwrap_or(("", text));
    let group_fits = group.is_empty() || dns_subdomain(group).is_ok();
    if !group_fits || dns1035_label(version).is_err() {
        let must = "be a version, or a group, `/` and a version";
        cx.invalid(field, must, "write for example `v1` or `rules.example.com/v1`");
    }
}

/// The names of `variables`, which expressions share.
pub(super) fn variable_names<'a>(cx: &mut Context<'_, 'a>, variables: &Field<'_, 'a>) {
    for variable in variables.items() {
        let name = variable.get("name");
        let Some(text) = name.text() else { continue };
        if text.trim().is_empty() {
            cx.required(&name, "name the variable; expressions use it as `variables.<name>`");
        } else if !cel::is_identifier(text) {
            let must = "be letters, digits and `_`, not begin with a digit, and be no word of CEL itself";
            cx.invalid(&name, must, "write for example `replicas` or `max_replicas`");
        }
    }
}
