//! One line for each finding.

use kubevet::finding::Severity;
use kubevet::report::{Format, Look};

use super::{Sample, shop};

#[test]
fn each_finding_is_one_line_with_its_place_first() {
    insta::assert_snapshot!(shop().render(Format::Concise, Look::default()));
}

#[test]
fn show_decides_what_is_listed_and_the_summary_says_what_is_not() {
    let with = |show| shop().render(Format::Concise, Look { show, ..Look::default() });
    assert!(with(Severity::Info).contains("info HYG001"));
    let errors = with(Severity::Error);
    assert!(!errors.contains("warning NET004") && errors.contains("2 findings not shown: add --show info"), "{errors}");
}

#[test]
fn colours_and_links_come_only_when_asked_for() {
    assert!(!shop().render(Format::Concise, Look::default()).contains('\x1b'));
    let look = Look { color: true, links: true, ..Look::default() };
    insta::assert_snapshot!(shop().render(Format::Concise, look).replace('\x1b', "ESC"));
}

#[test]
fn a_clean_run_says_so() {
    let sample = Sample::new().file("a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n");
    let text = sample.render(Format::Concise, Look::default());
    assert_eq!(text, "No problems in 1 file · 1 object · Kubernetes 1.37 · 0.00 s\n");
}

#[test]
fn text_from_a_manifest_cannot_command_the_terminal() {
    let sample = Sample::new().file("a.yaml", "kind: X\n");
    let place = sample.place("a.yaml", "X", "/kind");
    let finding = sample.error("SCH001", "unknown-kind", "kind `\x1b[2J\r\nclean`", place);
    let text = sample.finding(finding).render(Format::Concise, Look::default());
    assert!(text.starts_with("a.yaml:1:7: error SCH001 unknown-kind: kind `␛[2J␍ clean`\n"), "{text}");
}

#[test]
fn the_problem_matcher_reads_every_line_with_and_without_colours() {
    let matcher: serde_json::Value = serde_json::from_str(include_str!("../../.github/kubevet-matcher.json")).unwrap();
    let pattern = &matcher["problemMatcher"][0]["pattern"][0];
    let regexp = regex::Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
    for colored in [false, true] {
        let look = Look { color: colored, links: colored, summary: false, show: Severity::Info, ..Look::default() };
        let text = shop().render(Format::Concise, look);
        assert_eq!(text.lines().count(), 4);
        for line in text.lines() {
            let found = regexp.captures(line).unwrap_or_else(|| panic!("not matched: {line}"));
            let group = |name: &str| found.get(pattern[name].as_u64().unwrap() as usize).unwrap().as_str();
            assert!(group("file").starts_with("deploy/") && group("file").ends_with(".yaml"), "{line}");
            assert!(["error", "warning", "info"].contains(&group("severity")), "{line}");
            assert!(["SEC006", "SCH002", "NET004", "HYG001"].contains(&group("code")), "{line}");
            assert!(group("line").parse::<u32>().is_ok() && group("column").parse::<u32>().is_ok());
            assert!(group("message").contains(": "), "{line}");
        }
    }
}
