//! When versions of built-in kinds came, were deprecated and went, and what replaced them.
//!
//! Sources: the lifecycle markers of the types in `k8s.io/api`, of which the API server makes its warnings; the deprecated
//! API migration guide for versions whose types are gone, and for what else changes with the version; the tables of each
//! release.

use std::sync::OnceLock;

use super::catalog::{BuiltinKind, Catalog, releases};
use crate::object::{GroupVersionKind, KubernetesVersion};

/// The rows are `apiVersion`, `kind`, and the releases that deprecated and removed it; what replaces it, and what changes
/// besides the version. `-` where there is nothing to say.
static TABLE: &str = include_str!("data/apis.tsv");

/// What became of a version of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lifecycle {
    gvk: GroupVersionKind<'static>,
    /// The release that deprecated it.
    pub(super) deprecated: Option<Release>,
    /// The release that no longer has it.
    pub(super) removed: Option<Release>,
    /// What takes its place: an `apiVersion`, and another kind if it has one.
    replacement: Option<&'static str>,
    /// What changes besides the version, in words.
    pub(super) changes: Option<&'static str>,
}

/// A minor release of Kubernetes 1, perhaps one without tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Release(u16);

impl Release {
    fn parse(text: &str) -> Option<Self> {
        text.strip_prefix("1.").and_then(|minor| minor.parse().ok()).map(Self)
    }

    /// Whether a version has what came, or lacks what went, with this release.
    pub(super) fn is_past(self, version: KubernetesVersion) -> bool {
        self.0 <= version.minor()
    }
}

impl std::fmt::Display for Release {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

/// What became of a version of a kind; nothing for one that was neither deprecated nor removed.
pub(super) fn lifecycle(gvk: &GroupVersionKind<'_>) -> Option<&'static Lifecycle> {
    let rows = rows();
    let first = rows.partition_point(|row| row.gvk.kind < gvk.kind);
    rows.iter().skip(first).take_while(|row| row.gvk.kind == gvk.kind).find(|row| row.gvk == *gvk)
}

/// All rows, ordered by kind.
fn rows() -> &'static [Lifecycle] {
    static ROWS: OnceLock<Vec<Lifecycle>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let mut rows: Vec<Lifecycle> = TABLE.lines().skip(1).filter_map(row).collect();
        rows.sort_by_key(|row| row.gvk.kind);
        rows
    })
}

fn row(line: &'static str) -> Option<Lifecycle> {
    let mut columns = line.split('\t');
    let gvk = GroupVersionKind::parse(columns.next()?, columns.next()?);
    let (deprecated, removed) = (columns.next()?, columns.next()?);
    let mut text = || columns.next().filter(|text| *text != "-");
    let (replacement, changes) = (text(), text());
    Some(Lifecycle {
        gvk,
        deprecated: Release::parse(deprecated),
        removed: Release::parse(removed),
        replacement,
        changes,
    })
}

/// The release that removed a version of a kind, by its marker or because the tables end before; nothing when a release
/// up to `version` did not have it, or still has.
pub(super) fn removal(gvk: &GroupVersionKind<'_>, version: KubernetesVersion) -> Option<Release> {
    let marked = lifecycle(gvk).and_then(|row| row.removed);
    let last = || releases(gvk).last().filter(|last| *last < version);
    marked.or_else(|| last().map(|last| Release(last.minor() + 1))).filter(|release| release.is_past(version))
}

/// The first release after a version that has a kind.
pub(super) fn arrival(version: KubernetesVersion, gvk: &GroupVersionKind<'_>) -> Option<KubernetesVersion> {
    releases(gvk).find(|newer| *newer > version)
}

/// What a release has in the place of a version of a kind: the most stable and newest version that is not less so.
pub(super) fn replacement(catalog: &'static Catalog, gvk: &GroupVersionKind<'_>) -> Option<&'static BuiltinKind> {
    let named = lifecycle(gvk).and_then(|row| row.replacement);
    let (group, kind) = match named.map(|named| named.split_once(' ').unwrap_or((named, gvk.kind))) {
        Some((api_version, kind)) => (GroupVersionKind::parse(api_version, kind).group, kind),
        None => (gvk.group, gvk.kind),
    };
    let others = catalog.kinds_named(kind).filter(|known| known.gvk.group == group && known.gvk != *gvk);
    let best = others.max_by_key(|known| maturity(known.gvk.version))?;
    (group != gvk.group || maturity(best.gvk.version) > maturity(gvk.version)).then_some(best)
}

