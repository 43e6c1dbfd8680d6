//! Projected volumes: several sources in one directory.
//!
//! Source: `pkg/apis/core/validation/validation.go` of Kubernetes (`validateProjectionSources`).

use super::pod::Pod;
use super::{env, volume};
use crate::validation::context::either;
use crate::validation::{Context, Field};

const KINDS: [&str; 6] =
    ["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"];
const KEY_TYPES: [&str; 6] = ["RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519"];
/// The sources that are not there without a switch up to 1.36.
const BEHIND_A_SWITCH: [&str; 2] = ["clusterTrustBundle", "podCertificate"];
const CLUSTER_SOURCES: u16 = 37;
/// The fields of `podCertificate` that name files.
const CERTIFICATE_PATHS: [&str; 3] = ["credentialBundlePath", "keyPath", "certificateChainPath"];

/// Seconds that a token lives at least and at most.
const SHORTEST_TOKEN: i64 = 600;
const LONGEST_TOKEN: i64 = 1 << 32;
/// Seconds that a certificate may ask for at least and at most, 91 days.
const CERTIFICATE_LIFE: (i64, i64) = (3600, 91 * 24 * 3600);

/// `projected` of a volume.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, pod: &Pod<'_>, projected: &Field<'_, 'a>) {
    projected.get("defaultMode").file_mode(cx);
    let mut taken = Vec::new();
    for source in projected.get("sources").items() {
        let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| source.get(kind).is_set()).collect();
        for kind in &kinds {
            // The server drops what is behind a switch.
            if pod.minor >= CLUSTER_SOURCES || !BEHIND_A_SWITCH.contains(kind) {
                check_source(cx, kind, &source.get(kind), &mut taken);
            }
        }
        if kinds.len() > 1 {
            cx.forbidden(
                &source.get(kinds.last().copied().unwrap_or_default()),
                "an item has one source",
                "make an item of each",
            );
        }
    }
}

fn check_source<'a>(cx: &mut Context<'_, 'a>, kind: &str, source: &Field<'_, 'a>, taken: &mut Vec<&'a str>) {
    match kind {
        "secret" | "configMap" => {
            source.get("name").needed(cx, "name the object whose keys become files");
            volume::files(cx, source);
            source.get("items").items().for_each(|item| once(cx, &item.get("path"), taken));
        }
        "downwardAPI" => {
            for file in source.get("items").items() {
                env::downward_file(cx, &file);
                once(cx, &file.get("path"), taken);
            }
        }
        "serviceAccountToken" => {
            let seconds = source.get("expirationSeconds");
            seconds.range(cx, SHORTEST_TOKEN, LONGEST_TOKEN);
            source.get("path").filled(cx, "name the file of the token");
            source.get("path").local_path(cx);
        }
        "clusterTrustBundle" => {
            trust_bundle(cx, source);
            once(cx, &source.get("path"), taken);
        }
        _ => {
            certificate(cx, source);
            CERTIFICATE_PATHS.iter().for_each(|path| once(cx, &source.get(path), taken));
        }
    }
}

/// Two files of one volume need two paths.
fn once<'a>(cx: &mut Context<'_, 'a>, path: &Field<'_, 'a>, taken: &mut Vec<&'a str>) {
    let Some(text) = path.some_text() else { return };
    if taken.contains(&text) {
        cx.invalid(path, "not be the path of another file of the volume", "give one of the two another path");
    }
    taken.push(text);
}

fn trust_bundle<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    let (name, signer) = (source.get("name"), source.get("signerName"));
    match (name.is_set(), signer.is_set()) {
        (true, true) => cx.invalid(source, "not have both `name` and `signerName`", "keep one of the two"),
        (true, false) => {
            name.filled(cx, "name the ClusterTrustBundle");
            let selector = source.get("labelSelector");
            if selector.is_set() {
                cx.invalid(&selector, "not stand beside `name`", "remove it, or select by `signerName`");
            }
        }
        (false, true) => {
            signer.filled(cx, "name the signer");
            source.get("labelSelector").label_selector(cx);
        }
        (false, false) => cx.required_part(source, &either(&["name", "signerName"]), "say which bundle"),
    }
    let path = source.get("path");
    path.filled(cx, "name the file of the bundle");
    path.local_path(cx);
}

fn certificate<'a>(cx: &mut Context<'_, 'a>, source: &Field<'_, 'a>) {
    source.get("signerName").filled(cx, "name the signer");
    cx.one_of(&source.get("keyType"), &KEY_TYPES);
    source.get("maxExpirationSeconds").range(cx, CERTIFICATE_LIFE.0, CERTIFICATE_LIFE.1);
    for path in CERTIFICATE_PATHS {
        source.get(path).local_path(cx);
    }
    if CERTIFICATE_PATHS.iter().all(|path| source.get(path).some_text().is_none()) {
        cx.required_part(source, &either(&CERTIFICATE_PATHS), "name a file");
    }
}
