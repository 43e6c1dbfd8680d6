//! What stands before Services and lets traffic from outside through to them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::copies::Copies;
use super::names::{Names, namespace_of};
use super::references;
use crate::object::Object;
use crate::yaml::Node;

/// Ingresses and routes by the Services they lead to, and which Services have endpoints written by hand. Copies of one
/// object count once.
#[derive(Debug, Default)]
pub(super) struct Fronts {
    by_service: FxHashMap<usize, Vec<usize>>,
    with_endpoints: FxHashSet<usize>,
}

impl Fronts {
    pub(super) fn build(objects: &[Object<'_>], names: &Names<'_>, copies: &Copies) -> Self {
        let mut fronts = Self::default();
        let service = |namespace: &str, name: &str| names.find(("", "Service"), namespace, name);
        for (id, object) in objects.iter().enumerate().filter(|(id, _)| copies.identity(*id) == *id) {
            if references::is_front(object) {
                references::visit(object, &mut |reference| {
                    if reference.kind == ("", "Service")
                        && let Some(service) = service(reference.namespace, reference.name)
                    {
                        fronts.by_service.entry(service).or_default().push(id);
                    }
                });
            }
            if let Some(name) = served(object) {
                fronts.with_endpoints.extend(service(namespace_of(object), name));
            }
        }
        for ids in fronts.by_service.values_mut() {
            ids.dedup();
        }
        fronts
    }

    /// The Ingresses and routes that lead to a Service, given by its first copy.
    pub(super) fn of(&self, service: usize) -> &[usize] {
        self.by_service.get(&service).map_or(&[], Vec::as_slice)
    }

    /// Whether the run holds endpoints for a Service, given by its first copy.
    pub(super) fn has_endpoints(&self, service: usize) -> bool {
        self.with_endpoints.contains(&service)
    }
}

/// Whether a Service is reachable from outside by itself.
pub(super) fn is_external(service: &Object<'_>) -> bool {
    let kind = service.root.path(&["spec", "type"]).and_then(Node::as_str);
    matches!(kind, Some("NodePort" | "LoadBalancer"))
}

/// The name of the Service that Endpoints or an EndpointSlice belong to.
fn served<'a>(object: &Object<'a>) -> Option<&'a str> {
    match (object.gvk.group, object.gvk.kind) {
        ("", "Endpoints") => object.name(),
        ("discovery.k8s.io", "EndpointSlice") => {
            object.metadata()?.path(&["labels", "kubernetes.io/service-name"])?.as_str()
        }
        _ => None,
    }
}
