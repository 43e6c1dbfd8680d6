//! Facts about what pods keep and read as files.

use serde::Serialize;

use super::Peer;
use crate::yaml::Pointer;

/// A template from which Kubernetes makes PersistentVolumeClaims.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClaimTemplateFact {
    /// The way to its `spec`.
    #[serde(serialize_with = "super::path")]
    pub path: Pointer,
    /// Its name, or that of the ephemeral volume.
    pub name: String,
    /// For example `ReadWriteOnce`.
    pub access_modes: Vec<String>,
    /// The name of its StorageClass, or empty.
    pub class: String,
    /// The provisioner of this class, if it is part of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisioner: Option<String>,
}

/// An object whose content containers of a pod have as files.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MountedFact {
    /// The Secret, ConfigMap or PersistentVolumeClaim.
    #[serde(flatten)]
    pub peer: Peer,
    /// The way to its name in the volume.
    #[serde(serialize_with = "super::path")]
    pub path: Pointer,
    /// The name of the volume.
    pub volume: String,
    /// The containers that mount it.
    pub containers: Vec<String>,
}
