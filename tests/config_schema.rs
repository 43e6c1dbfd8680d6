//! The JSON schema of `kubevet.yaml`, which editors check the file against while it is written.
//!
//! With `KUBEVET_UPDATE=1` the schema is written instead of compared.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// What kubevet reads and the schema must take.
const SAMPLE: &str = r#"
extends: [shared/base.yaml]
profile: default
kubernetes: "1.31..1.34"
rules:
  cpu-limit-missing: off
  SEC006: error
  image-registry-not-allowed: {severity: error, params: {allowed: ["registry.example/*"]}}
overrides:
- {paths: ["deploy/dev/**"], rules: {SEC008: warning}}
ignores:
- {rule: SEC006, kind: DaemonSet, name: node-exporter, container: "*", reason: reads host metrics, until: 2027-03-31}
exclude: ["**/testdata/**"]
context: cluster
crds: [crds, vendor/crds.yaml]
schemas: schemas
policies: [policies]
charts:
- {path: charts/shop, values: [values.yaml, [values.yaml, env/prod.yaml]], release: shop, namespace: shop}
assume-present: [Secret/shop/*]
fail-on: warning
require-reason: true
compat: kube-linter
"#;

fn schema_file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/kubevet.schema.json")
}

#[test]
fn the_schema_for_editors_is_the_one_of_the_code() {
    let made = format!("{:#}\n", kubevet::config::json_schema());
    if std::env::var_os("KUBEVET_UPDATE").is_some() {
        fs::write(schema_file(), &made).unwrap();
    }
    let committed = fs::read_to_string(schema_file()).unwrap_or_default();
    assert!(committed == made, "out of date; run `KUBEVET_UPDATE=1 cargo test config_schema`");
}

#[test]
fn the_schema_takes_what_kubevet_reads_and_nothing_else() {
    let validator = jsonschema::validator_for(&kubevet::config::json_schema()).unwrap();
    let sample: Value = serde_yaml::from_str(SAMPLE).unwrap();
    let errors: Vec<String> = validator.iter_errors(&sample).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    assert!(serde_yaml::from_str::<kubevet::config::ConfigFile>(SAMPLE).is_ok());
    for wrong in ["kuberntes: \"1.34\"", "rules: {SEC006: fatal}", "fail-on: always", "ignores: [{kind: Pod}]"] {
        let value: Value = serde_yaml::from_str(wrong).unwrap();
        assert!(!validator.is_valid(&value), "{wrong}");
        assert!(serde_yaml::from_str::<kubevet::config::ConfigFile>(wrong).is_err(), "{wrong}");
    }
}
