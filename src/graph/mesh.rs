//! Hosts of Istio: which Services they stand for, and which DestinationRules are about them.

use rustc_hash::FxHashMap;

use super::names::namespace_of;
use crate::object::Object;
use crate::yaml::Node;

/// The group of VirtualServices, Gateways and DestinationRules.
pub(super) const NETWORKING: &str = "networking.istio.io";

/// A host as a Service: namespace and name. Other hosts are names outside of the cluster, or patterns.
///
/// A name without a dot belongs to the namespace of the object that says it (`ResolveShortnameToFQDN` of
/// `istio/pkg/config`).
pub(super) fn service_of<'a>(host: &'a str, own: &'a str) -> Option<(&'a str, &'a str)> {
    if host.contains('*') {
        return None;
    }
    let Some((name, rest)) = host.split_once('.') else { return Some((own, host)) };
    let (namespace, domain) = rest.split_once('.')?;
    (domain == "svc" || domain.starts_with("svc.")).then_some((namespace, name))
}

/// A host by which DestinationRules and destinations find each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Host<'a> {
    Service(&'a str, &'a str),
    Other(&'a str),
}

fn host<'a>(text: &'a str, own: &'a str) -> Host<'a> {
    service_of(text, own).map_or(Host::Other(text), |(namespace, name)| Host::Service(namespace, name))
}

/// The subsets that DestinationRules define, by their host.
#[derive(Debug, Default)]
pub(super) struct Subsets<'a> {
    by_host: FxHashMap<Host<'a>, Vec<&'a str>>,
    rules: bool,
}

impl<'a> Subsets<'a> {
    pub(super) fn build(objects: &[Object<'a>]) -> Self {
        let mut subsets = Self::default();
        let is_rule = |object: &Object<'_>| object.gvk.group == NETWORKING && object.gvk.kind == "DestinationRule";
        for object in objects.iter().filter(|object| is_rule(object)) {
            let Some(name) = object.root.path(&["spec", "host"]).and_then(Node::as_str) else { continue };
            let defined = object.root.path(&["spec", "subsets"]).into_iter().flat_map(Node::items);
            let defined = defined.filter_map(|subset| subset.get("name")?.as_str());
            subsets.by_host.entry(host(name, namespace_of(object))).or_default().extend(defined);
            subsets.rules = true;
        }
        subsets
    }

    /// The subsets of a host; none where no DestinationRule is about it.
    pub(super) fn of(&self, text: &'a str, own: &'a str) -> &[&'a str] {
        self.by_host.get(&host(text, own)).map_or(&[], Vec::as_slice)
    }

    /// Whether the run holds any DestinationRule.
    pub(super) fn has_rules(&self) -> bool {
        self.rules
    }
}
