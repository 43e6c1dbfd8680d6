//! A certificate authority of kubevet's own, and a certificate by it, for clusters without another.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use thiserror::Error;

use crate::rule::Date;

/// A certificate that could not be made.
#[derive(Debug, Error)]
#[error("cannot make a certificate: {0}")]
pub struct SelfSignedError(#[from] rcgen::Error);

/// A certificate by an authority that nobody else knows, all in PEM.
#[derive(Clone)]
pub struct SelfSigned {
    /// The authority: what a webhook configuration holds as its `caBundle`. Its key is thrown away.
    pub authority: String,
    /// The certificate of the server.
    pub certificate: String,
    /// The key of the server.
    pub key: String,
}

/// How many years a certificate holds.
const YEARS: i32 = 10;

impl SelfSigned {
    /// Makes a certificate for a server with these names, from a day on.
    ///
    /// # Errors
    /// A name that can stand in no certificate.
    pub fn make(names: &[String], today: Date) -> Result<Self, SelfSignedError> {
        let year = i32::from(today.year());
        let (from, until) = (date_time_ymd(year - 1, 1, 1), date_time_ymd(year + YEARS, 1, 1));
        let mut authority = CertificateParams::new(Vec::new())?;
        authority.distinguished_name.push(DnType::CommonName, "kubevet");
        authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
        (authority.not_before, authority.not_after) = (from, until);
        let authority_key = KeyPair::generate()?;
        let authority_certificate = authority.self_signed(&authority_key)?;
        let issuer = Issuer::new(authority, authority_key);

        let mut server = CertificateParams::new(names.to_vec())?;
        let name = names.first().map_or("kubevet", String::as_str);
        server.distinguished_name.push(DnType::CommonName, name);
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        server.use_authority_key_identifier_extension = true;
        (server.not_before, server.not_after) = (from, until);
        let key = KeyPair::generate()?;
        let certificate = server.signed_by(&key, &issuer)?;
        Ok(Self { authority: authority_certificate.pem(), certificate: certificate.pem(), key: key.serialize_pem() })
    }
}
