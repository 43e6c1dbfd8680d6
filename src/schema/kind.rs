//! Objects that do not say what they are, or say something that the cluster does not have.

use super::catalog::{BuiltinKind, Catalog};
use super::crd::Definition;
use super::{api_version, lifecycle, rules, suggest};
use crate::finding::{Applicability, Violation};
use crate::object::Object;
use crate::yaml::{Kind, Node, Pointer};

/// What is wrong with the `apiVersion` and `kind` of an object as such; empty when both are text.
pub(super) fn undeclared(object: &Object<'_>) -> Vec<Violation> {
    let root = object.root;
    if !object.gvk.kind.is_empty() && root.get("apiVersion").is_none() && root.get("kind").is_none() {
        // The typed list that holds the object says it for all of its items.
        return Vec::new();
    }
    ["apiVersion", "kind"].into_iter().filter_map(|name| undeclared_field(object, name)).collect()
}

fn undeclared_field(object: &Object<'_>, name: &str) -> Option<Violation> {
    let example = if name == "kind" { "kind: Deployment" } else { "apiVersion: apps/v1" };
    let place = object.place(&Pointer::root().key(name));
    let value = object.root.get_set(name);
    let message = match value.map(Node::kind) {
        Some(Kind::Str) if value.is_some_and(|value| !value.text().trim().is_empty()) => return None,
        Some(Kind::Str) => format!("`{name}` is empty"),
        Some(other) => format!("`{name}` must be a string, but is {}", other.with_article()),
        None => format!("`{name}` is missing"),
    };
    Some(Violation::new(rules::NO_TYPE, message, place).with_help(format!("write for example `{example}`")))
}

/// The violation of an object whose kind has no schema, where one is asked for.
pub fn without_schema(object: &Object<'_>) -> Violation {
    let message = format!("no schema is known for `{}`", object.gvk);
    Violation::new(rules::NO_SCHEMA, message, object.place(&Pointer::root().key("kind")))
        .with_help("give its CustomResourceDefinition with `--crds`, or its JSON schema with `--schemas`")
}

/// A List that was not opened because its items are not there, or are no array.
pub(super) fn list_without_items(object: &Object<'_>) -> Violation {
    let path = Pointer::root().key("items");
    let help = "write the objects under `items`, each as an item of its own: `- apiVersion: v1`";
    let violation = match object.root.get_set("items") {
        Some(items) => {
            let message = format!("`items` must be an array, but is {}", items.kind().with_article());
            Violation::new(rules::WRONG_TYPE, message, object.place(&path))
        }
        None => Violation::new(rules::MISSING_FIELD, "`items` is required", object.place(&path)),
    };
    violation.with_help(help)
}

/// A kind that the cluster does not serve; nothing where a custom resource may be meant.
///
/// The groups of custom resources hold a dot, which apiextensions demands, and are not those of Kubernetes.
pub(super) fn unknown(catalog: &'static Catalog, object: &Object<'_>) -> Option<Violation> {
    let gvk = object.gvk;
    if let Some(release) = lifecycle::removal(&gvk, catalog.version) {
        return Some(api_version::removed(catalog, object, release));
    }
    if let Some(violation) = api_version::still_to_come(catalog, object) {
        return Some(violation);
    }
    if gvk.group.contains('.') && !catalog.has_group(gvk.group) {
        return misspelt_group(catalog, object);
    }
    let homes: Vec<&BuiltinKind> = homes(catalog, gvk.kind).collect();
    if !homes.is_empty() {
        return Some(elsewhere(catalog, object, &homes));
    }
    let violation = not_served(object, "kind");
    let within = catalog.kinds().iter().filter(|known| known.gvk.api_version() == gvk.api_version());
    let mut near = suggest::nearest(gvk.kind, within.map(|known| known.gvk.kind));
    if let Some(candidate) = suggest::only_candidate(&near) {
        let help = format!("did you mean `{candidate}`?");
        let fix = api_version::rewrite(object, "kind", candidate, Applicability::Safe);
        return Some(violation.with_help(help).with_fix_if(fix));
    }
    if near.is_empty() {
        near = suggest::nearest(gvk.kind, catalog.kinds().iter().map(|known| known.gvk.kind));
    }
    let named: Vec<String> =
        near.iter().flat_map(|kind| self::homes(catalog, kind)).map(|known| known.gvk.to_string()).collect();
    Some(match named.as_slice() {
        [] => violation.with_help("correct the kind, or its group and version"),
        named => violation.with_help(format!("did you mean {}?", suggest::join_or(named))),
    })
}

