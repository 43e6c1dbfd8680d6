//! Findings counted by rule.

use kubevet::finding::Severity;
use kubevet::report::{Format, Look};
use serde_json::Value;

use super::{Sample, accepted, shop};

const COUNTED: Look =
    Look { color: false, links: false, width: 100, show: Severity::Info, summary: true, statistics: true };

/// A shop in which one rule is broken twice.
fn busy_shop() -> Sample {
    let mut sample = shop();
    let mut again = sample.report.findings[2].clone();
    again.location.document = 1;
    sample.report.findings.push(again);
    sample
}

#[test]
fn rules_are_counted_the_most_frequent_first() {
    let text = busy_shop().render(Format::Full, COUNTED);
    insta::assert_snapshot!(text);
    for format in [Format::Concise, Format::Grouped] {
        assert_eq!(busy_shop().render(format, COUNTED), text);
    }
}

#[test]
fn json_holds_the_same_counts_without_suppressed_findings() {
    let mut sample = busy_shop();
    sample.report.findings[3].suppressed = Some(accepted());
    let json: Value = serde_json::from_str(&sample.render(Format::Json, COUNTED)).unwrap();
    let counts: Vec<(&str, u64)> = json["statistics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of_rule| (of_rule["rule"].as_str().unwrap(), of_rule["count"].as_u64().unwrap()))
        .collect();
    assert_eq!(counts, [("NET004", 2), ("SCH002", 1), ("SEC006", 1)]);
    assert_eq!(json["statistics"][2]["fixable"], 1);
    assert_eq!((&json["version"], &json["summary"]["suppressed"]), (&1.into(), &1.into()));
}

#[test]
fn a_page_of_statistics_has_the_table_and_no_findings() {
    let text = busy_shop().render(Format::Markdown, COUNTED);
    assert!(text.contains("| 2 | warning | [NET004 dangling-service](") && !text.contains("###"), "{text}");
}

#[test]
fn what_programs_read_is_the_same_with_and_without() {
    let plain = Look { statistics: false, ..COUNTED };
    for format in [Format::Sarif, Format::Junit, Format::Jsonl, Format::Csv, Format::Gitlab] {
        assert_eq!(shop().render(format, COUNTED), shop().render(format, plain), "{format}");
    }
}
