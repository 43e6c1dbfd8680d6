//! `kubevet policy trace`: what a rule sees of each object, and which of its lines are evaluated.

use std::io::{self, Write};

use super::super::args::PolicyTraceArgs;
use super::super::error::CliError;
use super::super::exit::Exit;
use super::super::{checkout, output, terminal};
use super::{broken, files, load};
use crate::engine::{Engine, Settings};
use crate::finding::Severity;
use crate::graph::Graph;
use crate::object::{KubernetesVersion, Object};
use crate::policy::user::{FileCoverage, Sources, TextFile, Trace, Tracer, UserPolicies};
use crate::policy::{self, Options, Parameters};
use crate::report::{self, Background, Format, Look, Outcome, Paint};
use crate::rule::{Metadata, Origin, Profile};
use crate::source;

/// Shows a rule at work on a manifest.
///
/// # Errors
/// A rule that does not exist, files that cannot be read or do not compile.
pub fn run(arguments: &PolicyTraceArgs) -> Result<Exit, CliError> {
    let engine = Engine::new(Settings {
        select: vec![arguments.rule.clone()],
        user_policies: load(&arguments.own)?,
        ..Settings::default()
    })?;
    let registry = engine.registry();
    let not_a_policy = || CliError::NotTraceable { rule: arguments.rule.clone() };
    let rule = registry.get(&arguments.rule).ok_or_else(not_a_policy)?;
    let sources = sources(arguments, rule)?;
    let policies = UserPolicies::compile(&sources).map_err(|problems| broken(&problems, &sources))?;
    let loaded = source::load(std::slice::from_ref(&arguments.file), &source::Options::default());
    let objects: Vec<Object<'_>> = loaded.manifests.iter().flat_map(|manifest| manifest.objects()).collect();
    let run = policies.run(&objects);
    let tracer = Tracer::new(&run, &rule.id).map_err(|error| CliError::Engine(error.into()))?;
    let tracer = tracer.ok_or_else(not_a_policy)?;
    let graph = Graph::build(&objects);
    let options = options(rule)?;
    let report = engine.check(&loaded.manifests);
    let (paint, look) = (terminal::paint(arguments.color), Look { show: Severity::Info, summary: false, ..look() });
    output::to_stdout(|out| {
        for (id, object) in objects.iter().enumerate() {
            let traces = tracer.trace(object, &graph.facts(id), &options);
            let title = format!("{} on {}", rule.id, report::one_line(&object.reference().to_string()));
            if traces.is_empty() {
                writeln!(out, "{}: it is not asked about this object\n", paint.bold(&title))?;
            }
            for (number, trace) in (1..).zip(&traces) {
                match traces.len() {
                    1 => writeln!(out, "{}", paint.bold(&title))?,
                    many => writeln!(out, "{}", paint.bold(&format!("{title}, pod {number} of {many}")))?,
                }
                show(trace, tracer.source(), paint, out)?;
            }
        }
        let checkout = checkout::current();
        let (manifests, background) = (&loaded.manifests, Background::default());
        let outcome = Outcome { report: &report, manifests, rules: registry, checkout: &checkout, background };
        report::write(Format::Full, outcome, look, out)
    })?;
    Ok(if objects.is_empty() { Exit::NothingToCheck } else { Exit::Clean })
}

fn look() -> Look {
    Look { width: terminal::width(), ..Look::default() }
}

/// The files of the rule: the text of a built-in one, or those of the user.
fn sources(arguments: &PolicyTraceArgs, rule: &Metadata) -> Result<Sources, CliError> {
    let own = &arguments.own;
    match policy::source(&rule.name).filter(|_| rule.origin == Origin::Kubevet) {
        Some(text) => {
            let file = TextFile { name: format!("{}/rule.rego", rule.name), text: text.to_owned() };
            Ok(Sources { policies: vec![file], ..Sources::default() })
        }
        None => files::read(&own.policy, &own.policy_data, own.rego_v0),
    }
}

fn options(rule: &Metadata) -> Result<Options, CliError> {
    let rules = std::slice::from_ref(rule);
    let options = Options::new(rules, KubernetesVersion::default(), Profile::Off, &Parameters::new());
    options.map_err(|error| CliError::Engine(error.into()))
}

fn show(trace: &Trace, text: &str, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "input: {}", serde_json::to_string_pretty(&trace.input)?)?;
    if let Some(failure) = &trace.failure {
        writeln!(out, "{} {failure}", paint.severity(Severity::Error, "failed:"))?;
    }
    if let Some(coverage) = &trace.coverage {
        lines(coverage, text, paint, out)?;
    }
    writeln!(out)
}

/// The lines of the rule from its package on: `+` was evaluated, `-` was not.
fn lines(coverage: &FileCoverage, text: &str, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    ╭─[{}]", coverage.file)?;
    for (line, number) in text.lines().zip(1_u32..).skip_while(|(line, _)| !line.starts_with("package")) {
        let mark = match (coverage.covered.contains(&number), coverage.not_covered.contains(&number)) {
            (true, _) => paint.good("+"),
            (false, true) => paint.severity(Severity::Error, "-"),
            (false, false) => " ".to_owned(),
        };
        let shown = format!("{number:>3} {mark}│ {}", line.replace('\t', "    "));
        writeln!(out, "{}", shown.trim_end())?;
    }
    writeln!(out, "    ╰────")
}
