//! Findings counted by rule, most frequent first: what `--statistics` shows instead of each finding.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::json::SummaryV1;
use super::paint::Paint;
use super::{Look, Outcome, summary};
use crate::finding::{Finding, Severity};

/// How often a rule was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleCount<'a> {
    /// Id of the rule.
    pub rule: &'a str,
    /// Name of the rule.
    pub name: &'a str,
    /// The page of the rule.
    pub url: Option<&'a str>,
    /// The highest severity among its findings.
    pub severity: Severity,
    /// Its findings.
    pub count: usize,
    /// Those of them that have a fix.
    pub fixable: usize,
}

/// Counts findings by rule: the most frequent first, of equally frequent ones the most severe.
pub fn count<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<RuleCount<'a>> {
    let mut counts = BTreeMap::<&str, RuleCount<'_>>::new();
    for finding in findings {
        let Finding { rule, name, url, severity, fix, .. } = finding;
        let new = RuleCount { rule, name, url: url.as_deref(), severity: *severity, count: 0, fixable: 0 };
        let of_rule = counts.entry(rule).or_insert(new);
        of_rule.severity = of_rule.severity.max(*severity);
        of_rule.count += 1;
        of_rule.fixable += usize::from(fix.is_some());
    }
    let mut counts: Vec<RuleCount<'a>> = counts.into_values().collect();
    counts.sort_by_key(|of_rule| (Reverse(of_rule.count), Reverse(of_rule.severity)));
    counts
}

/// Writes a table for people, then the summary.
pub fn write_text(outcome: Outcome<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(look);
    let counts = count(look.shown(outcome.report));
    let digits = counts.first().map_or(1, |most| most.count.to_string().len());
    let widest = counts.iter().map(|of_rule| of_rule.rule.chars().count()).max().unwrap_or_default();
    for of_rule in &counts {
        let severity = paint.severity(of_rule.severity, &format!("{:7}", of_rule.severity.name()));
        let rule = paint.rule(of_rule.url, &format!("{:widest$}", of_rule.rule));
        let fixable = match of_rule.fixable {
            0 => String::new(),
            fixable => paint.faint(&format!(" ({fixable} fixable)")),
        };
        writeln!(out, "{:>digits$}  {severity}  {rule}  {}{fixable}", of_rule.count, of_rule.name)?;
    }
    summary::write(outcome.report, look, out)
}

#[derive(Serialize)]
struct StatisticsV1<'a> {
    version: u32,
    kubevet: &'static str,
    kubernetes: &'a str,
    statistics: Vec<RuleCountV1<'a>>,
    summary: SummaryV1,
}

#[derive(Serialize)]
struct RuleCountV1<'a> {
    rule: &'a str,
    name: &'a str,
    severity: &'static str,
    url: Option<&'a str>,
    count: usize,
    fixable: usize,
}

/// Writes the counts as one JSON object: of all findings, infos included, that are not suppressed.
pub fn write_json(outcome: Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = count(outcome.report.live());
    let statistics = StatisticsV1 {
        version: 1,
        kubevet: env!("CARGO_PKG_VERSION"),
        kubernetes: &outcome.report.kubernetes,
        statistics: counts.iter().map(RuleCountV1::from).collect(),
        summary: SummaryV1::from(&outcome.report.summary),
    };
    serde_json::to_writer_pretty(&mut *out, &statistics)?;
    writeln!(out)
}

impl<'a> From<&RuleCount<'a>> for RuleCountV1<'a> {
    fn from(of_rule: &RuleCount<'a>) -> Self {
        let RuleCount { rule, name, url, severity, count, fixable } = *of_rule;
        Self { rule, name, severity: severity.name(), url, count, fixable }
    }
}
