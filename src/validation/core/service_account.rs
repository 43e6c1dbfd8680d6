//! ServiceAccount: the server checks its metadata alone, and warns of one annotation.

use crate::validation::{Context, Field};

/// The release that deprecated the annotation.
const DEPRECATED: u16 = 32;

/// A ServiceAccount.
pub(in crate::validation) fn service_account<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let field = root.path(&["metadata", "annotations", "kubernetes.io/enforce-mountable-secrets"]);
    if field.is_set() && cx.release() >= DEPRECATED {
        let message = "the annotation `kubernetes.io/enforce-mountable-secrets` is deprecated since Kubernetes 1.32";
        cx.warn_key(&field, message.to_owned(), "remove it, and keep Secrets apart by namespaces");
    }
}
