//! Group, version and kind.

/// The type of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupVersionKind<'a> {
    /// Empty for the core group.
    pub group: &'a str,
    /// For example `v1`.
    pub version: &'a str,
    /// For example `Deployment`.
    pub kind: &'a str,
}

impl<'a> GroupVersionKind<'a> {
    /// From `apiVersion` and `kind` as written in a manifest.
    pub fn parse(api_version: &'a str, kind: &'a str) -> Self {
        let (group, version) = api_version.split_once('/').unwrap_or(("", api_version));
        Self { group, version, kind }
    }

    /// Whether it is `v1 List`, which holds objects and is none that a server keeps.
    pub fn is_list(&self) -> bool {
        self.group.is_empty() && self.version == "v1" && self.kind == "List"
    }

    /// Whether objects of the kind, as far as it is known, belong to no namespace.
    pub fn is_cluster_scoped(&self) -> bool {
        match self.group {
            "" => matches!(self.kind, "Namespace" | "Node" | "PersistentVolume"),
            "rbac.authorization.k8s.io" => self.kind.starts_with("Cluster"),
            "storage.k8s.io" => self.kind != "CSIStorageCapacity",
            "networking.k8s.io" => matches!(self.kind, "IngressClass" | "IPAddress" | "ServiceCIDR"),
            "apiextensions.k8s.io"
            | "apiregistration.k8s.io"
            | "admissionregistration.k8s.io"
            | "node.k8s.io"
            | "flowcontrol.apiserver.k8s.io"
            | "storagemigration.k8s.io" => true,
            "scheduling.k8s.io" => self.kind == "PriorityClass",
            "certificates.k8s.io" => self.kind != "PodCertificateRequest",
            "resource.k8s.io" => !matches!(self.kind, "ResourceClaim" | "ResourceClaimTemplate"),
            "gateway.networking.k8s.io" => self.kind == "GatewayClass",
            "elbv2.k8s.aws" | "eks.amazonaws.com" => self.kind == "IngressClassParams",
            _ => false,
        }
    }

    /// Kind, group and version: the order in which tables of kinds are kept.
    pub fn by_kind(&self) -> (&'a str, &'a str, &'a str) {
        (self.kind, self.group, self.version)
    }

    /// As written in a manifest: `apps/v1`, or `v1` for the core group.
    pub fn api_version(&self) -> String {
        if self.group.is_empty() { self.version.to_owned() } else { format!("{}/{}", self.group, self.version) }
    }
}

impl std::fmt::Display for GroupVersionKind<'_> {
    /// `apps/v1 Deployment`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.api_version(), self.kind)
    }
}
