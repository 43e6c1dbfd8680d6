//! Devices that pods claim (dynamic resource allocation), as `pkg/apis/resource/validation` checks them.
//!
//! `v1beta1` has the fields of a request, and of a device, one level higher or lower than later versions.

mod claim;
mod names;
mod request;
mod selector;
mod slice;
#[cfg(test)]
mod tests;

pub(super) use claim::{device_class, resource_claim, resource_claim_template};
pub(super) use slice::resource_slice;

use super::context::Context;
use super::field::Field;

/// The release from which requests may have alternatives (`firstAvailable`) without a switch.
const ALTERNATIVES: u16 = 34;
/// The release from which taints, counters, conditions and shares of devices are in use without a switch.
const SHARED_DEVICES: u16 = 36;

/// Whether an object is of a version whose fields are known here; alpha versions differ from release to release.
fn is_known(cx: &Context<'_, '_>) -> bool {
    matches!(cx.object().gvk.version, "v1" | "v1beta1" | "v1beta2")
}

/// Whether an object is of the first beta version.
fn is_first_beta(cx: &Context<'_, '_>) -> bool {
    cx.object().gvk.version == "v1beta1"
}

/// A list that is too long is not looked into, as on the server. Returns whether it is short enough.
fn is_short<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>, most: usize, what: &str) -> bool {
    list.at_most(cx, most, what);
    list.len() <= most
}

/// Reports the items of a list whose keys, by which they must differ, stand earlier too.
fn distinct<'a>(cx: &mut Context<'_, 'a>, list: &Field<'_, 'a>, key: &'static [&'static str]) {
    for (index, item) in list.items().enumerate() {
        let name = item.path(key);
        let same = |other: &Field<'_, 'a>| other.path(key).text_or_empty() == name.text_or_empty();
        if let Some(first) = list.items().take(index).find(same) {
            cx.duplicate(&name, &first.path(key), "let each of them differ");
        }
    }
}
