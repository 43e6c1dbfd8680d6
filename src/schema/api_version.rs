//! Versions of built-in kinds that a release does not serve, or not for long, and how an object gets to one that is.

use super::catalog::{BuiltinKind, Catalog};
use super::check::{Check, Dialect};
use super::edit::replacing;
use super::lifecycle::{self, Release};
use super::{rules, suggest};
use crate::finding::{Applicability, Fix, Violation};
use crate::object::Object;
use crate::yaml::Pointer;

/// How many of the faults that an object would have in another version are named.
const FAULTS_NAMED: usize = 3;

/// The warning of the API server about a version that it still serves.
pub(super) fn deprecated(catalog: &'static Catalog, object: &Object<'_>, served: &BuiltinKind) -> Option<Violation> {
    let gvk = object.gvk;
    let row = lifecycle::lifecycle(&gvk)?;
    let since = row.deprecated.filter(|release| release.is_past(catalog.version))?;
    let end = row.removed.map(|release| format!(" and goes with {release}")).unwrap_or_default();
    let message = format!("`{}` of {} is deprecated since Kubernetes {since}{end}", gvk.api_version(), gvk.kind);
    let violation = Violation::new(rules::DEPRECATED_VERSION, message, place(object, "apiVersion"));
    Some(with_way_out(violation, catalog, object, Some(served)))
}

/// A version that was removed from Kubernetes.
pub(super) fn removed(catalog: &'static Catalog, object: &Object<'_>, release: Release) -> Violation {
    let gvk = object.gvk;
    let message = format!("`{}` of {} was removed in Kubernetes {release}", gvk.api_version(), gvk.kind);
    let violation = Violation::new(rules::REMOVED_VERSION, message, place(object, "apiVersion"));
    with_way_out(violation, catalog, object, None)
}

/// A version that comes with a later release.
pub(super) fn still_to_come(catalog: &'static Catalog, object: &Object<'_>) -> Option<Violation> {
    let gvk = object.gvk;
    let release = lifecycle::arrival(catalog.version, &gvk)?;
    let message = format!("`{}` has {} from Kubernetes {release} on", gvk.api_version(), gvk.kind);
    let violation = Violation::new(rules::UNKNOWN_KIND, message, place(object, "apiVersion"));
    let until_then: Vec<String> = catalog
        .kinds_named(gvk.kind)
        .filter(|known| known.gvk.group == gvk.group)
        .map(|known| known.gvk.api_version())
        .collect();
    Some(match until_then.as_slice() {
        [] => violation.with_help(format!("check for {release} or later, or leave the object out")),
        versions => violation.with_help(format!("until then, use {}", suggest::join_or(versions))),
    })
}

/// Adds what to use instead, and the edit to it where the object means the same there.
fn with_way_out(
    violation: Violation,
    catalog: &'static Catalog,
    object: &Object<'_>,
    served: Option<&BuiltinKind>,
) -> Violation {
    let gvk = object.gvk;
    let changes = lifecycle::lifecycle(&gvk).and_then(|row| row.changes);
    let Some(target) = lifecycle::replacement(catalog, &gvk) else {
        let help = match (changes, served) {
            (Some(changes), _) => changes,
            (None, Some(_)) => "nothing takes its place in this release",
            (None, None) => "nothing takes its place; remove the object",
        };
        return violation.with_help(help);
    };
    let api_version = target.gvk.api_version();
    if target.gvk.kind != gvk.kind {
        return violation.with_help(format!("use {} of `{api_version}`", target.gvk.kind));
    }
    let faults = faults_of_move(catalog, object, target, served);
    match (faults.as_slice(), changes) {
        ([], None) => violation
            .with_help(format!("use `{api_version}`, where nothing else changes"))
            .with_fix_if(rewrite(object, "apiVersion", &api_version, Applicability::Safe)),
        ([], Some(changes)) => violation
            .with_help(format!("use `{api_version}`; there, {changes}"))
            .with_fix_if(rewrite(object, "apiVersion", &api_version, Applicability::Unsafe)),
        (_, Some(changes)) => violation.with_help(format!("use `{api_version}`; there, {changes}")),
        (faults, None) => violation.with_help(format!("use `{api_version}`; there, {}", faults.join(", "))),
    }
}

/// What would be wrong with an object in another version that is not wrong where it stands; the first few.
fn faults_of_move(
    catalog: &'static Catalog,
    object: &Object<'_>,
    target: &BuiltinKind,
    served: Option<&BuiltinKind>,
) -> Vec<String> {
    let faults = |kind: &BuiltinKind| Check::new(&catalog.types, Dialect::BuiltIn, object, kind.object).run();
    let here = served.map(faults).unwrap_or_default();
    let there = faults(target).into_iter();
    let new = there.filter(|fault| !here.iter().any(|known| known.rule == fault.rule && known.place == fault.place));
    new.take(FAULTS_NAMED).map(|fault| fault.message).collect()
}

/// Whether an object holds against the type of a kind.
pub(super) fn fits(catalog: &'static Catalog, object: &Object<'_>, kind: &BuiltinKind) -> bool {
    faults_of_move(catalog, object, kind, None).is_empty()
}

/// Replaces the value of a field of the root.
pub(super) fn rewrite(object: &Object<'_>, name: &str, value: &str, applicability: Applicability) -> Option<Fix> {
    let scalar = object.root.get(name)?;
    Some(Fix { applicability, message: format!("write `{name}: {value}`"), edits: vec![replacing(scalar, value)] })
}

fn place(object: &Object<'_>, field: &str) -> crate::finding::Place {
    object.place(&Pointer::root().key(field))
}
