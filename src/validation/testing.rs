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
