//! `kubevet explain`: all about one rule.

use std::io::{self, Write};

use textwrap::{Options, WordSeparator, WordSplitter, fill};

use super::args::ExplainArgs;
use super::error::CliError;
use super::exit::Exit;
use super::rules::{kind_name, profile_name};
use super::{output, policy as own, terminal};
use crate::engine::{Engine, Settings};
use crate::finding::Applicability;
use crate::policy;
use crate::report::Paint;
use crate::rule::{Metadata, Readme, SelectionError, unwrap_lines};

/// Explains the rules that are meant: by id, name, prefix, or the id of the same check in another tool.
///
/// # Errors
/// A rule that does not exist; standard output that cannot be written.
pub fn run(arguments: &ExplainArgs) -> Result<Exit, CliError> {
    let user_policies = own::load(&arguments.own)?;
    let engine = Engine::new(Settings { user_policies, ..Settings::default() })?;
    let registry = engine.registry();
    let wanted = &arguments.rule;
    let rules = match registry.get(wanted) {
        Some(rule) => vec![rule],
        // One check of another tool may be several here.
        None => registry.select(wanted),
    };
    if rules.is_empty() {
        let suggestions = registry.suggestions(wanted).into_iter().map(str::to_owned).collect();
        return Err(CliError::UnknownRule(SelectionError { selector: wanted.clone(), suggestions }));
    }
    let (paint, width) = (terminal::paint(arguments.color), terminal::width());
    output::to_stdout(|out| {
        for (index, rule) in rules.iter().enumerate() {
            if index > 0 {
                writeln!(out, "\n")?;
            }
            Page { rule, paint, width }.write(out)?;
        }
        Ok(())
    })?;
    Ok(Exit::Clean)
}

struct Page<'a> {
    rule: &'a Metadata,
    paint: Paint,
    width: usize,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Metadata { id, name, title, description, rationale, severity, profile, .. } = self.rule;
        let document = policy::readme(name).map(Readme::parse).unwrap_or_default();
        writeln!(out, "{}", self.paint.bold(&format!("{id} {name}")))?;
        writeln!(out, "{}", self.wrapped(title, ""))?;
        let severity = self.paint.severity(*severity, severity.name());
        writeln!(out, "{severity} · profile {} · {}", profile_name(*profile), self.rule.category.name())?;

        writeln!(out, "\n{}", self.wrapped(description, ""))?;
        let why = if document.intro.is_empty() { rationale.clone() } else { unwrap_lines(document.intro) };
        self.section(out, "Why", &why)?;
        self.section(out, "What to do", &self.rule.general_help())?;
        if let Some(fix) = &self.rule.fix {
            let caution = match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Unsafe => "unsafe: it may stop a workload",
            };
            self.section(out, "Fix", &format!("{} ({caution})", fix.general_message()))?;
        }
        for (heading, text) in document.sections {
            writeln!(out, "\n{}", self.paint.bold(heading))?;
            for line in text.lines().filter(|line| !line.starts_with("```")) {
                writeln!(out, "{}", format!("  {line}").trim_end())?;
            }
        }
        let kinds: Vec<&str> = self.rule.kinds.iter().map(|kind| kind_name(kind)).collect();
        self.section(out, "Looks at", &kinds.join(", "))?;
        let parameters = self.rule.params.iter().map(|(name, value)| format!("{name} = {value}"));
        self.section(out, "Parameters", &parameters.collect::<Vec<_>>().join("\n"))?;
        self.section(out, "Silent where one of these tells the same", &self.rule.yields_to.join(", "))?;
        self.section(out, "The same check elsewhere", &self.rule.sources.join(", "))?;
        let pages = self.rule.references.iter().cloned().chain(self.rule.url());
        let mut pages: Vec<String> = pages.collect();
        pages.dedup();
        self.section(out, "Read on", &pages.join("\n"))
    }

    /// A heading and a text, unless there is nothing to say.
    fn section(&self, out: &mut dyn Write, heading: &str, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}\n{}", self.paint.bold(heading), self.wrapped(text, "  "))
    }

    /// Text in lines of the terminal's width, words and addresses whole.
    fn wrapped(&self, text: &str, indent: &str) -> String {
        let options = Options::new(self.width)
            .initial_indent(indent)
            .subsequent_indent(indent)
            .break_words(false)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation);
        fill(text.trim(), options)
    }
}
