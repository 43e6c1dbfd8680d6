//! PodTemplate: a template that nothing runs; its pod spec has checks of its own.

use crate::validation::{Context, Field, metadata};

/// A PodTemplate.
pub(in crate::validation) fn pod_template<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    metadata::labels_and_annotations(cx, &root.path(&["template", "metadata"]));
}
