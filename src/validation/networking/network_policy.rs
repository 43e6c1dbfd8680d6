//! Network policies: which peers may talk to the pods, and at which ports.

use crate::validation::address::parse_cidr;
use crate::validation::context::{Context, named};
use crate::validation::field::Field;
use crate::validation::rules::{FORBIDDEN_FIELD, INVALID_VALUE, REQUIRED_VALUE};

/// The release from which the server warns of odd blocks of addresses.
const WARNINGS: u16 = 33;

const TYPES: [&str; 2] = ["Ingress", "Egress"];

/// A NetworkPolicy.
pub(in crate::validation) fn network_policy<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    spec.get("podSelector").label_selector(cx);
    for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
        for rule in spec.get(direction).items() {
            rule.get("ports").items().for_each(|port| self::port(cx, &port));
            rule.get(peers).items().for_each(|peer| self::peer(cx, &peer));
        }
    }
    let types = spec.get("policyTypes");
    if types.len() > TYPES.len() {
        let message = format!("{} has {} items, but there are only two types", named(&types), types.len());
        cx.report(INVALID_VALUE, &types, message, "keep `Ingress`, `Egress`, or both");
    } else {
        types.items().for_each(|one| self::policy_type(cx, &one));
    }
}

fn policy_type<'a>(cx: &mut Context<'_, 'a>, one: &Field<'_, 'a>) {
    match one.is_set() {
        true => cx.one_of(one, &TYPES),
        false => cx.required(one, "write `Ingress` or `Egress`"),
    }
}

/// A port by number or name, or all from `port` to `endPort`.
fn port<'a>(cx: &mut Context<'_, 'a>, item: &Field<'_, 'a>) {
    let (port, end) = (item.get("port"), item.get("endPort"));
    cx.one_of(&item.get("protocol"), &["TCP", "UDP", "SCTP"]);
    port.port_or_name(cx);
    let Some(last) = end.int() else { return };
    if let Some(first) = port.int() {
        end.port(cx);
        if last < first {
            cx.invalid(&end, &format!("be `port`, which is {first}, or more"), "swap the two, or remove `endPort`");
        }
    } else if port.is_set() {
        let message = format!("{} ends a range that begins with a name", named(&end));
        cx.report(INVALID_VALUE, &end, message, "write `port` as a number");
    } else {
        let message = format!("{} ends a range that has no beginning", named(&end));
        cx.report(INVALID_VALUE, &end, message, "add the first port of the range as `port`");
    }
}

/// Pods by labels, pods of namespaces by labels, or addresses.
fn peer<'a>(cx: &mut Context<'_, 'a>, peer: &Field<'_, 'a>) {
    let (pods, namespaces, addresses) = (peer.get("podSelector"), peer.get("namespaceSelector"), peer.get("ipBlock"));
    pods.label_selector(cx);
    namespaces.label_selector(cx);
    let selects = pods.is_set() || namespaces.is_set();
    if addresses.is_set() {
        ip_block(cx, &addresses);
        if selects {
            let message = format!("{} has `ipBlock` beside a selector", named(peer));
            cx.report(FORBIDDEN_FIELD, peer, message, "make two peers of it");
        }
    } else if !selects {
        let message = format!("{} names no peer", named(peer));
        let help = "add `podSelector`, `namespaceSelector` or `ipBlock`; the selector `{}` selects all";
        cx.report(REQUIRED_VALUE, peer, message, help);
    }
}

/// A block of addresses, and smaller blocks in it that do not count.
fn ip_block<'a>(cx: &mut Context<'_, 'a>, block: &Field<'_, 'a>) {
    let cidr = block.get("cidr");
    cidr.needed(cx, "write the block of addresses, such as `10.0.0.0/8`");
    let Some(text) = cidr.some_text() else { return };
    block_of_addresses(cx, &cidr);
    let Some(whole) = parse_cidr(text) else { return };
    for except in block.get("except").items() {
        block_of_addresses(cx, &except);
        let part = except.text().and_then(parse_cidr);
        if part.is_some_and(|part| !whole.contains(&part) || whole.prefix >= part.prefix) {
            let must = format!("be a part of `{text}`, and smaller than it");
            cx.invalid(&except, &must, "write a block inside of `cidr`, or remove it");
        }
    }
}

fn block_of_addresses<'a>(cx: &mut Context<'_, 'a>, cidr: &Field<'_, 'a>) {
    cidr.old_cidr(cx);
    if cidr.is_odd_cidr() && cx.release() >= WARNINGS {
        cidr.warn_of_odd_cidr(cx);
    }
}
