//! Binding: a pod given to a node (`ValidatePodBinding`).

use crate::validation::{Context, Field};

/// A Binding.
pub(in crate::validation) fn binding<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let target = root.get("target");
    if target.is_map() {
        if !target.get("kind").is_empty() {
            cx.one_of(&target.get("kind"), &["Node"]);
        }
        cx.require(&target.get("name"), "name the node");
    }
}
