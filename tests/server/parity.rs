//! The verdict of `kubevet serve` is that of `kubevet check`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{Server, creating};
use crate::support::manifests;
use kubevet::yaml::Pointer;

/// `rule=mode field` of everything that `check` finds in an object alone, and whether that makes it fail.
fn checked(object: &Value, ignored: &str) -> (bool, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("object.json"), object.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubevet"));
    command.args(["check", "--isolated", "--no-ignores", "--profile", "all", "-o", "json", "--ignore", ignored, "."]);
    let output = command.current_dir(folder.path()).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = report["findings"].as_array().unwrap().iter().map(|finding| {
        let mode = match finding["severity"].as_str().unwrap() {
            "error" => "deny",
            "warning" => "warn",
            _ => "audit",
        };
        let field = Pointer::parse(finding["pointer"].as_str().unwrap()).unwrap().field_path();
        format!("{}={mode} {field}", finding["rule"].as_str().unwrap())
    });
    (output.status.code() == Some(1), sorted(found.collect()))
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines.dedup();
    lines
}

/// The rules and modes alone.
fn rules(found: &[String]) -> String {
    let rules = found.iter().map(|line| line.split_once(' ').unwrap().0.to_owned());
    sorted(rules.collect()).join(",")
}

#[test]
fn serve_refuses_an_object_of_the_fixtures_exactly_where_check_fails() {
    let server = Server::start(&["--isolated", "--profile", "all"]);
    let left_out = server.event("started")["leftOutForWantOfOtherObjects"].clone();
    let left_out: Vec<&str> = left_out.as_array().unwrap().iter().map(|rule| rule.as_str().unwrap()).collect();
    assert!(left_out.contains(&"NET001"), "{left_out:?}");
    let ignored = format!("YML,SCH,VAL,IGN,{}", left_out.join(","));
    let (mut admitted, mut refused) = (0, 0);
    for manifest in manifests::under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")) {
        for object in manifest.objects().filter(|object| !object.gvk.version.is_empty()) {
            let object = object.root.to_json();
            let (fails, found) = checked(&object, &ignored);
            let response = server.review(&creating(&object));
            assert_eq!(response["allowed"], !fails, "{object:#}");
            let told = response["auditAnnotations"]["rules"].as_str().unwrap_or_default();
            assert_eq!(told, kubevet::server::admission::shortened(&rules(&found), 1024), "{object:#}");
            let causes = response["status"]["details"]["causes"].as_array().cloned().unwrap_or_default();
            let text = |cause: &Value, key: &str| cause[key].as_str().unwrap().to_owned();
            let causes = causes.iter().map(|cause| format!("{}=deny {}", text(cause, "reason"), text(cause, "field")));
            let denying: Vec<String> = found.into_iter().filter(|line| line.contains("=deny ")).collect();
            assert_eq!(sorted(causes.collect()), denying, "{object:#}");
            *(if fails { &mut refused } else { &mut admitted }) += 1;
        }
    }
    assert!(admitted > 3 && refused > 3, "{admitted} admitted, {refused} refused");
}
