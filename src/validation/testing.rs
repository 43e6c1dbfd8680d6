//! What the tests of all checks share.

use super::Validation;
use crate::object::Manifest;
use crate::yaml::Stream;

/// Rule and field of all that the checks of a version find in a file.
pub(crate) fn found(version: &str, text: &str) -> Vec<String> {
    let stream = Stream::parse(text.as_bytes().to_vec());
    assert!(stream.errors.is_empty(), "{:?} in\n{text}", stream.errors);
    let manifest = Manifest { file: "m.yaml".into(), stream, reported: true };
    let validation = Validation::new(version.parse().unwrap());
    let violations = manifest.objects().flat_map(|object| validation.check(&object)).collect::<Vec<_>>();
    violations.iter().map(|v| format!("{} {}", v.rule, v.place.pointer.field_path())).collect()
}

/// Holds manifests of Kubernetes 1.36 against what is to be found in them: each a text that follows `head`, and what
/// [`found`] gives.
pub(crate) fn assert_found(head: &str, cases: &[(&str, &[&str])]) {
    for (rest, expected) in cases {
        assert_eq!(found("1.36", &format!("{head}{rest}\n")), *expected, "{rest}");
    }
}
