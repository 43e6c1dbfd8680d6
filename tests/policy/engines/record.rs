//! What OPA answered, as `scripts/opa-record` wrote it to `tests/data/opa.tsv`: nothing but hashes.
//!
//! A line of three columns is a group of inputs: their hash, that of what OPA finds in them, and the answers that could not
//! be compared, as `<number of the input>:<rule>`. A line of four columns is a rule: its id, a hash of its text, and what OPA
//! finds by it in our own inputs and in the corpus. So where a group differs, the rules that differ say by which.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::groups::Group;
use crate::policy::rules::RuleFolder;

const TEXT: &str = include_str!("../../data/opa.tsv");
/// What to do when rules or inputs are no longer those that OPA was asked about.
const REMEDY: &str = "run scripts/opa-record";

/// The findings of one input that are there, by rule, in an order that no engine decides.
pub type Findings = BTreeMap<String, Vec<String>>;

/// The findings in the answers of an engine.
pub fn found(answers: &BTreeMap<String, Json>) -> Findings {
    let of_rule = |answer: &Json| {
        let mut texts: Vec<String> = answer.as_array().into_iter().flatten().map(Json::to_string).collect();
        texts.sort();
        texts
    };
    let all = answers.iter().map(|(rule, answer)| (rule.clone(), of_rule(answer)));
    all.filter(|(_, findings)| !findings.is_empty()).collect()
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A hash as it is recorded.
pub fn hex(hash: u64) -> String {
    format!("{hash:016x}")
}

/// The hash of a rule's text, without its METADATA.
pub fn hash_of_rule(rule: &RuleFolder) -> u64 {
    let text = rule.read("rule.rego");
    hash(&text[text.find("\npackage ").unwrap_or_default()..])
}

/// What is compared of a group.
pub struct Summary {
    pub file: String,
    /// The hash of all inputs.
    pub inputs: u64,
    /// How many answers there are.
    pub answers: usize,
    pub findings: Vec<Findings>,
}

impl Summary {
    pub fn of(group: &Group) -> Self {
        let inputs: Vec<String> = group.cases.iter().map(|case| case.input.to_string()).collect();
        Self {
            file: group.file.clone(),
            inputs: hash(&inputs.join("\n")),
            answers: group.cases.iter().map(|case| case.findings.len()).sum(),
            findings: group.cases.iter().map(|case| found(&case.findings)).collect(),
        }
    }

    /// The hash of the findings, and what each rule adds to its own, without answers that OPA could not give.
    fn hashes(&self, not_compared: &BTreeSet<(usize, &str)>) -> (u64, BTreeMap<&str, u64>) {
        let (mut all, mut by_rule) = (0, BTreeMap::new());
        for (number, findings) in self.findings.iter().enumerate() {
            for (rule, texts) in findings.iter().filter(|(rule, _)| !not_compared.contains(&(number, rule.as_str()))) {
                let texts = serde_json::to_string(texts).unwrap();
                let hash = hash(&format!("{} {number} {rule} {texts}", hex(self.inputs)));
                all ^= hash;
                *by_rule.entry(rule.as_str()).or_default() ^= hash;
            }
        }
        (all, by_rule)
    }

    /// The findings as a person reads them, of some rules.
    fn show(&self, rules: &BTreeSet<&str>) -> String {
        let of_input = |findings: &Findings| {
            let wanted = findings.iter().filter(|(rule, _)| rules.contains(rule.as_str()));
            wanted.map(|(rule, texts)| format!("{rule} {}", texts.join(" "))).collect::<Vec<_>>()
        };
        let all: Vec<String> = self.findings.iter().flat_map(of_input).collect();
        all.join("; ")
    }
}

/// Which of the two sets of findings of a rule is meant.
#[derive(Clone, Copy)]
pub enum Part {
    Own,
    Corpus,
}

/// What OPA found in a group.
struct Row<'r> {
    findings: &'r str,
    not_compared: BTreeSet<(usize, &'r str)>,
}

pub struct Record<'r> {
    groups: BTreeMap<&'r str, Row<'r>>,
    rules: BTreeMap<&'r str, [&'r str; 3]>,
}

impl Record<'static> {
    pub fn read() -> Self {
        Self::parse(TEXT)
    }
}

impl<'r> Record<'r> {
    fn parse(text: &'r str) -> Self {
        let mut record = Self { groups: BTreeMap::new(), rules: BTreeMap::new() };
        for line in text.lines() {
            match line.split('\t').collect::<Vec<_>>()[..] {
                [inputs, findings, not_compared] => {
                    let answers = not_compared.split(',').filter_map(|answer| answer.split_once(':'));
                    let not_compared = answers.map(|(number, rule)| (number.parse().unwrap(), rule)).collect();
                    record.groups.insert(inputs, Row { findings, not_compared });
                }
                [rule, text, own, corpus] => _ = record.rules.insert(rule, [text, own, corpus]),
                _ => panic!("tests/data/opa.tsv: {line:?}; {REMEDY}"),
            }
        }
        record
    }

