//! EndpointSlice (`pkg/apis/discovery/validation`).

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::validation::address::{Reading, parse_ip};
use crate::validation::grammar::{dns_subdomain, label_value, qualified_name};
use crate::validation::{Context, Field};

const MOST_ENDPOINTS: usize = 1000;
const MOST_ADDRESSES: usize = 100;
const MOST_PORTS: usize = 20_000;
const MOST_HINTS: usize = 8;

/// The release from which hints may name nodes.
const NODE_HINTS: u16 = 34;

/// An EndpointSlice.
pub(in crate::validation) fn endpoint_slice<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let kind = root.get("addressType");
    kind.filled(cx, "write `IPv4` or `IPv6`");
    if kind.text() == Some("FQDN") {
        let message = "endpoints by name (`FQDN`) are deprecated, and kube-proxy ignores them".to_owned();
        cx.warn(&kind, message, "use addresses, or a Service of type `ExternalName`");
    }
    let endpoints = root.get("endpoints");
    if endpoints.len() > MOST_ENDPOINTS {
        endpoints.at_most(cx, MOST_ENDPOINTS, "endpoints");
    } else {
        endpoints.items().for_each(|item| endpoint(cx, &item, kind.text_or_empty()));
    }
    let ports = root.get("ports");
    if ports.len() > MOST_PORTS {
        ports.at_most(cx, MOST_PORTS, "ports");
    } else {
        self::ports(cx, &ports);
    }
}

fn endpoint<'a>(cx: &mut Context<'_, 'a>, endpoint: &Field<'_, 'a>, kind: &str) {
    let addresses = endpoint.get("addresses");
    if addresses.is_set() {
        addresses.needed_list(cx, "an endpoint needs an address");
    }
    addresses.at_most(cx, MOST_ADDRESSES, "addresses");
    for item in addresses.items() {
        match kind {
            "IPv4" | "IPv6" => ip(cx, &item, kind == "IPv4"),
            "FQDN" => full_name(cx, &item),
            _ => {}
        }
    }
    endpoint.get("nodeName").dns_subdomain_or_empty(cx);
    if let Some(text) = endpoint.get("hostname").text() {
        let hostname = endpoint.get("hostname");
        match text {
            "" => cx.invalid(&hostname, "not be empty", "remove it, or write a DNS label"),
            _ => hostname.dns_label(cx),
        }
    }
    hints(cx, &endpoint.path(&["hints", "forZones"]), false);
    if cx.release() >= NODE_HINTS {
        hints(cx, &endpoint.path(&["hints", "forNodes"]), true);
    }
}

/// An address of the family of the slice.
fn ip<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, v4: bool) {
    field.ip(cx, Reading::of_old_fields(cx.release()));
    if field.text().and_then(parse_ip).is_some_and(|found| found.address.is_ipv4() != v4) {
        let must = if v4 { "be an IPv4 address" } else { "be an IPv6 address" };
        cx.invalid(field, must, "change it, or `addressType`: a slice has addresses of one family alone");
    }
    field.reachable_ip(cx);
    field.warn_of_odd_ip(cx);
}

/// A domain name of at least two parts, with or without the dot of the root.
fn full_name<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let Some(text) = field.text() else { return };
    let name = text.strip_suffix('.').unwrap_or(text);
    if let Err(broken) = dns_subdomain(name) {
        cx.broken(field, &broken);
    } else if !name.contains('.') {
        cx.invalid(field, "be a domain name of at least two parts", "write for example `db.example.com`");
    }
}

fn hints<'a>(cx: &mut Context<'_, 'a>, hints: &Field<'_, 'a>, nodes: bool) {
    hints.at_most(cx, MOST_HINTS, if nodes { "nodes" } else { "zones" });
    let mut seen = FxHashMap::default();
    for hint in hints.items().take(MOST_HINTS) {
        let name = hint.get("name");
        if nodes {
            name.dns_subdomain_or_empty(cx);
        } else {
            cx.check(&name, label_value);
        }
        unique_name(cx, hint, &mut seen, "name it once");
    }
}

fn ports<'a>(cx: &mut Context<'_, 'a>, ports: &Field<'_, 'a>) {
    let several = ports.len() > 1;
    let mut seen = FxHashMap::default();
    for port in ports.items() {
        port.get("name").dns_label(cx);
        cx.one_of(&port.get("protocol"), &["TCP", "UDP", "SCTP"]);
        cx.check(&port.get("appProtocol"), qualified_name);
        if several {
            // A port without a name has the empty one.
            unique_name(cx, port, &mut seen, "give each port a name of its own; one of them may have none");
        }
    }
}

/// Items by their names.
type Seen<'e, 'a> = FxHashMap<&'a str, Field<'e, 'a>>;

fn unique_name<'a, 'e>(cx: &mut Context<'_, 'a>, item: Field<'e, 'a>, seen: &mut Seen<'e, 'a>, help: &str) {
    match seen.entry(item.get("name").text_or_empty()) {
        Entry::Occupied(first) => cx.duplicate(&item.get("name"), &first.get().get("name"), help),
        Entry::Vacant(place) => _ = place.insert(item),
    }
}
