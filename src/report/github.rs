//! `github`: annotations of GitHub Actions, which shows them beside the lines of a change.
//!
//! Escaped as GitHub's toolkit does (`packages/core/src/command.ts`), so that no text of a manifest becomes a command.

use std::io::{self, Write};

use super::terminal_text::one_line;
use super::{Look, Outcome, summary};
use crate::finding::{Finding, Severity};

/// Of each level GitHub shows this many of a step and drops the others without a word.
const PER_LEVEL: usize = 10;

/// Writes a command for each finding that is shown; of very many the first of each level, and how many there are besides.
pub fn write(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let failed = outcome.report.skipped.iter().filter(|skipped| skipped.failed);
    let failures = failed.map(|skipped| Annotation {
        level: Level::Error,
        file: Some(outcome.checkout.path(&skipped.file).into_owned()),
        place: None,
        title: "not checked".to_owned(),
        message: one_line(&skipped.reason).into_owned(),
    });
    let findings = look.shown(outcome.report).map(|finding| annotation(finding, outcome));
    let annotations: Vec<Annotation> = failures.chain(findings).collect();
    let count = |level| annotations.iter().filter(|annotation| annotation.level == level).count();
    let more = Level::ALL.map(count).iter().any(|count| *count > PER_LEVEL);
    let mut left_out = 0;
    for level in Level::ALL {
        // The word about the rest takes the place of a notice.
        let room = if more && level == Level::Notice { PER_LEVEL - 1 } else { PER_LEVEL };
        left_out += count(level).saturating_sub(room);
        let first = annotations.iter().filter(|annotation| annotation.level == level).take(room);
        first.into_iter().try_for_each(|annotation| annotation.write(out))?;
    }
    if left_out == 0 {
        return Ok(());
    }
    let rest = summary::number(left_out, "more finding");
    let message = format!("{rest} not shown here: the job summary lists them, and `-o sarif=FILE` holds all");
    let title = "kubevet".to_owned();
    Annotation { level: Level::Notice, file: None, place: None, title, message }.write(out)
}

/// A level of annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Notice];

    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

/// One annotation, its texts not escaped yet.
struct Annotation {
    level: Level,
    file: Option<String>,
    place: Option<Lines>,
    title: String,
    message: String,
}

/// The lines of an annotation; columns are only known of a single line.
struct Lines {
    first: u32,
    last: u32,
    columns: Option<(u32, u32)>,
}

fn annotation(finding: &Finding, outcome: Outcome<'_>) -> Annotation {
    let location = &finding.location;
    let (start, end) = (location.start, location.end);
    let mut message = one_line(&finding.message).into_owned();
    if let Some(help) = &finding.help {
        message.push('\n');
        message.push_str(&one_line(help));
    }
    let is_file = location.file.as_ref() != "-";
    if !is_file {
        message = format!("line {}: {message}", start.line);
    }
    let last = location.last_line();
    let lines =
        Lines { first: start.line, last, columns: (start.line == end.line).then_some((start.column, end.column)) };
    Annotation {
        level: match finding.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Info => Level::Notice,
        },
        file: is_file.then(|| outcome.checkout.path(&location.file).into_owned()),
        place: is_file.then_some(lines),
        title: format!("{} {}", finding.rule, finding.name),
        message,
    }
}

impl Annotation {
    /// `::error file=web.yaml,line=17,endLine=17,col=13,endColumn=29,title=SEC006 privileged-container::...`
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "::{} ", self.level.name())?;
        if let Some(file) = &self.file {
            write!(out, "file={},", property(file))?;
        }
        if let Some(Lines { first, last, columns }) = self.place {
            write!(out, "line={first},endLine={last},")?;
            if let Some((from, to)) = columns {
                write!(out, "col={from},endColumn={to},")?;
            }
        }
        writeln!(out, "title={}::{}", property(&self.title), data(&self.message))
    }
}

/// Escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
