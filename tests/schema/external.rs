//! JSON schemas that users bring.

use std::sync::atomic::{AtomicUsize, Ordering};

use kubevet::object::{GroupVersionKind, KubernetesVersion};
use kubevet::schema::Schemas;
use kubevet::schema::catalog::Catalog;
use kubevet::schema::external::{SchemaSource, SchemaText};

use super::manifest;

const SCHEMA: &str = r#"{
  "type": "object", "required": ["spec"],
  "properties": {
    "apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"},
    "spec": {
      "type": "object", "additionalProperties": false, "required": ["url"],
      "properties": {
        "url": {"type": "string", "pattern": "^https://"},
        "mode": {"enum": ["fast", "safe"]},
        "retries": {"type": ["integer", "string"]},
        "note": {"type": "string"},
        "tags": {"type": "array", "uniqueItems": true}
      },
      "anyOf": [{"required": ["mode"]}, {"required": ["retries"]}]
    }
  }
}"#;

/// Answers for one kind, and counts how often it is asked.
struct Folder {
    schema: &'static str,
    asked: AtomicUsize,
}

impl Folder {
    fn new(schema: &'static str) -> Self {
        Self { schema, asked: AtomicUsize::new(0) }
    }
}

impl SchemaSource for Folder {
    fn schema(&self, gvk: &GroupVersionKind<'_>) -> Option<SchemaText> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        (gvk.kind == "Feed")
            .then(|| SchemaText { name: "example.com/feed_v1.json".into(), text: self.schema.to_owned() })
    }
}

fn lines(folder: &Folder, text: &str) -> Vec<String> {
    let manifest = manifest(text);
    let schemas = Schemas::new(&[]).with_source(folder);
    let catalog = Catalog::of(KubernetesVersion::default()).unwrap();
    let violations = manifest.objects().flat_map(|object| schemas.check(catalog, &object).violations);
    violations.map(|v| format!("{} [{}] {}", v.rule, v.place.span.slice(text), v.message)).collect()
}

fn feed(spec: &str) -> Vec<String> {
    lines(
        &Folder::new(SCHEMA),
        &format!("apiVersion: example.com/v1\nkind: Feed\nmetadata: {{name: a}}\nspec: {spec}\n"),
    )
}

#[test]
fn what_keeps_the_schema_is_valid_and_null_counts_as_absent() {
    assert_eq!(feed("{url: 'https://a', mode: fast, note: null, retries: 3, tags: [a, b]}"), [""; 0]);
}

#[test]
fn every_error_stands_at_its_own_place() {
    for (spec, finding) in [
        ("{mode: fast}", "SCH003 [spec] `spec.url` is required"),
        (
            "{url: 'http://a', mode: fast}",
            "SCH014 [url: 'http://a'] `spec.url`: the value does not match \"^https://\"",
        ),
        ("{url: 'https://a', mode: quick}", "SCH004 [mode: quick] `spec.mode` must be `fast` or `safe`"),
        (
            "{url: 'https://a', retries: 1.5}",
            "SCH002 [retries: 1.5] `spec.retries` must be of type integer or string, but is number",
        ),
        ("{url: 'https://a', mode: fast, uri: b}", "SCH001 [uri] unknown field `spec.uri` in example.com/v1 Feed"),
    ] {
        assert_eq!(feed(spec), [finding], "{spec}");
    }
}

#[test]
fn a_schema_is_asked_for_once_and_only_for_kinds_without_another() {
    let folder = Folder::new(SCHEMA);
    let text = "apiVersion: example.com/v1\nkind: Feed\nspec: {url: 'https://a', mode: fast}\n---\n\
                apiVersion: example.com/v1\nkind: Feed\nspec: {url: 'https://a', mode: fast}\n---\n\
                apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
    assert_eq!(lines(&folder, text), [""; 0]);
    assert_eq!(folder.asked.load(Ordering::Relaxed), 1);
}

#[test]
fn a_schema_that_cannot_be_used_is_a_finding() {
    for (schema, reason) in [("{", "it is no JSON"), (r##"{"$ref": "other.json#/a"}"##, "cannot be used")] {
        let found = lines(&Folder::new(schema), "apiVersion: example.com/v1\nkind: Feed\n");
        assert!(found.len() == 1 && found[0].starts_with("SCH016 [kind: Feed]"), "{found:?}");
        assert!(found[0].contains(reason), "{found:?}");
    }
}
