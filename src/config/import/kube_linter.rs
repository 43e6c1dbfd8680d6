//! `.kube-linter.yaml`. Source: <https://docs.kubelinter.io/#/configuring-kubelinter>.

use serde_json::Value;

use super::{note_others, texts};
use crate::config::draft::Draft;

pub(super) fn read(config: &Value, draft: &mut Draft) {
    draft.compat.push("kube-linter");
    if let Some(checks) = config.get("checks") {
        if checks.get("doNotAutoAddDefaults").and_then(Value::as_bool) == Some(true) {
            draft.only_named();
        }
        if checks.get("addAllBuiltIn").and_then(Value::as_bool) == Some(true) {
            draft.profile = Some("all");
        }
        texts(checks, "include").iter().for_each(|check| draft.rule("kube-linter", check, "on"));
        texts(checks, "exclude").iter().for_each(|check| draft.rule("kube-linter", check, "off"));
        let ignored = texts(checks, "ignorePaths").into_iter().map(|path| path.trim_start_matches("~/").to_owned());
        draft.exclude.extend(ignored);
        let known = ["doNotAutoAddDefaults", "addAllBuiltIn", "include", "exclude", "ignorePaths"];
        note_others(checks, &known, "checks.", draft);
    }
    for custom in config.get("customChecks").and_then(Value::as_array).into_iter().flatten() {
        let name = custom.get("name").and_then(Value::as_str).unwrap_or("without a name");
        draft
            .notes
            .push(format!("not taken over: custom check {name}; see `kubevet policy new`, or the params of a rule"));
    }
    note_others(config, &["checks", "customChecks"], "", draft);
}
