//! Resources: names, amounts, requests against limits, claims.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateResourceRequirements`,
//! `validateContainerResourceName`, `ValidateResourceQuantityValue`, `validatePodResources`).

use super::pod::Pod;
use crate::finding::Applicability;
use crate::object::Quantity;
use crate::validation::context::named;
use crate::validation::{Context, Field, grammar, rules};
use crate::yaml::Change;

/// The release from which pods as a whole may have resources without a switch.
const POD_RESOURCES: u16 = 34;

/// The resources of a container that Kubernetes itself provides, besides huge pages.
const STANDARD: [&str; 3] = ["cpu", "memory", "ephemeral-storage"];
const HUGE_PAGES: &str = "hugepages-";

/// Checks the name of a resource, under which an amount stands.
type NameCheck = for<'a> fn(&mut Context<'_, 'a>, &str, &Field<'_, 'a>);

/// `resources` of a container.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, resources: &Field<'_, 'a>) {
    if !resources.is_map() {
        return;
    }
    amounts(cx, resources, container_name);
    for claim in resources.get("claims").items() {
        let name = claim.get("name");
        name.filled(cx, "name the claim of the pod");
        if name.some_text().is_none_or(|text| pod.has_claim(text)) {
            continue;
        }
        cx.not_found(&name, "resource claim", pod.claim_names());
    }
}

/// `resources` of a pod as a whole.
pub(super) fn check_pod<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    let resources = spec.get("resources");
    if !resources.is_map() || pod.minor < POD_RESOURCES {
        return;
    }
    if pod.os == Some("windows") {
        cx.forbidden(&resources, "the pod is one of Windows", "set the resources of its containers");
        return;
    }
    if resources.get("claims").is_set() {
        cx.forbidden(&resources.get("claims"), "a pod as a whole has no claims", "set it for a container");
    }
    amounts(cx, &resources, pod_name);
    for (name, whole) in resources.get("requests").entries() {
        let together = together(pod, spec, name);
        if whole.quantity().and_then(|amount| amount.scaled(3)).is_some_and(|amount| amount < together) {
            let must = format!("be at least what its containers ask for together, {}", milli(together));
            cx.invalid(&whole, &must, "raise it, or lower the requests of the containers");
        }
    }
    for container in spec.get("containers").items() {
        for (name, limit) in container.path(&["resources", "limits"]).entries() {
            if let (Some(one), Some(all)) = (limit.quantity(), resources.get("limits").get(name).quantity())
                && one > all
            {
                let must = format!("be at most the limit of the pod, {all}");
                cx.invalid(&limit, &must, "lower it, or raise the limit of the pod");
            }
        }
    }
}

/// What the containers of a pod ask for of a resource when most of them run, in thousandths: either all main containers
/// with the sidecars, or one init container with the sidecars that started before it.
fn together(pod: &Pod<'_>, spec: &Field<'_, '_>, name: &str) -> i128 {
    let asked = |container: &Field<'_, '_>| {
        let resources = container.get("resources");
        let amount = |list: &str| resources.node()?.path(&[list, name]).and_then(|node| Quantity::from_node(node).ok());
        // A Pod's requests are by default its limits; those of a template are not filled in yet.
        let amount = amount("requests").or_else(|| amount("limits").filter(|_| pod.is_pod));
        amount.and_then(|amount| amount.scaled(3)).unwrap_or(0)
    };
    let (mut sidecars, mut most) = (0, 0);
    for init in spec.get("initContainers").items() {
        let own = asked(&init);
        if init.get("restartPolicy").text() == Some("Always") {
            sidecars += own;
            most = most.max(sidecars);
        } else {
            most = most.max(sidecars + own);
        }
    }
    let main: i128 = spec.get("containers").items().map(|container| asked(&container)).sum();
    most.max(main + sidecars)
}

/// Thousandths as a quantity.
fn milli(amount: i128) -> String {
    if amount % 1000 == 0 { (amount / 1000).to_string() } else { format!("{amount}m") }
}

/// `overhead`, which pods get from their RuntimeClass.
pub(super) fn check_overhead<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    let overhead = spec.get("overhead");
    self::overhead(cx, &overhead);
    if pod.is_pod && !overhead.is_empty() && !spec.get("runtimeClassName").is_set() {
        cx.forbidden(&overhead, "the RuntimeClass brings it", "remove it, and name the class in `runtimeClassName`");
    }
}

/// What a pod takes beside its containers: the amounts of each resource, which count as limits.
pub(in crate::validation) fn overhead<'a>(cx: &mut Context<'_, 'a>, overhead: &Field<'_, 'a>) {
    for (name, entry) in overhead.entries() {
        container_name(cx, name, &entry);
        value(cx, name, &entry);
    }
    huge_pages(cx, overhead, &[overhead]);
}

