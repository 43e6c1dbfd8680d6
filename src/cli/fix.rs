//! `--fix` and `--diff`: what findings know to mend is mended in the files, or shown.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use similar::{ChangeTag, TextDiff};

use super::args::CheckArgs;
use super::checking::Session;
use super::error::CliError;
use super::exit::Exit;
use super::rewriting::{Unwritable, write_back};
use super::{output, terminal};
use crate::finding::{Applicability, Finding, Fix, Report, apply_fixes};
use crate::report::one_line;
use crate::yaml::{Stream, changes_only_what_is_edited};

/// How often findings are looked for again in what was mended: a fix may make room for another one.
const MAX_ROUNDS: usize = 10;

/// What was mended.
#[derive(Debug, Default)]
pub struct Fixes {
    /// By file: the text before and after.
    files: BTreeMap<Arc<str>, (Arc<str>, String)>,
    /// One line for each fix.
    lines: Vec<String>,
    /// What could not be mended, and why.
    refused: Vec<String>,
    /// How many fixes wait for `--unsafe-fixes`.
    unsafe_left: usize,
}

/// Mends what was loaded, and writes it when that is asked for. The report becomes that of what is left.
///
/// # Errors
/// A baseline or a revision that cannot be read again.
pub fn apply(session: &mut Session<'_>, report: &mut Report) -> Result<Fixes, CliError> {
    let mut fixes = Fixes::default();
    for _ in 0..MAX_ROUNDS {
        if !round(session, report, &mut fixes) {
            break;
        }
        *report = session.new_findings()?;
    }
    fixes.refuse_rendered(report);
    fixes.unsafe_left = wanted(report, true).count() - wanted(report, session.arguments.fix.unsafe_fixes).count();
    if session.arguments.fix.fix {
        fixes.write();
    }
    Ok(fixes)
}

/// The findings that are to be mended.
fn wanted(report: &Report, unsafe_too: bool) -> impl Iterator<Item = (&Finding, &Fix)> {
    let live = report.findings.iter().filter(|finding| finding.suppressed.is_none());
    let fixable = live.filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
    fixable.filter(move |(_, fix)| unsafe_too || fix.applicability == Applicability::Safe)
}

/// Applies as many fixes to each file as go together. Whether there were any.
fn round(session: &mut Session<'_>, report: &Report, fixes: &mut Fixes) -> bool {
    let mut by_file = BTreeMap::<Arc<str>, Vec<(&Finding, &Fix)>>::new();
    for (finding, fix) in wanted(report, session.arguments.fix.unsafe_fixes) {
        by_file.entry(finding.location.file.clone()).or_default().push((finding, fix));
    }
    let mut any = false;
    for (file, found) in by_file {
        if let Some(reason) = why_not(&found) {
            fixes.refuse(&file, &reason);
            continue;
        }
        let Some(manifest) = session.loaded.manifests.iter_mut().find(|manifest| manifest.file == file) else {
            continue;
        };
        let fixed = apply_fixes(&manifest.stream.text, found.iter().map(|(_, fix)| *fix));
        let stream = Stream::parse(fixed.text.clone().into_bytes());
        if !changes_only_what_is_edited(&manifest.stream, &stream, &fixed.edits) {
            fixes.refuse(&file, "the fixes would change the meaning of something else");
            continue;
        }
        any |= !fixed.applied.is_empty();
        for (finding, fix) in fixed.applied.iter().filter_map(|&position| found.get(position)) {
            let line = finding.location.start.line;
            fixes.lines.push(format!("{}:{line}: {} {}", one_line(&file), finding.rule, one_line(&fix.message)));
        }
        let before = manifest.stream.text.clone();
        fixes.files.entry(file).or_insert_with(|| (before, String::new())).1 = fixed.text;
        manifest.stream = stream;
    }
    any
}

/// Why nothing of a file can be mended.
fn why_not(found: &[(&Finding, &Fix)]) -> Option<String> {
    let (first, _) = found.first()?;
    Some(match Unwritable::of(&first.location)? {
        Unwritable::Rendered(template) => format!("it is rendered: mend the template {template}"),
        Unwritable::StandardInput => "standard input cannot be written: pass the file, or use --diff".to_owned(),
    })
}

