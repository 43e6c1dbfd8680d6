//! Documents as Kubernetes objects: group, version, kind, name, namespace, pod template, quantities, label selectors.

pub mod facts;
mod gvk;
mod kubernetes_version;
mod locate;
mod manifest;
mod view;

pub use facts::Facts;
pub use gvk::GroupVersionKind;
pub use kubernetes_version::{KubernetesVersion, UnknownVersion};
pub use manifest::Manifest;
pub use view::Object;
