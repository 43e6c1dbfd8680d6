//! What the terminal can do, from flags, environment and the terminal itself.

use std::env;
use std::io::{IsTerminal, Write, stderr, stdout};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use supports_hyperlinks::Stream;

use super::args::{OutputArgs, When};
use crate::report::{Look, Paint};

/// Width of text that goes to no terminal.
const PLAIN_WIDTH: usize = 100;
/// Wider than this, lines are hard to read.
const WIDEST: usize = 160;
/// Narrower than this, frames fall apart.
const NARROWEST: usize = 50;

/// How text on standard output is to look.
pub fn look(arguments: &OutputArgs) -> Look {
    Look {
        color: color(arguments.color, stdout().is_terminal()),
        links: links(arguments.links),
        width: width(),
        show: arguments.show.into(),
        summary: !arguments.quiet,
        statistics: arguments.statistics,
    }
}

/// Colours and links for text on standard output.
pub fn paint(when: When) -> Paint {
    Paint::new(Look { color: color(when, stdout().is_terminal()), links: links(When::Auto), ..Look::default() })
}

fn links(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => stdout().is_terminal() && supports_hyperlinks::on(Stream::Stdout),
    }
}

/// Whether to use colours: the flag decides, then `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, then the terminal.
pub fn color(when: When, is_terminal: bool) -> bool {
    let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if variable("NO_COLOR").is_some() => false,
        When::Auto if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        When::Auto if variable("CLICOLOR").is_some_and(|value| value == "0") => false,
        When::Auto => is_terminal && variable("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Whether a progress bar can be seen and is wanted.
pub fn shows_progress(arguments: &OutputArgs) -> bool {
    !arguments.quiet && !arguments.no_progress && stderr().is_terminal()
}

/// Says a line on standard error. Where nobody listens there is nobody to tell that it failed.
pub fn say(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}

/// An error of ours as text for standard error.
pub fn render(error: &dyn Diagnostic) -> String {
    let theme = if color(When::Auto, stderr().is_terminal()) {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(width()).with_break_words(false);
    let mut text = String::new();
    if handler.render_report(&mut text, error).is_err() {
        text = format!("{error}\n");
    }
    text
}

/// An error of ours with what caused it, in one line without its place, for a log.
#[cfg(feature = "server")]
pub fn in_one_line(error: &dyn Diagnostic) -> String {
    let mut text = error.to_string();
    for related in error.related().into_iter().flatten() {
        text.push_str(&format!("; {related}"));
    }
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    text
}

/// Columns of the terminal, within what can be read well.
pub fn width() -> usize {
    let variable = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns));
    variable.or_else(terminal).unwrap_or(PLAIN_WIDTH).clamp(NARROWEST, WIDEST)
}
