//! Facts about what leads traffic to pods.

use serde::Serialize;

use super::{Peer, PortFact};

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
