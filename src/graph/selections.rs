//! Who selects whom: Services, network policies, disruption budgets and controllers on one side, pods on the other.
//!
//! Each selector is compared only with the pods that the rarest of the labels it asks for leads to, so that the work grows
//! with the number of objects and of matches, not with their product. Pods with equal labels are compared once, and what
//! selects everything is not written out.

use rustc_hash::FxHashMap;

use super::copies::Copies;
use super::label_index::LabelIndex;
use super::names::namespace_of;
use super::network_policy::{self, Directions};
use super::pod_selector::{NamespaceLabels, Namespaces, PodSelector, label_selector};
use crate::object::{LabelSelector, Labels, Object, ServiceSelector};
use crate::yaml::Node;

/// How many others of one purpose are known to select the same pods.
const MAX_LISTED: usize = 64;

/// Why an object selects pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// To send traffic to them.
    Service,
    /// To restrict their traffic.
    NetworkPolicy,
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
    /// Of a network policy, what it restricts.
    pub(super) directions: Directions,
    pub(super) selector: PodSelector<'a>,
    /// The groups of pods it selects, in order; not filled when it selects everything.
    matched: Vec<usize>,
    /// The namespaces all pods of which it selects.
    whole: Vec<&'a str>,
}

/// Selectors with a purpose, each identity once: its position and the selector of its first copy.
type Entries = Vec<(usize, usize)>;

/// All selectors of a run.
#[derive(Debug, Default)]
pub(super) struct Selections<'a> {
    all: Vec<Selection<'a>>,
    by_owner: FxHashMap<usize, Vec<usize>>,
    by_group: FxHashMap<(usize, Role), Entries>,
    /// Selectors that select all pods of a namespace.
    by_namespace: FxHashMap<(&'a str, Role), Entries>,
    /// How often a selector was compared with a group of pods.
    comparisons: usize,
}

impl<'a> Selections<'a> {
    pub(super) fn build(objects: &[Object<'a>], pods: &LabelIndex<'a>, copies: &Copies) -> Self {
        let namespaces = namespace_labels(objects);
        let labels = NamespaceLabels { of: |namespace: &str| namespaces.get(namespace).copied() };
        let mut selections = Self::default();
        for (owner, object) in objects.iter().enumerate() {
            for (selector, role, directions) in selectors(object) {
                let selection = Selection { owner, role, directions, selector, matched: Vec::new(), whole: Vec::new() };
                selections.add(selection, pods, copies, &labels);
            }
        }
        selections
    }

    fn add<F: Fn(&str) -> Option<Labels<'a>>>(
        &mut self,
        mut selection: Selection<'a>,
        pods: &LabelIndex<'a>,
        copies: &Copies,
        labels: &NamespaceLabels<'a, F>,
    ) {
        let Selection { owner, role, .. } = selection;
        let selector = &selection.selector;
        let namespaces: Vec<&'a str> = match &selector.namespaces {
            Namespaces::One(one) => vec![one],
            wide => pods.namespaces().filter(|namespace| wide.contain(namespace, labels)).collect(),
        };
        if selector.is_everything() {
            selection.whole = namespaces;
        } else {
            for namespace in namespaces {
                let mut candidates = selector.candidates(pods, namespace);
                self.comparisons += candidates.len();
                candidates.retain(|&group| pods.get(group).is_some_and(|group| selector.matches(&group.labels)));
                selection.matched.extend(candidates);
            }
            selection.matched.sort_unstable();
            selection.matched.dedup();
        }
        let entry = (copies.identity(owner), self.all.len());
        for group in &selection.matched {
            enter(self.by_group.entry((*group, role)).or_default(), entry);
        }
        for namespace in &selection.whole {
            enter(self.by_namespace.entry((namespace, role)).or_default(), entry);
        }
        self.by_owner.entry(owner).or_default().push(self.all.len());
        self.all.push(selection);
    }

    /// The selectors of an object.
    pub(super) fn of_owner(&self, owner: usize) -> impl Iterator<Item = &Selection<'a>> {
        let ids = self.by_owner.get(&owner).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|&id| self.all.get(id))
    }

    /// The selectors with a purpose that select some pods of an object, in the order of the run. Of copies of one object the
    /// nearest that selects them counts.
    pub(super) fn selecting(
        &self,
        owner: usize,
        role: Role,
        pods: &LabelIndex<'a>,
        copies: &Copies,
    ) -> Vec<&Selection<'a>> {
        let mut ids = Vec::new();
        for &group in pods.of_owner(owner) {
            let namespace = pods.get(group).map_or("", |group| group.namespace);
            let selects = |id: &usize| self.all.get(*id).is_some_and(|one| one.selects(group, namespace));
            let entries = self.by_group.get(&(group, role)).into_iter().flatten();
            let whole = self.by_namespace.get(&(namespace, role)).into_iter().flatten();
            for &(identity, first) in entries.chain(whole) {
                let of_copy = |copy: usize| self.by_owner.get(&copy).into_iter().flatten().copied().filter(selects);
                let nearest = copies.beside(owner, identity).find(|copy| of_copy(*copy).next().is_some());
                match nearest.or_else(|| self.all.get(first).map(|one| one.owner)) {
                    Some(copy) => ids.extend(of_copy(copy)),
                    None => ids.push(first),
                }
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.all.get(id)).collect()
    }

    /// The selectors with a purpose that select all pods of a namespace.
    pub(super) fn of_whole_namespace<'s>(
        &'s self,
        namespace: &'s str,
        role: Role,
    ) -> impl Iterator<Item = &'s Selection<'a>> {
        let entries = self.by_namespace.get(&(namespace, role)).into_iter().flatten();
        entries.filter_map(|&(_, id)| self.all.get(id))
    }

    /// How often a selector was compared with a group of pods.
    pub(super) fn comparisons(&self) -> usize {
        self.comparisons
    }
}

