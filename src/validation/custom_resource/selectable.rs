//! The fields by which `kubectl get --field-selector` can select custom resources.

use super::schema::field_path;
use crate::validation::context::Context;
use crate::validation::field::Field;

/// The release from which the server reads these fields, unless told otherwise.
const SINCE: u16 = 31;
/// The most fields of one version.
const MOST: usize = 8;

/// `selectableFields` of a version, and the schema whose fields they name.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, fields: &Field<'_, 'a>, schema: &Field<'_, 'a>) {
    if fields.is_empty() || cx.release() < SINCE {
        return;
    }
    let paths: Vec<Field<'_, 'a>> = fields.items().collect();
    let mut distinct = 0;
    for (index, field) in paths.iter().enumerate() {
        let path = field.get("jsonPath");
        path.filled(cx, "write the way to the field, for example `.spec.color`");
        let Some(text) = path.some_text() else { continue };
        let Some(node) = schema.node() else { continue };
        let Some(found) = field_path::resolve(node, text, false) else {
            let help = "write the way to a field of the schema, for example `.spec.color`; lists cannot be entered";
            cx.invalid(&path, "lead to a field of the version's schema", help);
            continue;
        };
        if text == ".metadata" || text.starts_with(".metadata.") {
            cx.invalid(&path, "not lead into the metadata", "name and namespace can be selected by anyway; remove it");
        }
        if !matches!(found.get("type").and_then(crate::yaml::Node::as_str), Some("string" | "boolean" | "integer")) {
            let help = "select by a field of one of these types";
            cx.invalid(&path, "lead to a string, a boolean or an integer", help);
        }
        match paths.iter().take(index).find(|earlier| earlier.get("jsonPath").text() == Some(text)) {
            Some(first) => cx.duplicate(&path, &first.get("jsonPath"), "remove one of the two"),
            None => distinct += 1,
        }
    }
    if distinct > MOST {
        cx.too_large(fields, distinct, MOST, "fields");
    }
}
