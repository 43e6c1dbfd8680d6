//! `.checkov.yaml`. Source: <https://www.checkov.io/2.Basics/CLI%20Command%20Reference.html>.

use serde_json::Value;

use super::{note_others, texts};
use crate::config::draft::Draft;

pub(super) fn read(config: &Value, draft: &mut Draft) {
    draft.compat.push("checkov");
    let ours = |id: &&str| !id.starts_with("CKV_") && !id.starts_with("CKV2_") || id.contains("_K8S_");
    let only: Vec<&str> = texts(config, "check").into_iter().filter(ours).collect();
    if !only.is_empty() {
        draft.only_named();
        only.iter().for_each(|check| draft.rule("checkov", check, "on"));
    }
    texts(config, "skip-check").into_iter().filter(ours).for_each(|check| draft.rule("checkov", check, "off"));
    draft.exclude.extend(texts(config, "skip-path").into_iter().map(str::to_owned));
    if config.get("soft-fail").and_then(Value::as_bool) == Some(true) {
        draft.fail_on = Some("never");
    }
    texts(config, "soft-fail-on").into_iter().filter(ours).for_each(|check| draft.rule("checkov", check, "warning"));
    texts(config, "hard-fail-on").into_iter().filter(ours).for_each(|check| draft.rule("checkov", check, "error"));
    let known =
        ["check", "skip-check", "skip-path", "soft-fail", "soft-fail-on", "hard-fail-on", "framework", "directory"];
    note_others(config, &known, "", draft);
}
