//! Findings that somebody asked not to be told of: by a comment, an annotation, or the configuration.
//!
//! What is asked for is looked for in each manifest after it was judged, and only where its text names it. A request that
//! cannot be understood, names no rule, is out of date or has nothing left to suppress is a finding itself.

mod annotations;
mod comments;
mod peers;
mod request;
mod rules;

use crate::finding::{Category, Finding, Ignore, IgnoreState, Suppressed, SuppressedBy};
use crate::object::{Manifest, Object};
use crate::rule::IgnoreEntry;
use crate::yaml::LineIndex;

pub(super) use rules::rules;
pub use rules::{EXPIRED, UNUSED, WITHOUT_REASON, is_about_requests};

use super::Engine;
use super::syntax::Noticed;
use request::{Cover, Request};

/// How often each entry of the configuration suppressed something.
pub(super) type ConfigUses = Vec<usize>;

/// What came of the requests in one manifest.
#[derive(Default)]
pub(super) struct Outcome {
    /// What is wrong with the requests.
    pub(super) noticed: Vec<Noticed>,
    pub(super) ignores: Vec<Ignore>,
    pub(super) config_uses: ConfigUses,
}

/// Marks those findings of a manifest that somebody asked to suppress.
pub(super) fn apply(engine: &Engine, manifest: &Manifest, objects: &[Object<'_>], findings: &mut [Finding]) -> Outcome {
    let settings = &engine.settings;
    let mut outcome = Outcome { config_uses: vec![0; settings.ignores.len()], ..Outcome::default() };
    if !settings.honour_ignores {
        return outcome;
    }
    let mut requests = requests(engine, manifest, objects, &mut outcome.noticed);
    let may_be = |finding: &&mut Finding| finding.category != Category::Error && finding.suppressed.is_none();
    for finding in findings.iter_mut().filter(may_be) {
        let by_request = request::take(&mut requests, finding, settings.today);
        finding.suppressed = by_request.or_else(|| {
            let (index, entry) = settings.ignores.iter().enumerate().find(|(index, entry)| {
                let named = engine.ignored_by_config.get(*index).is_some_and(|ids| ids.contains(finding.rule.as_ref()));
                named && entry.covers(finding) && !is_over(entry, engine)
            })?;
            *outcome.config_uses.get_mut(index)? += 1;
            Some(Suppressed { by: SuppressedBy::Config, reason: entry.reason.clone() })
        });
    }
    if !requests.is_empty() {
        let lines = LineIndex::new(&manifest.stream.text);
        for request in &requests {
            outcome.noticed.extend(rules::complaints(engine, request));
            outcome.ignores.push(record(engine, manifest, request, &lines));
        }
    }
    outcome
}

/// What came of an entry of the configuration that suppressed so many findings.
pub(super) fn state_of(engine: &Engine, entry: &IgnoreEntry, used: usize) -> IgnoreState {
    let judged = |selector: &String| {
        let ids = engine.registry.select(selector);
        !ids.is_empty() && ids.iter().all(|rule| engine.selection.contains(&rule.id))
    };
    match used {
        _ if is_over(entry, engine) => IgnoreState::Expired,
        0 if entry.rules.iter().any(judged) => IgnoreState::Unused,
        0 => IgnoreState::NotJudged,
        used => IgnoreState::Used(used),
    }
}

/// Whether the last day of an entry is over.
fn is_over(entry: &IgnoreEntry, engine: &Engine) -> bool {
    entry.until.zip(engine.settings.today).is_some_and(|(until, today)| until < today)
}

/// All requests in a manifest. Most manifests name none: a look at the text tells.
fn requests(engine: &Engine, manifest: &Manifest, objects: &[Object<'_>], noticed: &mut Vec<Noticed>) -> Vec<Request> {
    let mut requests = Vec::new();
    if !engine.settings.honour_requests {
        return requests;
    }
    let text = manifest.stream.text.as_bytes();
    let mentions = |word: &str| memchr::memmem::find(text, word.as_bytes()).is_some();
    if mentions("kubevet") {
        comments::find(engine, manifest, &mut requests, noticed);
        annotations::find(engine, objects, &mut requests, noticed);
    }
    for &peer in &engine.settings.compat {
        if mentions(peers::mark(peer)) {
            peers::find(peer, engine, manifest, objects, &mut requests);
        }
    }
    let lines = LineIndex::new(&manifest.stream.text);
    for request in &mut requests {
        request.line = lines.position(request.span.start).line;
    }
    requests
}

fn record(engine: &Engine, manifest: &Manifest, request: &Request, lines: &LineIndex<'_>) -> Ignore {
    let used: usize = request.rules.iter().map(|rule| rule.used).sum();
    let state = if request.is_over(engine.settings.today) {
        IgnoreState::Expired
    } else if used > 0 {
        IgnoreState::Used(used)
    } else if request.rules.iter().any(|rule| rules::is_judged(engine, rule)) {
        IgnoreState::Unused
    } else {
        IgnoreState::NotJudged
    };
    Ignore {
        file: manifest.file.clone(),
        start: lines.position(request.span.start),
        by: request.by(),
        rules: request.rules.iter().map(|rule| rule.name.clone()).collect(),
        covers: match &request.cover {
            Cover::File => "the file".to_owned(),
            Cover::Node { pointer, .. } if pointer.is_root() => "the document".to_owned(),
            Cover::Node { pointer, .. } => pointer.field_path(),
            Cover::Container { name, .. } => format!("container {name}"),
        },
        reason: request.reason.clone(),
        until: request.until.map(|date| date.to_string()),
        state,
    }
}
