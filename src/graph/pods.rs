//! The pods that workloads of a run make, by namespace and label.

use rustc_hash::FxHashMap;

use super::names::namespace_of;
use super::text_index::TextIndex;
use crate::object::{Labels, Object, PodTemplate};

/// One sort of pods that an object makes.
#[derive(Debug)]
pub(super) struct Pods<'a> {
    /// The object's position in the run.
    pub(super) owner: usize,
    /// The namespace they run in.
    pub(super) namespace: &'a str,
    /// Their labels.
    pub(super) labels: Labels<'a>,
    /// Their description.
    pub(super) template: PodTemplate<'a>,
}

/// All pods of a run.
#[derive(Debug, Default)]
pub(super) struct PodIndex<'a> {
    all: Vec<Pods<'a>>,
    by_owner: FxHashMap<usize, Vec<usize>>,
    by_namespace: FxHashMap<&'a str, Vec<usize>>,
    by_label: TextIndex<'a, 3>,
}

impl<'a> PodIndex<'a> {
    pub(super) fn build(objects: &[Object<'a>]) -> Self {
        let mut index = Self::default();
        for (owner, object) in objects.iter().enumerate() {
            let namespace = namespace_of(object);
            for template in object.pod_templates() {
                index.add(Pods { owner, namespace, labels: Labels::new(template.labels()), template });
            }
        }
        index
    }

    fn add(&mut self, pods: Pods<'a>) {
        let id = self.all.len();
        self.by_owner.entry(pods.owner).or_default().push(id);
        self.by_namespace.entry(pods.namespace).or_default().push(id);
        for (key, value) in pods.labels.iter() {
            self.by_label.insert([pods.namespace, key, value], id);
        }
        self.all.push(pods);
    }

    pub(super) fn get(&self, id: usize) -> Option<&Pods<'a>> {
        self.all.get(id)
    }

    /// The sorts of pods an object makes.
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
}
