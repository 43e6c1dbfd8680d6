//! What the server says of a Service that it takes (`pkg/api/service/warnings.go`).

use super::{Service, TOPOLOGY_HINTS, TOPOLOGY_MODE};
use crate::validation::{Context, Field};

/// The releases that deprecated `externalIPs`, and the value `PreferClose`.
const EXTERNAL_IPS_DEPRECATED: u16 = 36;
const PREFER_CLOSE_DEPRECATED: u16 = 35;

pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    let hints = service.root.path(&["metadata", "annotations"]);
    let hints = hints.get(TOPOLOGY_HINTS);
    if hints.is_set() {
        let message = format!("the annotation `{TOPOLOGY_HINTS}` is deprecated");
        cx.warn_key(&hints, message, &format!("use `{TOPOLOGY_MODE}` instead"));
    }
    addresses(cx, service);
    ignored(cx, service);
    let distribution = service.spec.get("trafficDistribution");
    if distribution.text() == Some("PreferClose") && cx.release() >= PREFER_CLOSE_DEPRECATED {
        let message = "`PreferClose` is deprecated: it is the old name of `PreferSameZone`".to_owned();
        cx.warn(&distribution, message, "write `PreferSameZone`");
    }
}

fn addresses<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    service.spec.get("clusterIP").warn_of_odd_ip(cx);
    service.spec.get("loadBalancerIP").warn_of_odd_ip(cx);
    let external = service.spec.get("externalIPs");
    external.items().for_each(|address| address.warn_of_odd_ip(cx));
    service.spec.get("loadBalancerSourceRanges").items().for_each(|range| range.warn_of_odd_cidr(cx));
    let in_use = !service.headless && service.kind != "ExternalName" && !external.is_empty();
    if in_use && cx.release() >= EXTERNAL_IPS_DEPRECATED {
        let message = "`spec.externalIPs` is deprecated: clusters may do without it".to_owned();
        cx.warn_key(&external, message, "use a Service of type `LoadBalancer`, or a Gateway");
    }
}

/// Fields that do nothing for Services of this type.
fn ignored<'a>(cx: &mut Context<'_, 'a>, service: &Service<'_, '_, 'a>) {
    let spec = service.spec;
    let (external, name) = (spec.get("externalIPs"), spec.get("externalName"));
    if service.headless && service.kind == "ClusterIP" {
        ignore(cx, &spec.get("loadBalancerIP"), "a headless Service");
        ignore(cx, &external, "a headless Service");
        let affinity = spec.get("sessionAffinity");
        if affinity.text() != Some("None") {
            ignore(cx, &affinity, "a headless Service");
        }
    }
    match service.kind {
        "ExternalName" => ignore(cx, &external, "a Service of type `ExternalName`"),
        _ => ignore(cx, &name, "a Service that is not of type `ExternalName`"),
    }
}

fn ignore<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>, what: &str) {
    if !field.is_empty() {
        let name = crate::validation::context::named(field);
        cx.warn_key(field, format!("{name} is ignored for {what}"), "remove it");
    }
}
