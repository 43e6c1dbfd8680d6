//! What a pod refers to.

use super::{Part, Reference, pull_secrets, text};
use crate::object::PodTemplate;
use crate::yaml::{Node, Pointer};

/// Calls `found` with every reference of a pod.
pub(super) fn visit<'a>(template: &PodTemplate<'a>, namespace: &'a str, found: &mut dyn FnMut(Reference<'a>)) {
    let mut visitor = Visitor { namespace, found };
    for container in template.containers() {
        visitor.environment(container.node, &container.path);
    }
    if let Some((volumes, path)) = template.field("volumes") {
        for (index, volume) in volumes.items().enumerate() {
            visitor.volume(volume, &path.clone().index(index));
        }
    }
    if let Some((list, path)) = template.field("imagePullSecrets") {
        pull_secrets(list, &path, namespace, visitor.found);
    }
    for field in ["serviceAccountName", "serviceAccount"] {
        let named = template.field(field).and_then(|(node, path)| Some((node.as_str()?, path)));
        if let Some((name, path)) = named.filter(|(name, _)| !name.is_empty()) {
            visitor.refer("ServiceAccount", name, path);
            break;
        }
    }
    if let Some((node, path)) = template.field("priorityClassName")
        && let Some(name) = node.as_str().filter(|name| !name.is_empty())
    {
        (visitor.found)(Reference::new(path, ("scheduling.k8s.io", "PriorityClass"), "", name));
    }
}

struct Visitor<'v, 'a> {
    namespace: &'a str,
    found: &'v mut dyn FnMut(Reference<'a>),
}

impl<'a> Visitor<'_, 'a> {
    fn refer(&mut self, kind: &'static str, name: &'a str, path: Pointer) {
        (self.found)(Reference::new(path, ("", kind), self.namespace, name));
    }

    /// `env` and `envFrom` of a container.
    fn environment(&mut self, container: Node<'a>, path: &Pointer) {
        const KEYS: [(&str, &str); 2] = [("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret")];
        const WHOLE: [(&str, &str); 2] = [("configMapRef", "ConfigMap"), ("secretRef", "Secret")];
        for (index, variable) in container.get("env").into_iter().flat_map(Node::items).enumerate() {
            let Some(source) = variable.get_set("valueFrom") else { continue };
            for (field, kind) in KEYS {
                let Some(node) = source.get_set(field) else { continue };
                let at = path.clone().key("env").index(index).key("valueFrom").key(field);
                self.keyed(kind, node, "name", &at, text(node, &["key"]).map(|key| (key, at.clone().key("key"))));
            }
        }
        for (index, source) in container.get("envFrom").into_iter().flat_map(Node::items).enumerate() {
            for (field, kind) in WHOLE {
                let Some(node) = source.get_set(field) else { continue };
                self.keyed(kind, node, "name", &path.clone().key("envFrom").index(index).key(field), None);
            }
        }
    }

    fn volume(&mut self, volume: Node<'a>, path: &Pointer) {
        if let Some(node) = volume.get_set("configMap") {
            self.mounted("ConfigMap", node, "name", &path.clone().key("configMap"));
        }
        if let Some(node) = volume.get_set("secret") {
            self.mounted("Secret", node, "secretName", &path.clone().key("secret"));
        }
        if let Some(name) = text(volume, &["persistentVolumeClaim", "claimName"]) {
            let path = path.clone().key("persistentVolumeClaim").key("claimName");
            self.refer("PersistentVolumeClaim", name, path);
        }
        let sources = volume.path(&["projected", "sources"]).into_iter().flat_map(Node::items);
        for (index, source) in sources.enumerate() {
            for (field, kind) in [("configMap", "ConfigMap"), ("secret", "Secret")] {
                let Some(node) = source.get_set(field) else { continue };
                let at = path.clone().key("projected").key("sources").index(index).key(field);
                self.mounted(kind, node, "name", &at);
            }
        }
    }

    /// A ConfigMap or Secret as files: once for each of `items`, or once as a whole.
    fn mounted(&mut self, kind: &'static str, node: Node<'a>, name: &str, path: &Pointer) {
        let items = node.get("items").into_iter().flat_map(Node::items).enumerate();
        let mut keys = items.filter_map(|(index, item)| Some((index, text(item, &["key"])?))).peekable();
        if keys.peek().is_none() {
            self.keyed(kind, node, name, path, None);
        }
        for (index, key) in keys {
            let at = path.clone().key("items").index(index).key("key");
            self.keyed(kind, node, name, path, Some((key, at)));
        }
    }

    fn keyed(
        &mut self,
        kind: &'static str,
        node: Node<'a>,
        name_field: &str,
        path: &Pointer,
        key: Option<(&'a str, Pointer)>,
    ) {
        let Some(name) = text(node, &[name_field]) else { return };
        let optional = node.get("optional").and_then(Node::as_bool) == Some(true);
        let part = key.map(|(key, at)| (Part::Key(key), at));
        let reference = Reference::new(path.clone().key(name_field), ("", kind), self.namespace, name);
        (self.found)(Reference { part, optional, ..reference });
    }
}
