//! Load balancers and how traffic is spread.

use super::Service;
use super::ports::in_node_ports;
use crate::validation::address::parse_cidr;
use crate::validation::grammar::qualified_name;
use crate::validation::{Context, Field};

const SOURCE_RANGES: &str = "service.beta.kubernetes.io/load-balancer-source-ranges";

/// The releases from which the server reads `trafficDistribution`, and knows more than one value of it.
const DISTRIBUTION: u16 = 31;
const DISTRIBUTION_WITHIN_ZONES: u16 = 34;

pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    source_ranges(cx, service);
    load_balancer(cx, service);
    policies(cx, service);
    distribution(cx, &service.spec.get("trafficDistribution"));
}

/// Who may come in: the field, and the annotation where there is no field.
fn source_ranges<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    let ranges = service.spec.get("loadBalancerSourceRanges");
    if !ranges.is_empty() {
        for_load_balancers(cx, service, &ranges);
        for range in ranges.items() {
            padded_cidr(cx, &range);
        }
        return;
    }
    let annotation = service.root.path(&["metadata", "annotations", SOURCE_RANGES]);
    if annotation.is_set() {
        for_load_balancers(cx, service, &annotation);
        let text = annotation.text_or_empty().trim();
        if !text.is_empty() && text.split(',').any(|range| parse_cidr(range.trim()).is_none()) {
            cx.invalid(&annotation, "be CIDR blocks with commas between them", "write for example `10.0.0.0/8`");
        }
    }
}

/// A CIDR block that may have spaces around it.
fn padded_cidr<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let text = field.text_or_empty();
    if text == text.trim() || parse_cidr(text.trim()).is_none() {
        field.old_cidr(cx);
    }
}

fn load_balancer<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    let (allocate, class) = (service.spec.get("allocateLoadBalancerNodePorts"), service.spec.get("loadBalancerClass"));
    if allocate.is_set() {
        for_load_balancers(cx, service, &allocate);
    }
    if class.is_set() {
        for_load_balancers(cx, service, &class);
        if service.is_load_balancer() {
            cx.check(&class, qualified_name);
        }
    }
}

fn for_load_balancers<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>, field: &Field<'_, 'a>) {
    if !service.is_load_balancer() {
        let help = "remove it, or make the Service one of type `LoadBalancer`";
        cx.forbidden(field, "it is for Services of type `LoadBalancer` alone", help);
    }
}

fn policies<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    let (external, health) = (service.spec.get("externalTrafficPolicy"), service.spec.get("healthCheckNodePort"));
    if !external.is_empty() && !service.is_external() {
        let help = "remove it, or make the Service one of type `NodePort` or `LoadBalancer`";
        cx.invalid(&external, "not be set: no traffic comes to this Service from outside", help);
    }
    if let Some(number) = health.int().filter(|number| *number != 0) {
        if service.is_load_balancer() && external.text() == Some("Local") {
            in_node_ports(cx, &health, number);
        } else {
            let must = "not be set unless `type` is `LoadBalancer` and `externalTrafficPolicy` is `Local`";
            cx.invalid(&health, must, "remove it");
        }
    }
    cx.one_of(&service.spec.get("internalTrafficPolicy"), &["Cluster", "Local"]);
}

fn distribution<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let minor = cx.release();
    if minor >= DISTRIBUTION_WITHIN_ZONES {
        cx.one_of(field, &["PreferSameZone", "PreferSameNode", "PreferClose"]);
    } else if minor >= DISTRIBUTION {
        cx.one_of(field, &["PreferClose"]);
    }
}
