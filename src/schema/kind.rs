//! Objects that do not say what they are, or say something that the cluster does not have.

use super::catalog::{BuiltinKind, Catalog};
use super::crd::Definition;
use super::edit::replacing;
use super::lifecycle::{Removal, removal};
use super::{rules, suggest};
use crate::finding::{Applicability, Fix, Violation};
use crate::object::{GroupVersionKind, KubernetesVersion, Object};
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
pub(super) fn unknown(catalog: &Catalog, object: &Object<'_>) -> Option<Violation> {
    let gvk = object.gvk;
    if gvk.group.contains('.') && !catalog.has_group(gvk.group) {
        return misspelt_group(catalog, object);
    }
    if let Some(removal) = removal(&gvk).filter(|removal| is_past(removal.release, catalog.version)) {
        return Some(removed(object, removal));
    }
    let homes = homes(catalog, gvk.kind);
    if !homes.is_empty() {
        return Some(elsewhere(catalog, object, &homes));
    }
    let violation = not_served(catalog, object, "kind");
    if let Some(release) = arrival(catalog, &gvk) {
        return Some(violation.with_help(format!("it comes with Kubernetes {release}")));
    }
    let within = catalog.kinds().iter().filter(|known| known.gvk.api_version() == gvk.api_version());
    let mut near = suggest::nearest(gvk.kind, within.map(|known| known.gvk.kind));
    if let Some(candidate) = suggest::only_candidate(&near) {
        let help = format!("did you mean `{candidate}`?");
        return Some(violation.with_help(help).with_fix(rewrite(object, "kind", candidate)?));
    }
    if near.is_empty() {
        near = suggest::nearest(gvk.kind, catalog.kinds().iter().map(|known| known.gvk.kind));
    }
    let named: Vec<String> =
        near.iter().flat_map(|kind| homes_of(catalog, kind)).map(|known| known.gvk.to_string()).collect();
    Some(match named.as_slice() {
        [] => violation.with_help("correct the kind, or its group and version"),
        named => violation.with_help(format!("did you mean {}?", suggest::join_or(named))),
    })
}

fn not_served(catalog: &Catalog, object: &Object<'_>, field: &str) -> Violation {
    let gvk = object.gvk;
    let message = format!("Kubernetes {} has no `{}` in `{}`", catalog.version, gvk.kind, gvk.api_version());
    Violation::new(rules::UNKNOWN_KIND, message, object.place(&Pointer::root().key(field)))
}

/// The kind exists, but in another group or version.
fn elsewhere(catalog: &Catalog, object: &Object<'_>, homes: &[String]) -> Violation {
    let mut help = format!("`{}` is in {}", object.gvk.kind, suggest::join_or(homes));
    if let Some(release) = arrival(catalog, &object.gvk) {
        help.push_str(&format!("; `{}` has it from Kubernetes {release} on", object.gvk.api_version()));
    }
    let mut violation = not_served(catalog, object, "apiVersion").with_help(help);
    if let [home] = homes {
        violation.fix = rewrite(object, "apiVersion", home);
    }
    violation
}

/// The version was removed from Kubernetes.
fn removed(object: &Object<'_>, removal: Removal) -> Violation {
    let gvk = object.gvk;
    let message = format!("`{}` of {} was removed in Kubernetes {}", gvk.api_version(), gvk.kind, removal.release);
    let place = object.place(&Pointer::root().key("apiVersion"));
    let mut violation = Violation::new(rules::UNKNOWN_KIND, message, place);
    match removal.replacement {
        Some(replacement) => {
            violation.help = Some(format!("use `{replacement}`"));
            violation.fix = rewrite(object, "apiVersion", replacement);
        }
        None => violation.help = Some("nothing takes its place; remove the object".to_owned()),
    }
    violation
}

/// A built-in kind in a group that is no built-in one, but spelt nearly as the kind's own.
fn misspelt_group(catalog: &Catalog, object: &Object<'_>) -> Option<Violation> {
    let gvk = object.gvk;
    let near = suggest::nearest(gvk.group, catalog.kinds_named(gvk.kind).map(|known| known.gvk.group));
    let group = suggest::only_candidate(&near)?;
    let homes: Vec<String> =
        homes_of(catalog, gvk.kind).filter(|known| known.gvk.group == group).map(|k| k.gvk.api_version()).collect();
    (!homes.is_empty()).then(|| elsewhere(catalog, object, &homes))
}

/// Whether a release, written as in the tables, is not newer than a version.
fn is_past(release: &str, version: KubernetesVersion) -> bool {
    let minor = release.strip_prefix("1.").and_then(|minor| minor.parse::<u16>().ok());
    minor.is_some_and(|minor| minor <= version.minor())
}

/// The first newer release that has a kind.
fn arrival(catalog: &Catalog, gvk: &GroupVersionKind<'_>) -> Option<KubernetesVersion> {
    let mut newer = KubernetesVersion::all().filter(|version| *version > catalog.version);
    newer.find(|version| Catalog::of(*version).is_ok_and(|newer| newer.kind(gvk).is_some()))
}

/// The `apiVersion`s in which a kind exists, stable ones first and alone when there are any.
fn homes(catalog: &Catalog, kind: &str) -> Vec<String> {
    homes_of(catalog, kind).map(|known| known.gvk.api_version()).collect()
}

fn homes_of<'c>(catalog: &'c Catalog, kind: &'c str) -> impl Iterator<Item = &'c BuiltinKind> {
    let stable = |known: &BuiltinKind| !known.gvk.version.contains(['a', 'b']);
    let any_stable = catalog.kinds_named(kind).any(stable);
    catalog.kinds_named(kind).filter(move |known| !any_stable || stable(known))
}

/// Replaces the value of a field of the root.
fn rewrite(object: &Object<'_>, name: &str, value: &str) -> Option<Fix> {
    let scalar = object.root.get(name)?;
    Some(Fix {
        // Fields may differ between versions; the next run tells.
        applicability: if name == "kind" { Applicability::Safe } else { Applicability::Unsafe },
        message: format!("write `{name}: {value}`"),
        edits: vec![replacing(scalar, value)],
    })
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
