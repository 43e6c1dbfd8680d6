//! What the other objects of a run have to do with one object.
//!
//! `graph` finds these facts; policies read them as `input.facts`. They are plain data, so that neither needs the other.
//! Which of them are filled depends on the object's kind; the others are empty. Serialised, lists are always there and what
//! is not known is absent.

mod load_balancer;
mod monitoring;
mod namespace;
mod storage;
mod traffic;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::yaml::Pointer;

pub use load_balancer::{ExposureFact, GroupedIngressFact, IngressClassFact, LoadBalancerFact};
pub use monitoring::ServiceFact;
pub use namespace::NamespaceFact;
pub use storage::{ClaimTemplateFact, MountedFact};
pub use traffic::{
    ClaimedHostFact, SameHostFact, SameRoute, SameSelectorFact, SelectingService, SharedHost, UngrantedFact,
    UnlistedNamespaceFact,
};

/// Which facts are asked for, by the names of their fields.
pub type Wanted<'w> = &'w dyn Fn(&str) -> bool;

/// The facts about one object. Of copies of another object, as base and overlays have them, facts tell of the nearest. A list
/// of others names at most 64.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Facts {
    /// Whether the run is meant for AWS: some object has an annotation, label, class, provisioner or group of AWS' controllers.
    pub aws: bool,
    /// Whether any NetworkPolicy (of whatever group) is part of the run.
    pub network_policies_in_run: bool,
    /// Whether any Service is part of the run.
    pub services_in_run: bool,
    /// Pod owners: network policies that select the pods. Namespaces: those that are in force in the namespace. Network
    /// policies: those that are in force for all pods that this one selects, itself among them.
    pub network_policies: Vec<NetworkPolicyFact>,
    /// The first of the pod owners of a namespace that the run has no object for: that namespace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlisted_namespace: Option<UnlistedNamespaceFact>,
    /// Pod owners: Services that select the pods.
    pub services: Vec<SelectingService>,
    /// Pod owners: what makes the pods reachable from outside of the cluster: Services of type NodePort or LoadBalancer,
    /// and Ingresses and routes before a Service that selects the pods.
    pub exposed_by: Vec<ExposureFact>,
    /// Scalable workloads: HorizontalPodAutoscalers and ScaledObjects that target the workload. For such an autoscaler: the
    /// others that have the same target.
    pub autoscalers: Vec<AutoscalerFact>,
    /// As `autoscalers`, of VerticalPodAutoscalers.
    pub vertical_autoscalers: Vec<VerticalAutoscalerFact>,
    /// Pod owners: PodDisruptionBudgets that select the pods.
    pub disruption_budgets: Vec<DisruptionBudgetFact>,
    /// Controllers: others of the namespace, in files of the same folder, whose selector matches these pods or whose pods this
    /// selector matches.
    pub overlapping: Vec<Peer>,
    /// Service, NetworkPolicy, PodDisruptionBudget, PodMonitor, policies of meshes: workloads whose pods the selector
    /// matches.
    pub selected: Vec<WorkloadFact>,
    /// ServiceMonitor: the Services whose labels the selector matches.
    pub selected_services: Vec<ServiceFact>,
    /// Those of `selected` and `selected_services` that select nothing: the workload or Service whose labels come nearest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<NearMiss>,
    /// The same: whether they ask for labels which only a controller, an operator or the cluster gives to pods or Services,
    /// from something that is not part of the run.
    pub made_elsewhere: bool,
    /// ServiceMonitor, PodMonitor, policies of meshes: whether the run holds Services, or pods, where the selector looks.
    pub any_in_reach: bool,
    /// NetworkPolicy: peers in `from` and `to` whose `podSelector` matches no pod of the namespace: the ways to them.
    #[serde(serialize_with = "paths")]
    pub empty_peers: Vec<Pointer>,
    /// Service: whether the run holds Endpoints or an EndpointSlice for it.
    pub has_endpoints: bool,
    /// Service: others of the namespace, in files of the same folder, with an equal selector.
    pub same_selector: Vec<SameSelectorFact>,
    /// Service of type LoadBalancer: which of how many it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub load_balancer: Option<LoadBalancerFact>,
    /// Ingress: others that share its load balancer: those of one `alb.ingress.kubernetes.io/group.name`.
    pub ingress_group: Vec<GroupedIngressFact>,
    /// Ingress: its class, if it is part of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ingress_class: Option<IngressClassFact>,
    /// Service, Ingress: others for which ExternalDNS makes a record of the same name.
    pub same_dns_hosts: Vec<SameHostFact>,
    /// Route of OpenShift: others that claim the same host, in another namespace or for the same path.
    pub same_route_hosts: Vec<ClaimedHostFact>,
    /// Route of the Gateway API: references to Services of other namespaces that no ReferenceGrant allows.
    pub ungranted: Vec<UngrantedFact>,
    /// Ingress: others that claim the same host and path.
    pub same_routes: Vec<SameRoute>,
    /// Ingress: others that claim a host of it, for whatever paths.
    pub shared_hosts: Vec<SharedHost>,
    /// HorizontalPodAutoscaler, ScaledObject, VerticalPodAutoscaler: the workload they target, if it is part of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<WorkloadFact>,
    /// StatefulSet: the Service that `serviceName` names, if it is part of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub governing_service: Option<GoverningService>,
    /// Pod owners: the ServiceAccount of the pods and what it may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_account: Option<ServiceAccountFact>,
    /// RoleBinding, ClusterRoleBinding: the role it grants, if it is part of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleFact>,
    /// Role, ClusterRole: RoleBindings and ClusterRoleBindings that grant it.
    pub granted_by: Vec<Peer>,
    /// Pod owners: PersistentVolumeClaims of the run that the pods mount.
    pub claims: Vec<ClaimFact>,
    /// Pod owners: claims that Kubernetes makes for the pods, from templates of a StatefulSet or of ephemeral volumes.
    pub claim_templates: Vec<ClaimTemplateFact>,
    /// Pod owners: Secrets, ConfigMaps and PersistentVolumeClaims of the run that containers of the pods mount.
    pub mounted: Vec<MountedFact>,
    /// Objects in a namespace: the Namespace, if it is part of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace_object: Option<NamespaceFact>,
    /// Namespace: AuthorizationPolicies and ServerAuthorizations of meshes that are in force there.
    pub authorization_policies: Vec<Peer>,
    /// PersistentVolume, PersistentVolumeClaim: their StorageClass, if it is part of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage_class: Option<StorageClassFact>,
    /// Pod owners, Namespaces: LimitRanges of the namespace.
    pub limit_ranges: Vec<LimitRangeFact>,
    /// Pod owners: ResourceQuotas of the namespace whose scopes hold for the pods. Namespaces: all of them.
    pub resource_quotas: Vec<ResourceQuotaFact>,
    /// Another of the same kind, namespace and name in a file of the same folder; one is enough to tell.
    pub duplicates: Vec<DuplicateFact>,
    /// Keys that stand behind one of the same mapping which they come before in the alphabet: the first of each mapping.
    pub unsorted_keys: Vec<UnsortedKeyFact>,
    /// References to objects that the run does not hold.
    pub missing: Vec<MissingReference>,
    /// Credentials in the texts of the object and of one of its pods. These are found by [`crate::object::credentials`] when
    /// rules ask for them, not by `graph`.
    pub credentials: Vec<CredentialFact>,
}

