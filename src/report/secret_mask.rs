//! Which bytes of a file must not be shown because they are, or may be, values of a Secret.
//!
//! Masks by permission: of a Secret only what is known to be harmless is shown, so that a value that stands in the wrong
//! place (`dta:`, `data` under `metadata`, a key that stands twice) is hidden too. Elsewhere what looks like a credential is
//! hidden, and what a rule holds for one.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Report;
use crate::object::Manifest;
use crate::object::credentials::{self, Detector};
use crate::yaml::{Document, Node, Span};

/// Fields of a Secret whose value may be shown.
const SHOWN: &[&str] = &["apiVersion", "kind", "type", "immutable"];
/// Fields of its metadata whose value may be shown.
const SHOWN_METADATA: &[&str] = &[
    "name",
    "namespace",
    "generateName",
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "deletionTimestamp",
    "finalizers",
];
/// Fields of its metadata whose keys and values may be shown, values of values not.
const SHOWN_MAPS: &[&str] = &["labels", "annotations"];
/// An annotation that repeats the whole object.
const COPY_OF_OBJECT: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Fields that tell a Secret from a reference to one.
const CONTENT: &[&str] = &["metadata", "data", "stringData"];

/// What rules hold for secrets, by file.
pub type FoundSecrets<'a> = FxHashMap<&'a str, Vec<Span>>;

/// What the findings of a report hold for secrets.
pub fn found_secrets(report: &Report) -> FoundSecrets<'_> {
    let mut found = FoundSecrets::default();
    for finding in &report.findings {
        if let Some(secret) = finding.secret {
            found.entry(&finding.location.file).or_default().push(secret);
        }
    }
    found
}

/// The spans to hide in a file, in order and without overlap.
pub fn hidden_spans(manifest: &Manifest, found: &FoundSecrets<'_>) -> Vec<Span> {
    let mut hidden = found.get(manifest.file.as_ref()).cloned().unwrap_or_default();
    for document in &manifest.stream.documents {
        for secret in secrets(document) {
            hide_object(secret, &mut hidden);
        }
    }
    if let Some(detector) = detector() {
        hidden.extend(manifest.objects().flat_map(|object| credentials::hidden(&object, detector)));
    }
    if !manifest.stream.errors.is_empty() {
        super::secret_text::hide_unreadable(&manifest.stream, &mut hidden);
    }
    merge(hidden)
}

/// What finds credentials whether or not a rule asks for them: a frame shows the lines around a finding, too.
fn detector() -> Option<&'static Detector> {
    static DETECTOR: OnceLock<Option<Detector>> = OnceLock::new();
    DETECTOR.get_or_init(|| Detector::new(credentials::NAME_PATTERNS.iter().copied()).ok()).as_ref()
}

/// The Secrets of a document: its root, items of its lists, and whatever else looks like one, as in a sequence or within
/// another object; whatever stands twice counts twice.
fn secrets(document: &Document) -> Vec<Node<'_>> {
    let root = document.root();
    let lists = root.pairs().all().filter(|(key, _)| key.text() == "items");
    let items = lists.flat_map(|(_, list)| list.items());
    let objects: Vec<Node<'_>> = std::iter::once(root).chain(items).filter(|node| is_secret(*node)).collect();
    let known: FxHashSet<u32> = objects.iter().map(|object| object.id()).collect();
    let others =
        document.mappings().filter(|node| !known.contains(&node.id()) && is_secret(*node) && has_content(*node));
    objects.iter().copied().chain(others).collect()
}

fn is_secret(node: Node<'_>) -> bool {
    let mut kinds = node.pairs().all().filter(|(key, _)| key.text() == "kind");
    kinds.any(|(_, value)| is_secret_kind(value.text()))
}

/// Whether it is the object and no reference to one, as `valueFrom` and many custom resources have them.
fn has_content(secret: Node<'_>) -> bool {
    secret.pairs().all().any(|(key, _)| CONTENT.contains(&key.text()))
}

/// Whether this is the kind, or meant to be.
pub fn is_secret_kind(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("secret")
}

