//! The certificate that is served. Kubelet exchanges the files of a Secret volume by renaming a link, so that both change at
//! once; others write one after the other. Only a pair that belongs together is ever served.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use thiserror::Error;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{self, ServerConfig};
use x509_cert::Certificate as X509;
use x509_cert::der::Decode;

/// A certificate that cannot be served.
#[derive(Debug, Error)]
pub enum CertificateError {
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file holds no PEM of its kind.
    #[error("{path} holds no {what} in PEM: {source}")]
    Pem {
        /// The file.
        path: String,
        /// What it should hold.
        what: &'static str,
        /// What is wrong with it.
        source: pem::Error,
    },
    /// The key is of no kind that can sign, or not that of the certificate.
    #[error("the certificate and the key do not belong together, or cannot be used: {0}")]
    Pair(#[source] rustls::Error),
    /// Neither version of TLS can be spoken.
    #[error("TLS cannot be spoken: {0}")]
    Tls(#[source] rustls::Error),
}

/// Where certificate and key come from.
#[derive(Clone, Debug)]
enum Source {
    Files { certificate: PathBuf, key: PathBuf },
    Memory { certificate: String, key: String },
}

/// A certificate, and what is served of it now.
#[derive(Debug)]
pub struct Certificate {
    source: Source,
    served: RwLock<Served>,
}

#[derive(Debug)]
struct Served {
    pair: Arc<CertifiedKey>,
    /// Whether the files held just this pair when they were last read.
    is_current: bool,
}

impl Certificate {
    /// The certificate of two files in PEM.
    ///
    /// # Errors
    /// Files that cannot be read or do not belong together.
    pub fn of_files(certificate: &Path, key: &Path) -> Result<Self, CertificateError> {
        Self::new(Source::Files { certificate: certificate.to_owned(), key: key.to_owned() })
    }

    /// The certificate of two texts in PEM.
    ///
    /// # Errors
    /// Texts that are none or do not belong together.
    pub fn of_text(certificate: String, key: String) -> Result<Self, CertificateError> {
        Self::new(Source::Memory { certificate, key })
    }

    fn new(source: Source) -> Result<Self, CertificateError> {
        let pair = Arc::new(source.load()?);
        Ok(Self { source, served: RwLock::new(Served { pair, is_current: true }) })
    }

    /// Reads the files anew, and serves what they hold if it is usable. Tells whether it is another certificate.
    ///
    /// # Errors
    /// Files that cannot be used; what was served before still is.
    pub fn reload(&self) -> Result<bool, CertificateError> {
        let loaded = self.source.load();
        let mut served = self.served.write().unwrap_or_else(PoisonError::into_inner);
        served.is_current = loaded.is_ok();
        let pair = loaded?;
        let is_new = pair.cert != served.pair.cert;
        if is_new {
            served.pair = Arc::new(pair);
        }
        Ok(is_new)
    }

    /// Whether what is served is what the files hold.
    pub fn is_current(&self) -> bool {
        self.served.read().unwrap_or_else(PoisonError::into_inner).is_current
    }

    /// The folders in which the files change.
    pub fn folders(&self) -> Vec<PathBuf> {
        match &self.source {
            Source::Files { certificate, key } => {
                let mut folders = vec![folder(certificate), folder(key)];
                folders.dedup();
                folders
            }
            Source::Memory { .. } => Vec::new(),
        }
    }

    /// The end of the served certificate, in seconds since 1970.
    pub fn not_after(&self) -> Option<u64> {
        let served = self.served.read().unwrap_or_else(PoisonError::into_inner);
        let parsed = X509::from_der(served.pair.cert.first()?).ok()?;
        Some(parsed.tbs_certificate().validity().not_after.to_unix_duration().as_secs())
    }

    /// What greets clients with this certificate, whatever it is at the time. TLS 1.2 and 1.3.
    ///
    /// # Errors
    /// The cryptography does not know these versions.
    pub fn acceptor(self: &Arc<Self>) -> Result<TlsAcceptor, CertificateError> {
        let resolver: Arc<dyn ResolvesServerCert> = Arc::clone(self) as Arc<dyn ResolvesServerCert>;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(CertificateError::Tls)?
            .with_no_client_auth()
            .with_cert_resolver(resolver);
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.served.read().unwrap_or_else(PoisonError::into_inner).pair))
    }
}

impl Source {
    fn load(&self) -> Result<CertifiedKey, CertificateError> {
        let read = |path: &Path| {
            let path_text = path.display().to_string();
            fs::read(path).map_err(|source| CertificateError::Read { path: path_text, source })
        };
        match self {
            Self::Files { certificate, key } => {
                let names = (certificate.display().to_string(), key.display().to_string());
                pair(&read(certificate)?, &read(key)?, names)
            }
            Self::Memory { certificate, key } => {
                pair(certificate.as_bytes(), key.as_bytes(), ("the certificate".to_owned(), "the key".to_owned()))
            }
        }
    }
}

/// A certificate with its key, which is its own.
fn pair(certificate: &[u8], key: &[u8], names: (String, String)) -> Result<CertifiedKey, CertificateError> {
    let wrong = |path: String, what| move |source| CertificateError::Pem { path, what, source };
    let chain = CertificateDer::pem_slice_iter(certificate).collect::<Result<Vec<_>, _>>();
    let chain = chain.and_then(|chain| if chain.is_empty() { Err(pem::Error::NoItemsFound) } else { Ok(chain) });
    let chain = chain.map_err(wrong(names.0, "certificate"))?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(wrong(names.1, "private key"))?;
    CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(CertificateError::Pair)
}

fn folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
