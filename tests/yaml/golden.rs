//! The loader against results recorded from the real Go code: `sigs.k8s.io/yaml` for one document and apimachinery's
//! decoder for streams. `cases.json` and the format are described in its sibling `README.md`.

use kubevet::yaml::{Document, Stream, SyntaxError, SyntaxErrorKind};
use serde_json::Value as Json;

use crate::support::shared;

/// Loads a text, as one chunk or as a stream.
struct Loader {
    document: fn(Vec<u8>) -> Result<Document, SyntaxError>,
    stream: fn(Vec<u8>) -> Stream,
}

const USUAL: Loader = Loader { document: Document::parse, stream: Stream::parse };
const EXACT: Loader = Loader { document: Document::parse_exactly, stream: Stream::parse_exactly };

#[test]
fn our_cases_load_as_in_go() {
    check_all(&cases(include_str!("cases.json")), &USUAL);
}

#[test]
fn our_cases_load_as_in_go_on_the_exact_path() {
    check_all(&cases(include_str!("cases.json")), &EXACT);
}

#[test]
fn the_yaml_test_suite_loads_as_in_go() {
    let Some(path) = shared::path("yaml-semantics/suite_cases.json") else { return };
    let cases = cases(&std::fs::read_to_string(path).unwrap());
    check_all(&cases, &USUAL);
    check_all(&cases, &EXACT);
}

fn cases(text: &str) -> Vec<Json> {
    serde_json::from_str(text).unwrap()
}

/// Runs on a thread of its own, because dropping JSON of 10,000 levels needs a deep stack.
fn check_all(cases: &[Json], loader: &Loader) {
    std::thread::scope(|scope| {
        let run = || cases.iter().filter_map(|case| check(case, loader).err()).collect::<Vec<_>>();
        let failures =
            std::thread::Builder::new().stack_size(256 << 20).spawn_scoped(scope, run).unwrap().join().unwrap();
        assert!(failures.is_empty(), "{} of {} cases differ:\n{}", failures.len(), cases.len(), failures.join("\n"));
    });
}

fn check(case: &Json, loader: &Loader) -> Result<(), String> {
    let name = case["name"].as_str().unwrap();
    let bytes = input(case);
    check_document(case, (loader.document)(bytes.clone())).map_err(|message| format!("{name}: {message}"))?;
    check_stream(case, &(loader.stream)(bytes)).map_err(|message| format!("{name}: stream: {message}"))
}

/// The columns `json`, `json_bytes`, `error`, `strict_error` and `unstable_json`.
fn check_document(case: &Json, loaded: Result<Document, SyntaxError>) -> Result<(), String> {
    let document = match (loaded, case.get("error")) {
        (Err(_), Some(_)) => return Ok(()),
        (Err(error), None) => return Err(format!("should load, but {error:?}")),
        (Ok(_), Some(error)) => return Err(format!("should fail with {error}")),
        (Ok(document), None) => document,
    };
    let json = document.root().to_json();
    if let Some(allowed) = case.get("unstable_json").and_then(Json::as_array) {
        let fits = allowed.iter().any(|text| same(&json, text.as_str().unwrap()));
        let reported = document.duplicates().iter().any(|duplicate| duplicate.only_as_text);
        return if fits && reported {
            Ok(())
        } else {
            Err(format!("clash of keys, reported: {reported}; gives {json}"))
        };
    }
    match (case.get("json").and_then(Json::as_str), case.get("json_bytes").and_then(Json::as_u64)) {
        (Some(expected), _) if !same(&json, expected) => return Err(format!("should be {expected} but is {json}")),
        (_, Some(expected)) if json.to_string().len() as u64 != expected => {
            return Err(format!("should have {expected} bytes of JSON but has {}", json.to_string().len()));
        }
        (None, None) => return Err("records no result".to_owned()),
        _ => {}
    }
    let strictly_fails = document.duplicates().iter().any(|duplicate| !duplicate.only_as_text);
    match case.get("strict_error").is_some() {
        expected if expected == strictly_fails => Ok(()),
        expected => Err(format!("strict decoding should fail: {expected}, but {strictly_fails}")),
    }
}

/// The columns `stream_docs` and `stream_error`. Go stops at the first error, we go on.
fn check_stream(case: &Json, stream: &Stream) -> Result<(), String> {
    let Some(expected) = case.get("stream_docs").and_then(Json::as_array) else { return Ok(()) };
    let expected: Vec<&str> =
        expected.iter().map(|text| text.as_str().unwrap()).filter(|text| !text.is_empty()).collect();
    let fatal = stream.errors.iter().filter(|error| stops_go(error, stream)).map(|error| error.document).min();
    if fatal.is_some() != case.get("stream_error").is_some() {
        return Err(format!("should fail: {:?}, but errors are {:?}", case.get("stream_error"), stream.errors));
    }
    let read: Vec<Json> = stream
        .documents
        .iter()
        .filter(|document| fatal.is_none_or(|fatal| document.index() < fatal))
        .map(|document| document.root().to_json())
        .collect();
    if read.len() != expected.len() || !read.iter().zip(&expected).all(|(json, text)| same(json, text)) {
        return Err(format!("should be {expected:?} but is {read:?}"));
    }
    Ok(())
}

/// Whether Go stops at an error too; the text behind the end of a document it drops without a word.
fn stops_go(error: &SyntaxError, stream: &Stream) -> bool {
    error.kind != SyntaxErrorKind::Separator || error.span.slice(&stream.text).starts_with("---")
}

/// Compares numbers by value, integers exactly: `1.0` is `1`.
fn same(json: &Json, expected: &str) -> bool {
    same_value(json, &serde_json::from_str(expected).unwrap())
}

fn same_value(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => {
            let integers = (left.as_i64(), right.as_i64(), left.as_u64(), right.as_u64());
            match integers {
                (Some(left), Some(right), ..) => left == right,
                (_, _, Some(left), Some(right)) => left == right,
                _ => left.as_f64() == right.as_f64(),
            }
        }
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_value(left, right))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| same_value(left, right)))
        }
        _ => left == right,
    }
}

/// The input of a case, in one of the five forms it may be recorded in.
pub fn input(case: &Json) -> Vec<u8> {
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    let number = |value: &Json| value.as_u64().unwrap() as usize;
    if let Some(yaml) = case.get("yaml") {
        text(yaml).into_bytes()
    } else if let Some(encoded) = case.get("yaml_base64") {
        base64(encoded.as_str().unwrap())
    } else if let Some(parts) = case.get("yaml_parts") {
        let repeat = |part: &Json| text(&part[0]).repeat(number(&part[1]));
        parts.as_array().unwrap().iter().map(repeat).collect::<String>().into_bytes()
    } else if let Some(template) = case.get("yaml_template") {
        let line = text(&template["text"]);
        (0..number(&template["count"])).map(|i| line.replace("{i}", &i.to_string())).collect::<String>().into_bytes()
    } else {
        let chain = &case["yaml_indent_chain"];
        let line = text(&chain["line"]);
        (0..number(&chain["levels"])).map(|i| " ".repeat(i) + &line).collect::<String>().into_bytes()
    }
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut width) = (0_u32, 0);
    for digit in text.bytes().filter(|b| *b != b'=') {
        bits = bits << 6 | ALPHABET.iter().position(|b| *b == digit).unwrap() as u32;
        width += 6;
        if width >= 8 {
            width -= 8;
            bytes.push((bits >> width) as u8);
        }
    }
    bytes
}
