//! What the server refuses of requests for certificates and of bundles of trust.

use super::pem::blocks;
use crate::validation::testing::found;

/// A request for a key of the curve P-256, for the name `a`.
const REQUEST: &str =
    "-----BEGIN CERTIFICATE REQUEST-----\nMIHHMG8CAQAwDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA\n";

fn check(kind: &str, version: &str, name: &str, spec: &str) -> Vec<String> {
    let head = format!("apiVersion: certificates.k8s.io/{version}\nkind: {kind}\nmetadata: {{name: '{name}'}}\n");
    found("1.36", &format!("{head}spec: {{{spec}}}\n"))
}

/// A block of PEM with some bytes.
fn pem(label: &str, bytes: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", data_encoding::BASE64.encode(bytes))
}

/// What has the outer form of all signed structures, with the given bytes inside.
fn signed(inner: &[u8]) -> Vec<u8> {
    let mut body = vec![0x30, u8::try_from(inner.len()).unwrap()];
    body.extend(inner);
    body.extend([0x30, 0x00, 0x03, 0x02, 0x00, 0x01]);
    let mut all = vec![0x30, u8::try_from(body.len()).unwrap()];
    all.extend(body);
    all
}

#[test]
fn blocks_are_read_as_go_reads_them() {
    assert!(blocks(REQUEST).is_empty(), "a block without an end is none");
    let text = format!("text\n{}", pem("A", b"x")).replace("-----\neA", "-----\nKey: value\n\neA");
    let found = blocks(&text);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].label, found[0].has_headers, found[0].bytes.as_slice()), ("A", true, b"x".as_slice()));
    assert!(blocks("-----BEGIN A-----\n%%%%\n-----END A-----\n").is_empty());
    assert_eq!(blocks(&format!("-----BEGIN A-----\n{}", pem("B", b"y"))).len(), 1);
}

#[test]
fn faults_of_signing_requests_stand_at_their_fields() {
    let encode = |text: &str| data_encoding::BASE64.encode(text.as_bytes());
    let good = encode(&pem("CERTIFICATE REQUEST", &signed(&[1, 1, 0])));
    let check = |request: &str, rest: &str| {
        check("CertificateSigningRequest", "v1", "Any_name", &format!("request: '{request}', {rest}"))
    };
    let rest = "signerName: a.b/c, usages: [client auth]";
    assert_eq!(check(&good, rest), [""; 0]);
    for bad in ["no pem", &pem("CERTIFICATE", &signed(&[])), &pem("CERTIFICATE REQUEST", b"no DER")] {
        assert_eq!(check(&encode(bad), rest), ["VAL004 spec.request"], "{bad}");
    }
    let cases = [
        ("signerName: a.b/c", "VAL003 spec.usages"),
        ("signerName: a.b/c, usages: [all]", "VAL005 spec.usages[0]"),
        ("signerName: a.b/c, usages: [any, any]", "VAL007 spec.usages[1]"),
        ("signerName: b/c, usages: [any]", "VAL004 spec.signerName"),
        ("signerName: a.b, usages: [any]", "VAL004 spec.signerName"),
        ("signerName: a.b/C, usages: [any]", "VAL004 spec.signerName"),
        ("signerName: kubernetes.io/legacy-unknown, usages: [any]", "VAL004 spec.signerName"),
        ("signerName: a.b/c, usages: [any], expirationSeconds: 599", "VAL004 spec.expirationSeconds"),
    ];
    for (rest, expected) in cases {
        assert_eq!(check(&good, rest), [expected], "{rest}");
    }
}

#[test]
fn bundles_hold_certificates_of_authorities_under_the_name_of_their_signer() {
    let authority = pem("CERTIFICATE", &signed(&[0x06, 0x03, 0x55, 0x1d, 0x13]));
    let check = |name: &str, signer: &str, bundle: &str| {
        let bundle = bundle.replace('\n', "\\n");
        check("ClusterTrustBundle", "v1beta1", name, &format!("signerName: '{signer}', trustBundle: \"{bundle}\""))
    };
    assert_eq!(check("a", "", &authority), [""; 0]);
    assert_eq!(check("a.b:c:d", "a.b/c", &authority), [""; 0]);
    assert_eq!(check("d", "a.b/c", &authority), ["VAL004 metadata.name"]);
    assert_eq!(check("a:d", "", &authority), ["VAL001 metadata.name"]);
    let leaf = pem("CERTIFICATE", &signed(&[1, 1, 0]));
    let twice = format!("{authority}{authority}");
    for bad in ["", &leaf, &twice, &pem("KEY", b"x"), &pem("CERTIFICATE", b"x")] {
        assert_eq!(check("a", "", bad), ["VAL004 spec.trustBundle"], "{bad}");
    }
}
