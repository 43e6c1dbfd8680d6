//! PodTemplate: a template that nothing runs; its pod spec has checks of its own.

use crate::validation::{Context, Field, metadata};

/// A PodTemplate.
pub(in crate::validation) fn pod_template<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let template = root.get("template");
    if !template.is_set() {
        cx.required(&template.path(&["spec", "containers"]), "add the template of the pods");
    }
    metadata::labels_and_annotations(cx, &template.get("metadata"));
}
