//! CertificateSigningRequest.

use super::{pem, signer};
use crate::validation::context::Context;
use crate::validation::field::Field;

/// What a certificate can be used for.
const USAGES: [&str; 23] = [
    "any",
    "cert sign",
    "client auth",
    "code signing",
    "content commitment",
    "crl sign",
    "data encipherment",
    "decipher only",
    "digital signature",
    "email protection",
    "encipher only",
    "ipsec end system",
    "ipsec tunnel",
    "ipsec user",
    "key agreement",
    "key encipherment",
    "microsoft sgc",
    "netscape sgc",
    "ocsp signing",
    "s/mime",
    "server auth",
    "signing",
    "timestamping",
];

/// The shortest life of a certificate, in seconds.
const SHORTEST: i64 = 600;

/// A CertificateSigningRequest.
pub(in crate::validation) fn signing_request<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let spec = root.get("spec");
    request(cx, &spec.get("request"));
    let usages = spec.get("usages");
    usages.needed_list(cx, "say what the certificate is for, for example `[client auth]`");
    let mut seen: Vec<Field<'_, 'a>> = Vec::new();
    for usage in usages.items() {
        cx.one_of(&usage, &USAGES);
        match seen.iter().find(|first| first.text().is_some() && first.text() == usage.text()) {
            Some(first) => cx.duplicate(&usage, first, "list every usage once"),
            None => seen.push(usage),
        }
    }
    let name = spec.get("signerName");
    if name.text() == Some("kubernetes.io/legacy-unknown") {
        let help = "name the signer, for example `kubernetes.io/kube-apiserver-client`";
        cx.invalid(&name, "not be the legacy signer, which is gone", help);
    } else {
        signer::name(cx, &name);
    }
    spec.get("expirationSeconds").range(cx, SHORTEST, i64::MAX);
}

/// The request itself: PEM, in base64.
fn request<'a>(cx: &mut Context<'_, 'a>, request: &Field<'_, 'a>) {
    let Some(encoded) = request.text() else { return };
    let plain: Vec<u8> = encoded.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
    // What is no base64 is the schema's to tell.
    let Ok(decoded) = data_encoding::BASE64.decode(&plain) else { return };
    let text = String::from_utf8_lossy(&decoded);
    let help = "make it with `openssl req -new`, and write the file's content in base64";
    match pem::blocks(&text).first() {
        Some(block) if block.label != "CERTIFICATE REQUEST" => {
            let message = format!("be a PEM block `CERTIFICATE REQUEST`, not one of `{}`", block.label);
            cx.invalid(request, &message, help);
        }
        Some(block) if !block.is_signed() => cx.invalid(request, "hold a request of the form PKCS#10", help),
        Some(_) => {}
        None => cx.invalid(request, "be a PEM block `CERTIFICATE REQUEST` in base64", help),
    }
}