/// Adds a selector unless it belongs to a copy of an object that is there, or there are more than anybody reads.
///
/// Copies come one after another only by chance, but what selects the same pods is few, so looking through them is cheap.
fn enter(entries: &mut Entries, entry: (usize, usize)) {
    if entries.len() < MAX_LISTED && !entries.iter().any(|(identity, _)| *identity == entry.0) {
        entries.push(entry);
    }
}

impl<'a> Selection<'a> {
    fn selects(&self, group: usize, namespace: &str) -> bool {
        self.whole.contains(&namespace) || self.matched.binary_search(&group).is_ok()
    }

    /// The groups of pods it selects.
    pub(super) fn groups<'s>(&'s self, pods: &'s LabelIndex<'a>) -> impl Iterator<Item = usize> + use<'s, 'a> {
        let whole = self.whole.iter().flat_map(|namespace| pods.in_namespace(namespace));
        self.matched.iter().chain(whole).copied()
    }
}

/// The selectors of an object and what they are for.
fn selectors<'a>(object: &Object<'a>) -> Vec<(PodSelector<'a>, Role, Directions)> {
    let none = Directions::default();
    let namespace = namespace_of(object);
    let one = Namespaces::One(namespace);
    match (object.gvk.group, object.gvk.kind) {
        ("", "Service") => {
            let selector = object.root.path(&["spec", "selector"]).and_then(ServiceSelector::new);
            let external = object.root.path(&["spec", "type"]).and_then(Node::as_str) == Some("ExternalName");
            let selector = selector
                .filter(|_| !external)
                .and_then(|selector| PodSelector::map(Namespaces::One(namespace), selector));
            selector.map(|selector| (selector, Role::Service, none)).into_iter().collect()
        }
        ("policy", "PodDisruptionBudget") => {
            let selector = label_selector(object.root, &["spec", "selector"]);
            // In policy/v1beta1 an empty selector selects nothing.
            let selector = selector.filter(|selector| object.gvk.version != "v1beta1" || !selector.is_empty());
            let selector = selector.map(|selector| PodSelector::labels(one, selector));
            selector.map(|selector| (selector, Role::DisruptionBudget, none)).into_iter().collect()
        }
        _ if network_policy::is_network_policy(object) => network_policy::selectors(object)
            .into_iter()
            .map(|(selector, directions)| (selector, Role::NetworkPolicy, directions))
            .collect(),
        _ => controller(object, namespace).map(|selector| (selector, Role::Controller, none)).into_iter().collect(),
    }
}

/// `spec.selector` of what owns pods; an empty one is refused by the API server and says nothing here.
fn controller<'a>(object: &Object<'a>, namespace: &'a str) -> Option<PodSelector<'a>> {
    if !object.makes_pods() {
        return None;
    }
    let node = object.root.path(&["spec", "selector"])?;
    if matches!(object.gvk.kind, "ReplicationController" | "DeploymentConfig") {
        return PodSelector::map(Namespaces::One(namespace), ServiceSelector::new(node)?);
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
