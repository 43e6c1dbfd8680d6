//! Where the pods that an object makes are described.

use super::{GroupVersionKind, Object};
use crate::yaml::{Node, Pointer, Segment};

/// The description of a pod inside an object: a pod template, or a Pod itself.
#[derive(Clone, Debug)]
pub struct PodTemplate<'a> {
    /// The way from the object's root to what holds the pod's `metadata` and `spec`; the root itself for a Pod.
    pub path: Pointer,
    /// The metadata of the pods.
    pub metadata: Option<Node<'a>>,
    /// The pod spec. Of an Argo Workflow, one of its templates, which has the fields of a pod spec among others.
    pub spec: Node<'a>,
    /// The way from the object's root to the pod spec.
    pub spec_path: Pointer,
    pub(super) shape: Shape,
    /// Where fields stand that hold for the pod unless its own spec says otherwise, and the way there.
    defaults: Option<(Node<'a>, Pointer)>,
}

/// How a pod is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `metadata` and `spec`, as in `PodTemplateSpec` of `k8s.io/api/core/v1`.
    Template,
    /// The fields of a pod spec directly, without metadata.
    SpecOnly,
    /// A template of an Argo Workflow: `container`, `script` or `containerSet` beside fields of a pod spec.
    Workflow,
}

/// Where a kind describes its pods. In a path `*` stands for each item or value.
struct Layout {
    shape: Shape,
    paths: &'static [&'static [&'static str]],
}

const fn template(paths: &'static [&'static [&'static str]]) -> Option<Layout> {
    Some(Layout { shape: Shape::Template, paths })
}

const fn workflow(paths: &'static [&'static [&'static str]]) -> Option<Layout> {
    Some(Layout { shape: Shape::Workflow, paths })
}

/// Where the kinds that make pods describe them: those of Kubernetes, and of widely used operators.
fn layout(gvk: GroupVersionKind<'_>) -> Option<Layout> {
    match gvk.group {
        "" => match gvk.kind {
            "Pod" => template(&[&[]]),
            "PodTemplate" => template(&[&["template"]]),
            "ReplicationController" => template(&[&["spec", "template"]]),
            // OpenShift before it had API groups.
            "DeploymentConfig" => template(&[&["spec", "template"]]),
            _ => None,
        },
        "apps" | "extensions" => match gvk.kind {
            "Deployment" | "DaemonSet" | "StatefulSet" | "ReplicaSet" => template(&[&["spec", "template"]]),
            _ => None,
        },
        "batch" => match gvk.kind {
            "Job" => template(&[&["spec", "template"]]),
            "CronJob" => template(&[&["spec", "jobTemplate", "spec", "template"]]),
            _ => None,
        },
        _ => operator_layout(gvk),
    }
}

/// The kinds of operators, each as its CustomResourceDefinition has it.
fn operator_layout(gvk: GroupVersionKind<'_>) -> Option<Layout> {
    match (gvk.group, gvk.kind) {
        ("apps.openshift.io", "DeploymentConfig")
        | ("argoproj.io", "Rollout")
        | ("serving.knative.dev", "Service" | "Configuration")
        | ("sources.knative.dev", "ContainerSource")
        | ("apps.kruise.io", "CloneSet" | "StatefulSet" | "DaemonSet" | "BroadcastJob")
        | ("actions.github.com", "AutoscalingRunnerSet" | "EphemeralRunnerSet")
        | ("agones.dev", "GameServer") => template(&[&["spec", "template"]]),
        ("serving.knative.dev", "Revision") => template(&[&[]]),
        ("apps.kruise.io", "AdvancedCronJob") => template(&[
            &["spec", "template", "jobTemplate", "spec", "template"],
            &["spec", "template", "broadcastJobTemplate", "spec", "template"],
        ]),
        ("apps.kruise.io", "UnitedDeployment") => template(&[
            &["spec", "template", "statefulSetTemplate", "spec", "template"],
            &["spec", "template", "advancedStatefulSetTemplate", "spec", "template"],
            &["spec", "template", "cloneSetTemplate", "spec", "template"],
            &["spec", "template", "deploymentTemplate", "spec", "template"],
        ]),
        ("apps.kruise.io", "SidecarSet") => Some(Layout { shape: Shape::SpecOnly, paths: &[&["spec"]] }),
        ("keda.sh", "ScaledJob") => template(&[&["spec", "jobTargetRef", "template"]]),
        ("agones.dev", "Fleet" | "GameServerSet") => template(&[&["spec", "template", "spec", "template"]]),
        ("jobset.x-k8s.io", "JobSet") => template(&[&["spec", "replicatedJobs", "*", "template", "spec", "template"]]),
        ("leaderworkerset.x-k8s.io", "LeaderWorkerSet") => template(&[
            &["spec", "leaderWorkerTemplate", "leaderTemplate"],
            &["spec", "leaderWorkerTemplate", "workerTemplate"],
        ]),
        ("batch.volcano.sh", "Job") => template(&[&["spec", "tasks", "*", "template"]]),
        ("ray.io", "RayCluster") => {
            template(&[&["spec", "headGroupSpec", "template"], &["spec", "workerGroupSpecs", "*", "template"]])
        }
        ("kubeflow.org", "TFJob") => template(&[&["spec", "tfReplicaSpecs", "*", "template"]]),
        ("kubeflow.org", "PyTorchJob") => template(&[&["spec", "pytorchReplicaSpecs", "*", "template"]]),
        ("kubeflow.org", "MPIJob") => template(&[&["spec", "mpiReplicaSpecs", "*", "template"]]),
        ("argoproj.io", "Workflow" | "WorkflowTemplate" | "ClusterWorkflowTemplate") => {
            workflow(&[&["spec", "templates", "*"]])
        }
        ("argoproj.io", "CronWorkflow") => workflow(&[&["spec", "workflowSpec", "templates", "*"]]),
        _ => None,
    }
}

impl<'a> Object<'a> {
    /// Whether objects of this kind describe pods, whether or not this one does.
    pub fn makes_pods(&self) -> bool {
        layout(self.gvk).is_some()
    }

    /// The description of the pods it makes; the first one for kinds that make several sorts of pods.
    pub fn pod_template(&self) -> Option<PodTemplate<'a>> {
        self.pod_templates().next()
    }

    /// The descriptions of all sorts of pods it makes, in document order.
    pub fn pod_templates(&self) -> impl Iterator<Item = PodTemplate<'a>> + use<'a> {
        let mut found = Vec::new();
        if let Some(layout) = layout(self.gvk) {
            for path in layout.paths {
                let nodes = self.nodes(path).into_iter();
                found.extend(nodes.filter_map(|(node, way)| PodTemplate::new(self.root, node, way, layout.shape)));
            }
        }
        found.into_iter()
    }
}

impl<'a> PodTemplate<'a> {
    fn new(root: Node<'a>, node: Node<'a>, path: Pointer, shape: Shape) -> Option<Self> {
        let metadata = node.get_set("metadata").filter(|metadata| metadata.is_map());
        let defaults = || {
            let workflow = path.parent()?.parent()?;
            Some((root.find(&workflow)?, workflow))
        };
        let (metadata, spec, spec_path, defaults) = match shape {
            Shape::Template => (metadata, node.get("spec")?, path.clone().key("spec"), None),
            Shape::SpecOnly => (None, node, path.clone(), None),
            Shape::Workflow => (metadata, node, path.clone(), defaults()),
        };
        let makes_pods = shape != Shape::Workflow
            || ["container", "script", "containerSet"].iter().any(|key| node.get_set(key).is_some());
        (spec.is_map() && makes_pods).then_some(Self { path, metadata, spec, spec_path, shape, defaults })
    }

    /// The labels of the pods.
    pub fn labels(&self) -> Option<Node<'a>> {
        self.metadata?.get_set("labels")
    }

    /// A field of the pod spec with the way to it from the object's root, unless it is null.
    ///
    /// Fields that a template of an Argo Workflow leaves out come from the workflow.
    pub fn field(&self, name: &str) -> Option<(Node<'a>, Pointer)> {
        let own = self.spec.get_set(name).map(|value| (value, self.spec_path.clone().key(name)));
        own.or_else(|| {
            let (defaults, path) = self.defaults.as_ref()?;
            defaults.get_set(name).map(|value| (value, path.clone().key(name)))
        })
    }

    /// Whether fields of the pod spec may come from elsewhere, see [`PodTemplate::field`].
    pub fn inherits(&self) -> bool {
        self.defaults.is_some()
    }

    /// The name of the pods' ServiceAccount, `default` where none is named.
    pub fn service_account_name(&self) -> &'a str {
        // `serviceAccount` is the deprecated name; the API server copies one to the other.
        let named = |key| self.field(key).and_then(|(node, _)| node.as_str()).filter(|name| !name.is_empty());
        named("serviceAccountName").or_else(|| named("serviceAccount")).unwrap_or("default")
    }

    pub(super) fn path_of(&self, section: &[&str], index: Option<usize>) -> Pointer {
        let mut path = self.spec_path.clone();
        for key in section {
            path.push(Segment::Key(key));
        }
        if let Some(index) = index {
            path.push(Segment::Index(index));
        }
        path
    }
}
