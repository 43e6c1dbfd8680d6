//! Webhooks and policies of admission, as `pkg/apis/admissionregistration/validation` checks them.

mod binding;
mod matching;
mod mutating_policy;
mod policy;
mod rule;
mod scope;
#[cfg(test)]
mod tests;
mod validating_policy;
mod webhook;

use super::context::{Context, named};
use super::field::Field;

pub(super) use binding::{mutating_policy_binding, validating_policy_binding};
pub(super) use mutating_policy::mutating_policy;
pub(super) use validating_policy::validating_policy;
pub(super) use webhook::{mutating_webhooks, validating_webhooks};

/// The end of names that belong to configuration in files of the server, from [`STATIC_SINCE`] on.
const STATIC: &str = ".static.k8s.io";
/// The release that keeps these names, at first with a warning.
const STATIC_SINCE: u16 = 36;

/// The name of a webhook configuration, policy or binding.
fn object_name<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let name = root.path(&["metadata", "name"]);
    if name.text_or_empty().ends_with(STATIC) && cx.release() >= STATIC_SINCE {
        let message =
            format!("{} ends in `{STATIC}`, which is kept for configuration in files of the server", named(&name));
        cx.warn(&name, message, "choose another name");
    }
}
