//! Node (`ValidateNode`), whose status counts when it is made, unlike that of other kinds.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::resources::amount;
use crate::validation::address::parse_cidr;
use crate::validation::grammar::{label_value, qualified_name};
use crate::validation::{Context, Field};

/// A Node.
pub(in crate::validation) fn node<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let taints = root.path(&["spec", "taints"]);
    let mut seen = FxHashMap::default();
    for taint in taints.items() {
        let (key, effect) = (taint.get("key"), taint.get("effect"));
        cx.check(&key, qualified_name);
        cx.check(&taint.get("value"), label_value);
        effect.filled(cx, "write `NoSchedule`, `PreferNoSchedule` or `NoExecute`");
        match seen.entry((key.text_or_empty(), effect.text_or_empty())) {
            Entry::Occupied(first) => cx.duplicate(&taint, first.get(), "give each key and effect once"),
            Entry::Vacant(place) => _ = place.insert(taint),
        }
    }
    let (one, all) = (root.path(&["spec", "podCIDR"]), root.path(&["spec", "podCIDRs"]));
    // Where the two differ, the server goes by the one.
    if !one.is_empty() && all.items().next().is_none_or(|first| first.text() != one.text()) {
        one.old_cidr(cx);
    } else {
        pod_blocks(cx, &all);
    }
    for key in ["capacity", "allocatable"] {
        for (name, entry) in root.get("status").get(key).entries() {
            amount(cx, name, &entry);
        }
    }
}

/// The blocks of addresses of the node's pods: one, or one of each family.
fn pod_blocks<'a>(cx: &mut Context<'_, 'a>, blocks: &Field<'_, 'a>) {
    let (mut seen, mut families) = (FxHashMap::default(), [0_usize; 2]);
    for block in blocks.items() {
        block.old_cidr(cx);
        let Some(text) = block.text() else { continue };
        match seen.entry(text) {
            Entry::Occupied(first) => cx.duplicate(&block, first.get(), "give each block once"),
            Entry::Vacant(place) => _ = place.insert(block),
        }
        let [v4, v6] = &mut families;
        if let Some(found) = parse_cidr(text) {
            *(if found.ip.address.is_ipv4() { v4 } else { v6 }) += 1;
        }
    }
    if blocks.len() > 1 && families.iter().any(|count| *count > 1) {
        cx.invalid(blocks, "have at most one block of each family of addresses", "keep one for IPv4 and one for IPv6");
    }
}
