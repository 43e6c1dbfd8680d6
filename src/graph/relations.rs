//! The graph as a picture needs it: every object, and every relation between two of them, whole or broken.

use std::collections::BTreeSet;

use super::facts::missing;
use super::names::GroupKind;
use super::references::{self, is_front};
use super::selections::Role;
use super::{Graph, access, scaling};
use crate::object::relations::{Coverage, Link, LinkKind, RelatedObject, Relations, Target};
use crate::object::{Facts, Object};
use crate::yaml::Pointer;

/// A kind to which nearly every object refers: drawn, it would hide all else.
const NAMESPACE: GroupKind<'static> = ("", "Namespace");

impl Graph<'_> {
    /// All objects, and what leads from those that are wanted (by their positions) to others.
    pub fn relations(&self, wanted: &dyn Fn(usize) -> bool) -> Relations {
        let objects = self.objects.iter().enumerate().map(|(id, object)| self.related(id, object)).collect();
        let from = self.objects.iter().enumerate().filter(|(id, _)| wanted(*id));
        Relations { objects, links: from.flat_map(|(id, object)| self.links(id, object)).collect() }
    }

    fn related(&self, id: usize, object: &Object<'_>) -> RelatedObject {
        RelatedObject {
            reference: object.reference(),
            file: object.manifest.file.clone(),
            document: object.document.index(),
            pointer: object.pointer.clone(),
            start: object.root.span().start,
            coverage: object.makes_pods().then(|| self.coverage(id)),
        }
    }

    fn coverage(&self, id: usize) -> Coverage {
        let policies = self.selections.selecting(id, Role::NetworkPolicy, &self.pods, &self.copies);
        policies.iter().fold(Coverage::default(), |covered, policy| Coverage {
            ingress: covered.ingress || policy.directions.ingress,
            egress: covered.egress || policy.directions.egress,
        })
    }

    /// What leads from one object to others; each relation once, where it is written first.
    fn links(&self, id: usize, object: &Object<'_>) -> Vec<Link> {
        let mut links = Links { from: id, root: &object.pointer, known: BTreeSet::new(), links: Vec::new() };
        self.named(id, object, &mut links);
        self.selected(id, object, &mut links);
        links.links
    }

    /// Relations by name.
    fn named(&self, id: usize, object: &Object<'_>, links: &mut Links<'_>) {
        references::visit(object, &mut |reference| {
            let target = self.find(id, reference.kind, reference.namespace, reference.name);
            if let Some(target) = target.filter(|_| reference.kind != NAMESPACE) {
                links.add(Target::Object(target), kind_of(object, reference.kind.1), &reference.path);
            }
        });
        for reference in missing::references(self, id, object) {
            if reference.kind == NAMESPACE.1 {
                continue;
            }
            let kind = kind_of(object, &reference.kind);
            let target = match reference.key {
                Some(part) => Target::Part { object: reference.existing, part },
                None => Target::Missing { kind: reference.kind, namespace: reference.namespace, name: reference.name },
            };
            links.add(target, kind, &reference.path);
        }
    }

    /// Relations by labels.
    fn selected(&self, id: usize, object: &Object<'_>, links: &mut Links<'_>) {
        let mut roles = BTreeSet::new();
        for selection in self.selections.of_owner(id) {
            let Some((kind, path)) = selecting(selection.role) else { continue };
            roles.insert((kind, path));
            for group in selection.groups(&self.pods) {
                for owner in self.pods.owners(group, id, &self.copies) {
                    links.add(Target::Object(owner), kind, &Pointer::root().key("spec").key(path));
                }
            }
        }
        let selects_nothing = |facts: Facts| facts.selected.is_empty() && !facts.made_elsewhere && !facts.has_endpoints;
        let asked = ["selected", "made_elsewhere"];
        for (kind, path) in roles {
            let broken = !links.has(kind)
                && !self.is_everything(id)
                && !self.is_assumed(object)
                && selects_nothing(self.wanted_facts(id, &|fact| asked.contains(&fact)));
            if broken {
                links.add(Target::NoPods, kind, &Pointer::root().key("spec").key(path));
            }
        }
    }

    /// Whether an object selects all pods of where it looks: of an empty namespace, too.
    fn is_everything(&self, id: usize) -> bool {
        self.selections.of_owner(id).any(|selection| selection.selector.is_everything())
    }

    /// Whether some workloads are taken as existing beside the run, which a selector may mean.
    fn is_assumed(&self, object: &Object<'_>) -> bool {
        let workloads = ["Pod", "Deployment", "StatefulSet", "DaemonSet"].map(str::to_owned);
        self.assumed.is_some_and(|assumed| assumed.has_some_beside(object, &workloads))
    }
}

/// The relations of one object as they are found.
struct Links<'r> {
    from: usize,
    root: &'r Pointer,
    known: BTreeSet<(LinkKind, usize)>,
    links: Vec<Link>,
}

impl Links<'_> {
    fn add(&mut self, to: Target, kind: LinkKind, path: &Pointer) {
        let is_new = match to {
            Target::Object(target) => target != self.from && self.known.insert((kind, target)),
            _ => !self.links.iter().any(|link| link.to == to),
        };
        if is_new {
            self.links.push(Link { from: self.from, to, kind, pointer: self.root.clone().join(path) });
        }
    }

    fn has(&self, kind: LinkKind) -> bool {
        self.links.iter().any(|link| link.kind == kind)
    }
}

/// What a selector is for, and where it stands in `spec`. What owns pods has them in itself.
fn selecting(role: Role) -> Option<(LinkKind, &'static str)> {
    match role {
        Role::Service => Some((LinkKind::Selects, "selector")),
        Role::NetworkPolicy => Some((LinkKind::Restricts, "podSelector")),
        Role::DisruptionBudget => Some((LinkKind::Budgets, "selector")),
        Role::Controller => None,
    }
}

/// What an object does with another of a kind that it names.
fn kind_of(object: &Object<'_>, kind: &str) -> LinkKind {
    match kind {
        "ServiceAccount" if access::is_binding(object) => LinkKind::Binds,
        "ServiceAccount" => LinkKind::RunsAs,
        "Role" | "ClusterRole" => LinkKind::Grants,
        "ConfigMap" | "Secret" => LinkKind::Reads,
        "PersistentVolumeClaim" => LinkKind::Stores,
        "Service" if is_front(object) => LinkKind::Routes,
        _ if scaling::read(object).is_some() => LinkKind::Scales,
        _ => LinkKind::Refers,
    }
}
