//! Logging commands of Azure Pipelines.

use kubevet::finding::Severity;
use kubevet::report::{Format, Look};

use super::{Sample, shop};

fn azure(sample: Sample) -> String {
    sample.render(Format::Azure, Look { show: Severity::Info, ..Look::default() })
}

/// The properties and the message of a command, read as Azure's agent does.
fn read(line: &str) -> (Vec<(String, String)>, String) {
    let (properties, message) = line.strip_prefix("##vso[task.logissue ").unwrap().split_once(']').unwrap();
    let plain = |text: &str| {
        let text = text.replace("%3B", ";").replace("%5D", "]").replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%AZP25", "%")
    };
    let properties = properties.split_terminator(';').map(|property| property.split_once('=').unwrap());
    (properties.map(|(key, value)| (key.to_owned(), plain(value))).collect(), plain(message))
}

#[test]
fn errors_and_warnings_are_issues_and_infos_are_lines() {
    insta::assert_snapshot!(azure(shop()));
}

#[test]
fn no_text_of_a_manifest_becomes_a_command() {
    let sample = Sample::new().file("a];%.yaml", "kind: X\n");
    let place = sample.place("a];%.yaml", "X", "/kind");
    let mut info = sample.error("SCH001", "unknown-kind", "##vso[task.setvariable variable=x]y", place.clone());
    info.severity = Severity::Info;
    let finding = sample.error("SCH001", "unknown-kind", "100%\n##vso[task.complete result=Succeeded;]", place);
    let text = azure(sample.finding(info).finding(finding));
    let (infos, issues): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| !line.starts_with("##vso["));
    assert!(infos.len() == 1 && !infos[0].contains("##"), "{text}");
    assert_eq!(issues.len(), 1);
    let (properties, message) = read(issues[0]);
    assert_eq!(properties[1], ("sourcepath".to_owned(), "a];%.yaml".to_owned()));
    assert_eq!(message, "SCH001 unknown-kind: 100% ##vso[task.complete result=Succeeded;]");
}
