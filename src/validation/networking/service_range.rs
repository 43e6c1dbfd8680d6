//! The addresses that Services have: the blocks they come from, and those that are taken.

use crate::validation::address::{Reading, parse_cidr};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::path_segment;

/// An IPAddress, whose name is the address.
pub(in crate::validation) fn ip_address<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let parent = root.path(&["spec", "parentRef"]);
    if !parent.is_set() {
        cx.required(&parent, "name the object that has the address");
        return;
    }
    parent.get("group").dns_subdomain(cx);
    for key in ["resource", "name"] {
        let part = parent.get(key);
        part.needed(cx, "name the object by its `resource`, such as `services`, and its `name`");
        cx.check(&part, path_segment);
    }
    cx.check(&parent.get("namespace"), path_segment);
}

/// A ServiceCIDR: one block, or one of each family of addresses.
pub(in crate::validation) fn service_cidr<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let cidrs = root.path(&["spec", "cidrs"]);
    cidrs.needed_list(cx, "add the block of addresses that Services get theirs from");
    if cidrs.len() > 2 {
        cx.invalid(&cidrs, "have at most two blocks", "keep one of IPv4 and one of IPv6");
        return;
    }
    for cidr in cidrs.items() {
        cidr.cidr(cx, Reading::Canonical);
        if !cidr.is_set() {
            cx.required(&cidr, "write a block of addresses, such as `10.0.0.0/16`");
        }
    }
    let mut families = cidrs.items().filter_map(|cidr| Some(parse_cidr(cidr.text()?)?.ip.address.is_ipv6()));
    if let (Some(first), Some(second)) = (families.next(), families.next())
        && first == second
    {
        cx.invalid(&cidrs, "have one block of each family of addresses", "keep one of IPv4 and one of IPv6");
    }
}