fn hide_object(object: Node<'_>, hidden: &mut Vec<Span>) {
    for pair in Region::of(object, region_end(object)) {
        match pair.key.text() {
            "metadata" if pair.value.is_map() => hide_metadata(&pair, hidden),
            key if SHOWN.contains(&key) && !is_collection(pair.value) => {}
            _ => hide_value(&pair, hidden),
        }
    }
}

fn hide_metadata(metadata: &Region<'_>, hidden: &mut Vec<Span>) {
    for pair in Region::of(metadata.value, metadata.end) {
        match pair.key.text() {
            key if SHOWN_METADATA.contains(&key) && !pair.value.is_map() => {}
            key if SHOWN_MAPS.contains(&key) && pair.value.is_map() => {
                for entry in Region::of(pair.value, pair.end) {
                    if is_collection(entry.value) || entry.key.text() == COPY_OF_OBJECT {
                        hide_value(&entry, hidden);
                    }
                }
            }
            _ => hide_value(&pair, hidden),
        }
    }
}

/// Hides all that stands between a key and the next, comments included, but for the keys of a mapping below it.
fn hide_value(pair: &Region<'_>, hidden: &mut Vec<Span>) {
    let mut from = pair.start;
    let mut keys: Vec<Span> = pair.value.pairs().all().map(|(key, _)| key.span()).collect();
    keys.sort();
    for key in keys.into_iter().filter(|key| key.start >= pair.start && key.end <= pair.end) {
        if key.start >= from {
            hidden.push(Span::new(from, key.start));
            from = after_colon(pair.key, key.end);
        }
    }
    hidden.push(Span::new(from, pair.end));
    hide_far_values(pair, hidden);
}

/// Hides values that an alias or a merge brings in from elsewhere.
fn hide_far_values(pair: &Region<'_>, hidden: &mut Vec<Span>) {
    let mut nodes = vec![(pair.value, 0)];
    while let Some((node, depth)) = nodes.pop() {
        let span = node.span();
        if !is_collection(node) && (span.start < pair.start || span.end > pair.end) {
            hidden.push(span);
        }
        // Values of a Secret lie one level down; deeper ones are mistakes, and aliases can multiply them without end.
        if depth < 3 {
            nodes
                .extend(node.items().chain(node.pairs().all().map(|(_, value)| value)).map(|below| (below, depth + 1)));
        }
    }
}

fn is_collection(node: Node<'_>) -> bool {
    node.is_map() || node.is_flow() || node.items().next().is_some()
}

/// A pair of a mapping with the bytes from behind its key to the next pair.
struct Region<'a> {
    key: Node<'a>,
    value: Node<'a>,
    start: u32,
    end: u32,
}

impl<'a> Region<'a> {
    /// The pairs that are written in a mapping which ends before `end`.
    fn of(map: Node<'a>, end: u32) -> Vec<Self> {
        let own = map.span();
        let written = |key: &Node<'_>| key.span().start >= own.start && key.span().end <= end;
        let mut pairs: Vec<_> = map.pairs().all().filter(|(key, _)| written(key)).collect();
        pairs.sort_by_key(|(key, _)| key.span());
        let ends: Vec<u32> = pairs.iter().skip(1).map(|(key, _)| key.span().start).chain([end]).collect();
        pairs
            .into_iter()
            .zip(ends)
            .map(|((key, value), end)| Self { key, value, start: after_colon(key, key.span().end), end })
            .collect()
    }
}

/// The offset behind the colon of a key, or behind the key when none follows.
fn after_colon(node: Node<'_>, key_end: u32) -> u32 {
    let rest = node.document().text().get(key_end as usize..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let colon = rest.trim_start_matches([' ', '\t']).starts_with(':');
    if colon { key_end + blanks as u32 + 1 } else { key_end }
}

/// Where an object ends: with its document, or with itself when others follow in a list.
fn region_end(object: Node<'_>) -> u32 {
    let document = object.document();
    if object.id() == document.root().id() { document.chunk().end } else { object.span().end }
}

fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}