/// Another object of the run. `id` is its position among the objects of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Peer {
    /// Position among the objects of the run.
    pub id: usize,
    /// For example `Service`.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// A key out of order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnsortedKeyFact {
    /// The way to it.
    #[serde(serialize_with = "path")]
    pub path: Pointer,
    /// The key.
    pub key: String,
    /// The key before it.
    pub after: String,
}

/// Another manifest of the same object.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DuplicateFact {
    /// The other.
    #[serde(flatten)]
    pub peer: Peer,
    /// Whether it stands in the same file. In another file of the folder it may be an alternative, not meant to be applied too.
    pub same_file: bool,
    /// Whether the other counts as the first of the two, so that this one is too many: it stands before this one in the run,
    /// or is not reported itself.
    pub first: bool,
}

/// A network policy that selects the pods.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkPolicyFact {
    /// The policy.
    #[serde(flatten)]
    pub peer: Peer,
    /// Whether it restricts ingress.
    pub ingress: bool,
    /// Whether it restricts egress.
    pub egress: bool,
    /// Whether it restricts egress but lets the pods ask the DNS server, as far as can be known.
    pub dns: bool,
}

/// An autoscaler that targets the workload.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AutoscalerFact {
    /// The autoscaler.
    #[serde(flatten)]
    pub peer: Peer,
    /// Its effective minimum (HPA absent = 1, KEDA absent = 0).
    pub min_replicas: i64,
    /// Its maximum, if it is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_replicas: Option<i64>,
    /// The resources (`cpu`, `memory`) it measures.
    pub resources: Vec<String>,
}

