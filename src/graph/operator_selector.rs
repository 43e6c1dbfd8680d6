//! Selectors in objects of operators: what Prometheus scrapes, and which pods the policies of a mesh are for.

use super::names::namespace_of;
use super::pod_selector::{Namespaces, PodSelector, label_selector};
use crate::object::{LabelSelector, Object, ServiceSelector};
use crate::yaml::Node;

/// Istio's `rootNamespace`, unless it is installed elsewhere: selectors there hold in all namespaces.
pub(super) const ISTIO_ROOT: &str = "istio-system";

/// What a selector looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    Pods,
    Services,
}

/// The selector of such an object; nothing for other objects, and for policies without one.
pub(super) fn read<'a>(object: &Object<'a>) -> Option<(PodSelector<'a>, Sought)> {
    let spec = object.root.get_set("spec")?;
    let own = namespace_of(object);
    match (object.gvk.group, object.gvk.kind) {
        ("monitoring.coreos.com", "ServiceMonitor") => Some((monitor(spec, own), Sought::Services)),
        ("monitoring.coreos.com", "PodMonitor") => Some((monitor(spec, own), Sought::Pods)),
        ("security.istio.io", _) => {
            let labels = ServiceSelector::new(spec.path(&["selector", "matchLabels"])?)?;
            let namespaces = if own == ISTIO_ROOT { Namespaces::All } else { Namespaces::One(own) };
            Some((PodSelector::map(namespaces, labels)?, Sought::Pods))
        }
        ("policy.linkerd.io", "Server") => {
            let selector = label_selector(spec, &["podSelector"])?;
            Some((PodSelector::labels(Namespaces::One(own), selector), Sought::Pods))
        }
        _ => None,
    }
}

/// `selector` and `namespaceSelector` of a ServiceMonitor or PodMonitor; without a selector it selects everything.
fn monitor<'a>(spec: Node<'a>, own: &'a str) -> PodSelector<'a> {
    let namespaces = reach(spec.get_set("namespaceSelector"), own);
    match spec.get_set("selector").and_then(LabelSelector::new) {
        Some(selector) => PodSelector::labels(namespaces, selector),
        None => PodSelector::everything(namespaces),
    }
}

/// `NamespaceSelector` of the Prometheus operator: `any`, else `matchNames`, else the namespace of the object.
fn reach<'a>(selector: Option<Node<'a>>, own: &'a str) -> Namespaces<'a> {
    let Some(selector) = selector else { return Namespaces::One(own) };
    if selector.get("any").and_then(Node::as_bool) == Some(true) {
        return Namespaces::All;
    }
    let names: Vec<&str> =
        selector.get("matchNames").into_iter().flat_map(Node::items).filter_map(Node::as_str).collect();
    match names.as_slice() {
        [] => Namespaces::One(own),
        [one] => Namespaces::One(one),
        _ => Namespaces::Listed(names),
    }
}
