//! The Test Anything Protocol, read by the letter.

use kubevet::finding::Skipped;
use kubevet::report::{Format, Look};

use super::{Sample, accepted, shop};

/// A test line.
#[derive(Debug, PartialEq)]
struct Point {
    ok: bool,
    description: String,
    skip: Option<String>,
    block: Vec<serde_json::Value>,
}

/// Reads TAP 13 and holds it to the specification: version, plan, consecutive numbers, and blocks that are YAML.
fn read(text: &str) -> Vec<Point> {
    let mut lines = text.lines().peekable();
    assert_eq!(lines.next(), Some("TAP version 13"));
    let plan: usize = lines.next().unwrap().strip_prefix("1..").unwrap().split(' ').next().unwrap().parse().unwrap();
    let mut points = Vec::new();
    while let Some(line) = lines.next() {
        let (ok, rest) = match line.strip_prefix("not ") {
            Some(rest) => (false, rest),
            None => (true, line),
        };
        let rest = rest.strip_prefix("ok ").unwrap_or_else(|| panic!("no test line: {line}"));
        let (number, rest) = rest.split_once(" - ").unwrap();
        assert_eq!(number.parse::<usize>().unwrap(), points.len() + 1);
        let (description, skip) = directive(rest);
        let mut block = Vec::new();
        if lines.next_if_eq(&"  ---").is_some() {
            let yaml: String = lines
                .by_ref()
                .take_while(|line| *line != "  ...")
                .map(|line| line.get(2..).unwrap().to_owned() + "\n")
                .collect();
            let value: serde_json::Value = serde_yaml::from_str(&yaml).unwrap();
            block.clone_from(value["found"].as_array().unwrap());
        }
        points.push(Point { ok, description, skip, block });
    }
    assert_eq!(points.len(), plan, "{text}");
    points
}

/// The description without escapes, and the reason of a `# SKIP`.
fn directive(text: &str) -> (String, Option<String>) {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.extend(chars.next()),
            '#' => {
                let (rest, none) = directive(chars.as_str());
                assert_eq!(none, None);
                return (plain.trim_end().to_owned(), Some(rest.strip_prefix(" SKIP ").unwrap().to_owned()));
            }
            c => plain.push(c),
        }
    }
    (plain, None)
}

fn tap(sample: Sample) -> Vec<Point> {
    read(&sample.render(Format::Tap, Look::default()))
}

#[test]
fn broken_rules_are_tests_that_fail() {
    insta::assert_snapshot!(shop().render(Format::Tap, Look::default()));
    let points = tap(shop());
    assert_eq!(points.len(), 4);
    assert_eq!(points[3].description, "deploy/web.yaml: Deployment shop/web: SEC006 privileged-container");
    assert_eq!(points[3].block[0]["at"], "deploy/web.yaml:17:13");
}

#[test]
fn objects_without_findings_pass_suppressed_findings_are_skipped_and_unread_files_fail() {
    let mut sample = shop().file("deploy/clean.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
    sample.report.findings[0].suppressed = Some(accepted());
    sample.report.skipped.push(Skipped { file: "b.yaml".into(), reason: "permission denied".into(), failed: true });
    let points = tap(sample);
    assert_eq!((points[0].ok, &points[0].block[0]["message"]), (false, &"permission denied".into()));
    assert_eq!((points[1].ok, points[1].description.as_str()), (true, "deploy/clean.yaml: Namespace shop"));
    assert_eq!((points[5].ok, points[5].skip.as_deref()), (true, Some("reads host metrics")));
}

#[test]
fn no_text_of_a_manifest_is_a_directive_or_a_test() {
    let sample = Sample::new().file("a#b\\.yaml", "kind: X\n");
    let place = sample.place("a#b\\.yaml", "X", "/kind");
    let finding = sample.error("SCH001", "unknown-kind", "x # TODO\n\"not ok\": |\n  ...\nok 7", place);
    let points = tap(sample.finding(finding));
    assert_eq!(points[0].description, "a#b\\.yaml: SCH001 unknown-kind");
    assert_eq!(points[0].block[0]["message"], "x # TODO \"not ok\": |   ... ok 7");
}

#[test]
fn a_run_over_nothing_is_skipped_as_a_whole() {
    assert_eq!(Sample::new().render(Format::Tap, Look::default()), "TAP version 13\n1..0 # SKIP nothing to check\n");
}
