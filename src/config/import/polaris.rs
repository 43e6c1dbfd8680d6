//! The configuration of Polaris. Source: <https://polaris.docs.fairwinds.com/customization/configuration/>.

use serde_json::Value;

use super::{note_others, texts};
use crate::config::draft::{Draft, DraftIgnore};

pub(super) fn read(config: &Value, draft: &mut Draft) {
    draft.compat.push("polaris");
    for (check, severity) in config.get("checks").and_then(Value::as_object).into_iter().flatten() {
        let level = match severity.as_str() {
            Some("ignore") => "off",
            Some("warning") => "warning",
            Some("danger") => "error",
            _ => continue,
        };
        draft.rule("polaris", check, level);
    }
    for exemption in config.get("exemptions").and_then(Value::as_array).into_iter().flatten() {
        let names = texts(exemption, "controllerNames");
        let containers = texts(exemption, "containerNames");
        let namespace = exemption.get("namespace").and_then(Value::as_str);
        let rules: Vec<String> = match texts(exemption, "rules").as_slice() {
            [] => vec!["ALL".to_owned()],
            rules => rules.iter().map(|rule| format!("polaris:{rule}")).collect(),
        };
        // Polaris takes a name for the beginning of names.
        let beginning = |name: &&str| Some(format!("{name}*"));
        let names: Vec<Option<String>> =
            if names.is_empty() { vec![None] } else { names.iter().map(beginning).collect() };
        let containers: Vec<Option<String>> =
            if containers.is_empty() { vec![None] } else { containers.iter().map(beginning).collect() };
        for name in &names {
            for container in &containers {
                draft.ignores.push(DraftIgnore {
                    rules: rules.clone(),
                    name: name.clone(),
                    container: container.clone(),
                    namespace: namespace.map(str::to_owned),
                    reason: "an exemption of the configuration of Polaris".to_owned(),
                    ..DraftIgnore::default()
                });
            }
        }
    }
    for (name, _) in config.get("customChecks").and_then(Value::as_object).into_iter().flatten() {
        draft.notes.push(format!("not taken over: custom check {name}; see `kubevet policy new`"));
    }
    note_others(config, &["checks", "exemptions", "customChecks"], "", draft);
}
