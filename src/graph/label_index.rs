//! What selectors select, by namespace and labels: the pods that workloads of a run make, or its Services.

use rustc_hash::{FxHashMap, FxHashSet};

use super::copies::Copies;
use super::made_labels::{self, NONE, OF_WORKLOADS};
use super::names::namespace_of;
use super::pod_labels::{self, PodLabels};
use super::text_index::TextIndex;
use crate::object::{Labels, Object};
use crate::yaml::{Node, Pointer};

/// All of one namespace that have the same labels, so that a selector selects all of them or none.
#[derive(Debug)]
pub(super) struct LabelGroup<'a> {
    /// The namespace they are in.
    pub(super) namespace: &'a str,
    /// Their labels.
    pub(super) labels: PodLabels<'a>,
    /// The objects that have or make them, each identity once: its position and that of its first copy with such labels.
    pub(super) owners: Vec<(usize, usize)>,
    /// The way to the metadata with the labels in the first owner, if it holds any.
    pub(super) metadata: Option<Pointer>,
}

/// All pods of a run, or all its Services.
#[derive(Debug, Default)]
pub(super) struct LabelIndex<'a> {
    groups: Vec<LabelGroup<'a>>,
    by_owner: FxHashMap<usize, Vec<usize>>,
    by_namespace: FxHashMap<&'a str, Vec<usize>>,
    by_label: TextIndex<'a, 3>,
    /// Groups that have a label, or labels with a prefix, the value of which is not known.
    by_unknown: TextIndex<'a, 2>,
    /// Labels, or prefixes of labels, that something other than a manifest gives to pods of a namespace.
    made: FxHashSet<(&'a str, &'a str)>,
    /// The domains of the labels that manifests give to pods.
    domains: FxHashSet<&'a str>,
    /// The first object of each namespace that makes pods and is reported.
    first: FxHashMap<&'a str, usize>,
}

/// A namespace and labels in order.
type GroupKey<'a> = (&'a str, pod_labels::Key<'a>);

impl<'a> LabelIndex<'a> {
    /// The pods of a run.
    pub(super) fn of_pods(objects: &[Object<'a>], copies: &Copies) -> Self {
        Self::build(objects, copies, pods)
    }

    /// The Services of a run, and those that operators make for its objects.
    pub(super) fn of_services(objects: &[Object<'a>], copies: &Copies) -> Self {
        Self::build(objects, copies, services)
    }

    fn build(objects: &[Object<'a>], copies: &Copies, labelled: fn(&Object<'a>) -> Vec<Labelled<'a>>) -> Self {
        let mut index = Self::default();
        let mut numbers: FxHashMap<GroupKey<'a>, usize> = FxHashMap::default();
        let mut known: FxHashSet<(usize, usize)> = FxHashSet::default();
        for (owner, object) in objects.iter().enumerate() {
            let namespace = namespace_of(object);
            if object.manifest.reported && object.makes_pods() {
                index.first.entry(namespace).or_insert(owner);
            }
            for (labels, metadata) in labelled(object) {
                let next = index.groups.len();
                let group = *numbers.entry((namespace, labels.key())).or_insert(next);
                if group == next {
                    index.add(LabelGroup { namespace, labels, owners: Vec::new(), metadata });
                }
                let identity = copies.identity(owner);
                if known.insert((group, identity))
                    && let Some(group) = index.groups.get_mut(group)
                {
                    group.owners.push((identity, owner));
                }
                index.by_owner.entry(owner).or_default().push(group);
            }
        }
        index
    }

    fn add(&mut self, group: LabelGroup<'a>) {
        let id = self.groups.len();
        self.by_namespace.entry(group.namespace).or_default().push(id);
        for (key, value) in group.labels.texts() {
            self.by_label.insert([group.namespace, key, value], id);
        }
        for key in group.labels.unknown_keys() {
            self.by_unknown.insert([group.namespace, key], id);
        }
        self.made.extend(group.labels.made_keys().map(|key| (group.namespace, key)));
        self.domains.extend(group.labels.texts().filter_map(|(key, _)| pod_labels::prefix(key)));
        self.groups.push(group);
    }

    /// The groups that may have one of these values of a label, as far as can be known; some may be named twice.
    pub(super) fn with_label<'v>(
        &self,
        namespace: &str,
        key: &str,
        values: impl Iterator<Item = &'v str>,
    ) -> Vec<usize> {
        let known = values.flat_map(|value| self.by_label.get([namespace, key, value]));
        let domain = pod_labels::prefix(key).unwrap_or(key);
        let keys = if domain == key { vec![key] } else { vec![key, domain] };
        let unknown = keys.into_iter().flat_map(|key| self.by_unknown.get([namespace, key]));
        known.chain(unknown).copied().collect()
    }

    /// Whether something other than a manifest gives this label to some pods of a namespace.
    pub(super) fn is_made(&self, namespace: &str, key: &str) -> bool {
        let domain = pod_labels::prefix(key).unwrap_or(key);
        [key, domain].iter().any(|key| self.made.contains(&(namespace, *key)))
    }

    /// Whether any pods have a label of the domain of this key, if it has one.
    pub(super) fn knows_domain(&self, key: &str) -> bool {
        pod_labels::prefix(key).is_none_or(|domain| self.domains.contains(domain))
    }

    pub(super) fn get(&self, group: usize) -> Option<&LabelGroup<'a>> {
        self.groups.get(group)
    }

