//! The facts about the namespace of an object, and about what is in force in a namespace.

use std::collections::BTreeMap;

use super::MAX_LISTED;
use crate::graph::Graph;
use crate::graph::names::namespace_of;
use crate::graph::operator_selector::ISTIO_ROOT;
use crate::object::Object;
use crate::object::facts::{NamespaceFact, Peer};
use crate::yaml::Node;

/// The Namespace of an object.
pub(super) fn of_object(graph: &Graph<'_>, id: usize, object: &Object<'_>) -> Option<NamespaceFact> {
    let name = Some(namespace_of(object)).filter(|name| !name.is_empty())?;
    let id = graph.find(id, ("", "Namespace"), "", name)?;
    let namespace = graph.objects.get(id)?;
    let (labels, annotations) = (texts(namespace, "labels"), annotations(namespace));
    Some(NamespaceFact { peer: graph.peer(id), labels, annotations })
}

/// The annotations of an object.
pub(super) fn annotations(object: &Object<'_>) -> BTreeMap<String, String> {
    texts(object, "annotations")
}

fn texts(object: &Object<'_>, field: &str) -> BTreeMap<String, String> {
    let pairs = object.metadata().and_then(|metadata| metadata.get(field)).into_iter().flat_map(Node::pairs);
    pairs.map(|(key, value)| (key.text().to_owned(), value.text().to_owned())).collect()
}

/// The policies of meshes that say who may talk to pods of a namespace: its own, and those of Istio for all namespaces.
pub(super) fn authorization_policies(graph: &Graph<'_>, id: usize, namespace: &str) -> Vec<Peer> {
    const ISTIO: (&str, &str) = ("security.istio.io", "AuthorizationPolicy");
    const LINKERD: [(&str, &str); 2] =
        [("policy.linkerd.io", "AuthorizationPolicy"), ("policy.linkerd.io", "ServerAuthorization")];
    let own = [ISTIO].into_iter().chain(LINKERD).flat_map(|kind| graph.names.in_namespace(kind, namespace));
    let wide = graph.names.in_namespace(ISTIO, ISTIO_ROOT).iter().filter(|_| namespace != ISTIO_ROOT);
    let wide = wide.filter(|&&policy| graph.objects.get(policy).is_some_and(is_for_all));
    own.chain(wide).take(MAX_LISTED).map(|&policy| graph.peer(graph.copies.seen_from(id, policy))).collect()
}

/// Whether a policy names no pods and nothing else that it is for.
fn is_for_all(policy: &Object<'_>) -> bool {
    ["selector", "targetRef", "targetRefs"].iter().all(|field| policy.root.path(&["spec", field]).is_none())
}
