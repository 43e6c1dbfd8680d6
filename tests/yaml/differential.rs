//! The fast path and the exact path read the same nodes at the same places.

use std::path::{Path, PathBuf};

use kubevet::yaml::agreement::{Agreement, compare};
use kubevet::yaml::{Span, Stream};

use crate::support::shared;

fn yaml_files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            found.push(path);
        }
    }
}

#[test]
fn both_paths_agree_on_real_manifests_and_few_need_the_exact_one() {
    let Some(corpus) = shared::path("corpus") else { return };
    let mut files = Vec::new();
    yaml_files(&corpus, &mut files);
    let (mut documents, mut given_up) = (0, 0);
    for file in files {
        let stream = Stream::parse(std::fs::read(&file).unwrap());
        for document in &stream.documents {
            documents += 1;
            match compare(&stream.text, document.chunk()) {
                Agreement::Same => {}
                Agreement::GaveUp => given_up += 1,
                Agreement::Differs(difference) => panic!("{}: {difference}", file.display()),
            }
        }
    }
    assert!(documents > 1_000, "only {documents} documents found");
    assert!(given_up * 100 < documents * 2, "{given_up} of {documents} documents are left to the exact path");
}

#[test]
fn both_paths_agree_on_the_inputs_of_the_golden_suite() {
    for name in ["cases.json", "suite_cases.json"] {
        let Some(path) = shared::path(&format!("yaml-semantics/{name}")) else { continue };
        let cases: Vec<serde_json::Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        for case in &cases {
            let Ok(text) = String::from_utf8(super::golden::input(case)) else { continue };
            let agreement = compare(&text, Span::new(0, text.len() as u32));
            assert!(!matches!(agreement, Agreement::Differs(_)), "{}: {agreement:?}", case["name"]);
        }
    }
}

#[test]
fn both_paths_make_the_same_json_keys() {
    for key in ["True", "FALSE", "yes", "0777", "0b1", "1_000", "+1", "1.0", "1234567.891", "a", "'True'"] {
        let text = format!("{key}: 1\n");
        assert_eq!(compare(&text, Span::new(0, text.len() as u32)), Agreement::Same, "{key}");
    }
}
