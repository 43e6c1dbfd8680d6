//! Resources: names, amounts, requests against limits, claims.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateResourceRequirements`,
//! `validateContainerResourceName`, `ValidateResourceQuantityValue`, `validatePodResources`).

use super::checks::shown;
use super::pod::Pod;
use crate::object::Quantity;
use crate::validation::{Context, Field, grammar};

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
        let Some(text) = name.some_text().filter(|text| !pod.has_claim(text)) else { continue };
        let known = pod.claim_names();
        let help = if known.is_empty() {
            "the pod has no resource claims: add it to its `resourceClaims`".to_owned()
        } else {
            format!("the claims of the pod are {known}")
        };
        claim.not_found(cx, &format!("names the claim `{}`, which the pod does not have", shown(text)), &help);
    }
}

/// `resources` of a pod as a whole.
pub(super) fn check_pod<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    let resources = spec.get("resources");
    if !resources.is_map() || pod.minor < POD_RESOURCES {
        return;
    }
    if pod.os == Some("windows") {
        resources.forbidden(cx, "may not be set for a Windows pod", "set the resources of its containers");
        return;
    }
    if resources.get("claims").is_set() {
        resources.get("claims").forbidden(cx, "may not be set for a pod as a whole", "set it for a container");
    }
    amounts(cx, &resources, pod_name);
    for container in spec.get("containers").items() {
        for (name, limit) in container.path(&["resources", "limits"]).entries() {
            if let (Some(one), Some(all)) = (limit.quantity(), resources.get("limits").get(name).quantity())
                && one > all
            {
                let problem = format!("must be at most the limit of the pod, {all}, but is {one}");
                limit.invalid(cx, &problem, "lower it, or raise the limit of the pod");
            }
        }
    }
}

/// `overhead`, which pods get from their RuntimeClass.
pub(super) fn check_overhead<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    let overhead = spec.get("overhead");
    for (name, entry) in overhead.entries() {
        container_name(cx, name, &entry);
        value(cx, name, &entry);
    }
    if pod.is_pod && !overhead.is_empty() && !spec.get("runtimeClassName").is_set() {
        let why = "may not be set for a Pod without `runtimeClassName`";
        overhead.forbidden(cx, why, "remove it: the RuntimeClass brings the overhead");
    }
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
    let has = |wanted: &dyn Fn(&str) -> bool| {
        [&limits, &requests].iter().any(|list| list.entries().any(|(name, _)| wanted(name)))
    };
    if has(&|name| name.starts_with(HUGE_PAGES)) && !has(&|name| matches!(name, "cpu" | "memory")) {
        let why = "asks for huge pages, which go with CPU or memory only";
        resources.forbidden(cx, why, "add a request or limit of `cpu` or `memory`");
    }
}

fn against_limit<'a>(cx: &mut Context<'_, 'a>, name: &str, request: &Field<'_, 'a>, limit: &Field<'_, 'a>) {
    let Some(asked) = request.quantity() else { return };
    let fixed = !is_native(name) || name.starts_with(HUGE_PAGES);
    if !limit.is_set() {
        if fixed {
            let problem = format!("is required for `{}`, which cannot be shared out twice", shown(name));
            limit.required(cx, &problem, "set the limit to the same amount as the request");
        }
        return;
    }
    let Some(most) = limit.quantity() else { return };
    if fixed && asked != most {
        let problem = format!("must equal the limit of {most}, but is {asked}");
        request.invalid(cx, &problem, "set both to the same amount");
    } else if asked > most {
        let problem = format!("must be at most the limit of {most}, but is {asked}");
        request.invalid(cx, &problem, "lower the request, or raise the limit");
    }
}

/// An amount: not negative, whole where the resource comes in pieces.
fn value<'a>(cx: &mut Context<'_, 'a>, name: &str, entry: &Field<'_, 'a>) {
    let Some(amount) = entry.quantity() else { return };
    if amount.is_negative() {
        entry.invalid(cx, &format!("must be 0 or more, but is {amount}"), "write an amount without minus");
    }
    if !is_native(name) && !amount.is_integer() {
        let problem = format!("must be a whole number, but is {amount}");
        entry.invalid(cx, &problem, "a resource of a device comes in whole pieces");
    }
    let page = name.strip_prefix(HUGE_PAGES).and_then(|size| size.parse::<Quantity>().ok());
    if let Some((page, bytes)) = page.and_then(|page| Some((page, page.scaled(0)?)))
        && bytes > 0
        && amount.scaled(0).is_some_and(|amount| amount % bytes != 0)
    {
        let problem = format!("must be a multiple of the page size {page}, but is {amount}");
        entry.invalid(cx, &problem, "write a multiple of the page size");
    }
}

/// Whether Kubernetes itself provides the resource, not a device plugin.
fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// The name of a resource of a container, under which an amount stands.
fn container_name<'a>(cx: &mut Context<'_, 'a>, name: &str, entry: &Field<'_, 'a>) {
    if grammar::qualified_name(name).is_err() {
        entry.qualified(cx, name);
        return;
    }
    if !name.contains('/') {
        if !STANDARD.contains(&name) && !name.starts_with(HUGE_PAGES) {
            let problem = "is no resource that a container can have";
            let help = "the resources of containers are `cpu`, `memory`, `ephemeral-storage`, `hugepages-<size>`, and \
                        those of devices such as `nvidia.com/gpu`";
            entry.invalid(cx, problem, help);
        }
    } else if !is_native(name)
        && (name.starts_with("requests.") || grammar::qualified_name(&format!("requests.{name}")).is_err())
    {
        entry.invalid(cx, "is no name of a device's resource", "write it as in `nvidia.com/gpu`");
    }
}

/// The name of a resource of a pod as a whole.
fn pod_name<'a>(cx: &mut Context<'_, 'a>, name: &str, entry: &Field<'_, 'a>) {
    if !matches!(name, "cpu" | "memory") && !name.starts_with(HUGE_PAGES) {
        let help = "the resources of pods are `cpu`, `memory` and `hugepages-<size>`";
        entry.unsupported_key(cx, "is no resource that a pod as a whole can have", help);
    }
}
