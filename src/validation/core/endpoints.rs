//! Endpoints (`ValidateEndpoints`).

use crate::validation::grammar::qualified_name;
use crate::validation::{Context, Field, rules};

/// An Endpoints object.
pub(in crate::validation) fn endpoints<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    for subset in root.get("subsets").items() {
        let (ready, others, ports) = (subset.get("addresses"), subset.get("notReadyAddresses"), subset.get("ports"));
        if ready.is_empty() && others.is_empty() {
            let message = "a subset needs `addresses` or `notReadyAddresses`".to_owned();
            cx.report(rules::REQUIRED_VALUE, &subset, message, "add at least one address, or remove the subset");
        }
        ready.items().chain(others.items()).for_each(|item| address(cx, &item));
        let several = ports.len() > 1;
        ports.items().for_each(|item| port(cx, &item, several));
    }
}

fn address<'a>(cx: &mut Context<'_, 'a>, address: &Field<'_, 'a>) {
    let ip = address.get("ip");
    ip.old_ip(cx);
    ip.reachable_ip(cx);
    ip.warn_of_odd_ip(cx);
    address.get("hostname").dns_label(cx);
    address.get("nodeName").dns_subdomain_or_empty(cx);
}

fn port<'a>(cx: &mut Context<'_, 'a>, port: &Field<'_, 'a>, several: bool) {
    let name = port.get("name");
    if several {
        cx.require(&name, "name each port where there is more than one");
    }
    name.dns_label(cx);
    port.get("port").port(cx);
    cx.check(&port.get("appProtocol"), qualified_name);
}
