//! The pods that workloads of a run make, by namespace and labels.

use rustc_hash::{FxHashMap, FxHashSet};

use super::copies::Copies;
use super::names::namespace_of;
use super::text_index::TextIndex;
use crate::object::{Labels, Object};
use crate::yaml::Pointer;

/// All pods of one namespace that have the same labels, so that a selector selects all of them or none.
#[derive(Debug)]
pub(super) struct PodGroup<'a> {
    /// The namespace they run in.
    pub(super) namespace: &'a str,
    /// Their labels.
    pub(super) labels: Labels<'a>,
    /// What makes them, each identity once: its position and that of its first copy that makes such pods.
    pub(super) owners: Vec<(usize, usize)>,
    /// The way to the metadata of the pods in the first owner.
    pub(super) metadata: Pointer,
}

/// All pods of a run.
#[derive(Debug, Default)]
pub(super) struct PodIndex<'a> {
    groups: Vec<PodGroup<'a>>,
    by_owner: FxHashMap<usize, Vec<usize>>,
    by_namespace: FxHashMap<&'a str, Vec<usize>>,
    by_label: TextIndex<'a, 3>,
}

/// A namespace and labels in order.
type GroupKey<'a> = (&'a str, Vec<(&'a str, &'a str)>);

impl<'a> PodIndex<'a> {
    pub(super) fn build(objects: &[Object<'a>], copies: &Copies) -> Self {
        let mut index = Self::default();
        let mut numbers: FxHashMap<GroupKey<'a>, usize> = FxHashMap::default();
        let mut known: FxHashSet<(usize, usize)> = FxHashSet::default();
        for (owner, object) in objects.iter().enumerate() {
            let namespace = namespace_of(object);
            for template in object.pod_templates() {
                let labels = Labels::new(template.labels());
                let mut pairs: Vec<(&str, &str)> = labels.iter().collect();
                pairs.sort_unstable();
                let next = index.groups.len();
                let group = *numbers.entry((namespace, pairs)).or_insert(next);
                if group == next {
                    let metadata = template.path.key("metadata");
                    index.add(PodGroup { namespace, labels, owners: Vec::new(), metadata });
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

    fn add(&mut self, group: PodGroup<'a>) {
        let id = self.groups.len();
        self.by_namespace.entry(group.namespace).or_default().push(id);
        for (key, value) in group.labels.iter() {
            self.by_label.insert([group.namespace, key, value], id);
        }
        self.groups.push(group);
    }

    pub(super) fn get(&self, group: usize) -> Option<&PodGroup<'a>> {
        self.groups.get(group)
    }

    /// The groups of the pods that an object makes.
    pub(super) fn of_owner(&self, owner: usize) -> &[usize] {
        self.by_owner.get(&owner).map_or(&[], Vec::as_slice)
    }

    pub(super) fn in_namespace(&self, namespace: &str) -> &[usize] {
        self.by_namespace.get(namespace).map_or(&[], Vec::as_slice)
    }

    pub(super) fn with_label(&self, namespace: &str, key: &str, value: &str) -> &[usize] {
        self.by_label.get([namespace, key, value])
    }

    /// The namespaces that have pods.
    pub(super) fn namespaces(&self) -> impl Iterator<Item = &'a str> {
        self.by_namespace.keys().copied()
    }

    /// What makes the pods of a group, as seen from another object: of each the nearest copy that makes such pods.
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
