//! Who selects whom: Services, network policies, disruption budgets and controllers on one side, pods on the other.
//!
//! Each selector is compared only with the pods that the rarest of the labels it asks for leads to, so that the work grows
//! with the number of objects and of matches, not with their product. What selects everything is not written out.

use rustc_hash::FxHashMap;

use super::names::namespace_of;
use super::network_policy::{self, Directions};
use super::pod_selector::{NamespaceLabels, Namespaces, PodSelector, label_selector};
use super::pods::PodIndex;
use crate::object::{LabelSelector, Labels, Object, ServiceSelector};
use crate::yaml::Node;

/// Why an object selects pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// To send traffic to them.
    Service,
    /// To restrict their traffic.
    NetworkPolicy(Directions),
    /// To protect them from eviction.
    DisruptionBudget,
    /// To own them.
    Controller,
}

/// One selector of one object, and the pods it selects.
#[derive(Debug)]
pub(super) struct Selection<'a> {
    /// The object's position in the run.
    pub(super) owner: usize,
    pub(super) role: Role,
    pub(super) selector: PodSelector<'a>,
    /// The pods it selects; not filled when it selects everything.
    matched: Vec<usize>,
}

/// All selectors of a run.
#[derive(Debug, Default)]
pub(super) struct Selections<'a> {
    all: Vec<Selection<'a>>,
    by_owner: FxHashMap<usize, Vec<usize>>,
    by_pods: FxHashMap<usize, Vec<usize>>,
    /// Selectors that select all pods of a namespace.
    whole_namespace: FxHashMap<&'a str, Vec<usize>>,
    /// How often a selector was compared with pods.
    comparisons: usize,
}

impl<'a> Selections<'a> {
    pub(super) fn build(objects: &[Object<'a>], pods: &PodIndex<'a>) -> Self {
        let namespaces = namespace_labels(objects);
        let labels = NamespaceLabels { of: |namespace: &str| namespaces.get(namespace).copied() };
        let mut selections = Self::default();
        for (owner, object) in objects.iter().enumerate() {
            for (selector, role) in selectors(object) {
                selections.add(owner, role, selector, pods, &labels);
            }
        }
        selections
    }

    fn add<F: Fn(&str) -> Option<Labels<'a>>>(
        &mut self,
        owner: usize,
        role: Role,
        selector: PodSelector<'a>,
        pods: &PodIndex<'a>,
        labels: &NamespaceLabels<'a, F>,
    ) {
        let id = self.all.len();
        let mut matched = Vec::new();
        let namespaces: Vec<&'a str> = match &selector.namespaces {
            Namespaces::One(one) => vec![one],
            wide => pods.namespaces().filter(|namespace| wide.contain(namespace, labels)).collect(),
        };
        for namespace in namespaces {
            if selector.is_everything() {
                self.whole_namespace.entry(namespace).or_default().push(id);
                continue;
            }
            let mut candidates = selector.candidates(pods, namespace);
            self.comparisons += candidates.len();
            candidates.retain(|&pod| pods.get(pod).is_some_and(|pod| selector.matches(pod.labels)));
            matched.extend(candidates);
        }
        matched.sort_unstable();
        matched.dedup();
        for pod in &matched {
            self.by_pods.entry(*pod).or_default().push(id);
        }
        self.by_owner.entry(owner).or_default().push(id);
        self.all.push(Selection { owner, role, selector, matched });
    }

    /// The selectors of an object.
    pub(super) fn of_owner(&self, owner: usize) -> impl Iterator<Item = &Selection<'a>> {
        let ids = self.by_owner.get(&owner).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|&id| self.all.get(id))
    }

    /// The selectors that select some pods of an object, in the order of their objects.
    pub(super) fn selecting(&self, owner: usize, pods: &PodIndex<'a>) -> Vec<&Selection<'a>> {
        let mut ids = Vec::new();
        for &pod in pods.of_owner(owner) {
            ids.extend_from_slice(self.by_pods.get(&pod).map_or(&[][..], Vec::as_slice));
            let whole = pods.get(pod).and_then(|pod| self.whole_namespace.get(pod.namespace));
            ids.extend_from_slice(whole.map_or(&[][..], Vec::as_slice));
        }
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.all.get(id)).collect()
    }

    /// The selectors that select all pods of a namespace.
    pub(super) fn of_whole_namespace(&self, namespace: &str) -> impl Iterator<Item = &Selection<'a>> {
        let ids = self.whole_namespace.get(namespace).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|&id| self.all.get(id))
    }

    /// How often a selector was compared with pods.
    pub(super) fn comparisons(&self) -> usize {
        self.comparisons
    }
}

impl<'a> Selection<'a> {
    /// The pods it selects.
    pub(super) fn pods<'s>(&'s self, index: &'s PodIndex<'a>) -> &'s [usize] {
        match self.selector.namespaces {
            Namespaces::One(namespace) if self.selector.is_everything() => index.in_namespace(namespace),
            _ => &self.matched,
        }
    }
}

/// The selectors of an object and what they are for.
fn selectors<'a>(object: &Object<'a>) -> Vec<(PodSelector<'a>, Role)> {
    let namespace = namespace_of(object);
    let one = Namespaces::One(namespace);
    match (object.gvk.group, object.gvk.kind) {
        ("", "Service") => {
            let selector = object.root.path(&["spec", "selector"]).and_then(ServiceSelector::new);
            let external = object.root.path(&["spec", "type"]).and_then(Node::as_str) == Some("ExternalName");
            let selector = selector.filter(|_| !external).and_then(|selector| PodSelector::map(namespace, selector));
            selector.map(|selector| (selector, Role::Service)).into_iter().collect()
        }
        ("policy", "PodDisruptionBudget") => {
            let selector = label_selector(object.root, &["spec", "selector"]);
            // In policy/v1beta1 an empty selector selects nothing.
            let selector = selector.filter(|selector| object.gvk.version != "v1beta1" || !selector.is_empty());
            let selector = selector.map(|selector| PodSelector::labels(one, selector));
            selector.map(|selector| (selector, Role::DisruptionBudget)).into_iter().collect()
        }
        _ if network_policy::is_network_policy(object) => network_policy::selectors(object)
            .into_iter()
            .map(|(selector, directions)| (selector, Role::NetworkPolicy(directions)))
            .collect(),
        _ => controller(object, namespace).map(|selector| (selector, Role::Controller)).into_iter().collect(),
    }
}

/// `spec.selector` of what owns pods; an empty one is refused by the API server and says nothing here.
fn controller<'a>(object: &Object<'a>, namespace: &'a str) -> Option<PodSelector<'a>> {
    if !object.makes_pods() {
        return None;
    }
    let node = object.root.path(&["spec", "selector"])?;
    if matches!(object.gvk.kind, "ReplicationController" | "DeploymentConfig") {
        return PodSelector::map(namespace, ServiceSelector::new(node)?);
    }
    let selector = LabelSelector::new(node).filter(|selector| !selector.is_empty())?;
    Some(PodSelector::labels(Namespaces::One(namespace), selector))
}

/// The labels of the namespaces that the run has objects for.
fn namespace_labels<'a>(objects: &[Object<'a>]) -> FxHashMap<&'a str, Labels<'a>> {
    let namespaces = objects.iter().filter(|object| object.gvk.group.is_empty() && object.gvk.kind == "Namespace");
    let labels = |object: &Object<'a>| Labels::new(object.metadata().and_then(|metadata| metadata.get("labels")));
    namespaces.filter_map(|object| Some((object.name()?, labels(object)))).collect()
}