fn amounts<'a>(cx: &mut Context<'_, 'a>, resources: &Field<'_, 'a>, check_name: NameCheck) {
    let (limits, requests) = (resources.get("limits"), resources.get("requests"));
    for (name, entry) in limits.entries().chain(requests.entries()) {
        check_name(cx, name, &entry);
        value(cx, name, &entry);
    }
    for (name, request) in requests.entries() {
        against_limit(cx, name, &request, &limits.get(name));
    }
    huge_pages(cx, resources, &[&limits, &requests]);
}

/// Huge pages go with CPU or memory only.
fn huge_pages<'a>(cx: &mut Context<'_, 'a>, resources: &Field<'_, 'a>, lists: &[&Field<'_, 'a>]) {
    let has = |wanted: &dyn Fn(&str) -> bool| lists.iter().any(|list| list.entries().any(|(name, _)| wanted(name)));
    if has(&|name| name.starts_with(HUGE_PAGES)) && !has(&|name| matches!(name, "cpu" | "memory")) {
        let message = format!("{} asks for huge pages without CPU or memory", named(resources));
        cx.report(rules::FORBIDDEN_FIELD, resources, message, "add a request or limit of `cpu` or `memory`");
    }
}

fn against_limit<'a>(cx: &mut Context<'_, 'a>, name: &str, request: &Field<'_, 'a>, limit: &Field<'_, 'a>) {
    let Some(asked) = request.quantity() else { return };
    let fixed = !is_native(name) || name.starts_with(HUGE_PAGES);
    if !limit.is_set() {
        if fixed {
            cx.required(
                limit,
                "set the limit to the same amount as the request: this resource cannot be shared out twice",
            );
            if let Some(amount) = request.node() {
                let change = Change::Set(cx.way(limit), amount.to_json());
                cx.mend(Applicability::Safe, &format!("copy the request for `{name}` to the limits"), &[change]);
            }
        }
        return;
    }
    let Some(most) = limit.quantity() else { return };
    if fixed && asked != most {
        cx.invalid(request, &format!("equal the limit of {most}"), "set both to the same amount");
    } else if asked > most {
        cx.invalid(request, &format!("be at most the limit of {most}"), "lower the request, or raise the limit");
    }
}

/// An amount: not negative, whole where the resource comes in pieces.
fn value<'a>(cx: &mut Context<'_, 'a>, name: &str, entry: &Field<'_, 'a>) {
    let Some(amount) = entry.quantity() else { return };
    if amount.is_negative() {
        cx.invalid(entry, "be 0 or more", "write an amount without minus");
    }
    if !is_native(name) && !amount.is_integer() {
        cx.invalid(entry, "be a whole number", "a resource of a device comes in whole pieces");
    }
    let page = name.strip_prefix(HUGE_PAGES).and_then(|size| size.parse::<Quantity>().ok());
    if let Some((page, bytes)) = page.and_then(|page| Some((page, page.scaled(0)?)))
        && bytes > 0
        && amount.scaled(0).is_some_and(|amount| amount % bytes != 0)
    {
        cx.invalid(entry, &format!("be a multiple of the page size {page}"), "write a multiple of the page size");
    }
}

/// Whether Kubernetes itself provides the resource, not a device plugin.
fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// The name of a resource of a container, under which an amount stands, or which is the value of the field.
pub(in crate::validation) fn container_name<'a>(cx: &mut Context<'_, 'a>, name: &str, entry: &Field<'_, 'a>) {
    if grammar::qualified_name(name).is_err() {
        entry.qualified(cx, name);
        return;
    }
    if !name.contains('/') {
        if !STANDARD.contains(&name) && !name.starts_with(HUGE_PAGES) {
            let message = format!("{} is no resource that a container can have", named(entry));
            let help = "the resources of containers are `cpu`, `memory`, `ephemeral-storage`, `hugepages-<size>`, and \
                        those of devices such as `nvidia.com/gpu`";
            cx.report(rules::INVALID_VALUE, entry, message, help);
        }
    } else if !is_native(name)
        && (name.starts_with("requests.") || grammar::qualified_name(&format!("requests.{name}")).is_err())
    {
        let message = format!("{} is no name of a device's resource", named(entry));
        cx.report(rules::INVALID_VALUE, entry, message, "write it as in `nvidia.com/gpu`");
    }
}

/// The name of a resource of a pod as a whole.
fn pod_name<'a>(cx: &mut Context<'_, 'a>, name: &str, entry: &Field<'_, 'a>) {
    if !matches!(name, "cpu" | "memory") && !name.starts_with(HUGE_PAGES) {
        let help = "the resources of pods are `cpu`, `memory` and `hugepages-<size>`";
        cx.unsupported_key(entry, "is no resource that a pod as a whole can have", help);
    }
}
