//! `trivy.yaml` and `.trivyignore`. Source: <https://trivy.dev/latest/docs/configuration/filtering/>.

use serde_json::Value;

use super::{note_others, texts};
use crate::config::draft::{Draft, DraftIgnore};

/// Both `trivy.yaml` and `.trivyignore.yaml`, whose keys do not meet.
pub(super) fn read(config: &Value, draft: &mut Draft) {
    compat(draft);
    if let Some(scan) = config.get("scan") {
        for key in ["skip-dirs", "skip-files"] {
            draft.exclude.extend(texts(scan, key).into_iter().map(str::to_owned));
        }
    }
    for entry in config.get("misconfigurations").and_then(Value::as_array).into_iter().flatten() {
        let Some(id) = entry.get("id").and_then(Value::as_str) else { continue };
        let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        draft.ignores.push(DraftIgnore {
            rules: vec![format!("trivy:{}", known_id(id))],
            paths: texts(entry, "paths").into_iter().map(str::to_owned).collect(),
            until: text("expired_at"),
            reason: text("statement").unwrap_or_else(|| "from .trivyignore.yaml".to_owned()),
            ..DraftIgnore::default()
        });
    }
    note_others(config, &["scan", "misconfigurations", "severity", "format"], "", draft);
}

/// One id a line, perhaps with its last day behind it: `KSV-0014 exp:2027-01-31`.
pub(super) fn read_ignore_file(text: &str, draft: &mut Draft) {
    compat(draft);
    for line in text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
        let mut words = line.split_whitespace();
        let Some(id) = words.next() else { continue };
        // Ids of vulnerabilities are no matter of manifests.
        if !id.contains("KSV") && !id.contains("KCV") {
            continue;
        }
        match words.find_map(|word| word.strip_prefix("exp:")) {
            Some(until) => draft.ignores.push(DraftIgnore {
                rules: vec![format!("trivy:{}", known_id(id))],
                until: Some(until.to_owned()),
                reason: "from .trivyignore".to_owned(),
                ..DraftIgnore::default()
            }),
            None => draft.rule("trivy", &known_id(id), "off"),
        }
    }
}

fn compat(draft: &mut Draft) {
    if !draft.compat.contains(&"trivy") {
        draft.compat.push("trivy");
    }
}

/// `AVD-KSV-0014` and `KSV014` as they are known: `KSV-0014`.
fn known_id(id: &str) -> String {
    let id = id.trim_start_matches("AVD-");
    let (letters, digits) = id.split_at(id.find(|c: char| c.is_ascii_digit()).unwrap_or(id.len()));
    match digits.parse::<u32>() {
        Ok(number) => format!("{}-{number:04}", letters.trim_end_matches('-')),
        Err(_) => id.to_owned(),
    }
}