/// How stable and how new a version is: `v1alpha2` < `v1beta1` < `v1` < `v2`.
fn maturity(version: &str) -> (u8, u16, u16) {
    let number = |text: &str| text.parse().unwrap_or_default();
    let rest = version.strip_prefix('v').unwrap_or(version);
    if let Some((major, minor)) = rest.split_once("alpha") {
        return (0, number(major), number(minor));
    }
    match rest.split_once("beta") {
        Some((major, minor)) => (1, number(major), number(minor)),
        None => (2, number(rest), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Shape, TypeId};
    use super::*;

    fn gvk(api_version: &'static str, kind: &'static str) -> GroupVersionKind<'static> {
        GroupVersionKind::parse(api_version, kind)
    }

    fn has(version: KubernetesVersion, gvk: &GroupVersionKind<'_>) -> bool {
        catalog(version).kind(gvk).is_some()
    }

    fn catalog(version: KubernetesVersion) -> &'static Catalog {
        Catalog::of(version).unwrap()
    }

    fn replaced(version: &str, gvk: GroupVersionKind<'static>) -> Option<String> {
        replacement(catalog(version.parse().unwrap()), &gvk).map(|known| known.gvk.to_string())
    }

    #[test]
    fn what_takes_the_place_of_a_version_is_the_best_that_the_release_has() {
        for (version, old, new) in [
            ("1.37", gvk("policy/v1beta1", "PodDisruptionBudget"), Some("policy/v1 PodDisruptionBudget")),
            ("1.37", gvk("extensions/v1beta1", "Ingress"), Some("networking.k8s.io/v1 Ingress")),
            (
                "1.37",
                gvk("autoscaling/v2beta1", "HorizontalPodAutoscaler"),
                Some("autoscaling/v2 HorizontalPodAutoscaler"),
            ),
            ("1.37", gvk("node.k8s.io/v1beta1", "RuntimeClass"), Some("node.k8s.io/v1 RuntimeClass")),
            ("1.37", gvk("v1", "Endpoints"), Some("discovery.k8s.io/v1 EndpointSlice")),
            ("1.37", gvk("policy/v1beta1", "PodSecurityPolicy"), None),
            (
                "1.28",
                gvk("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema"),
                Some("flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema"),
            ),
            (
                "1.29",
                gvk("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema"),
                Some("flowcontrol.apiserver.k8s.io/v1 FlowSchema"),
            ),
        ] {
            assert_eq!(replaced(version, old).as_deref(), new, "{old} in {version}");
        }
    }

    #[test]
    fn markers_agree_with_what_each_release_has() {
        for row in rows() {
            let Some(removed) = row.removed else { continue };
            for version in KubernetesVersion::all().filter(|version| removed.is_past(*version)) {
                assert!(!has(version, &row.gvk), "{} in {version}", row.gvk);
            }
            let last = releases(&row.gvk).last().filter(|last| *last < KubernetesVersion::NEWEST);
            assert!(last.is_none_or(|last| Release(last.minor() + 1) == removed), "{} before {removed}", row.gvk);
        }
    }

    #[test]
    fn what_went_without_a_marker_went_after_the_last_release_that_had_it() {
        let removed = |api_version, kind, version: &str| {
            removal(&gvk(api_version, kind), version.parse().unwrap()).map(|release| release.to_string())
        };
        assert_eq!(removed("networking.k8s.io/v1alpha1", "ClusterCIDR", "1.37").as_deref(), Some("1.29"));
        assert_eq!(removed("networking.k8s.io/v1alpha1", "ClusterCIDR", "1.28"), None);
        assert_eq!(removed("policy/v1beta1", "PodDisruptionBudget", "1.37").as_deref(), Some("1.25"));
        assert_eq!(removed("apps/v1", "Deployment", "1.37"), None);
    }

    #[test]
    fn every_line_of_the_table_is_a_row_with_six_columns() {
        assert_eq!(rows().len(), TABLE.lines().count() - 1);
        for line in TABLE.lines() {
            assert_eq!(line.split('\t').count(), 6, "{line}");
        }
    }

    /// The path of the first field of a type that another type lacks or has with another shape. What the other type
    /// asks for besides, values and required fields, is held against each object.
    fn lost(catalog: &Catalog, old: TypeId, new: TypeId, seen: &mut Vec<(TypeId, TypeId)>) -> Option<String> {
        if old == new || seen.contains(&(old, new)) {
            return None;
        }
        seen.push((old, new));
        match (&catalog.types.get(old).shape, &catalog.types.get(new).shape) {
            (Shape::Object(old), Shape::Object(new)) => old.fields().iter().find_map(|field| {
                // Users do not write the status.
                let lost = match new.field(&field.name) {
                    _ if field.name == "status" => None,
                    Some(kept) => lost(catalog, field.value, kept.value, seen),
                    None => Some(String::new()),
                };
                lost.map(|rest| format!(".{}{rest}", field.name))
            }),
            (Shape::Array(old), Shape::Array(new)) => lost(catalog, old.items, new.items, seen),
            (Shape::Map { values: old }, Shape::Map { values: new }) => lost(catalog, *old, *new, seen),
            (Shape::String(_), Shape::String(_)) => None,
            (old, new) => (old != new).then(|| format!(" is {new:?} instead of {old:?}")),
        }
    }

    #[test]
    fn a_move_that_is_said_to_change_nothing_else_leads_to_the_same_shape() {
        let mut proven = 0;
        for row in rows().iter().filter(|row| row.changes.is_none()) {
            for catalog in KubernetesVersion::all().map(catalog) {
                let Some(old) = catalog.kind(&row.gvk) else { continue };
                let Some(new) = replacement(catalog, &row.gvk).filter(|new| new.gvk.kind == row.gvk.kind) else {
                    continue;
                };
                proven += 1;
                let lost = lost(catalog, old.object, new.object, &mut Vec::new());
                assert_eq!(lost, None, "{} {} to {}", catalog.version, row.gvk, new.gvk);
            }
        }
        assert!(proven > 20, "{proven}");
    }
}
