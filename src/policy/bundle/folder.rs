//! The layout `policies/<group>/<rule-name>/rule.rego`.

use std::path::PathBuf;

/// One rule's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The folder.
    pub path: PathBuf,
    /// Name of the parent folder, for example `sec`.
    pub group: String,
    /// Name of the folder, for example `privileged-container`.
    pub name: String,
    /// Text of `rule.rego`.
    pub source: String,
}

impl Folder {
    /// The rule's file.
    pub fn file(&self) -> PathBuf {
        self.path.join("rule.rego")
    }

    /// The package that the rule must be in, for example `kubevet.sec.privileged_container`.
    pub fn package(&self) -> String {
        format!("kubevet.{}.{}", self.group, self.name.replace('-', "_"))
    }
}
