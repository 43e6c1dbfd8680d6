//! Webhooks and policies of admission, as `pkg/apis/admissionregistration/validation` checks them.

mod binding;
mod client_config;
mod expression;
mod matching;
mod mutating_policy;
mod policy;
mod rule;
#[cfg(test)]
mod tests;
mod url;
mod validating_policy;
mod webhook;

pub(super) use binding::{mutating_policy_binding, validating_policy_binding};
pub(super) use mutating_policy::mutating_policy;
pub(super) use validating_policy::validating_policy;
pub(super) use webhook::{mutating_webhooks, validating_webhooks};