    /// The first object of a namespace that makes pods and is reported.
    pub(super) fn first_owner(&self, namespace: &str) -> Option<usize> {
        self.first.get(namespace).copied()
    }

    /// The groups of what an object is or makes.
    pub(super) fn of_owner(&self, owner: usize) -> &[usize] {
        self.by_owner.get(&owner).map_or(&[], Vec::as_slice)
    }

    pub(super) fn in_namespace(&self, namespace: &str) -> &[usize] {
        self.by_namespace.get(namespace).map_or(&[], Vec::as_slice)
    }

    /// The namespaces that have any.
    pub(super) fn namespaces(&self) -> impl Iterator<Item = &'a str> {
        self.by_namespace.keys().copied()
    }

    /// The owners of a group, as seen from another object: of each the nearest copy with such labels.
    pub(super) fn owners<'s>(
        &'s self,
        group: usize,
        other: usize,
        copies: &'s Copies,
    ) -> impl Iterator<Item = usize> + use<'s, 'a> {
        let owners = self.get(group).map_or(&[][..], |group| group.owners.as_slice());
        owners.iter().map(move |&(identity, first)| {
            let mut beside = copies.beside(other, identity);
            beside.find(|copy| self.of_owner(*copy).contains(&group)).unwrap_or(first)
        })
    }
}

/// Labels, and the way to the metadata that hold them.
type Labelled<'a> = (PodLabels<'a>, Option<Pointer>);

fn labels<'a>(metadata: Option<Node<'a>>) -> Labels<'a> {
    Labels::new(metadata.and_then(|metadata| metadata.get_set("labels")))
}

/// The Service that an object is, or that an operator makes for it.
fn services<'a>(object: &Object<'a>) -> Vec<Labelled<'a>> {
    let own = labels(object.metadata());
    if object.gvk.group.is_empty() && object.gvk.kind == "Service" {
        return vec![(
            PodLabels::new(object, [NONE, NONE], own, Labels::default()),
            Some(Pointer::root().key("metadata")),
        )];
    }
    let made = made_labels::of_service(object.gvk);
    made.map(|row| (PodLabels::new(object, [row, NONE], Labels::default(), own), None)).into_iter().collect()
}

/// The pods that an object makes.
fn pods<'a>(object: &Object<'a>) -> Vec<Labelled<'a>> {
    if object.makes_pods() {
        let row = made_labels::of_controller(object.gvk);
        let pods = object.pod_templates().map(|template| {
            let labels = PodLabels::new(object, [row, NONE], Labels::new(template.labels()), Labels::default());
            (labels, Some(template.path.key("metadata")))
        });
        return pods.collect();
    }
    let Some(operator) = made_labels::of_operator(object.gvk) else { return Vec::new() };
    let inherited = labels(object.metadata().filter(|_| operator.inherits));
    let rows = [operator.labels, OF_WORKLOADS];
    let written = operator.metadata.iter().flat_map(|path| object.nodes(path));
    let mut pods: Vec<_> =
        written.map(|(node, path)| (PodLabels::new(object, rows, labels(Some(node)), inherited), Some(path))).collect();
    if pods.is_empty() {
        pods.push((PodLabels::new(object, rows, Labels::default(), inherited), None));
    }
    pods
}
