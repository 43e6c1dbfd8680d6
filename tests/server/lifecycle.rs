//! Configuration, certificate and the end of the process, while reviews come in.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

use kubevet::rule::Date;
use kubevet::server::tls::SelfSigned;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::ring};

use super::{Server, creating, pod, recorded, refused_by};

#[test]
fn a_changed_configuration_counts_and_a_broken_one_does_not() {
    let server = Server::configured("rules: {ALL: off, SEC006: error}");
    let config = server.folder.path().join("kubevet.yaml");
    let judged = || refused_by(&server.review(&creating(&pod(true))));
    assert_eq!(judged(), ["SEC006"]);
    std::fs::write(&config, "rules: {ALL: nonsense}").unwrap();
    assert!(server.event("reload-failed")["reason"].as_str().unwrap().contains("nonsense"));
    assert_eq!(judged(), ["SEC006"]);
    std::fs::write(&config, "rules: {ALL: off}").unwrap();
    server.event("reloaded");
    assert_eq!(judged(), [""; 0]);
    let metrics = server.get(&server.metrics, "/metrics").text;
    for result in ["success", "failure"] {
        assert!(metrics.contains(&format!("kubevet_policy_reload_total{{result=\"{result}\"}} 1\n")), "{metrics}");
    }
}

#[test]
fn a_server_that_is_told_to_stop_answers_on_sends_clients_elsewhere_and_ends_well() {
    let mut server = Server::start(&["--isolated", "--select", "SEC006", "--shutdown-delay", "5"]);
    server.signal("TERM");
    server.event("stopping");
    assert_eq!(server.get(&server.metrics, "/readyz").status, 503);
    let reply = server.post("/validate", recorded("create-pod-privileged").to_string());
    assert_eq!(reply.status, 200);
    assert_eq!(reply.headers["connection"], "close");
    assert_eq!(server.wait(), Some(0));
    server.event("stopped");
}

#[test]
fn memory_does_not_grow_with_the_number_of_large_reviews() {
    let server = Server::start(&["--isolated", "--select", "SEC006"]);
    server.assert_well();
    let before = server.peak_memory();
    let mut body = recorded("create-pod-privileged").to_string().into_bytes();
    body.resize(20 << 20, b' ');
    for _ in 0..12 {
        assert_eq!(server.post("/validate?timeout=30s", body.clone()).status, 200);
    }
    // Twelve bodies that are kept would be 240 MiB; two at a time, as they grow, are less than 160.
    assert!(server.peak_memory() < before + 160, "{} MiB", server.peak_memory());
}

/// Certificate and key in a folder, as kubelet keeps a Secret: links into a folder that a link names.
struct Volume<'f> {
    folder: &'f Path,
    generation: usize,
}

impl Volume<'_> {
    fn hold(&mut self, made: &SelfSigned) {
        self.generation += 1;
        let generation = format!("..{}", self.generation);
        let folder = self.folder.join(&generation);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("tls.crt"), &made.certificate).unwrap();
        std::fs::write(folder.join("tls.key"), &made.key).unwrap();
        std::os::unix::fs::symlink(&generation, self.folder.join("..data_tmp")).unwrap();
        std::fs::rename(self.folder.join("..data_tmp"), self.folder.join("..data")).unwrap();
        if self.generation == 1 {
            for file in ["tls.crt", "tls.key"] {
                std::os::unix::fs::symlink(format!("..data/{file}"), self.folder.join(file)).unwrap();
            }
        }
    }
}

fn made() -> SelfSigned {
    SelfSigned::make(&["kubevet.kubevet.svc".to_owned()], Date::of_unix_seconds(1_800_000_000)).unwrap()
}

/// What a path answers to a client that trusts an authority.
fn get(address: &str, path: &str, authority: &str) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(authority.as_bytes()).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config =
        config.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from("kubevet.kubevet.svc").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    Ok(text)
}

#[test]
fn a_certificate_is_exchanged_as_kubelet_does_it_twice_and_a_broken_one_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("tls")).unwrap();
    let path = folder.path().join("tls");
    let mut volume = Volume { folder: &path, generation: 0 };
    let (first, second, third) = (made(), made(), made());
    volume.hold(&first);
    let arguments = ["--isolated", "--select", "SEC006", "--tls-cert", "tls/tls.crt", "--tls-key", "tls/tls.key"];
    let server = Server::launch(folder, &arguments);
    let is_served = |made: &SelfSigned| get(&server.address, "/readyz", &made.authority).is_ok();
    assert!(is_served(&first) && !is_served(&second));
    volume.hold(&second);
    server.event("certificate-exchanged");
    assert!(is_served(&second) && !is_served(&first));
    volume.hold(&SelfSigned { key: first.key.clone(), ..third.clone() });
    server.event("certificate-failed");
    assert!(get(&server.address, "/readyz", &second.authority).unwrap().starts_with("HTTP/1.1 503"));
    volume.hold(&third);
    server.nth_event("certificate-exchanged", 1);
    assert!(get(&server.address, "/readyz", &third.authority).unwrap().starts_with("HTTP/1.1 200"));
}

#[test]
fn who_speaks_no_tls_is_refused_and_harms_nobody() {
    let mut server = Server::with(&[], &["--isolated", "--select", "SEC006", "--self-signed", "--shutdown-delay", "0"]);
    let mut stream = server.connect();
    stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/"), "{answer:?}");
    assert!(get(&server.address, "/readyz", &made().authority).is_err());
    assert_eq!(server.get(&server.metrics, "/readyz").status, 200);
    server.signal("INT");
    assert_eq!(server.wait(), Some(0));
}
