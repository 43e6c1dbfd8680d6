//! The certificate: read from files, exchanged while it is served, or made by kubevet itself.

mod certificate;
mod self_signed;

pub use certificate::{Certificate, CertificateError};
pub use self_signed::{SelfSigned, SelfSignedError};
