//! `.fluxschema.yml`. Source: <https://github.com/fluxcd/flux-schema/blob/main/docs/config.md>.

use serde_json::Value;

use super::{note_others, texts};
use crate::config::draft::{Draft, DraftIgnore};

pub(super) fn read(config: &Value, draft: &mut Draft) {
    let Some(validate) = config.get("validate") else { return };
    draft.exclude.extend(texts(validate, "skipFile").into_iter().map(str::to_owned));
    for kind in texts(validate, "skipKind") {
        draft.ignores.push(DraftIgnore {
            rules: vec!["SCH".to_owned()],
            kind: Some(kind.rsplit('/').next().unwrap_or(kind).to_owned()),
            reason: format!("flux-schema skips {kind}"),
            ..DraftIgnore::default()
        });
    }
    let aliases = ["default", "ecosystem"];
    let folders = texts(validate, "schemaLocation").into_iter().filter(|place| !aliases.contains(place));
    let (remote, local): (Vec<&str>, Vec<&str>) = folders.partition(|place| place.contains("://"));
    draft.schemas.extend(local.into_iter().map(|place| place.split("/{{").next().unwrap_or(place).to_owned()));
    draft
        .notes
        .extend(remote.into_iter().map(|place| format!("not taken over: schemas from {place}; nothing is fetched")));
    let known = [
        "skipFile",
        "skipKind",
        "schemaLocation",
        "verbose",
        "failFast",
        "concurrent",
        "output",
        "skipMissingSchemas",
        "insecureSkipTLSVerify",
    ];
    note_others(validate, &known, "validate.", draft);
}
