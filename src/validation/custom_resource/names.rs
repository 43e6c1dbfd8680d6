//! The names of the resources that a definition makes.

use crate::validation::context::Context;
use crate::validation::field::Field;
use crate::validation::grammar::{LABEL_LENGTH, dns1035_label};

/// `spec.names`.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, names: &Field<'_, 'a>) {
    let (plural, kind, list_kind) = (names.get("plural"), names.get("kind"), names.get("listKind"));
    plural.filled(cx, "write the name of the resource in URLs, for example `widgets`");
    kind.filled(cx, "write the kind, for example `Widget`");
    for field in [&plural, &names.get("singular")] {
        if !field.is_empty() {
            cx.check(field, dns1035_label);
        }
    }
    mixed_case(cx, &kind);
    mixed_case(cx, &list_kind);
    if !kind.is_empty() && kind.text() == list_kind.text() {
        cx.invalid(&list_kind, "differ from the kind", "remove it, or write for example `WidgetList`");
    }
    // The server makes the kind of lists from the kind.
    if list_kind.is_empty() && kind.text_or_empty().len() + "List".len() > LABEL_LENGTH {
        cx.too_large(&kind, kind.text_or_empty().len(), LABEL_LENGTH - "List".len(), "characters");
    }
    names.get("shortNames").items().for_each(|name| cx.check(&name, dns1035_label));
    names.get("categories").items().for_each(|name| cx.check(&name, dns1035_label));
}

/// A name in CamelCase that otherwise is a DNS label.
fn mixed_case<'a>(cx: &mut Context<'_, 'a>, field: &Field<'_, 'a>) {
    let Some(text) = field.some_text() else { return };
    if dns1035_label(&text.to_lowercase()).is_err() {
        let must = "be at most 63 letters, digits and `-`, begin with a letter and end with a letter or digit";
        cx.invalid(field, must, "write for example `Widget`");
    }
}
