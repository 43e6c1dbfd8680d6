//! References from one object to another by name.

pub(super) mod mesh;
mod pod;
mod traffic;

use super::access::{RBAC, is_binding, subject_namespace};
use super::names::{GroupKind, namespace_of};
use super::scaling;
use crate::object::Object;
use crate::yaml::{Node, Pointer};

pub(super) use traffic::{GATEWAY_API, is_front};

/// Projects of Argo CD: they live where Argo CD runs, applications may live elsewhere.
pub(super) const APP_PROJECT: GroupKind<'static> = ("argoproj.io", "AppProject");

/// One reference.
#[derive(Clone, Debug)]
pub(super) struct Reference<'a> {
    /// The way to the name in the object that refers.
    pub(super) path: Pointer,
    /// The kind referred to.
    pub(super) kind: GroupKind<'a>,
    /// The namespace the name belongs to; empty for kinds without namespace.
    pub(super) namespace: &'a str,
    /// The name.
    pub(super) name: &'a str,
    /// What the object must hold, and the way to it in the object that refers.
    pub(super) part: Option<(Part<'a>, Pointer)>,
    /// Whether the object that refers does well without the other.
    pub(super) optional: bool,
}

/// A part of the object referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// A key of the data of a ConfigMap or Secret.
    Key(&'a str),
    /// A port of a Service by name.
    PortName(&'a str),
    /// A port of a Service by number.
    PortNumber(i64),
}

impl std::fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Key(text) | Self::PortName(text) => f.write_str(text),
            Self::PortNumber(number) => write!(f, "{number}"),
        }
    }
}

impl<'a> Reference<'a> {
    /// A reference by the name under `path`.
    fn new(path: Pointer, kind: GroupKind<'a>, namespace: &'a str, name: &'a str) -> Self {
        Self { path, kind, namespace, name, part: None, optional: false }
    }
}

/// Calls `found` with every reference of an object whose target is known for certain.
pub(super) fn visit<'a>(object: &Object<'a>, found: &mut dyn FnMut(Reference<'a>)) {
    for template in object.pod_templates() {
        pod::visit(&template, namespace_of(object), found);
    }
    traffic::visit(object, found);
    mesh::visit(object, found);
    if is_binding(object) {
        binding(object, found);
    }
    if let Some((target, _)) = scaling::read(object) {
        found(Reference::new(target.path, target.kind, target.namespace, target.name));
    }
    match (object.gvk.group, object.gvk.kind) {
        ("apps", "StatefulSet") => {
            let path = Pointer::root().key("spec").key("serviceName");
            if let Some(name) = text(object.root, &["spec", "serviceName"]) {
                found(Reference::new(path, ("", "Service"), namespace_of(object), name));
            }
        }
        ("argoproj.io", "Application") => project(object, &["spec", "project"], found),
        ("argoproj.io", "ApplicationSet") => project(object, &["spec", "template", "spec", "project"], found),
        ("", "ServiceAccount") => {
            if let Some(list) = object.root.get("imagePullSecrets") {
                pull_secrets(list, &Pointer::root().key("imagePullSecrets"), namespace_of(object), found);
            }
        }
        _ => {}
    }
    if let Some(namespace) = object.namespace() {
        let path = Pointer::root().key("metadata").key("namespace");
        found(Reference::new(path, ("", "Namespace"), "", namespace));
    }
}

/// The project of an application of Argo CD, unless an ApplicationSet fills it in.
fn project<'a>(object: &Object<'a>, path: &[&str], found: &mut dyn FnMut(Reference<'a>)) {
    if let Some(name) = text(object.root, path).filter(|name| !name.contains("{{")) {
        let path = path.iter().fold(Pointer::root(), |path, key| path.key(key));
        found(Reference::new(path, APP_PROJECT, namespace_of(object), name));
    }
}

fn binding<'a>(object: &Object<'a>, found: &mut dyn FnMut(Reference<'a>)) {
    let role = |key| text(object.root, &["roleRef", key]);
    if let (Some(kind), Some(name)) = (role("kind"), role("name")) {
        let namespace = if kind == "Role" { namespace_of(object) } else { "" };
        found(Reference::new(Pointer::root().key("roleRef").key("name"), (RBAC, kind), namespace, name));
    }
    for (index, subject) in object.root.get("subjects").into_iter().flat_map(Node::items).enumerate() {
        let is_account = subject.get("kind").and_then(Node::as_str) == Some("ServiceAccount");
        let named = text(subject, &["name"]).zip(subject_namespace(object, subject));
        if let Some((name, namespace)) = named.filter(|_| is_account) {
            let path = Pointer::root().key("subjects").index(index).key("name");
            found(Reference::new(path, ("", "ServiceAccount"), namespace, name));
        }
    }
}

/// The items of `imagePullSecrets`. The kubelet goes on without one that does not exist, and then cannot pull.
fn pull_secrets<'a>(list: Node<'a>, path: &Pointer, namespace: &'a str, found: &mut dyn FnMut(Reference<'a>)) {
    for (index, item) in list.items().enumerate() {
        if let Some(name) = text(item, &["name"]) {
            found(Reference::new(path.clone().index(index).key("name"), ("", "Secret"), namespace, name));
        }
    }
}

/// Text that is not empty.
fn text<'a>(node: Node<'a>, path: &[&str]) -> Option<&'a str> {
    node.path(path)?.as_str().filter(|text| !text.is_empty())
}
