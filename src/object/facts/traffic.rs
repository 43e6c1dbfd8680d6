//! Facts about what leads traffic to pods.

use serde::Serialize;

use super::{NetworkPolicyFact, Peer, PortFact};
use crate::yaml::Pointer;

/// A Service that selects the pods.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SelectingService {
    /// The Service.
    #[serde(flatten)]
    pub peer: Peer,
    /// Whether its `clusterIP` is `None`.
    pub headless: bool,
    /// The ports it offers.
    pub ports: Vec<PortFact>,
}

/// A Service with the same selector.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SameSelectorFact {
    /// The other Service.
    #[serde(flatten)]
    pub peer: Peer,
    /// Whether its `clusterIP` is `None`.
    pub headless: bool,
    /// The ports it offers.
    pub ports: Vec<PortFact>,
    /// Whether the other counts as the first of the two, so that this one is to be changed: it stands before this one in the
    /// run, or is not reported itself.
    pub first: bool,
}

/// Another object for which ExternalDNS makes a record of the same name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SameHostFact {
    /// The other object.
    #[serde(flatten)]
    pub peer: Peer,
    /// The name of the record.
    pub host: String,
    /// Whether the other counts as the first of the two: it stands before this one in the run, or is not reported itself.
    pub first: bool,
}

/// A route of OpenShift that claims the same host.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClaimedHostFact {
    /// The other Route.
    #[serde(flatten)]
    pub peer: Peer,
    /// The namespace of the other.
    pub namespace: String,
    /// Whether the other counts as the first of the two: it stands before this one in the run, or is not reported itself.
    pub first: bool,
}

/// A rule of an Ingress that another Ingress has too.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SameRoute {
    /// The other Ingress.
    #[serde(flatten)]
    pub peer: Peer,
    /// The way to the path in this Ingress.
    #[serde(serialize_with = "super::path")]
    pub path: Pointer,
    /// The way to it in the other Ingress.
    #[serde(serialize_with = "super::path")]
    pub other: Pointer,
    /// The host, empty for all.
    pub host: String,
    /// The path.
    pub route: String,
}

/// A host of an Ingress that another Ingress of the class has too.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SharedHost {
    /// The other Ingress.
    #[serde(flatten)]
    pub peer: Peer,
    /// The way to the host in this Ingress.
    #[serde(serialize_with = "super::path")]
    pub path: Pointer,
    /// The way to it in the other Ingress.
    #[serde(serialize_with = "super::path")]
    pub other: Pointer,
    /// The host.
    pub host: String,
}

/// A reference of a route of the Gateway API to a Service of another namespace, which no ReferenceGrant there allows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UngrantedFact {
    /// The Service.
    #[serde(flatten)]
    pub peer: Peer,
    /// Its namespace.
    pub namespace: String,
    /// The way to the namespace in the route.
    #[serde(serialize_with = "super::path")]
    pub path: Pointer,
}

/// A namespace without an object of its own in the run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnlistedNamespaceFact {
    /// Its name.
    pub name: String,
    /// The network policies that are in force in it, be it for some of its pods or for all.
    pub network_policies: Vec<NetworkPolicyFact>,
}
