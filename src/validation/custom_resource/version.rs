//! The versions of a definition.

use std::sync::LazyLock;

use regex::Regex;

use super::{column, schema, selectable};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::dns1035_label;

/// The longest warning of a deprecated version, in bytes.
const LONGEST_WARNING: usize = 256;

/// `spec.versions`.
pub(super) fn all<'a>(cx: &mut Context<'_, 'a>, versions: &Field<'_, 'a>) {
    let stored = versions.items().filter(|version| version.get("storage").is_true()).count();
    if versions.is_set() && stored != 1 {
        let must = format!("have one version with `storage: true`, not {stored}");
        cx.invalid(versions, &must, "set `storage: true` in one version and `storage: false` in the others");
    }
    let all: Vec<Field<'_, 'a>> = versions.items().collect();
    for (index, version) in all.iter().enumerate() {
        let name = version.get("name");
        cx.check(&name, dns1035_label);
        let before = all.iter().take(index).find(|other| name.is_set() && other.get("name").text() == name.text());
        if let Some(first) = before {
            cx.duplicate(&name, &first.get("name"), "give every version a name of its own");
        }
        check(cx, version);
    }
}

fn check<'a>(cx: &mut Context<'_, 'a>, version: &Field<'_, 'a>) {
    let root = version.path(&["schema", "openAPIV3Schema"]);
    if root.is_set() {
        schema::check(cx, &root, version.path(&["subresources", "status"]).is_set());
    } else {
        cx.required(&root, "describe the version's fields, at the least with `type: object`");
    }
    deprecation(cx, version);
    scale(cx, &version.path(&["subresources", "scale"]));
    version.get("additionalPrinterColumns").items().for_each(|column| column::check(cx, &column));
    selectable::check(cx, &version.get("selectableFields"), &root);
}

/// What clients of a deprecated version are told.
fn deprecation<'a>(cx: &mut Context<'_, 'a>, version: &Field<'_, 'a>) {
    let warning = version.get("deprecationWarning");
    let Some(text) = warning.text() else { return };
    if !version.get("deprecated").is_true() {
        cx.invalid(&warning, "not be set for a version that is not deprecated", "set `deprecated: true`, or remove it");
        return;
    }
    if text.len() > LONGEST_WARNING {
        cx.too_large(&warning, text.len(), LONGEST_WARNING, "bytes");
    }
    if text.is_empty() {
        cx.invalid(&warning, "not be empty", "write what to use instead, or remove it");
    } else if !is_printable(text) {
        cx.invalid(&warning, "hold only characters that can be printed, on one line", "remove the others");
    }
}

/// Whether Go's `unicode.IsPrint` holds for all characters: graphic ones, and of the spaces only that of ASCII.
fn is_printable(text: &str) -> bool {
    static GRAPHIC: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$").ok());
    let ascii = text.bytes().all(|b| (b' '..=b'~').contains(&b));
    ascii || GRAPHIC.as_ref().is_none_or(|graphic| graphic.is_match(text))
}

/// Where the replicas stand, for `kubectl scale` and autoscalers.
fn scale<'a>(cx: &mut Context<'_, 'a>, scale: &Field<'_, 'a>) {
    if !scale.is_set() {
        return;
    }
    let (spec, status) = (scale.get("specReplicasPath"), scale.get("statusReplicasPath"));
    spec.filled(cx, "write where the wanted replicas stand, for example `.spec.replicas`");
    status.filled(cx, "write where the running replicas stand, for example `.status.replicas`");
    path_below(cx, &spec, &[".spec."]);
    path_below(cx, &status, &[".status."]);
    path_below(cx, &scale.get("labelSelectorPath"), &[".spec.", ".status."]);
}

fn path_below<'a>(cx: &mut Context<'_, 'a>, path: &Field<'_, 'a>, parents: &[&str]) {
    if path.some_text().is_some_and(|text| !parents.iter().any(|parent| text.starts_with(parent))) {
        let must = format!("begin with `{}`", parents.join("` or `"));
        cx.invalid(path, &must, "write the way to the field, for example `.spec.replicas`");
    }
}
