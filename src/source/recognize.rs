//! Manifests told from other YAML and JSON, by their content and by what lies around them.

use std::path::Path;

use super::chart::Member;
use super::formats;
use super::gather::Candidate;
use super::kustomization;
use super::outline::{List, Outline};
use super::surroundings::Surroundings;
use crate::yaml::Stream;

/// Files that kubevet itself reads.
const OWN_FILES: [&str; 3] = ["kubevet.yaml", ".kubevet.yaml", ".kubevet-baseline.json"];

/// Why a file is no manifest; nothing when it is one, or may be one but for its faults.
pub(super) fn why_no_manifest(candidate: &Candidate, stream: &Stream, around: &Surroundings) -> Option<String> {
    if let Some(used) = around.use_of(candidate) {
        return Some(used);
    }
    let chart = around.chart_of(candidate);
    if let Some(role) = chart.as_ref().and_then(|chart| chart.role(&stream.text)) {
        return Some(role);
    }
    if let Some(name) = by_name(candidate).filter(|_| stream.errors.is_empty()) {
        return Some(name);
    }
    let outlines = outlines(stream);
    if outlines.iter().any(is_manifest) {
        return None;
    }
    match outlines.first() {
        None if stream.errors.is_empty() => Some("empty: it holds no document".to_owned()),
        None => None,
        Some(first) => why_not(candidate, first, stream, chart.as_ref()),
    }
}

/// What a file is that is read under a fixed name. One with syntax errors is loaded all the same, to tell of them.
fn by_name(candidate: &Candidate) -> Option<String> {
    if kustomization::is_named_so(&candidate.place) {
        let folder = candidate.file.rsplit_once('/').map_or(".", |(folder, _)| folder);
        return Some(format!("a kustomization; check what it builds, with `kustomize build {folder} | kubevet -`"));
    }
    let name = candidate.place.file_name()?;
    OWN_FILES.iter().any(|own| name == *own).then(|| "settings of kubevet".to_owned())
}

/// Why a file whose documents look like no object is no manifest.
fn why_not(candidate: &Candidate, first: &Outline<'_>, stream: &Stream, chart: Option<&Member<'_>>) -> Option<String> {
    if let Some(name) = formats::name(first) {
        return Some(name.to_owned());
    }
    if let Some(values) = chart.and_then(Member::values) {
        return Some(values);
    }
    // YAML that cannot be read may be a manifest: its syntax errors are reported. JSON is written for too many other
    // programs, in dialects with comments.
    if !stream.errors.is_empty() && !is_json(&candidate.place) {
        return None;
    }
    Some("not a Kubernetes manifest: no document has apiVersion and kind".to_owned())
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Whether it is an object, or one with a fault: half of its type missing or misspelt.
fn is_manifest(outline: &Outline<'_>) -> bool {
    let shaped = outline.has_all(&["metadata", "spec"]);
    (outline.is_typed() || shaped || outline.list() == Some(List::Objects)) && formats::lookalike(outline).is_none()
}

fn outlines(stream: &Stream) -> Vec<Outline<'_>> {
    let mut outlines: Vec<Outline<'_>> =
        stream.documents.iter().map(|document| Outline::of_document(document.root())).collect();
    if !stream.errors.is_empty() && !stream.text.trim().is_empty() {
        outlines.push(Outline::of_text(&stream.text));
    }
    outlines
}