impl Fixes {
    /// Says where to mend by hand what was found in renderings: what they are rendered from is not theirs to write.
    fn refuse_rendered(&mut self, report: &Report) {
        let mut lines = BTreeMap::<String, BTreeSet<u32>>::new();
        for finding in report.live().filter(|finding| !finding.renderings.is_empty()) {
            let location = &finding.location;
            let template = location.template.as_ref().unwrap_or(&location.file);
            let known = lines.entry(format!("{}\0{template}", location.file)).or_default();
            if location.approximate {
                known.insert(location.start.line);
            }
        }
        for (place, lines) in lines {
            let Some((file, template)) = place.split_once('\0') else { continue };
            let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
            let near = if lines.is_empty() { String::new() } else { format!(", near line {}", lines.join(", ")) };
            let reason = format!("its findings are in what it renders to: mend {}{near}", one_line(template));
            self.refuse(file, &reason);
        }
    }

    fn refuse(&mut self, file: &str, reason: &str) {
        let line = format!("{}: not fixed: {reason}", one_line(file));
        if !self.refused.contains(&line) {
            self.refused.push(line);
        }
    }

    /// Writes the files, each as a whole.
    fn write(&mut self) {
        let mut failed = Vec::new();
        for (file, (before, after)) in &self.files {
            if let Err(reason) = write_back(Path::new(&**file), before, after) {
                failed.push((file.clone(), reason.to_string()));
            }
        }
        for (file, reason) in failed {
            self.files.remove(&file);
            self.lines.retain(|line| !line.starts_with(&format!("{}:", one_line(&file))));
            self.refuse(&file, &reason);
        }
    }

    /// Shows the differences, or tells what was mended.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn tell(&self, arguments: &CheckArgs) -> Result<(), CliError> {
        if arguments.fix.diff {
            let color = terminal::color(arguments.output.color, io::stdout().is_terminal());
            output::to_stdout(|out| self.files.iter().try_for_each(|(file, texts)| diff(file, texts, color, out)))?;
        }
        if arguments.fix.show_fixes {
            self.lines.iter().for_each(|line| terminal::say(line));
        }
        self.refused.iter().for_each(|line| terminal::say(line));
        if !arguments.output.quiet {
            let (fixes, files) = (self.lines.len(), self.files.len());
            let done = if arguments.fix.diff { "would be fixed" } else { "fixed" };
            let plural = |count: usize| if count == 1 { "" } else { "s" };
            terminal::say(&format!("{fixes} finding{} {done} in {files} file{}", plural(fixes), plural(files)));
            if self.unsafe_left > 0 {
                let left = self.unsafe_left;
                terminal::say(&format!("{left} more with --unsafe-fixes, which may stop a workload"));
            }
        }
        Ok(())
    }

    /// The exit code of `--diff`.
    pub fn exit(&self, report: &Report) -> Exit {
        let failed = report.skipped.iter().any(|skipped| skipped.failed);
        match (failed, self.files.is_empty()) {
            (true, _) => Exit::Failed,
            (false, true) => Exit::Clean,
            (false, false) => Exit::Findings,
        }
    }
}

fn diff(file: &str, (before, after): &(Arc<str>, String), color: bool, out: &mut dyn Write) -> io::Result<()> {
    let diff = TextDiff::from_lines(&**before, after.as_str());
    writeln!(out, "--- {}\n+++ {}", one_line(file), one_line(file))?;
    for hunk in diff.unified_diff().iter_hunks() {
        writeln!(out, "{}", hunk.header())?;
        for change in hunk.iter_changes() {
            let (sign, paint) = match change.tag() {
                ChangeTag::Delete => ("-", "\u{1b}[31m"),
                ChangeTag::Insert => ("+", "\u{1b}[32m"),
                ChangeTag::Equal => (" ", ""),
            };
            let line = change.value().trim_end_matches('\n');
            match color && !paint.is_empty() {
                true => writeln!(out, "{paint}{sign}{line}\u{1b}[0m")?,
                false => writeln!(out, "{sign}{line}")?,
            }
        }
    }
    Ok(())
}
