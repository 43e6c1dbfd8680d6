//! Facts about the namespace of an object.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Peer;

/// The Namespace object of an object's namespace.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NamespaceFact {
    /// The Namespace.
    #[serde(flatten)]
    pub peer: Peer,
    /// Its labels.
    pub labels: BTreeMap<String, String>,
    /// Its annotations.
    pub annotations: BTreeMap<String, String>,
}
