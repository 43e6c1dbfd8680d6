//! `conftest.toml`. Source: <https://www.conftest.dev/options/>.

use serde_json::Value;

use super::{note_others, texts};
use crate::config::draft::Draft;

pub(super) fn read(config: &Value, draft: &mut Draft) {
    let policies = texts(config, "policy");
    draft.policies.extend(if policies.is_empty() { vec!["policy"] } else { policies }.into_iter().map(str::to_owned));
    draft.policy_data.extend(texts(config, "data").into_iter().map(str::to_owned));
    draft.notes.push("policies in version 0 of Rego need `--rego-v0`".to_owned());
    note_others(config, &["policy", "data", "output", "trace", "parser", "no-color"], "", draft);
}
