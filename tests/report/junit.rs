//! JUnit XML, read by a parser of JUnit.

use junit_parser::{TestCase, TestStatus, TestSuites};
use kubevet::finding::{Category, Finding, Skipped};
use kubevet::report::{Format, Look};

use super::{Sample, accepted, shop};

fn junit(sample: Sample) -> TestSuites {
    let text = sample.render(Format::Junit, Look::default());
    let suites = junit_parser::from_reader(text.as_bytes()).unwrap();
    let cases: Vec<&TestCase> = suites.suites.iter().flat_map(|suite| &suite.cases).collect();
    let count = |has: fn(&TestStatus) -> bool| cases.iter().filter(|case| has(&case.status)).count() as u64;
    assert_eq!(suites.tests, cases.len() as u64, "{text}");
    assert_eq!(suites.failures, count(TestStatus::is_failure), "{text}");
    assert_eq!(suites.errors, count(TestStatus::is_error), "{text}");
    assert_eq!(suites.skipped, count(TestStatus::is_skipped), "{text}");
    suites
}

#[test]
fn files_are_suites_and_broken_rules_are_failures() {
    insta::assert_snapshot!(shop().render(Format::Junit, Look::default()));
    let suites = junit(shop());
    let names: Vec<&str> = suites.suites.iter().map(|suite| suite.name.as_str()).collect();
    assert_eq!(names, ["deploy/svc.yaml", "deploy/web.yaml"]);
    let privileged = &suites.suites[1].cases[1];
    assert_eq!(privileged.original_name, "Deployment shop/web: SEC006 privileged-container");
    assert_eq!((privileged.file.as_deref(), privileged.line), (Some("deploy/web.yaml"), Some(17)));
    let failure = privileged.status.failure_as_ref();
    assert_eq!(
        (failure.message.as_str(), failure.failure_type.as_str()),
        ("container `app` runs privileged", "SEC006")
    );
    assert!(failure.text.starts_with("deploy/web.yaml:17:13: error SEC006 privileged-container: "), "{}", failure.text);
}

#[test]
fn findings_of_one_rule_in_one_object_are_one_test() {
    let mut sample = shop();
    let mut second = sample.report.findings[0].clone();
    second.message = "container `b` runs privileged".into();
    sample.report.findings.push(second);
    let suites = junit(sample);
    assert_eq!(suites.tests, 4);
    let failure = suites.suites[1].cases[1].status.failure_as_ref();
    assert_eq!(failure.message, "container `app` runs privileged (and 1 more)");
    assert_eq!(failure.text.matches("SEC006").count(), 2);
}

#[test]
fn objects_without_findings_pass_suppressed_findings_are_skipped_and_failures_are_errors() {
    let mut sample = shop().file("deploy/clean.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
    sample.report.findings[0].suppressed = Some(accepted());
    sample.report.findings[1].category = Category::Error;
    sample.report.skipped.push(Skipped { file: "b.yaml".into(), reason: "permission denied".into(), failed: true });
    let suites = junit(sample);
    assert_eq!((suites.tests, suites.failures, suites.errors, suites.skipped), (6, 1, 2, 1));
    let case = |suite: usize, case: usize| &suites.suites[suite].cases[case];
    assert_eq!(case(0, 0).status.error_as_ref().message, "permission denied");
    assert_eq!((case(1, 0).original_name.as_str(), case(1, 0).status.is_success()), ("Namespace shop", true));
    assert_eq!(case(3, 1).status.skipped_as_ref().message, "reads host metrics");
}

#[test]
fn any_text_is_xml() {
    let sample = Sample::new().file("<&\".yaml", "kind: X\n");
    let place = sample.place("<&\".yaml", "X", "/kind");
    let message = "]]> </failure> <b> & \" ' \0 \x1b[2J \u{fffe} \u{ffff} é 漢 \u{1f600}";
    let finding = sample.error("SCH001", "unknown-kind", message, place);
    let finding = Finding { help: Some(message.into()), ..finding };
    let sample = sample.finding(finding);
    let text = Sample { manifests: Vec::new(), report: sample.report.clone(), ..Sample::new() };
    let text = text.render(Format::Junit, Look::default());
    // The message, and in the text the line and the help.
    assert_eq!(text.matches("]]&gt; &lt;/failure&gt; &lt;b&gt; &amp; ").count(), 3, "{text}");
    let suites = junit(sample);
    let failure = suites.suites[0].cases[0].status.failure_as_ref();
    assert_eq!(failure.message, "]]> </failure> <b> & \" ' ␀ ␛[2J \u{fffd} \u{fffd} é 漢 \u{1f600}");
    assert_eq!(suites.suites[0].name, "<&\".yaml");
}

#[test]
fn a_run_over_nothing_is_xml_too() {
    assert_eq!(junit(Sample::new()).tests, 0);
}
