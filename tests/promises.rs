//! What holds for every run over any manifests: exact places, edits that fit, the same bytes for any number of threads,
//! no network.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::shared;
use kubevet::yaml::{LineIndex, Pointer, Stream};

/// Folders of manifests: our own, and the corpus where it is present.
fn folders() -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let corpus = shared::dir().map(|shared| shared.join("corpus"));
    if corpus.is_none() {
        println!("left out: the corpus");
    }
    std::iter::once(fixtures).chain(corpus).collect()
}

fn kubevet(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubevet"));
    let output = command.args(arguments).arg(".").current_dir(folder).output().unwrap();
    assert!(matches!(output.status.code(), Some(1 | 2)), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// All findings of a folder, with the text of the files they are in, as places count it.
fn findings(folder: &Path) -> (Vec<Value>, HashMap<String, Stream>) {
    let report: Value = serde_json::from_slice(&kubevet(folder, &["-o", "json", "--profile", "all"])).unwrap();
    let findings = report["findings"].as_array().unwrap().clone();
    assert!(!findings.is_empty());
    let mut streams = HashMap::new();
    for finding in &findings {
        let file = finding["file"].as_str().unwrap();
        let read = || Stream::parse(std::fs::read(folder.join(file)).unwrap());
        streams.entry(file.to_owned()).or_insert_with(read);
    }
    (findings, streams)
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for folder in folders() {
        let run = |threads| {
            let text = String::from_utf8(kubevet(&folder, &["-o", "json", "--profile", "all", "-j", threads])).unwrap();
            let (before, _) = text.rsplit_once("\"millis\"").unwrap();
            before.to_owned()
        };
        let one = run("1");
        for threads in ["2", "16"] {
            // Not `assert_eq`, which would print megabytes.
            assert!(one == run(threads), "{}: {threads} threads differ from one", folder.display());
        }
    }
}

#[test]
fn lines_columns_and_offsets_agree_and_stand_on_bytes_of_the_file() {
    for folder in folders() {
        let (findings, streams) = findings(&folder);
        let indexes: HashMap<&str, LineIndex<'_>> =
            streams.iter().map(|(file, stream)| (file.as_str(), LineIndex::new(&stream.text))).collect();
        let related = findings.iter().flat_map(|finding| finding["related"].as_array().unwrap());
        for place in findings.iter().chain(related) {
            let Some(lines) = indexes.get(place["file"].as_str().unwrap()) else { continue };
            let text = &*streams[place["file"].as_str().unwrap()].text;
            for end in ["start", "end"] {
                let position = lines.position(number(&place[end]["offset"]));
                let told = (number(&place[end]["line"]), number(&place[end]["column"]), number(&place[end]["offset"]));
                assert_eq!(told, (position.line, position.column, position.offset), "{place:#}");
                assert!(text.is_char_boundary(position.offset as usize), "{place:#}");
            }
            assert!(number(&place["start"]["offset"]) <= number(&place["end"]["offset"]), "{place:#}");
        }
    }
}

#[test]
fn findings_begin_at_a_key_or_value_on_the_way_of_their_pointer() {
    for folder in folders() {
        let (findings, streams) = findings(&folder);
        for finding in findings.iter().filter(|finding| finding["category"] != "syntax") {
            let stream = &streams[finding["file"].as_str().unwrap()];
            let document =
                stream.documents.iter().find(|known| Some(known.index() as u64) == finding["document"].as_u64());
            let document = document.unwrap();
            let start = number(&finding["start"]["offset"]);
            let pointer: Pointer = pointer(finding["pointer"].as_str().unwrap());
            let (node, found) = document.find_nearest(&pointer);
            let key = document.root().find_key(&found);
            let begins = |node: kubevet::yaml::Node<'_>| {
                let within = node.span().start <= start && start <= node.span().end;
                within || node.pairs().any(|(key, _)| key.span().start == start)
            };
            assert!(key.into_iter().chain([node]).any(begins), "{finding:#}");
        }
    }
}

/// A pointer as the report has it, step by step.
fn pointer(text: &str) -> Pointer {
    let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
    text.split('/').skip(1).fold(Pointer::root(), |way, step| way.key(&unescape(step)))
}

#[test]
fn a_finding_at_the_first_byte_is_about_what_stands_there() {
    for folder in folders() {
        let (findings, streams) = findings(&folder);
        for finding in findings.iter().filter(|finding| finding["start"]["offset"] == 0) {
            let pointer = finding["pointer"].as_str().unwrap();
            let of_type = ["", "/apiVersion", "/kind"].contains(&pointer);
            let stream = &streams[finding["file"].as_str().unwrap()];
            let first = stream.documents.first().and_then(|document| document.root().pairs().next());
            let stands_there =
                first.is_some_and(|(key, _)| key.span().start == 0 && pointer == format!("/{}", key.text()));
            // What is missing at the root is told at the line that says what the object is.
            let way = self::pointer(pointer);
            let missing = way.parent().is_some_and(|parent| parent.is_root())
                && first.is_some_and(|(key, _)| ["kind", "apiVersion"].contains(&key.text()))
                && stream.documents.first().is_some_and(|document| document.find(&way).is_none());
            assert!(of_type || stands_there || missing || finding["category"] == "syntax", "{finding:#}");
            assert!(number(&finding["end"]["offset"]) > 0 || stream.text.is_empty(), "{finding:#}");
        }
    }
}

#[test]
fn every_edit_leaves_a_file_that_parses() {
    let mut edited = 0;
    for folder in folders() {
        let (findings, streams) = findings(&folder);
        for finding in findings.iter().filter(|finding| !finding["fix"].is_null()) {
            let stream = &streams[finding["file"].as_str().unwrap()];
            let mut text = stream.text.to_string();
            for edit in finding["fix"]["edits"].as_array().unwrap().iter().rev() {
                let span = number(&edit["start"]) as usize..number(&edit["end"]) as usize;
                text.replace_range(span, edit["text"].as_str().unwrap());
            }
            let errors = Stream::parse(text.into_bytes()).errors.len();
            assert!(errors <= stream.errors.len(), "{finding:#}");
            edited += 1;
        }
    }
    assert!(edited > 0);
}

#[test]
fn no_network_is_needed() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let alone = |program: &str| {
        let mut command = Command::new("unshare");
        command.args(["--net", "--map-root-user", program]).current_dir(&fixtures);
        command
    };
    if !alone("true").output().is_ok_and(|output| output.status.success()) {
        println!("left out: a run without network, which this system does not allow");
        return;
    }
    let output = alone(env!("CARGO_BIN_EXE_kubevet")).args([".", "-o", "concise", "-q"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout, kubevet(&fixtures, &["-o", "concise", "-q"]));
}
