//! One finding a line.

use kubevet::report::{Format, Look};
use serde_json::Value;

use super::{accepted, shop};

#[test]
fn each_line_is_a_finding_of_the_json() {
    let sample = || {
        let mut sample = shop();
        sample.report.findings[1].suppressed = Some(accepted());
        sample
    };
    let json: Value = serde_json::from_str(&sample().render(Format::Json, Look::default())).unwrap();
    let jsonl = sample().render(Format::Jsonl, Look::default());
    let lines: Vec<Value> = jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(&lines, json["findings"].as_array().unwrap());
    assert_eq!(lines.len(), 4);
}
