//! Networking beside Services, as `pkg/apis/networking/validation` checks it.

mod ingress;
mod ingress_class;
mod network_policy;
mod service_range;
#[cfg(test)]
mod tests;

pub(super) use ingress::ingress;
pub(super) use ingress_class::ingress_class;
pub(super) use network_policy::network_policy;
pub(super) use service_range::{ip_address, service_cidr};

use super::context::Context;
use super::field::Field;
use super::grammar::{dns_subdomain, path_segment};

/// A reference to an object of any group and kind by `apiGroup`, `kind` and `name`.
fn typed_reference<'a>(cx: &mut Context<'_, 'a>, reference: &Field<'_, 'a>) {
    cx.check(&reference.get("apiGroup"), dns_subdomain);
    for key in ["kind", "name"] {
        let part = reference.get(key);
        part.needed(cx, "name the object by its `kind` and `name`");
        cx.check(&part, path_segment);
    }
}
