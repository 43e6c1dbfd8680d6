//! `full`: each finding with the lines of the file around it.

use std::io::{self, Write};

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeStyles};
use textwrap::{WordSeparator, WordSplitter};

use super::file_text::FileTexts;
use super::frame::{Frame, Mark, share_a_frame};
use super::paint::Paint;
use super::terminal_text::one_line;
use super::{Look, Outcome, summary};
use crate::finding::{Applicability, Finding, Related, Severity};

/// Columns left of the lines of a file: line number and frame.
const GUTTER: usize = 12;

/// Writes a frame for each finding that is shown, then the summary.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { look, paint: Paint::new(look), texts: FileTexts::new(outcome) };
    for finding in look.shown(outcome.report) {
        writeln!(out, "{}", page.render(finding))?;
    }
    summary::write(outcome.report, look, out)
}

struct Page<'a> {
    look: Look,
    paint: Paint,
    texts: FileTexts<'a>,
}

impl Page<'_> {
    fn render(&mut self, finding: &Finding) -> String {
        let mut text = self.title(finding);
        let width = self.look.width.saturating_sub(GUTTER);
        let file = self.texts.get(&finding.location.file);
        let (near, far): (Vec<&Related>, Vec<&Related>) = finding
            .related
            .iter()
            .partition(|related| share_a_frame(&finding.location, &related.location, file, width));
        let owner = owner(finding);
        let mut marks = vec![Mark { location: &finding.location, label: owner.as_deref() }];
        marks.extend(near.iter().map(|related| Mark { location: &related.location, label: Some(&related.message) }));
        let frame = Frame::new(&finding.message, severity(finding.severity), &marks, file, width);
        self.draw(&frame.with_help(help(finding)), finding.severity, &mut text);
        for related in far {
            let marks = [Mark { location: &related.location, label: None }];
            let file = self.texts.get(&related.location.file);
            let frame = Frame::new(&related.message, miette::Severity::Advice, &marks, file, width);
            self.draw(&frame, Severity::Info, &mut text);
        }
        text
    }

    /// `error SEC006 privileged-container`, with the way to the rule's page.
    fn title(&self, finding: &Finding) -> String {
        let severity = self.paint.severity(finding.severity, finding.severity.name());
        let url = finding.url.as_deref();
        let rule = self.paint.rule(url, &self.paint.bold(&format!("{} {}", finding.rule, finding.name)));
        let page = url.filter(|_| !self.look.links).map(|url| self.paint.faint(&format!(" ({url})")));
        format!("{severity} {rule}{}\n", page.unwrap_or_default())
    }

    fn draw(&self, frame: &Frame, severity: Severity, text: &mut String) {
        let handler = GraphicalReportHandler::new_themed(theme(self.look.color, severity))
            .with_width(self.look.width)
            .tab_width(4)
            .with_break_words(false)
            .with_word_separator(WordSeparator::AsciiSpace)
            .with_word_splitter(WordSplitter::NoHyphenation)
            .with_urls(false)
            .without_syntax_highlighting();
        if handler.render_report(text, frame).is_err() {
            text.push_str(&format!("  {frame}\n"));
        }
    }
}

/// The marks take the colour of the severity.
fn theme(color: bool, severity: Severity) -> GraphicalTheme {
    let mut theme = GraphicalTheme::unicode_nocolor();
    if color {
        let mut styles = ThemeStyles::ansi();
        let mark = match severity {
            Severity::Error => styles.error,
            Severity::Warning => styles.warning,
            Severity::Info => styles.advice,
        };
        styles.highlights = vec![mark];
        theme.styles = styles;
    }
    theme
}

fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}

/// ``in container `app` of Deployment shop/web``.
fn owner(finding: &Finding) -> Option<String> {
    let object = finding.object.as_ref().filter(|object| !object.kind.is_empty())?;
    let text = match &finding.container {
        Some(container) => format!("in container `{container}` of {object}"),
        None => format!("in {object}"),
    };
    // An object without a name leaves a blank.
    Some(text.trim_end().to_owned())
}

/// What to do, whether a fix does it, and where rendered text comes from.
fn help(finding: &Finding) -> Option<String> {
    let mut lines: Vec<String> = finding.help.iter().map(|help| one_line(help).into_owned()).collect();
    if let Some(fix) = &finding.fix {
        let trust = match fix.applicability {
            Applicability::Safe => "safe fix available",
            Applicability::Unsafe => "unsafe fix available",
        };
        match lines.last_mut() {
            Some(help) => help.push_str(&format!(" ({trust})")),
            None => lines.push(format!("{} ({trust})", one_line(&fix.message))),
        }
    }
    lines.extend(finding.location.template.as_ref().map(|template| format!("rendered from {}", one_line(template))));
    if finding.location.approximate {
        lines.push("found in what this file renders to: the line is the most likely one".to_owned());
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}
