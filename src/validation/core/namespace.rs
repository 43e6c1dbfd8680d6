//! Namespace (`ValidateNamespace`), and its Pod Security labels as the admission plugin reads them
//! (`k8s.io/pod-security-admission/api`).

use crate::validation::metadata::finalizer;
use crate::validation::{Context, Field};

/// The prefix of the labels that say which level of Pod Security counts.
const PREFIX: &str = "pod-security.kubernetes.io/";

const LEVELS: [&str; 3] = ["privileged", "baseline", "restricted"];

/// A Namespace.
pub(in crate::validation) fn namespace<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    for item in root.path(&["spec", "finalizers"]).items() {
        finalizer(cx, &item);
    }
    for (key, value) in root.path(&["metadata", "labels"]).entries() {
        match (key.strip_prefix(PREFIX), value.word()) {
            (Some("enforce" | "audit" | "warn"), Some(text)) if !LEVELS.contains(&text) => {
                cx.invalid(&value, "be `privileged`, `baseline` or `restricted`", "write one of these levels");
            }
            (Some("enforce-version" | "audit-version" | "warn-version"), Some(text)) if !is_version(text) => {
                cx.invalid(&value, "be `latest`, or `v1.` and a number", "write for example `v1.30`, or `latest`");
            }
            _ => {}
        }
    }
}

/// `latest`, or the minor version of a release.
fn is_version(text: &str) -> bool {
    let is_number = |minor: &str| {
        minor.bytes().all(|b| b.is_ascii_digit()) && (minor == "0" || minor.starts_with(|c: char| c != '0'))
    };
    text == "latest" || text.strip_prefix("v1.").is_some_and(is_number)
}
