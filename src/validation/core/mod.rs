//! The kinds of the core group that have no pod spec, and EndpointSlice, as `pkg/apis/core/validation` and
//! `pkg/apis/discovery/validation` check them, with the defaults of `pkg/apis/core/v1` applied first.

mod addresses;
mod binding;
mod component_status;
mod config_map;
mod endpoint_slice;
mod endpoints;
mod event;
mod limit_range;
mod namespace;
mod node;
mod pod_template;
mod resource_quota;
mod resources;
mod secret;
mod service;
mod service_account;
#[cfg(test)]
mod tests;

pub(super) use binding::binding;
pub(super) use component_status::component_status;
pub(super) use config_map::config_map;
pub(super) use endpoint_slice::endpoint_slice;
pub(super) use endpoints::endpoints;
pub(super) use event::{core_event, events_event};
pub(super) use limit_range::limit_range;
pub(super) use namespace::namespace;
pub(super) use node::node;
pub(super) use pod_template::pod_template;
pub(super) use resource_quota::resource_quota;
pub(super) use secret::secret;
pub(super) use service::service;
pub(super) use service_account::service_account;
