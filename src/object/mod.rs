//! Documents as Kubernetes objects: group, version, kind, name, namespace, pod template, quantities, label selectors.

mod assumed;
mod containers;
pub mod credentials;
pub mod facts;
mod gvk;
mod kubernetes_version;
mod kubernetes_versions;
mod locate;
mod manifest;
mod pod_template;
mod quantity;
pub mod relations;
mod selector;
mod view;

pub use assumed::{Assumed, AssumedError, AssumedObject};
pub use containers::{Container, ContainerRole};
pub use facts::Facts;
pub use gvk::GroupVersionKind;
pub use kubernetes_version::{KubernetesVersion, UnknownVersion};
pub use kubernetes_versions::{KubernetesVersions, VersionsError};
pub use manifest::{Manifest, Stray};
pub use pod_template::PodTemplate;
pub use quantity::{Quantity, QuantityError};
pub use selector::{LabelSelector, Labels, Operator, Requirement, ServiceSelector};
pub use view::Object;
