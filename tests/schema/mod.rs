//! The structure of objects: built-in kinds, custom resources, and the verdicts of a real API server.

mod any_document;
mod api_versions;
mod builtin;
mod crd;
mod crd_differential;
mod external;
mod oracle;
mod resource_rules;
mod tables;

use kubevet::finding::Violation;
use kubevet::object::{KubernetesVersion, Manifest};
use kubevet::schema::Schemas;
use kubevet::schema::catalog::Catalog;
use kubevet::yaml::Stream;

/// A manifest of a text.
pub fn manifest(text: &str) -> Manifest {
    let manifest =
        Manifest { file: "test.yaml".into(), stream: Stream::parse(text.as_bytes().to_vec()), reported: true };
    assert!(manifest.stream.errors.is_empty(), "{:?} in\n{text}", manifest.stream.errors);
    manifest
}

/// What the schemas of a release, and the definitions in the text itself, say of all objects of a text.
pub fn check_for(version: &str, text: &str) -> Vec<Violation> {
    let manifest = manifest(text);
    let version: KubernetesVersion = version.parse().unwrap();
    let objects: Vec<_> = manifest.objects().collect();
    let schemas = Schemas::new(&objects);
    let catalog = Catalog::of(version).unwrap();
    manifest.objects().flat_map(|object| schemas.check(catalog, &object).violations).collect()
}

/// As [`check_for`] the newest release.
pub fn check(text: &str) -> Vec<Violation> {
    check_for("1.37", text)
}

/// Findings as lines: rule, underlined text, message, help.
pub fn lines(text: &str) -> Vec<String> {
    check(text)
        .iter()
        .map(|violation| {
            let help = violation.help.as_deref().unwrap_or("-");
            format!("{} [{}] {} | {help}", violation.rule, violation.place.span.slice(text), violation.message)
        })
        .collect()
}

/// The text after all fixes.
pub fn fixed(text: &str) -> String {
    let mut edits: Vec<_> =
        check(text).into_iter().filter_map(|violation| violation.fix).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start));
    let mut fixed = text.to_owned();
    for edit in edits {
        fixed.replace_range(edit.start as usize..edit.end as usize, &edit.text);
    }
    fixed
}
