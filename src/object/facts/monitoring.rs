//! Facts about what Prometheus scrapes.

use serde::Serialize;

use super::{Peer, PortFact};

/// A Service that a ServiceMonitor selects.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ServiceFact {
    /// The Service, or the object for which an operator makes it.
    #[serde(flatten)]
    pub peer: Peer,
    /// Its namespace.
    pub namespace: String,
    /// Its ports; a number is `port`, not `targetPort`.
    pub ports: Vec<PortFact>,
    /// Whether it selects the pods of some workloads of the run, all of which describe their containers.
    pub selects_pods: bool,
    /// The ports that the main containers and sidecars of these pods declare.
    pub pod_ports: Vec<PortFact>,
    /// Whether it has no selector, so that somebody else fills its endpoints, with ports of their own names.
    pub filled_by_hand: bool,
    /// Whether an operator makes it, so that its ports cannot be seen.
    pub opaque: bool,
}
