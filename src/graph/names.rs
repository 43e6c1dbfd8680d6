//! Objects by what they are called.

use super::builtin::{DEFAULT_NAMESPACE, current_group};
use super::produced;
use super::text_index::TextIndex;
use crate::object::{GroupVersionKind, Object};

/// How many names are looked at for one that comes near to a wrong one.
const MAX_SUGGESTIONS_FROM: usize = 64;
/// How alike two names must be, by Jaro-Winkler, for one to be meant by the other.
const ALIKE: f64 = 0.85;

/// A kind whatever its version.
pub(super) type GroupKind<'a> = (&'a str, &'a str);

/// The objects of a run by group, kind, namespace and name, each by the position of its first copy.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    objects: TextIndex<'a, 4>,
    of_namespace: TextIndex<'a, 3>,
    of_kind: TextIndex<'a, 2>,
    /// ConfigMaps, Secrets and Services that something in the run makes, by kind, namespace ([`ANY`] where it is not known) and name.
    produced: TextIndex<'a, 3>,
}

/// Stands for any namespace; no namespace is called so.
const ANY: &str = "*";

/// The kind of an object, in today's group.
pub(super) fn group_kind<'a>(object: &Object<'a>) -> GroupKind<'a> {
    (current_group(object.gvk.group, object.gvk.kind), object.gvk.kind)
}

/// The namespace an object belongs to: its own or the default one; empty for kinds without namespace.
pub(super) fn namespace_of<'a>(object: &Object<'a>) -> &'a str {
    let (group, kind) = group_kind(object);
    if (GroupVersionKind { group, version: "", kind }).is_cluster_scoped() {
        ""
    } else {
        object.namespace().unwrap_or(DEFAULT_NAMESPACE)
    }
}

impl<'a> Names<'a> {
    /// The index, and for each object the position of its first copy.
    pub(super) fn build(objects: &[Object<'a>]) -> (Self, Vec<usize>) {
        let mut names = Self::default();
        let mut identities = Vec::with_capacity(objects.len());
        for (id, object) in objects.iter().enumerate() {
            let (group, kind) = group_kind(object);
            let namespace = namespace_of(object);
            let name = object.name();
            let identity = name.and_then(|name| names.find((group, kind), namespace, name)).unwrap_or(id);
            identities.push(identity);
            if identity == id {
                names.of_kind.insert([group, kind], id);
                names.of_namespace.insert([group, kind, namespace], id);
                if let Some(name) = name {
                    names.objects.insert([group, kind, namespace, name], id);
                }
            }
            produced::visit(object, &mut |product| {
                names.produced.insert([product.kind, product.namespace.unwrap_or(ANY), product.name], id);
            });
        }
        (names, identities)
    }

    /// The first object with this name.
    pub(super) fn find(&self, (group, kind): GroupKind<'_>, namespace: &str, name: &str) -> Option<usize> {
        self.objects.get([group, kind, namespace, name]).first().copied()
    }

    /// All objects of a kind in a namespace, each once.
    pub(super) fn in_namespace(&self, (group, kind): GroupKind<'_>, namespace: &str) -> &[usize] {
        self.of_namespace.get([group, kind, namespace])
    }

    /// Whether the run holds objects of a kind.
    pub(super) fn has_kind(&self, (group, kind): GroupKind<'_>) -> bool {
        !self.of_kind.get([group, kind]).is_empty()
    }

    /// Whether something in the run makes this ConfigMap, Secret or Service.
    pub(super) fn is_produced(&self, kind: &str, namespace: &str, name: &str) -> bool {
        [namespace, ANY].iter().any(|namespace| !self.produced.get([kind, namespace, name]).is_empty())
    }

    /// All names whatever their namespace, by group, kind and name.
    pub(super) fn in_any_namespace(objects: &[Object<'a>]) -> TextIndex<'a, 3> {
        let mut index = TextIndex::default();
        for (id, object) in objects.iter().enumerate() {
            if let Some(name) = object.name() {
                let (group, kind) = group_kind(object);
                index.insert([group, kind, name], id);
            }
        }
        index
    }

    /// The name that comes nearest to one that does not exist, with the position of the first object of this name.
    pub(super) fn nearest(
        &self,
        objects: &[Object<'a>],
        kind: GroupKind<'_>,
        namespace: &str,
        wrong: &str,
    ) -> Option<(&'a str, usize)> {
        let candidates = self.in_namespace(kind, namespace).iter().take(MAX_SUGGESTIONS_FROM);
        let name = nearest(wrong, candidates.filter_map(|&id| objects.get(id)?.name()))?;
        Some((name, self.find(kind, namespace, name)?))
    }
}

/// How alike two texts are, from 0 to 1.
///
/// Jaro-Winkler sees no likeness between short texts with two letters exchanged (`wbe`, `web`), so one slip of the finger
/// counts for itself.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let one_slip = a.len().min(b.len()) >= 3 && strsim::osa_distance(a, b) == 1;
    strsim::jaro_winkler(a, b).max(if one_slip { 0.9 } else { 0.0 })
}

/// The candidate that comes nearest to a wrong name, the first of equals.
pub(super) fn nearest<'c>(wrong: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let mut best = None;
    for candidate in candidates.filter(|candidate| *candidate != wrong).take(MAX_SUGGESTIONS_FROM) {
        let score = likeness(wrong, candidate);
        if score >= ALIKE && best.is_none_or(|(best_score, _)| score > best_score) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
