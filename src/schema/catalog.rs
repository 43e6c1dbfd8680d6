//! The built-in kinds and types of one Kubernetes version.

use std::sync::OnceLock;

use thiserror::Error;

use super::definitions::types_of;
use super::model::{TypeId, Types};
pub use super::tables::Scope;
use super::tables::{self, StringIndex, Tables, version_bit};
use crate::object::{GroupVersionKind, KubernetesVersion};

/// All built-in kinds of one Kubernetes version, with their types.
#[derive(Debug)]
pub struct Catalog {
    /// The version.
    pub version: KubernetesVersion,
    /// All types.
    pub types: Types,
    kinds: Vec<BuiltinKind>,
}

/// A kind that the API server of a Kubernetes version knows, off by default or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltinKind {
    /// Group, version and kind.
    pub gvk: GroupVersionKind<'static>,
    /// Where its objects live.
    pub scope: Scope,
    /// The type of its objects.
    pub object: TypeId,
}

/// Built-in tables that cannot be read: the program was built wrongly.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TablesError {
    /// The bytes are not in the format.
    #[error("the built-in schemas of Kubernetes cannot be read")]
    Encoding(#[from] postcard::Error),
    /// The file has no room for a version.
    #[error("there are no built-in schemas of Kubernetes {0}")]
    Version(KubernetesVersion),
}

static FILE: &[u8] = include_bytes!("data/kubernetes.bin");

/// The tables of all versions, types still encoded.
pub(super) fn tables() -> Result<&'static Tables<'static>, TablesError> {
    static TABLES: OnceLock<Result<Tables<'static>, TablesError>> = OnceLock::new();
    TABLES.get_or_init(|| Ok(postcard::from_bytes(FILE)?)).as_ref().map_err(Clone::clone)
}

/// The string with a number; empty for one that does not exist.
pub(super) fn string(tables: &Tables<'static>, index: StringIndex) -> &'static str {
    tables.strings.get(index).unwrap_or_default()
}

impl Catalog {
    /// The catalog of a version, read when it is first asked for.
    ///
    /// # Errors
    /// Damaged built-in tables.
    pub fn of(version: KubernetesVersion) -> Result<&'static Self, TablesError> {
        static CATALOGS: [OnceLock<Result<Catalog, TablesError>>; tables::CAPACITY] =
            [const { OnceLock::new() }; tables::CAPACITY];
        let place = version.minor().checked_sub(tables::FIRST_MINOR).map(usize::from);
        let slot = place.and_then(|place| CATALOGS.get(place)).ok_or(TablesError::Version(version))?;
        slot.get_or_init(|| Self::load(version)).as_ref().map_err(Clone::clone)
    }

    fn load(version: KubernetesVersion) -> Result<Self, TablesError> {
        let tables = tables()?;
        let types = types_of(tables, version);
        let served = tables.resources.iter().filter(|row| row.versions & version_bit(version.minor()) != 0);
        let kinds = served.filter_map(|row| {
            Some(BuiltinKind {
                gvk: gvk(tables, row),
                scope: row.scope,
                object: types.definitions()?.numbered(row.definition)?,
            })
        });
        let kinds = kinds.collect();
        Ok(Self { version, types, kinds })
    }

    /// A kind, if this version knows it.
    pub fn kind(&self, gvk: &GroupVersionKind<'_>) -> Option<&BuiltinKind> {
        self.kinds_named(gvk.kind).find(|known| known.gvk == *gvk)
    }

    /// The kinds with a name, in all groups and versions: `Event` is in two groups.
    pub fn kinds_named(&self, kind: &str) -> std::slice::Iter<'_, BuiltinKind> {
        let start = self.kinds.partition_point(|known| known.gvk.kind < kind);
        let end = self.kinds.partition_point(|known| known.gvk.kind <= kind);
        self.kinds.get(start..end).unwrap_or_default().iter()
    }

    /// All kinds, ordered by kind, group and version.
    pub fn kinds(&self) -> &[BuiltinKind] {
        &self.kinds
    }

    /// Whether a group has built-in kinds; if so, an unknown kind of it is a mistake and no custom resource.
    pub fn has_group(&self, group: &str) -> bool {
        self.kinds.iter().any(|known| known.gvk.group == group)
    }

    /// The type with a full name, such as `io.k8s.api.core.v1.PodSpec`.
    pub fn definition(&self, name: &str) -> Option<TypeId> {
        self.types.definitions().and_then(|definitions| definitions.named(name))
    }

    /// The type of the metadata of every object, custom resources included.
    pub fn object_meta(&self) -> Option<TypeId> {
        self.definition("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")
    }
}

