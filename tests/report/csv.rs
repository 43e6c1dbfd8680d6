//! The table for spreadsheets, read by a CSV reader.

use kubevet::report::{Format, Look};
use serde_json::Value;

use super::{Sample, accepted, shop};

/// The rows, each by column.
fn rows(sample: Sample) -> Vec<std::collections::HashMap<String, String>> {
    let text = sample.render(Format::Csv, Look::default());
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn each_row_is_a_finding_of_the_json() {
    let sample = || {
        let mut sample = shop();
        sample.report.findings[1].suppressed = Some(accepted());
        sample
    };
    let rows = rows(sample());
    let json: Value = serde_json::from_str(&sample().render(Format::Json, Look::default())).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(findings) {
        let same = ["file", "rule", "name", "category", "severity", "message", "help", "url", "pointer", "fingerprint"];
        for key in same.into_iter().chain(["suppressed", "container"]) {
            assert_eq!(row[key], finding[key].as_str().unwrap_or_default(), "{key}");
        }
        assert_eq!(row["object"], finding["object"]["name"].as_str().unwrap_or_default());
        assert_eq!(row["line"], finding["start"]["line"].to_string());
        assert_eq!(row["endColumn"], finding["end"]["column"].to_string());
    }
    insta::assert_snapshot!(shop().render(Format::Csv, Look::default()));
}

#[test]
fn no_text_of_a_manifest_is_a_formula_or_a_second_row() {
    let sample = Sample::new().file("-", "kind: X\n");
    let place = sample.place("-", "X", "/kind");
    let mut finding = sample.error("SCH001", "unknown-kind", "=HYPERLINK(\"http://x\";\"a\")\n,b", place);
    finding.container = Some("-1+1".into());
    let rows = rows(sample.finding(finding));
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["message"], "'=HYPERLINK(\"http://x\";\"a\") ,b");
    assert_eq!((rows[0]["file"].as_str(), rows[0]["container"].as_str()), ("-", "'-1+1"));
}
