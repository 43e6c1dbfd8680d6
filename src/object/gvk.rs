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
