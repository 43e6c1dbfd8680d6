//! ComponentStatus: the server answers what it is asked about its components, and takes no object of this kind.

use crate::validation::{Context, Field, rules};

/// A ComponentStatus.
pub(in crate::validation) fn component_status<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let message = "a ComponentStatus cannot be made: the API server only shows them".to_owned();
    cx.report(rules::INVALID_VALUE, &root.get("kind"), message, "remove it from the manifests");
}
