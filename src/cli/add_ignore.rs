//! `--add-ignore`: what is found now is suppressed by comments in the files, each on the line that it is about.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::args::CheckArgs;
use super::checking::Session;
use super::error::CliError;
use super::ignore_comments::IgnoreComments;
use super::rewriting::{Unwritable, write_back};
use super::terminal;
use crate::engine::suppress::is_about_requests;
use crate::finding::{Category, Finding, Ignore, IgnoreState, Report};
use crate::report::one_line;
use crate::rule::directive::{self, Directive};
use crate::yaml::{Stream, apply as applied, changes_only_what_is_edited};

/// Why findings are suppressed, as the comments are to say it; empty when they are to say nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

impl FromStr for Reason {
    type Err = String;

    /// Takes what a comment can say behind the rules, a last day such as `until=2027-01-31` among it.
    fn from_str(text: &str) -> Result<Self, String> {
        if text.contains(['\n', '\r']) {
            return Err("a comment has one line".to_owned());
        }
        match Directive::parse(&directive::comment(&["SEC006"], text)) {
            Some(Err(error)) => Err(error.message),
            _ => Ok(Self(text.trim().to_owned())),
        }
    }
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Added {
    /// The findings that have a comment now, by their fingerprints.
    commented: FxHashSet<String>,
    files: usize,
    /// How many findings are left, by file and reason.
    left: BTreeMap<(Arc<str>, String), usize>,
}

/// Suppresses what is reported, and writes the files. The report becomes that of what is left.
///
/// # Errors
/// A baseline or a revision that cannot be read again.
pub fn apply(session: &mut Session<'_>, report: &mut Report, reason: &Reason) -> Result<Added, CliError> {
    let mut added = Added::default();
    let mut by_file = BTreeMap::<Arc<str>, Vec<&Finding>>::new();
    let lowest = session.arguments.output.show.into();
    let reported = report.live().filter(|finding| finding.severity >= lowest && finding.category != Category::Error);
    for finding in reported {
        by_file.entry(finding.location.file.clone()).or_default().push(finding);
    }
    for (file, found) in by_file {
        match why_not(session, &file, &found, reason) {
            Some(why_not) => found.iter().for_each(|finding| added.leave(finding, &why_not)),
            None => added.comment(session, report, &file, &found, reason),
        }
    }
    *report = session.new_findings()?;
    added.check(report);
    Ok(added)
}

/// Why nothing in a file can be suppressed.
fn why_not(session: &Session<'_>, file: &str, found: &[&Finding], reason: &Reason) -> Option<String> {
    let unwritable = found.first().and_then(|first| Unwritable::of(&first.location));
    match unwritable {
        Some(Unwritable::Rendered(template)) => {
            Some(format!("the file is rendered: write the comment into the template {template}"))
        }
        Some(Unwritable::StandardInput) => Some("standard input cannot be written: pass the file".to_owned()),
        None if reason.0.is_empty() && session.requires_reason(file) => {
            Some("the configuration asks for a reason: --add-ignore=REASON".to_owned())
        }
        None => None,
    }
}

impl Added {
    /// Writes comments about findings into their file.
    fn comment(&mut self, session: &mut Session<'_>, report: &Report, file: &str, found: &[&Finding], reason: &Reason) {
        let Some(manifest) = session.loaded.manifests.iter_mut().find(|manifest| *manifest.file == *file) else {
            return found.iter().for_each(|finding| {
                self.leave(finding, "it stands in a template or a configuration: write it there by hand")
            });
        };
        let over = |ignore: &&Ignore| *ignore.file == *file && ignore.state == IgnoreState::Expired;
        let over = report.ignores.iter().filter(over).map(|ignore| ignore.start.offset).collect();
        let mut comments = IgnoreComments::new(&manifest.stream, over);
        let mut commented = Vec::new();
        for &finding in found {
            let added = match is_about_requests(&finding.rule) {
                true => Err("a fault of a suppression cannot be suppressed: mend it"),
                false => comments.add(finding),
            };
            match added {
                Ok(()) => commented.push(finding),
                Err(why_not) => self.leave(finding, why_not),
            }
        }
        let edits = comments.edits(&reason.0);
        if edits.is_empty() {
            return;
        }
        let text = applied(&manifest.stream.text, &edits);
        let stream = Stream::parse(text.clone().into_bytes());
        let written = if changes_only_what_is_edited(&manifest.stream, &stream, &[]) {
            write_back(Path::new(file), &manifest.stream.text, &text).map_err(|error| error.to_string())
        } else {
            Err("comments would change what the file means".to_owned())
        };
        match written {
            Ok(()) => {
                manifest.stream = stream;
                self.files += 1;
                self.commented.extend(commented.iter().map(|finding| finding.fingerprint.clone()));
            }
            Err(reason) => commented.iter().for_each(|finding| self.leave(finding, &reason)),
        }
    }

    /// Takes note of a finding that is left.
    fn leave(&mut self, finding: &Finding, reason: &str) {
        *self.left.entry((finding.location.file.clone(), reason.to_owned())).or_default() += 1;
    }

    /// Looks whether every comment does what it is for.
    fn check(&mut self, report: &Report) {
        for finding in report.live() {
            if self.commented.remove(&finding.fingerprint) {
                self.leave(finding, "the comment does not reach it");
            }
        }
    }

    /// Whether findings are left that should have been suppressed.
    pub fn has_left(&self) -> bool {
        !self.left.is_empty()
    }

    /// Tells what was done, and what could not be.
    pub fn tell(&self, arguments: &CheckArgs) {
        let number = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        for ((file, reason), count) in &self.left {
            let left = number(*count, "finding");
            terminal::say(&format!("{}: {left} not suppressed: {}", one_line(file), one_line(reason)));
        }
        if !arguments.output.quiet {
            let (findings, files) = (number(self.commented.len(), "finding"), number(self.files, "file"));
            terminal::say(&format!("{findings} suppressed by comments in {files}"));
        }
    }
}