    /// The rules that are not what they were when OPA was asked.
    pub fn changed<'a>(&self, rules: &'a [RuleFolder]) -> Vec<&'a str> {
        let is_known = |rule: &&RuleFolder| {
            self.rules.get(rule.metadata.id.as_str()).is_some_and(|[text, ..]| *text == hex(hash_of_rule(rule)))
        };
        rules.iter().filter(|rule| !is_known(rule)).map(|rule| rule.metadata.id.as_str()).collect()
    }

    /// What OPA finds otherwise than the virtual machine in some groups, or was not asked about.
    pub fn problems<'a>(&self, groups: impl IntoIterator<Item = &'a Summary>, part: Part) -> Vec<String> {
        let (mut unknown, mut different) = (Vec::new(), Vec::new());
        let mut by_rule = BTreeMap::<&str, u64>::new();
        let (mut compared, mut not_compared) = (0, 0);
        for group in groups {
            let Some(row) = self.groups.get(hex(group.inputs).as_str()) else {
                unknown.push(group.file.as_str());
                continue;
            };
            compared += group.answers - row.not_compared.len();
            not_compared += row.not_compared.len();
            let (all, of_rules) = group.hashes(&row.not_compared);
            different.extend((row.findings != hex(all)).then_some(group));
            for (rule, hash) in of_rules {
                *by_rule.entry(rule).or_default() ^= hash;
            }
        }
        println!("{compared} answers compared, {not_compared} not");
        let mut problems = Vec::new();
        if not_compared * 200 > compared {
            problems.push(format!("{not_compared} of {compared} answers could not be compared"));
        }
        if !unknown.is_empty() {
            let few = unknown.iter().take(20).copied().collect::<Vec<_>>().join(", ");
            problems.push(format!("OPA was not asked about {} files as they are now: {few}; {REMEDY}", unknown.len()));
        }
        // Where an input is another one now, what rules find in all inputs together says nothing.
        let suspects = unknown.is_empty().then(|| self.suspects(&by_rule, part));
        for group in different {
            let rules = suspects
                .clone()
                .unwrap_or_else(|| group.findings.iter().flatten().map(|(rule, _)| rule.as_str()).collect());
            problems.push(format!(
                "{}: OPA finds something else than we, perhaps by {}: {}; {REMEDY} to see all answers",
                group.file,
                rules.iter().copied().collect::<Vec<_>>().join(", "),
                group.show(&rules)
            ));
        }
        problems
    }

    /// The rules by which OPA finds something else in all groups together.
    fn suspects<'a>(&'a self, by_rule: &BTreeMap<&str, u64>, part: Part) -> BTreeSet<&'a str> {
        let differs = |(rule, [_, own, corpus]): (&&'r str, &[&str; 3])| {
            let recorded = match part {
                Part::Own => *own,
                Part::Corpus => *corpus,
            };
            (recorded != hex(by_rule.get(*rule).copied().unwrap_or_default())).then_some(*rule)
        };
        self.rules.iter().filter_map(differs).collect()
    }
}

/// A line for OPA: what it is asked, and what the other engines answer.
pub fn question(group: &Group, interpreted: &[Findings], part: Part) -> Json {
    let cases = group.cases.iter().zip(interpreted).map(|(case, interpreter)| {
        let asked: Vec<&String> = case.findings.keys().collect();
        json!({"asked": asked, "machine": found(&case.findings), "interpreter": interpreter, "input": case.input})
    });
    let part = match part {
        Part::Own => "own",
        Part::Corpus => "corpus",
    };
    let inputs = hex(Summary::of(group).inputs);
    json!({"file": group.file, "part": part, "inputs": inputs, "cases": cases.collect::<Vec<_>>()})
}

/// A group whose only input gets one finding of `SEC001`.
fn summary(file: &str, inputs: u64, finding: &str) -> Summary {
    let findings = vec![Findings::from([("SEC001".to_owned(), vec![finding.to_owned()])])];
    Summary { file: file.to_owned(), inputs, answers: 300, findings }
}

/// What is recorded when OPA finds the same as we in a group.
fn recorded(group: &Summary) -> String {
    let (all, by_rule) = group.hashes(&BTreeSet::new());
    let (inputs, all, of_rule) = (hex(group.inputs), hex(all), hex(by_rule["SEC001"]));
    format!(
        "{inputs}\t{all}\t\nSEC001\t{}\t{of_rule}\t{}\nSEC002\t{}\t{}\t{}\n",
        hex(9),
        hex(0),
        hex(9),
        hex(0),
        hex(0)
    )
}

#[test]
fn a_finding_that_opa_does_not_make_leads_to_its_file_and_its_rule() {
    let text = recorded(&summary("a.yaml", 1, "[1]"));
    let problems = |group| Record::parse(&text).problems(&[group], Part::Own);
    assert_eq!(problems(summary("a.yaml", 1, "[1]")), Vec::<String>::new());
    let [problem] = &problems(summary("a.yaml", 1, "[2]"))[..] else { panic!() };
    for part in ["a.yaml", "by SEC001: SEC001 [2]", REMEDY] {
        assert!(problem.contains(part), "{problem}");
    }
}

#[test]
fn inputs_and_rules_that_opa_was_not_asked_about_are_named_with_what_to_do() {
    let text = recorded(&summary("a.yaml", 1, "[1]"));
    let record = Record::parse(&text);
    let [problem] = &record.problems(&[summary("a.yaml", 2, "[1]")], Part::Own)[..] else { panic!() };
    assert!(problem.contains("a.yaml") && problem.contains(REMEDY), "{problem}");
    let rules = crate::policy::rules::all();
    assert_eq!(record.changed(&rules).len(), rules.len());
}

#[test]
fn answers_that_opa_could_not_give_are_left_out_and_must_be_few() {
    let text = format!("{}\t{}\t0:SEC001\n", hex(1), hex(0));
    let record = Record::parse(&text);
    assert_eq!(record.problems(&[summary("a.yaml", 1, "[1]")], Part::Own), Vec::<String>::new());
    let few = Summary { answers: 2, ..summary("a.yaml", 1, "[1]") };
    assert!(record.problems(&[few], Part::Own).concat().contains("1 of 1 answers could not be compared"));
}
