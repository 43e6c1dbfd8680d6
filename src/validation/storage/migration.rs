//! StorageVersionMigration: which resource is stored anew, as `pkg/apis/storagemigration/validation` checks it.

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::dns1035_label;

/// A StorageVersionMigration; its alpha version named the resource in another way.
pub(in crate::validation) fn storage_version_migration<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    if cx.object().gvk.version.contains("alpha") {
        return;
    }
    let target = root.path(&["spec", "resource"]);
    let resource = target.get("resource");
    if resource.some_text().is_some() {
        cx.check(&resource, dns1035_label);
    } else if target.is_map() {
        cx.required(&resource, "name the resource, for example `secrets`");
    }
    target.get("group").dns_subdomain(cx);
}
