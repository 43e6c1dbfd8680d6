//! What the other objects of a run have to do with one object.
//!
//! `graph` finds these facts; policies read them as `input.facts`. They are plain data, so that neither needs the other.

use crate::yaml::Pointer;

/// The facts about one object. Which of them are filled depends on its kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Whether any NetworkPolicy (of whatever group) is part of the run.
    pub network_policies_in_run: bool,
    /// Pod owners: network policies of the namespace that select the pods.
    pub network_policies: Vec<NetworkPolicyFact>,
    /// Pod owners: Services that select the pods.
    pub services: Vec<Peer>,
    /// Scalable workloads: HorizontalPodAutoscalers and ScaledObjects that target the workload.
    pub autoscalers: Vec<AutoscalerFact>,
    /// Pod owners: PodDisruptionBudgets that select the pods.
    pub disruption_budgets: Vec<DisruptionBudgetFact>,
    /// Service, NetworkPolicy, PodDisruptionBudget: workloads of the namespace whose pods the selector matches.
    pub selected: Vec<WorkloadFact>,
    /// Service, NetworkPolicy, PodDisruptionBudget that select nothing: the workload whose labels come nearest.
    pub nearest: Option<NearMiss>,
    /// HorizontalPodAutoscaler, ScaledObject: the workload that `scaleTargetRef` names, if it is part of the run.
    pub target: Option<WorkloadFact>,
    /// References to objects that the run does not hold, though it holds others of that kind's namespace.
    pub missing: Vec<MissingReference>,
}

/// Another object of the run. `id` is its position among the objects of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Peer {
    /// Position among the objects of the run.
    pub id: usize,
    /// For example `Service`.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// A network policy that selects the pods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkPolicyFact {
    /// The policy.
    pub peer: Peer,
    /// Whether it restricts ingress.
    pub ingress: bool,
    /// Whether it restricts egress.
    pub egress: bool,
}

/// An autoscaler that targets the workload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutoscalerFact {
    /// The autoscaler.
    pub peer: Peer,
    /// Its effective minimum (HPA absent = 1, KEDA absent = 0).
    pub min_replicas: i64,
    /// Its maximum, if it is set.
    pub max_replicas: Option<i64>,
}

/// A disruption budget that selects the pods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DisruptionBudgetFact {
    /// The budget.
    pub peer: Peer,
    /// `minAvailable` as written, number or percentage.
    pub min_available: Option<String>,
    /// `maxUnavailable` as written, number or percentage.
    pub max_unavailable: Option<String>,
}

/// A workload of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkloadFact {
    /// The workload.
    pub peer: Peer,
    /// `spec.replicas`, absent = 1; nothing for kinds that have none.
    pub replicas: Option<i64>,
    /// The least number of pods: the minimum of its autoscaler, else `replicas`.
    pub min_replicas: Option<i64>,
    /// Names of the ports its containers declare, with their numbers and protocols.
    pub ports: Vec<PortFact>,
    /// Resource names (`cpu`, `memory`) that some main container does not request, limits counting as requests.
    pub without_request: Vec<String>,
}

/// A port that a container declares.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PortFact {
    /// Its name, or empty.
    pub name: String,
    /// Its number.
    pub number: i64,
    /// `TCP`, `UDP` or `SCTP`.
    pub protocol: String,
}

/// The workload that a selector nearly matches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NearMiss {
    /// The workload.
    pub peer: Peer,
    /// The label of the selector that does not match.
    pub key: String,
    /// The value the selector asks for.
    pub wanted: String,
    /// The value the pods have, if they have the label.
    pub found: Option<String>,
    /// The way to that label, or to the labels, in the workload.
    pub path: Pointer,
}

/// A reference that leads nowhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MissingReference {
    /// The way to the name in the object that refers.
    pub path: Pointer,
    /// The kind referred to, for example `ConfigMap`.
    pub kind: String,
    /// The namespace it should be in.
    pub namespace: String,
    /// The name referred to.
    pub name: String,
    /// For ConfigMaps and Secrets that exist: the key that does not.
    pub key: Option<String>,
    /// The name of an object of that kind and namespace that comes near, if any.
    pub nearest: Option<String>,
}
