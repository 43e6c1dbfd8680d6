//! Autoscalers and what they target.

use rustc_hash::FxHashMap;

use super::builtin::current_group;
use super::copies::Copies;
use super::names::{GroupKind, namespace_of};
use super::text_index::TextIndex;
use crate::object::Object;
use crate::yaml::{Node, Pointer};

/// The workload an autoscaler names.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    pub(super) kind: GroupKind<'a>,
    pub(super) namespace: &'a str,
    pub(super) name: &'a str,
    /// The way to the name in the autoscaler.
    pub(super) path: Pointer,
}

/// What an autoscaler changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scaling<'a> {
    /// The number of pods.
    Horizontal { min: i64, max: Option<i64>, resources: Vec<&'a str> },
    /// Their resources.
    Vertical { mode: &'a str },
}

/// An autoscaler of the run.
#[derive(Debug)]
pub(super) struct Autoscaler<'a> {
    /// Its position in the run.
    pub(super) id: usize,
    pub(super) target: Target<'a>,
    pub(super) scaling: Scaling<'a>,
}

/// The autoscalers of a run.
#[derive(Debug, Default)]
pub(super) struct Autoscalers<'a> {
    all: FxHashMap<usize, Autoscaler<'a>>,
    by_target: TextIndex<'a, 4>,
}

impl<'a> Autoscalers<'a> {
    pub(super) fn build(objects: &[Object<'a>], copies: &Copies) -> Self {
        let mut autoscalers = Self::default();
        for (id, object) in objects.iter().enumerate() {
            if let Some((target, scaling)) = read(object) {
                let (group, kind) = target.kind;
                if copies.identity(id) == id {
                    autoscalers.by_target.insert([group, kind, target.namespace, target.name], id);
                }
                autoscalers.all.insert(id, Autoscaler { id, target, scaling });
            }
        }
        autoscalers
    }

    /// The autoscaler at a position of the run.
    pub(super) fn get(&self, id: usize) -> Option<&Autoscaler<'a>> {
        self.all.get(&id)
    }

    /// The autoscalers that target a workload, each once.
    pub(super) fn of<'s>(
        &'s self,
        (group, kind): GroupKind<'_>,
        namespace: &str,
        name: &str,
    ) -> impl Iterator<Item = &'s Autoscaler<'a>> + use<'s, 'a> {
        let ids = self.by_target.get([group, kind, namespace, name]);
        ids.iter().filter_map(|id| self.all.get(id))
    }
}

/// Target and scaling of an autoscaler; nothing for other objects.
pub(super) fn read<'a>(object: &Object<'a>) -> Option<(Target<'a>, Scaling<'a>)> {
    let spec = object.root.get_set("spec")?;
    let number = |key| spec.get(key).and_then(Node::as_i64);
    match (object.gvk.group, object.gvk.kind) {
        ("autoscaling", "HorizontalPodAutoscaler") => {
            let min = number("minReplicas").unwrap_or(1);
            let scaling = Scaling::Horizontal { min, max: number("maxReplicas"), resources: hpa_resources(spec) };
            Some((target(object, spec, "scaleTargetRef", "")?, scaling))
        }
        ("keda.sh", "ScaledObject") => {
            let min = number("minReplicaCount").unwrap_or(0);
            let scaling = Scaling::Horizontal { min, max: number("maxReplicaCount"), resources: keda_resources(spec) };
            Some((target(object, spec, "scaleTargetRef", "Deployment")?, scaling))
        }
        ("autoscaling.k8s.io", "VerticalPodAutoscaler") => {
            let mode = spec.path(&["updatePolicy", "updateMode"]).and_then(Node::as_str).unwrap_or("Auto");
            Some((target(object, spec, "targetRef", "")?, Scaling::Vertical { mode }))
        }
        _ => None,
    }
}

fn target<'a>(object: &Object<'a>, spec: Node<'a>, field: &str, default_kind: &'static str) -> Option<Target<'a>> {
    let reference = spec.get_set(field)?;
    let text = |key| reference.get(key).and_then(Node::as_str).filter(|text| !text.is_empty());
    let kind = text("kind").unwrap_or(default_kind);
    let group = match text("apiVersion") {
        Some(version) => version.split_once('/').map_or("", |(group, _)| group),
        None => usual_group(kind),
    };
    Some(Target {
        kind: (current_group(group, kind), kind),
        namespace: namespace_of(object),
        name: text("name")?,
        path: Pointer::root().key("spec").key(field).key("name"),
    })
}

/// The group of a scalable kind where `apiVersion` is left out.
fn usual_group(kind: &str) -> &'static str {
    match kind {
        "Deployment" | "StatefulSet" | "ReplicaSet" | "DaemonSet" => "apps",
        "Job" | "CronJob" => "batch",
        _ => "",
    }
}

/// Whether a kind of Kubernetes can be scaled.
pub(super) fn is_scalable((group, kind): GroupKind<'_>) -> bool {
    match group {
        "apps" => matches!(kind, "Deployment" | "StatefulSet" | "ReplicaSet"),
        "" => kind == "ReplicationController",
        _ => false,
    }
}

/// `Resource` and `ContainerResource` metrics, and the one metric of autoscaling/v1.
fn hpa_resources(spec: Node<'_>) -> Vec<&str> {
    let metrics = spec.get("metrics").into_iter().flat_map(Node::items);
    let named = metrics.filter_map(|metric| {
        let resource = metric.get_set("resource").or_else(|| metric.get_set("containerResource"))?;
        resource.get("name")?.as_str()
    });
    let cpu = spec.get_set("targetCPUUtilizationPercentage").map(|_| "cpu");
    distinct(named.chain(cpu))
}

fn keda_resources(spec: Node<'_>) -> Vec<&str> {
    let triggers = spec.get("triggers").into_iter().flat_map(Node::items);
    distinct(
        triggers.filter_map(|trigger| trigger.get("type")?.as_str().filter(|kind| matches!(*kind, "cpu" | "memory"))),
    )
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}