fn not_served(object: &Object<'_>, field: &str) -> Violation {
    let gvk = object.gvk;
    let message = format!("Kubernetes has no `{}` in `{}`", gvk.kind, gvk.api_version());
    Violation::new(rules::UNKNOWN_KIND, message, object.place(&Pointer::root().key(field)))
}

/// The kind exists, but in another group or version. Of several, the only one that the object fits is meant.
fn elsewhere(catalog: &'static Catalog, object: &Object<'_>, homes: &[&BuiltinKind]) -> Violation {
    let names: Vec<String> = homes.iter().map(|home| home.gvk.api_version()).collect();
    let help = format!("`{}` is in {}", object.gvk.kind, suggest::join_or(&names));
    let mut fitting = homes.iter().filter(|home| api_version::fits(catalog, object, home));
    let meant = match (fitting.next(), fitting.next(), homes) {
        (Some(home), None, _) => Some((*home, Applicability::Safe)),
        (None, _, [home]) => Some((*home, Applicability::Unsafe)),
        _ => None,
    };
    let fix = meant.and_then(|(home, applicability)| {
        api_version::rewrite(object, "apiVersion", &home.gvk.api_version(), applicability)
    });
    not_served(object, "apiVersion").with_help(help).with_fix_if(fix)
}

/// A built-in kind in a group that is no built-in one, but spelt nearly as the kind's own.
fn misspelt_group(catalog: &'static Catalog, object: &Object<'_>) -> Option<Violation> {
    let gvk = object.gvk;
    let near = suggest::nearest(gvk.group, catalog.kinds_named(gvk.kind).map(|known| known.gvk.group));
    let group = suggest::only_candidate(&near)?;
    let homes: Vec<&BuiltinKind> = homes(catalog, gvk.kind).filter(|known| known.gvk.group == group).collect();
    (!homes.is_empty()).then(|| elsewhere(catalog, object, &homes))
}

/// Where a kind exists: in stable versions alone when there are any.
fn homes<'c>(catalog: &'c Catalog, kind: &'c str) -> impl Iterator<Item = &'c BuiltinKind> {
    let stable = |known: &BuiltinKind| !known.gvk.version.contains(['a', 'b']);
    let any_stable = catalog.kinds_named(kind).any(stable);
    catalog.kinds_named(kind).filter(move |known| !any_stable || stable(known))
}

/// A custom resource in a version that its definition does not serve.
pub(super) fn wrong_custom_version(definition: &Definition<'_>, object: &Object<'_>) -> Violation {
    let gvk = object.gvk;
    let served: Vec<String> = definition
        .versions
        .iter()
        .filter(|version| version.served)
        .map(|version| format!("{}/{}", definition.group, version.name))
        .collect();
    let exists = definition.versions.iter().any(|version| version.name == gvk.version);
    let why = if exists { "is defined but not served" } else { "is not a version that the definition has" };
    let message = format!("`{}` of {} {why}", gvk.api_version(), gvk.kind);
    let help = match served.as_slice() {
        [] => "the definition serves no version at all".to_owned(),
        served => format!("use {}", suggest::join_or(served)),
    };
    Violation::new(rules::UNKNOWN_KIND, message, object.place(&Pointer::root().key("apiVersion"))).with_help(help)
}
