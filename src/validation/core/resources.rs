//! Names and amounts of resources in quotas, limit ranges and nodes.
//!
//! Source: `pkg/apis/core/helper/helpers.go` and `validateResourceName`, `validateContainerResourceName`,
//! `ValidateResourceQuotaResourceName`, `ValidateResourceQuantityValue` of Kubernetes.

use crate::validation::grammar::qualified_name;
use crate::validation::{Context, Field, rules};

const HUGE_PAGES: &str = "hugepages-";
const HUGE_PAGES_OF_QUOTA: &str = "requests.hugepages-";

/// What a container can ask for, besides huge pages.
const OF_CONTAINERS: [&str; 3] = ["cpu", "memory", "ephemeral-storage"];

/// What a quota can limit besides, in amounts.
const AMOUNTS_OF_QUOTA: [&str; 7] = [
    "requests.cpu",
    "requests.memory",
    "requests.storage",
    "requests.ephemeral-storage",
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
];

/// What a quota can limit in numbers of objects.
const COUNTS: [&str; 9] = [
    "pods",
    "resourcequotas",
    "services",
    "replicationcontrollers",
    "secrets",
    "configmaps",
    "persistentvolumeclaims",
    "services.nodeports",
    "services.loadbalancers",
];

/// The name of a resource that a quota limits.
pub(super) fn quota_name<'a>(cx: &mut Context<'_, 'a>, name: &'a str, entry: &Field<'_, 'a>) {
    let help = "write for example `requests.cpu`, `limits.memory`, `pods`, or `count/deployments.apps`";
    named(cx, name, entry, is_of_quota(name), "is nothing that a quota can limit", help);
}

/// The name of a resource in a limit range for containers or pods.
pub(super) fn container_name<'a>(cx: &mut Context<'_, 'a>, name: &'a str, entry: &Field<'_, 'a>) {
    let known = OF_CONTAINERS.contains(&name) || name.starts_with(HUGE_PAGES);
    let help =
        "write `cpu`, `memory`, `ephemeral-storage`, `hugepages-<size>`, or that of a device as in `nvidia.com/gpu`";
    named(cx, name, entry, known, "is no resource that a container can have", help);
    if qualified_name(name).is_ok() && !is_native(name) && !is_extended(name) {
        report(cx, name, entry, "is no name of a device's resource", "write it as in `nvidia.com/gpu`");
    }
}

/// The name of a resource in a limit range for anything else.
pub(super) fn any_name<'a>(cx: &mut Context<'_, 'a>, name: &'a str, entry: &Field<'_, 'a>) {
    let help = "write for example `storage`, or put a domain before it";
    named(cx, name, entry, name == "storage" || is_of_quota(name), "is no resource of Kubernetes", help);
}

/// An amount: not negative, and whole where there are only whole ones.
pub(super) fn amount<'a>(cx: &mut Context<'_, 'a>, name: &str, entry: &Field<'_, 'a>) {
    let Some(amount) = entry.quantity() else { return };
    if amount.is_negative() {
        cx.invalid(entry, "be 0 or more", "write an amount without minus");
    }
    // The server looks no closer than at thousandths, and rounds up.
    let thousandths = amount.scaled(3).unwrap_or_default();
    if thousandths % 1000 != 0 && (COUNTS.contains(&name) || is_extended(name)) {
        cx.invalid(entry, "be a whole number", "write it without a fraction: these come in whole pieces");
    }
}

/// Whether a quota limits it by a name of its own, without a domain.
pub(super) fn is_of_quota(name: &str) -> bool {
    OF_CONTAINERS.contains(&name)
        || AMOUNTS_OF_QUOTA.contains(&name)
        || COUNTS.contains(&name)
        || name.starts_with(HUGE_PAGES)
        || name.starts_with(HUGE_PAGES_OF_QUOTA)
}

/// Whether more of it can be promised than there is.
pub(super) fn can_be_overcommitted(name: &str) -> bool {
    is_native(name) && !name.starts_with(HUGE_PAGES)
}

fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// Whether it is the resource of a device.
fn is_extended(name: &str) -> bool {
    !is_native(name) && !name.starts_with("requests.") && qualified_name(&format!("requests.{name}")).is_ok()
}

fn named<'a>(cx: &mut Context<'_, 'a>, name: &'a str, entry: &Field<'_, 'a>, known: bool, problem: &str, help: &str) {
    if qualified_name(name).is_err() {
        cx.check_key(name, entry, qualified_name);
    } else if !known && !name.contains('/') {
        report(cx, name, entry, problem, help);
    }
}

fn report<'a>(cx: &mut Context<'_, 'a>, name: &str, entry: &Field<'_, 'a>, problem: &str, help: &str) {
    cx.report(rules::INVALID_VALUE, entry, format!("`{name}` {problem}"), help);
}
