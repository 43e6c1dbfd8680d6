//! The kinds and JSON schemas of one Kubernetes version, as a release of k8s-openapi has them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::tables::Scope;

/// One Kubernetes version.
#[derive(Debug)]
pub struct Release {
    /// The number after `1.`.
    pub minor: u16,
    /// All kinds with an operation of their own.
    pub kinds: Vec<Kind>,
    /// JSON schemas by the names of the definitions.
    pub definitions: BTreeMap<String, Value>,
}

/// One kind of object.
#[derive(Debug)]
pub struct Kind {
    /// For example `apps`; empty for the core group.
    pub group: &'static str,
    /// For example `v1`.
    pub version: &'static str,
    /// For example `Deployment`.
    pub kind: &'static str,
    /// For example `DeploymentList`, if there are lists of it.
    pub list_kind: Option<&'static str>,
    /// The name of its definition.
    pub definition: String,
    /// Where its objects live.
    pub scope: Scope,
}

/// The releases this build knows, oldest first; see the features of the package.
pub fn all() -> Vec<Release> {
    let releases: Vec<Release> = vec![
        #[cfg(feature = "v1_27")]
        v1_27::read(),
        #[cfg(feature = "v1_28")]
        v1_28::read(),
        #[cfg(feature = "v1_29")]
        v1_29::read(),
        #[cfg(feature = "v1_30")]
        v1_30::read(),
        #[cfg(feature = "v1_31")]
        v1_31::read(),
        #[cfg(feature = "v1_32")]
        v1_32::read(),
        #[cfg(feature = "v1_33")]
        v1_33::read(),
        #[cfg(feature = "v1_34")]
        v1_34::read(),
        #[cfg(feature = "v1_35")]
        v1_35::read(),
        #[cfg(feature = "v1_36")]
        v1_36::read(),
        #[cfg(feature = "v1_37")]
        v1_37::read(),
    ];
    releases
}

/// Reads a release that speaks through schemars 1 (`schemars_1`) or 0.8 (`schemars_0_8`).
macro_rules! release {
    ($feature:literal, $module:ident, $crate_name:ident, $schemars:ident, $minor:literal) => {
        #[cfg(feature = $feature)]
        mod $module {
            use $crate_name as k8s;
            use $schemars::{JsonSchema, SchemaGenerator};

            use super::{Kind, Release, Scope};

            trait Named {
                const SCOPE: Scope;
            }

            impl Named for k8s::NamespaceResourceScope {
                const SCOPE: Scope = Scope::Namespaced;
            }

            impl Named for k8s::ClusterResourceScope {
                const SCOPE: Scope = Scope::Cluster;
            }

            impl Named for k8s::SubResourceScope {
                const SCOPE: Scope = Scope::Subresource;
            }

            fn add<T>(generator: &mut SchemaGenerator, kinds: &mut Vec<Kind>)
            where
                T: k8s::Resource<Scope: Named> + JsonSchema,
            {
                generator.subschema_for::<T>();
                kinds.push(Kind {
                    group: T::GROUP,
                    version: T::VERSION,
                    kind: T::KIND,
                    list_kind: None,
                    definition: T::schema_name().to_string(),
                    scope: T::Scope::SCOPE,
                });
            }

            fn add_listable<T>(generator: &mut SchemaGenerator, kinds: &mut Vec<Kind>)
            where
                T: k8s::ListableResource<Scope: Named> + JsonSchema,
            {
                add::<T>(generator, kinds);
                if let Some(kind) = kinds.last_mut() {
                    kind.list_kind = Some(T::LIST_KIND);
                }
            }

            include!(concat!(env!("OUT_DIR"), "/", stringify!($module), ".rs"));

            /// All that the release has.
            pub fn read() -> Release {
                let mut generator = SchemaGenerator::default();
                let mut kinds = Vec::new();
                collect(&mut generator, &mut kinds);
                generator.subschema_for::<k8s::apimachinery::pkg::apis::meta::v1::ListMeta>();
                let definitions = generator.definitions().iter();
                let definitions = definitions
                    .map(|(name, schema)| (name.clone(), serde_json::to_value(schema).unwrap_or_default()))
                    .collect();
                Release { minor: $minor, kinds, definitions }
            }
        }
    };
}

release!("v1_27", v1_27, k8s_v1_27, schemars_0_8, 27);
release!("v1_28", v1_28, k8s_v1_28, schemars_0_8, 28);
release!("v1_29", v1_29, k8s_v1_29, schemars_0_8, 29);
release!("v1_30", v1_30, k8s_v1_30, schemars_0_8, 30);
release!("v1_31", v1_31, k8s_v1_31, schemars_0_8, 31);
release!("v1_32", v1_32, k8s_v1_32, schemars_0_8, 32);
release!("v1_33", v1_33, k8s_v1_33, schemars_0_8, 33);
release!("v1_34", v1_34, k8s_v1_34, schemars_1, 34);
release!("v1_35", v1_35, k8s_v1_35, schemars_1, 35);
release!("v1_36", v1_36, k8s_v1_36, schemars_1, 36);
release!("v1_37", v1_37, k8s_v1_37, schemars_1, 37);
