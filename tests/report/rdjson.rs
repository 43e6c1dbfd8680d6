//! The diagnostic format of reviewdog.

use kubevet::finding::{Applicability, Edit, Fix};
use kubevet::report::{Format, Look};
use serde_json::{Value, json};

use super::{Sample, shop};

/// `DiagnosticResult` of reviewdog's protocol as a JSON schema.
fn validator() -> jsonschema::Validator {
    let object = |required: &[&str], properties: Value| json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties});
    let text = json!({"type": "string", "minLength": 1});
    let number = json!({"type": "integer", "minimum": 1});
    let position = object(&["line"], json!({"line": number, "column": number}));
    let range = object(&["start"], json!({"start": position, "end": position}));
    let location = object(&["path"], json!({"path": text, "range": range}));
    let source = object(&["name"], json!({"name": text, "url": {"type": "string", "format": "uri"}}));
    let severity = json!({"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]});
    let related = object(&["location"], json!({"message": text, "location": location}));
    let diagnostic = object(
        &["message", "location"],
        json!({
            "message": text,
            "location": location,
            "severity": severity,
            "source": source,
            "code": object(&["value"], json!({"value": text, "url": {"type": "string", "format": "uri"}})),
            "suggestions": {"type": "array", "items": object(&["range"], json!({"range": range, "text": {"type": "string"}}))},
            "original_output": {"type": "string"},
            "related_locations": {"type": "array", "items": related},
        }),
    );
    let result = object(
        &["diagnostics"],
        json!({"diagnostics": {"type": "array", "items": diagnostic}, "source": source, "severity": severity}),
    );
    jsonschema::draft7::options().should_validate_formats(true).build(&result).unwrap()
}

fn rdjson(sample: Sample) -> Value {
    let result: Value = serde_json::from_str(&sample.render(Format::Rdjson, Look::default())).unwrap();
    let validator = validator();
    let errors: Vec<String> = validator.iter_errors(&result).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    result
}

#[test]
fn the_output_is_valid_and_holds_places_codes_and_suggestions() {
    insta::assert_json_snapshot!(rdjson(shop()));
}

#[test]
fn columns_count_bytes() {
    let sample = Sample::new().file("a.yaml", "a: 1\nb: {é: 漢, c: 🦀}\n");
    let place = sample.place("a.yaml", "c: 🦀", "/b/c");
    let finding = sample.error("SCH001", "unknown-kind", "x", place);
    let result = rdjson(sample.finding(finding));
    let range = &result["diagnostics"][0]["location"]["range"];
    assert_eq!(range, &json!({"start": {"line": 2, "column": 14}, "end": {"line": 2, "column": 21}}));
}

#[test]
fn a_fix_of_several_edits_is_no_choice_among_them() {
    let sample = Sample::new().file("a.yaml", "a: 1\nb: 2\n");
    let mut finding = sample.error("SCH001", "unknown-kind", "x", sample.place("a.yaml", "a", "/a"));
    let edit = |start| Edit { start, end: start + 1, text: String::new() };
    let fix = |edits| Some(Fix { applicability: Applicability::Safe, message: "f".into(), edits });
    finding.fix = fix(vec![edit(0), edit(5)]);
    let mut other = finding.clone();
    other.fix = fix(vec![edit(5)]);
    let result = rdjson(sample.finding(finding).finding(other));
    assert_eq!(result["diagnostics"][0]["suggestions"], Value::Null);
    let range = json!({"start": {"line": 2, "column": 1}, "end": {"line": 2, "column": 2}});
    assert_eq!(result["diagnostics"][1]["suggestions"], json!([{"range": range, "text": ""}]));
}

#[test]
fn the_schema_that_the_tests_use_refuses_what_is_no_rdjson() {
    let mut result = rdjson(shop());
    result["diagnostics"][0]["location"]["range"]["start"]["line"] = 0.into();
    assert!(!validator().is_valid(&result));
}
