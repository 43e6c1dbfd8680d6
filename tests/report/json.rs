//! JSON version 1: what other programs read.

use kubevet::finding::{Suppressed, SuppressedBy};
use kubevet::report::{Format, Look};

use super::shop;

#[test]
fn version_1_is_pinned_key_by_key() {
    let version = concat!("\"kubevet\": \"", env!("CARGO_PKG_VERSION"), "\"");
    let json = shop().render(Format::Json, Look::default());
    insta::assert_snapshot!(json.replace(version, "\"kubevet\": \"[version]\""));
}

#[test]
fn suppressed_findings_are_there_with_their_reason() {
    let mut sample = shop();
    for finding in &mut sample.report.findings {
        finding.suppressed = Some(Suppressed { by: SuppressedBy::Config, reason: Some("reads host metrics".into()) });
    }
    let json: serde_json::Value = serde_json::from_str(&sample.render(Format::Json, Look::default())).unwrap();
    assert_eq!(json["findings"][0]["suppressed"], "reads host metrics");
    assert_eq!(json["summary"]["errors"], 0);
    assert_eq!(json["summary"]["suppressed"], 4);
}