/// A VerticalPodAutoscaler that targets the workload.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VerticalAutoscalerFact {
    /// The autoscaler.
    #[serde(flatten)]
    pub peer: Peer,
    /// `spec.updatePolicy.updateMode`, absent = `Auto`.
    pub mode: String,
}

/// A disruption budget that selects the pods.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DisruptionBudgetFact {
    /// The budget.
    #[serde(flatten)]
    pub peer: Peer,
    /// `minAvailable` as written, number or percentage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_available: Option<String>,
    /// `maxUnavailable` as written, number or percentage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_unavailable: Option<String>,
}

/// A workload of the run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WorkloadFact {
    /// The workload.
    #[serde(flatten)]
    pub peer: Peer,
    /// `spec.replicas`, absent = 1; nothing for kinds that have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicas: Option<i64>,
    /// Whether `spec.replicas` is set.
    pub replicas_set: bool,
    /// The least number of pods: the minimum of its autoscaler, else `replicas`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_replicas: Option<i64>,
    /// Whether that number is the minimum of an autoscaler.
    pub autoscaled: bool,
    /// Position of that autoscaler among the objects of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autoscaler: Option<usize>,
    /// Whether an operator writes the pods, so that their containers and ports cannot be seen.
    pub opaque: bool,
    /// The ports its main containers and sidecars declare.
    pub ports: Vec<PortFact>,
    /// What its main containers and sidecars do not request, limits counting as requests.
    pub without_request: Vec<RequestGap>,
}

/// A resource that a container does not request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RequestGap {
    /// `cpu` or `memory`.
    pub resource: String,
    /// Name of the container.
    pub container: String,
    /// The way to the container in the workload.
    #[serde(serialize_with = "path")]
    pub path: Pointer,
}

/// A port that a container declares, or that a Service offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PortFact {
    /// Its name, or empty.
    pub name: String,
    /// Its number.
    pub number: i64,
    /// `TCP`, `UDP` or `SCTP`.
    pub protocol: String,
}

/// The workload that a selector nearly matches.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NearMiss {
    /// The workload.
    #[serde(flatten)]
    pub peer: Peer,
    /// The label of the selector that does not match.
    pub key: String,
    /// The value the selector asks for.
    pub wanted: String,
    /// The value the pods have, if they have the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// The way to that label, or to the labels, in the workload.
    #[serde(serialize_with = "path")]
    pub path: Pointer,
}

/// The Service that gives the pods of a StatefulSet their names.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GoverningService {
    /// The Service.
    #[serde(flatten)]
    pub peer: Peer,
    /// Whether `clusterIP` is `None`.
    pub headless: bool,
    /// Whether it selects the pods of the StatefulSet.
    pub selects_pods: bool,
}

/// The ServiceAccount of pods. It may be missing from the run; then `id` is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ServiceAccountFact {
    /// Position among the objects of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    /// Its name.
    pub name: String,
    /// Its `automountServiceAccountToken`, if it is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub automount: Option<bool>,
    /// Whether it has `imagePullSecrets`, which its pods get.
    pub pull_secrets: bool,
    /// Its annotations.
    pub annotations: BTreeMap<String, String>,
    /// The roles that bindings of the run grant it, by name or by a group that all ServiceAccounts belong to.
    pub roles: Vec<RoleFact>,
}

/// A role that a binding grants.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoleFact {
    /// Position of the role among the objects of the run; absent for a role that is not part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    /// `Role` or `ClusterRole`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Position of the binding among the objects of the run.
    pub binding: usize,
    /// Whether it is granted in all namespaces.
    pub cluster_wide: bool,
    /// What it allows.
    pub rules: Vec<RuleFact>,
}

/// A rule of a role.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RuleFact {
    /// `apiGroups`.
    pub api_groups: Vec<String>,
    /// `resources`.
    pub resources: Vec<String>,
    /// `resourceNames`.
    pub resource_names: Vec<String>,
    /// `verbs`.
    pub verbs: Vec<String>,
}

