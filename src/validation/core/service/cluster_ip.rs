//! The addresses of a Service in the cluster and their families (`ValidateServiceClusterIPsRelatedFields`, and the
//! families that `pkg/registry/core/service/storage` sets).

use super::Service;
use crate::validation::address::parse_ip;
use crate::validation::{Context, Field, rules};

/// One address of each family.
const MOST_ADDRESSES: usize = 2;

/// A Service that stands for a name has no addresses.
pub(super) fn forbid<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    for key in ["clusterIP", "clusterIPs", "ipFamilies"] {
        let field = service.spec.get(key);
        if !field.is_empty() {
            cx.forbidden(&field, "a Service of type `ExternalName` has no addresses", "remove it");
        }
    }
    let policy = service.spec.get("ipFamilyPolicy");
    if policy.is_set() {
        cx.forbidden(&policy, "a Service of type `ExternalName` has no addresses", "remove it");
    }
}

pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    let (one, all) = (service.spec.get("clusterIP"), service.spec.get("clusterIPs"));
    if service.headless && matches!(service.kind, "LoadBalancer" | "NodePort") {
        let field = if all.is_empty() { &one } else { &all };
        let must = format!("not be `None` for a Service of type `{}`", service.kind);
        let help = "remove it, or make the Service one of type `ClusterIP`";
        match field.items().next() {
            Some(item) => cx.invalid(&item, &must, help),
            None => cx.invalid(field, &must, help),
        }
    }
    let families = service.spec.get("ipFamilies");
    let valid = if all.is_empty() { single(cx, &one) } else { list(cx, &one, &all) };
    self::families(cx, &families);
    policy(cx, service, &all, &families);
    if valid && !service.headless {
        if all.is_empty() {
            matches_family(cx, &one, families.items().next().and_then(|family| family.text()));
        }
        for (address, family) in all.items().zip(families.items()) {
            matches_family(cx, &address, family.text());
        }
    }
}

/// The one address, where there is no list. Returns whether it is one.
fn single<'a>(cx: &mut Context<'_, 'a>, one: &Field<'_, 'a>) -> bool {
    if one.is_empty() || one.text() == Some("None") {
        return true;
    }
    one.old_ip(cx);
    one.text().and_then(parse_ip).is_some()
}

/// The list of addresses, of which `clusterIP` is the first. Returns whether all are addresses.
fn list<'a>(cx: &mut Context<'_, 'a>, one: &Field<'_, 'a>, all: &Field<'_, 'a>) -> bool {
    let first = all.items().next().and_then(|item| item.word());
    if one.is_empty() {
        cx.invalid(all, "be empty where `clusterIP` is", "set `clusterIP` to the first of them");
    } else if first.is_some() && first != one.text() {
        cx.invalid(all, "begin with the address of `clusterIP`", "write the same address at both places");
    }
    let (mut v4, mut v6, mut valid) = (0, 0, true);
    for (index, item) in all.items().enumerate() {
        match item.word() {
            Some("None") if index == 0 => {
                if all.len() > 1 {
                    valid = false;
                    cx.invalid(all, "hold nothing else where it holds `None`", "keep `None` alone, or addresses alone");
                }
            }
            Some(text) => {
                item.old_ip(cx);
                match parse_ip(text).map(|found| found.address.is_ipv4()) {
                    Some(true) => v4 += 1,
                    Some(false) => v6 += 1,
                    None => valid = false,
                }
            }
            None => valid = false,
        }
    }
    if all.len() > MOST_ADDRESSES {
        cx.invalid(all, "hold at most 2 addresses", "keep one address of each family");
    } else if valid && (v4 > 1 || v6 > 1) {
        cx.invalid(all, "hold at most one address of each family", "keep one IPv4 and one IPv6 address");
    }
    valid
}

fn families<'a>(cx: &mut Context<'_, 'a>, families: &Field<'_, 'a>) {
    let mut seen: [Option<Field<'_, 'a>>; 2] = [None; 2];
    for family in families.items() {
        cx.one_of(&family, &["IPv4", "IPv6"]);
        let [v4, v6] = &mut seen;
        let first = match family.text() {
            Some("IPv4") => v4,
            Some("IPv6") => v6,
            _ => continue,
        };
        match first {
            Some(first) => cx.duplicate(&family, first, "name each family once"),
            None => *first = Some(family),
        }
    }
}

/// More than one address or family goes with a policy for two families alone.
fn policy<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>, all: &Field<'_, 'a>, families: &Field<'_, 'a>) {
    let policy = service.spec.get("ipFamilyPolicy");
    cx.one_of(&policy, &["SingleStack", "PreferDualStack", "RequireDualStack"]);
    // A headless Service that selects nothing gets both families.
    let one_family = match policy.text() {
        Some(text) => text == "SingleStack",
        None => service.spec.get("clusterIP").text() != Some("None") || !service.spec.get("selector").is_empty(),
    };
    if !one_family {
        return;
    }
    for (field, what) in [(all, "addresses"), (families, "families of addresses")] {
        if field.len() == MOST_ADDRESSES {
            let message = format!(
                "`spec.ipFamilyPolicy` must be `PreferDualStack` or `RequireDualStack` for a Service with 2 {what}"
            );
            cx.report(rules::INVALID_VALUE, &policy, message, "set it: the default is `SingleStack`");
        }
    }
}

fn matches_family<'a>(cx: &mut Context<'_, 'a>, address: &Field<'_, 'a>, family: Option<&str>) {
    let Some(found) = address.text().and_then(parse_ip) else { return };
    let wrong = match family {
        Some("IPv4") => found.address.is_ipv6(),
        Some("IPv6") => found.address.is_ipv4(),
        _ => false,
    };
    if let Some(family) = family.filter(|_| wrong) {
        let must = format!("be an {family} address, as `ipFamilies` says");
        cx.invalid(address, &must, "change the address or `ipFamilies`");
    }
}
