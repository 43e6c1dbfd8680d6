//! Claims of devices, their templates, and the classes that they name.

use super::names::{driver, full_attribute};
use super::request::{MOST_REQUESTS, request_names, requests};
use super::{SHARED_DEVICES, distinct, is_known, is_short, selector};
use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{dns_label, qualified_name};
use crate::validation::metadata;

/// The most constraints, and the most configurations.
const MOST_ENTRIES: usize = 32;

/// A ResourceClaim.
pub(in crate::validation) fn resource_claim<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    if !is_known(cx) {
        return;
    }
    claim(cx, &root.path(&["spec", "devices"]));
}

/// A ResourceClaimTemplate, whose claims get labels and annotations alone.
pub(in crate::validation) fn resource_claim_template<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    if !is_known(cx) {
        return;
    }
    let template = root.get("spec");
    metadata::of_claim_template(cx, &template.get("metadata"));
    claim(cx, &template.path(&["spec", "devices"]));
}

/// A DeviceClass.
pub(in crate::validation) fn device_class<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    if !is_known(cx) {
        return;
    }
    let spec = root.get("spec");
    selector::selectors(cx, &spec.get("selectors"));
    configurations(cx, &spec.get("config"), &[], false);
    let name = spec.get("extendedResourceName");
    if name.text().is_some_and(|text| !is_extended_resource(text)) && cx.release() >= SHARED_DEVICES {
        let must = "be the name of a resource with a domain other than Kubernetes' own";
        cx.invalid(&name, must, "write for example `example.com/gpu`");
    }
}

/// As `v1helper.IsExtendedResourceName`.
fn is_extended_resource(text: &str) -> bool {
    let native = !text.contains('/') || text.contains("kubernetes.io/");
    !native && !text.starts_with("requests.") && qualified_name(&format!("requests.{text}")).is_ok()
}

fn claim<'a>(cx: &mut Context<'_, 'a>, devices: &Field<'_, 'a>) {
    requests(cx, &devices.get("requests"));
    let names = request_names(cx, &devices.get("requests"));
    let constraints = devices.get("constraints");
    if is_short(cx, &constraints, MOST_ENTRIES, "constraints") {
        for constraint in constraints.items() {
            references(cx, &constraint.get("requests"), &names);
            attribute(cx, &constraint);
        }
    }
    configurations(cx, &devices.get("config"), &names, true);
}

fn attribute<'a>(cx: &mut Context<'_, 'a>, constraint: &Field<'_, 'a>) {
    let (matches, differs) = (constraint.get("matchAttribute"), constraint.get("distinctAttribute"));
    if matches.is_set() {
        cx.check(&matches, full_attribute);
    } else if differs.is_set() {
        if cx.release() >= SHARED_DEVICES {
            cx.check(&differs, full_attribute);
        }
    } else {
        let help = "name the attribute that all devices must share, for example `gpu.example.com/numa`";
        cx.required(&matches, help);
    }
}

fn configurations<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>, names: &[String], of_claim: bool) {
    if !is_short(cx, list, MOST_ENTRIES, "configurations") {
        return;
    }
    for configuration in list.items() {
        if of_claim {
            references(cx, &configuration.get("requests"), names);
        }
        let opaque = configuration.get("opaque");
        if !opaque.is_set() {
            cx.required(&opaque, "add the driver and its parameters");
            continue;
        }
        driver(cx, &opaque.get("driver"));
        parameters(cx, &opaque.get("parameters"));
    }
}

fn parameters<'a>(cx: &mut Context<'_, 'a>, parameters: &Field<'_, 'a>) {
    let Some(node) = parameters.node() else { return };
    if !node.is_map() {
        cx.invalid(parameters, "be a mapping", "write the parameters as keys and values");
    }
}

/// Names of requests of the claim, or of alternatives in them (`request/alternative`).
fn references<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>, names: &[String]) {
    if !is_short(cx, list, MOST_REQUESTS, "requests") {
        return;
    }
    for reference in list.items() {
        let Some(text) = reference.text() else { continue };
        if text.split('/').count() <= 2 && text.split('/').any(|part| dns_label(part).is_err()) {
            cx.check(&reference, dns_label);
        } else if !names.iter().any(|name| name == text) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            cx.not_found(&reference, "request", &names);
        }
    }
    distinct(cx, list, &[]);
}
