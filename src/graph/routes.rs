//! Hosts and paths that Ingresses and Routes claim.

use rustc_hash::FxHashMap;

use super::copies::Copies;
use crate::object::Object;
use crate::yaml::{Node, Pointer};

/// One claim: Ingress class, host, path and path type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Route<'a> {
    class: &'a str,
    pub(super) host: &'a str,
    pub(super) path: &'a str,
    path_type: &'a str,
}

/// The claims of all Ingresses of a run.
#[derive(Debug, Default)]
pub(super) struct Routes<'a> {
    claims: FxHashMap<Route<'a>, Vec<(usize, Pointer)>>,
    /// Rules with a host by Ingress class and host.
    hosts: FxHashMap<(&'a str, &'a str), Vec<(usize, Pointer)>>,
}

impl<'a> Routes<'a> {
    pub(super) fn build(objects: &[Object<'a>], copies: &Copies) -> Self {
        let mut routes = Self::default();
        for (id, object) in objects.iter().enumerate().filter(|(id, _)| copies.identity(*id) == *id) {
            for (route, path) in claims(object) {
                routes.claims.entry(route).or_default().push((id, path));
            }
            for (class, host, path) in hosts(object) {
                routes.hosts.entry((class, host)).or_default().push((id, path));
            }
        }
        routes
    }

    /// What an Ingress claims that another claims too: way there, claim, other Ingress, way in that.
    pub(super) fn shared<'s>(
        &'s self,
        identity: usize,
        object: &Object<'a>,
    ) -> impl Iterator<Item = (Pointer, Route<'a>, usize, &'s Pointer)> + use<'s, 'a> {
        claims(object).into_iter().filter_map(move |(route, path)| {
            // One other is enough to say so.
            let (other, there) = self.claims.get(&route)?.iter().find(|(other, _)| *other != identity)?;
            Some((path, route, *other, there))
        })
    }

    /// The hosts of an Ingress that another has too: way there, host, other Ingress, way in that.
    pub(super) fn shared_hosts<'s>(
        &'s self,
        identity: usize,
        object: &Object<'a>,
    ) -> impl Iterator<Item = (Pointer, &'a str, usize, &'s Pointer)> + use<'s, 'a> {
        hosts(object).into_iter().filter_map(move |(class, host, path)| {
            let (other, there) = self.hosts.get(&(class, host))?.iter().find(|(other, _)| *other != identity)?;
            Some((path, host, *other, there))
        })
    }
}

/// The class of an object that claims hosts; none for what is no Ingress, or is one of a canary pair.
fn class<'a>(object: &Object<'a>) -> Option<&'a str> {
    let is_ingress = matches!(object.gvk.group, "networking.k8s.io" | "extensions") && object.gvk.kind == "Ingress";
    let annotation = |key| object.metadata()?.path(&["annotations", key])?.as_str();
    if !is_ingress || annotation("nginx.ingress.kubernetes.io/canary") == Some("true") {
        return None;
    }
    let named = object.root.path(&["spec", "ingressClassName"]).and_then(Node::as_str);
    Some(named.or_else(|| annotation("kubernetes.io/ingress.class")).unwrap_or_default())
}

/// The rules of an object, each with its host and the way to it.
fn rules<'a>(object: &Object<'a>) -> impl Iterator<Item = (Node<'a>, &'a str, Pointer)> + use<'a> {
    let rules = object.root.path(&["spec", "rules"]).into_iter().flat_map(Node::items);
    rules.enumerate().map(|(index, rule)| {
        let host = rule.get("host").and_then(Node::as_str).unwrap_or_default();
        (rule, host, Pointer::root().key("spec").key("rules").index(index))
    })
}

/// Class, host and the way to it of all rules that name a host.
fn hosts<'a>(object: &Object<'a>) -> Vec<(&'a str, &'a str, Pointer)> {
    let Some(class) = class(object) else { return Vec::new() };
    let named = rules(object).filter(|(_, host, _)| !host.is_empty());
    named.map(|(_, host, path)| (class, host, path.key("host"))).collect()
}

/// The hosts and paths an object claims.
fn claims<'a>(object: &Object<'a>) -> Vec<(Route<'a>, Pointer)> {
    let Some(class) = class(object) else { return Vec::new() };
    let mut claims = Vec::new();
    for (rule, host, at_rule) in rules(object) {
        let paths = rule.path(&["http", "paths"]).into_iter().flat_map(Node::items);
        for (at, node) in paths.enumerate() {
            let text = |key, absent| node.get(key).and_then(Node::as_str).unwrap_or(absent);
            let route =
                Route { class, host, path: text("path", "/"), path_type: text("pathType", "ImplementationSpecific") };
            claims.push((route, at_rule.clone().key("http").key("paths").index(at)));
        }
    }
    claims
}

/// Whether an object is a Route of OpenShift, and the host it claims.
pub(super) fn host_of_route<'a>(object: &Object<'a>) -> Option<&'a str> {
    let is_route = object.gvk.group == "route.openshift.io" && object.gvk.kind == "Route";
    let host = object.root.path(&["spec", "host"]).and_then(Node::as_str);
    host.filter(|host| is_route && !host.is_empty())
}

/// The Routes of OpenShift of a run by their hosts. Copies of one count once.
#[derive(Debug, Default)]
pub(super) struct RouteHosts<'a>(FxHashMap<&'a str, Vec<usize>>);

impl<'a> RouteHosts<'a> {
    pub(super) fn build(objects: &[Object<'a>], copies: &Copies) -> Self {
        let mut hosts = Self::default();
        for (id, object) in objects.iter().enumerate().filter(|(id, _)| copies.identity(*id) == *id) {
            if let Some(host) = host_of_route(object) {
                hosts.0.entry(host).or_default().push(id);
            }
        }
        hosts
    }

    /// The Routes that claim a host.
    pub(super) fn of(&self, host: &str) -> &[usize] {
        self.0.get(host).map_or(&[], Vec::as_slice)
    }
}
