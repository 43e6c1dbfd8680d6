//! Requests that are written for other tools, honoured when the configuration says `compat`.

use super::request::{Cover, NamedRule, Request};
use crate::engine::Engine;
use crate::object::{Manifest, Object};
use crate::rule::Peer;
use crate::yaml::{Document, Pointer, Span};

/// What a text mentions that holds such a request.
pub(super) fn mark(peer: Peer) -> &'static str {
    match peer {
        Peer::KubeLinter => "kube-linter.io/",
        Peer::KubeScore => "kube-score/",
        Peer::Polaris => "polaris.fairwinds.com/",
        Peer::Checkov => "checkov",
        Peer::Trivy => "trivy:ignore",
    }
}

/// Finds the requests in a manifest.
pub(super) fn find(peer: Peer, engine: &Engine, manifest: &Manifest, objects: &[Object<'_>], found: &mut Vec<Request>) {
    if matches!(peer, Peer::Checkov | Peer::Trivy) {
        for document in &manifest.stream.documents {
            comments(peer, engine, document, found);
        }
    }
    for object in objects {
        let Some(annotations) = object.metadata().and_then(|metadata| metadata.get("annotations")) else { continue };
        for (key, value) in annotations.pairs() {
            let (checks, reason) = annotation(peer, key.text(), value.as_str().unwrap_or_default());
            if !checks.is_empty() {
                let path = Pointer::root().key("metadata").key("annotations").key(key.text());
                let cover = Cover::node(object.document, object.pointer.clone());
                let request = request(peer, engine, object.document, &checks, cover, value.span());
                found.push(Request { reason, annotation: Some(path), ..request });
            }
        }
    }
}

/// The checks that an annotation names, and the reason it gives.
fn annotation(peer: Peer, key: &str, value: &str) -> (Vec<String>, Option<String>) {
    let reason = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let one = |check: &str, why: Option<String>| (vec![check.to_owned()], why);
    let none = (Vec::new(), None);
    match peer {
        Peer::KubeLinter => match key.strip_prefix("ignore-check.kube-linter.io/") {
            Some(check) => one(check, reason(value)),
            None if key == "kube-linter.io/ignore-all" => one(EVERYTHING, reason(value)),
            None => none,
        },
        Peer::KubeScore if key == "kube-score/ignore" => {
            let checks = value.split(',').map(|check| check.trim().to_owned());
            (checks.filter(|check| !check.is_empty()).collect(), None)
        }
        Peer::Polaris if matches!(value, "true" | "TRUE" | "True") => {
            match key.strip_prefix("polaris.fairwinds.com/") {
                Some("exempt") => one(EVERYTHING, None),
                Some(check) => check.strip_suffix("-exempt").map_or(none, |check| one(check, None)),
                None => none,
            }
        }
        Peer::Checkov if key.starts_with("checkov.io/skip") => {
            let (check, why) = value.split_once('=').unwrap_or((value, ""));
            one(check.trim(), reason(why))
        }
        _ => none,
    }
}

fn comments(peer: Peer, engine: &Engine, document: &Document, found: &mut Vec<Request>) {
    for comment in document.comments() {
        let (check, why) = match peer {
            Peer::Checkov => {
                let Some(rest) = comment.text.strip_prefix("checkov:skip=") else { continue };
                rest.split_once(':').unwrap_or((rest, ""))
            }
            _ => {
                let Some(rest) = comment.text.strip_prefix("trivy:ignore:") else { continue };
                rest.split_once(' ').unwrap_or((rest, ""))
            }
        };
        // Checkov takes a comment for the whole resource, trivy for what it stands at.
        let pointer = if peer == Peer::Checkov { Some(Pointer::root()) } else { document.subject_of(&comment) };
        if let Some(pointer) = pointer {
            let cover = Cover::node(document, pointer);
            let request = request(peer, engine, document, &[check.trim().to_owned()], cover, comment.span);
            let why = Some(why.trim().to_owned()).filter(|why| !why.is_empty());
            found.push(Request { reason: why, ..request });
        }
    }
}

fn request(peer: Peer, engine: &Engine, document: &Document, checks: &[String], cover: Cover, span: Span) -> Request {
    let named = |check: &String| {
        let selector = if check == EVERYTHING { check.clone() } else { format!("{}:{check}", peer.name()) };
        NamedRule { name: check.clone(), ..NamedRule::new(engine, &selector, span) }
    };
    Request {
        cover,
        rules: checks.iter().map(named).collect(),
        reason: None,
        until: None,
        document: document.index(),
        span,
        annotation: None,
        line: 0,
        of_peer: true,
    }
}

/// The selector of all rules.
const EVERYTHING: &str = "ALL";
