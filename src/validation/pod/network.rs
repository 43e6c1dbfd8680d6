//! Names of pods in the network: host names, host aliases, DNS.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validatePodDNSConfig`, `ValidateHostAliases`,
//! `validatePodHostName`).

use super::pod::Pod;
use crate::validation::{Context, Field};

/// The limits of the C library of Linux.
const NAMESERVERS: usize = 3;
const SEARCH_PATHS: usize = 32;
const SEARCH_LENGTH: usize = 2048;
/// The release from which pods may choose their host name without a switch.
const HOSTNAME_OVERRIDE: u16 = 35;
/// Longest host name that Linux takes.
const HOSTNAME_LENGTH: usize = 64;

/// Everything of a pod spec that names the pod or resolves names for it.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    // A StatefulSet sets both itself, so that the server does not look at them there.
    if cx.object().gvk.kind != "StatefulSet" {
        spec.get("hostname").dns_label(cx);
        spec.get("subdomain").dns_label(cx);
    }
    hostname_override(cx, pod, spec);
    for alias in spec.get("hostAliases").items() {
        alias.get("ip").old_ip(cx);
        for name in alias.get("hostnames").items() {
            name.dns_subdomain_or_empty(cx);
        }
    }
    check_dns(cx, spec);
}

fn hostname_override<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, spec: &Field<'_, 'a>) {
    let name = spec.get("hostnameOverride");
    let Some(text) = name.text().filter(|_| pod.minor >= HOSTNAME_OVERRIDE) else { return };
    if spec.get("setHostnameAsFQDN").is_true() {
        cx.forbidden(&name, "it contradicts `setHostnameAsFQDN: true`", "keep one of the two");
    }
    if pod.host_network {
        cx.forbidden(&name, "with `hostNetwork: true` the pod has the host name of its node", "keep one of the two");
    }
    if text.len() > HOSTNAME_LENGTH {
        cx.too_large(&name, text.len(), HOSTNAME_LENGTH, "characters");
    }
    name.dns_subdomain_or_empty(cx);
}

fn check_dns<'a>(cx: &mut Context<'_, 'a>, spec: &Field<'_, 'a>) {
    let config = spec.get("dnsConfig");
    let (servers, searches) = (config.get("nameservers"), config.get("searches"));
    if spec.get("dnsPolicy").text() == Some("None") {
        let help = "with `dnsPolicy: None` nothing of the cluster's DNS holds: name at least one server in `dnsConfig.nameservers`";
        if !config.is_set() {
            cx.required(&config, help);
        } else if servers.is_empty() {
            cx.required(&servers, help);
        }
    }
    servers.at_most(cx, NAMESERVERS, "name servers");
    for server in servers.items() {
        server.old_ip(cx);
    }
    searches.at_most(cx, SEARCH_PATHS, "search paths");
    let length: usize = searches.items().filter_map(|search| search.text()).map(|text| text.len() + 1).sum();
    if length > SEARCH_LENGTH + 1 {
        let must = format!("have at most {SEARCH_LENGTH} characters with spaces, but has {}", length - 1);
        cx.invalid(&searches, &must, "remove some of the search paths");
    }
    for search in searches.items() {
        search.dns_search(cx);
    }
    for option in config.get("options").items() {
        option.get("name").needed(cx, "name the option, such as `ndots`");
    }
}