/// The releases that know a kind, oldest first.
pub(super) fn releases(gvk: &GroupVersionKind<'_>) -> impl Iterator<Item = KubernetesVersion> {
    let versions = tables().map_or(0, |tables| {
        let row = tables.resources.binary_search_by(|row| self::gvk(tables, row).by_kind().cmp(&gvk.by_kind()));
        row.ok().and_then(|row| tables.resources.get(row)).map_or(0, |row| row.versions)
    });
    KubernetesVersion::all().filter(move |version| versions & version_bit(version.minor()) != 0)
}

fn gvk(tables: &Tables<'static>, row: &tables::Resource) -> GroupVersionKind<'static> {
    GroupVersionKind {
        group: string(tables, row.group),
        version: string(tables, row.version),
        kind: string(tables, row.kind),
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Field, ListType, Shape};
    use super::*;

    fn catalog(minor: &str) -> &'static Catalog {
        Catalog::of(minor.parse().unwrap()).unwrap()
    }

    fn field<'a>(catalog: &'a Catalog, definition: &str, field: &str) -> &'a Field {
        let id = catalog.definition(definition).unwrap();
        catalog.types.object(id).unwrap().field(field).unwrap()
    }

    #[test]
    fn every_version_can_be_read_and_knows_the_kinds_of_all_clusters() {
        for version in KubernetesVersion::all() {
            let catalog = Catalog::of(version).unwrap();
            for (api_version, kind) in [("v1", "Pod"), ("apps/v1", "Deployment"), ("v1", "ConfigMapList")] {
                assert!(catalog.kind(&GroupVersionKind::parse(api_version, kind)).is_some(), "{version} {kind}");
            }
            assert!(catalog.object_meta().is_some(), "{version}");
        }
    }

    #[test]
    fn kinds_come_and_go_with_versions() {
        let policy = GroupVersionKind::parse("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy");
        assert!(catalog("1.29").kind(&policy).is_none());
        assert!(catalog("1.30").kind(&policy).is_some());
        let schema = GroupVersionKind::parse("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema");
        assert!(catalog("1.31").kind(&schema).is_some());
        assert!(catalog("1.32").kind(&schema).is_none());
    }

    #[test]
    fn fields_come_with_versions() {
        let has = |minor, field| {
            let catalog = catalog(minor);
            let spec = catalog.definition("io.k8s.api.core.v1.PodSpec").unwrap();
            catalog.types.object(spec).unwrap().field(field).is_some()
        };
        assert!(!has("1.31", "resources"));
        assert!(has("1.32", "resources"));
        assert!(has("1.27", "containers"));
    }

    #[test]
    fn scopes_are_told_apart() {
        let scope = |api_version, kind| {
            let gvk = GroupVersionKind::parse(api_version, kind);
            catalog("1.37").kind(&gvk).map(|known| known.scope)
        };
        assert_eq!(scope("v1", "Pod"), Some(Scope::Namespaced));
        assert_eq!(scope("v1", "Namespace"), Some(Scope::Cluster));
        assert_eq!(scope("policy/v1", "Eviction"), Some(Scope::Subresource));
        assert_eq!(scope("v1", "PodList"), Some(Scope::List));
    }

    #[test]
    fn enums_defaults_and_list_keys_are_part_of_the_types() {
        let catalog = catalog("1.36");
        let protocol = field(catalog, "io.k8s.api.core.v1.ContainerPort", "protocol");
        assert_eq!(protocol.default.as_deref(), Some(&serde_json::json!("TCP")));
        let Shape::String(text) = &catalog.types.get(protocol.value).shape else { panic!("protocol is text") };
        assert_eq!(text.values.as_ref(), ["SCTP", "TCP", "UDP"]);
        let ports = field(catalog, "io.k8s.api.core.v1.Container", "ports");
        let Shape::Array(array) = &catalog.types.get(ports.value).shape else { panic!("ports is a list") };
        assert_eq!(array.list, ListType::Map(["containerPort".into(), "protocol".into()].into()));
    }

    #[test]
    fn quantities_and_int_or_string_are_types_of_their_own() {
        let catalog = catalog("1.30");
        let limits = field(catalog, "io.k8s.api.core.v1.ResourceRequirements", "limits");
        let Shape::Map { values } = catalog.types.get(limits.value).shape else { panic!("limits is a map") };
        assert_eq!(catalog.types.get(values).shape, Shape::Quantity);
        let target = field(catalog, "io.k8s.api.core.v1.ServicePort", "targetPort");
        assert_eq!(catalog.types.get(target.value).shape, Shape::IntOrString);
    }

    #[test]
    fn metadata_is_not_asked_of_objects() {
        assert!(!field(catalog("1.37"), "io.k8s.api.apps.v1.Deployment", "metadata").required);
        assert!(field(catalog("1.37"), "io.k8s.api.apps.v1.DeploymentSpec", "selector").required);
    }
}
