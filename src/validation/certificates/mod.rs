//! Requests for certificates and bundles of trust, as `pkg/apis/certificates/validation` checks them.
//!
//! Signatures are not verified: that would need every kind of key that the server knows.

mod pem;
mod pod_request;
mod signer;
mod signing_request;
#[cfg(test)]
mod tests;
mod trust_bundle;

pub(super) use pod_request::pod_certificate_request;
pub(super) use signing_request::signing_request;
pub(super) use trust_bundle::trust_bundle;
