//! Annotations of GitHub Actions.

use kubevet::finding::{Finding, Severity, Skipped};
use kubevet::report::{Checkout, Format, Look};

use super::{Sample, shop};

fn github(sample: Sample) -> String {
    sample.render(Format::Github, Look::default())
}

/// A command as the runner of GitHub reads it (`ActionCommand.cs`): name, properties, message.
fn read(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let properties = properties.split(',').map(|property| property.split_once('=').unwrap());
    let plain = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    (name.into(), properties.map(|(key, value)| (key.into(), plain(value))).collect(), plain(message))
}

#[test]
fn each_finding_is_an_annotation_of_its_lines() {
    insta::assert_snapshot!(github(shop()));
}

#[test]
fn no_text_of_a_manifest_becomes_a_command() {
    let sample = Sample::new().file("a,b:c%/d.yaml", "kind: X\n");
    let place = sample.place("a,b:c%/d.yaml", "X", "/kind");
    let message = "100%,\n::set-env name=PATH::/tmp\r\x1b[2J%0A";
    let finding = sample.error("SCH001", "unknown-kind", message, place);
    let text = github(sample.finding(finding));
    assert_eq!(text.lines().count(), 1, "{text}");
    let (name, properties, message) = read(text.trim_end());
    assert_eq!(name, "error");
    assert_eq!(properties[0], ("file".into(), "a,b:c%/d.yaml".into()));
    assert_eq!(properties.last().unwrap(), &("title".into(), "SCH001 unknown-kind".into()));
    assert_eq!(message, "100%, ::set-env name=PATH::/tmp␍␛[2J%0A");
}

#[test]
fn columns_are_told_of_single_lines_only_and_a_line_end_is_no_line() {
    let sample = Sample::new().file("a.yaml", "a: |\n  b\nc: 1\n");
    let place = sample.place("a.yaml", "|\n  b\n", "/a");
    let finding = sample.error("SCH001", "unknown-kind", "x", place);
    let text = github(sample.finding(finding));
    assert!(text.starts_with("::error file=a.yaml,line=1,endLine=2,title="), "{text}");
}

#[test]
fn of_each_level_ten_are_shown_and_the_rest_is_counted() {
    let mut sample = Sample::new().file("a.yaml", "kind: A\n");
    let place = sample.place("a.yaml", "A", "/kind");
    for (severity, count) in [(Severity::Error, 12), (Severity::Warning, 10), (Severity::Info, 10)] {
        for number in 0..count {
            let finding = sample.error("SCH001", "unknown-kind", &format!("{number:02}"), place.clone());
            sample = sample.finding(Finding { severity, ..finding });
        }
    }
    let text = sample.render(Format::Github, Look { show: Severity::Info, ..Look::default() });
    let count = |level: &str| text.lines().filter(|line| line.starts_with(level)).count();
    assert_eq!([count("::error "), count("::warning "), count("::notice ")], [10, 10, 10]);
    assert!(
        text.lines().last().unwrap().starts_with("::notice title=kubevet::3 more findings not shown here"),
        "{text}"
    );
}

#[test]
fn files_are_named_from_the_root_of_the_repository_and_standard_input_is_no_file() {
    for (file, begin) in [
        ("./web.yaml", "::error file=deploy/web.yaml,line=1"),
        ("/src/shop/web.yaml", "::error file=web.yaml,line=1"),
        ("/tmp/web.yaml", "::error file=/tmp/web.yaml,line=1"),
        ("-", "::error title=SCH001 unknown-kind::line 1: no such kind"),
    ] {
        let mut sample = Sample::new().file(file, "kind: A\n");
        sample.checkout = Checkout::new("/src/shop".into(), "/src/shop/deploy".into());
        let place = sample.place(file, "A", "/kind");
        let finding = sample.error("SCH001", "unknown-kind", "no such kind", place);
        let text = github(sample.finding(finding));
        assert!(text.starts_with(begin), "{text}");
    }
}

#[test]
fn what_could_not_be_read_is_an_error_and_what_counts_not_is_nothing() {
    let mut sample = shop();
    for finding in &mut sample.report.findings {
        finding.suppressed = Some(super::accepted());
    }
    sample.report.skipped.push(Skipped { file: "b.yaml".into(), reason: "permission denied".into(), failed: true });
    assert_eq!(github(sample), "::error file=b.yaml,title=not checked::permission denied\n");
}