/// A PersistentVolumeClaim that pods mount.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClaimFact {
    /// The claim.
    #[serde(flatten)]
    pub peer: Peer,
    /// The way to the reference in the workload.
    #[serde(serialize_with = "path")]
    pub path: Pointer,
    /// For example `ReadWriteOnce`.
    pub access_modes: Vec<String>,
    /// The name of its StorageClass, or empty.
    pub class: String,
    /// The provisioner of this class, if it is part of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisioner: Option<String>,
}

/// A StorageClass.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StorageClassFact {
    /// The class.
    #[serde(flatten)]
    pub peer: Peer,
    /// For example `ebs.csi.aws.com`.
    pub provisioner: String,
    /// Its parameters.
    pub parameters: BTreeMap<String, String>,
}

/// A LimitRange: the resources for which it gives containers values that they do not set.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LimitRangeFact {
    /// The LimitRange.
    #[serde(flatten)]
    pub peer: Peer,
    /// Resources with a default limit.
    pub default_limits: Vec<String>,
    /// Resources with a default request, which a default limit or a minimum gives too.
    pub default_requests: Vec<String>,
}

/// A ResourceQuota.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ResourceQuotaFact {
    /// The ResourceQuota.
    #[serde(flatten)]
    pub peer: Peer,
    /// What it counts, for example `requests.cpu`.
    pub hard: Vec<String>,
}

/// A reference that leads nowhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MissingReference {
    /// The way to the name, or to the key or port, in the object that refers.
    #[serde(serialize_with = "path")]
    pub path: Pointer,
    /// The kind referred to, for example `ConfigMap`.
    pub kind: String,
    /// The namespace it should be in; empty for kinds without namespace.
    pub namespace: String,
    /// The name referred to.
    pub name: String,
    /// For ConfigMaps, Secrets and Services that exist: the key or port that does not. For DestinationRules, which are found
    /// by their host: the subset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The namespace of another object of that kind and name, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<String>,
    /// The name (or key) of what exists and comes near, if anything does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
    /// Position of what exists among the objects of the run: that with the nearest name, or that which lacks the key or port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub existing: Option<usize>,
    /// Whether the run holds others of that kind in that namespace.
    pub others_in_namespace: bool,
    /// Whether the run holds others of that kind in any namespace.
    pub others_in_run: bool,
}

/// Where a text stands that holds a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialSource {
    /// The value of a variable of a container.
    Env,
    /// An item of `command` or `args`.
    Argument,
    /// An entry of a ConfigMap.
    ConfigMap,
    /// An entry of a Secret, decoded.
    Secret,
    /// An annotation of the object or of its pods.
    Annotation,
    /// Values for a chart, in an Application, HelmRelease or HelmChart.
    ChartValues,
}

/// A credential in a text: what it is and where, never the value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CredentialFact {
    /// Where the text stands.
    pub source: CredentialSource,
    /// What it is: `github-token`; `named` where the name alone tells, `high-entropy` where it only looks like a key, and for
    /// Secrets `value` for what may be anything.
    pub kind: &'static str,
    /// The same for a sentence: `a token of GitHub`.
    pub what: &'static str,
    /// What `path` and `value` start from: a container by its ordinal, or -2 for the object's root.
    pub anchor: i64,
    /// The way to what is to be underlined: the name of a variable, else the text.
    #[serde(serialize_with = "path")]
    pub path: Pointer,
    /// The way to the text.
    #[serde(serialize_with = "path")]
    pub value: Pointer,
    /// The name of the text: that of the variable, the key, the flag; empty for other arguments.
    pub key: String,
    /// The name beside the credential: one in the text, else as `key`.
    pub name: String,
    /// Whether it is but a part of the text.
    pub in_text: bool,
    /// The words of `name` in capitals, `_` between them.
    pub words: String,
    /// The patterns for names of secrets that `name` fits.
    pub says: Vec<String>,
    /// On which line of the text, from 1.
    pub line: usize,
    /// From where to where in the text, in bytes; empty where the text is not written as it reads.
    pub part: Vec<usize>,
    /// Whether it is a sample of its issuer's documentation.
    pub example: bool,
    /// Bits of information in each letter, in hundredths, of the first 64 letters of a single word; else 0.
    pub entropy: u32,
}

/// A path as policies have it: its steps.
fn path<S: Serializer>(path: &Pointer, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(path.segments())
}

fn paths<S: Serializer>(paths: &[Pointer], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(paths.iter().map(|path| path.segments().collect::<Vec<_>>()))
}
