//! Versions of built-in kinds that Kubernetes has removed, and what replaced them.
//!
//! Source: the lifecycle markers of the types in `k8s.io/api`, and the deprecated API migration guide for versions whose
//! types are gone.

use crate::object::GroupVersionKind;

/// The rows are `apiVersion`, `kind`, and the releases that deprecated and removed it; last what replaces it, or `-`.
static TABLE: &str = include_str!("data/apis.tsv");

/// What became of a version of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Removal {
    /// The release that no longer has it, for example `1.25`.
    pub(super) release: &'static str,
    /// The `apiVersion` to use instead.
    pub(super) replacement: Option<&'static str>,
}

/// When a version of a kind was removed; nothing for what Kubernetes never had, or still has.
pub(super) fn removal(gvk: &GroupVersionKind<'_>) -> Option<Removal> {
    let api_version = gvk.api_version();
    TABLE.lines().skip(1).find_map(|line| {
        let mut columns = line.split('\t');
        if columns.next() != Some(&api_version) || columns.next() != Some(gvk.kind) {
            return None;
        }
        let release = columns.nth(1).filter(|release| *release != "-")?;
        let replacement = columns.next().filter(|replacement| *replacement != "-");
        Some(Removal { release, replacement })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::KubernetesVersion;
    use crate::schema::catalog::Catalog;

    #[test]
    fn a_removed_version_names_its_release_and_what_replaced_it() {
        let gvk = GroupVersionKind::parse("policy/v1beta1", "PodDisruptionBudget");
        assert_eq!(removal(&gvk), Some(Removal { release: "1.25", replacement: Some("policy/v1") }));
        assert_eq!(removal(&GroupVersionKind::parse("apps/v1", "Deployment")), None);
    }

    #[test]
    fn every_row_has_five_columns_and_every_replacement_was_served_by_some_release() {
        for line in TABLE.lines().skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 5, "{line}");
            // What replaced versions that are older than the tables may itself be gone from them.
            let old = |release: &str| release.strip_prefix("1.").and_then(|minor| minor.parse().ok()).unwrap_or(0) < 27;
            if columns[4] != "-" && !old(columns[3]) {
                let gvk = GroupVersionKind::parse(columns[4], columns[1]);
                let served = KubernetesVersion::all().any(|version| Catalog::of(version).unwrap().kind(&gvk).is_some());
                assert!(served, "{line}");
            }
        }
    }
}
