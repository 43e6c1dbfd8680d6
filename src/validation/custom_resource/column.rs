//! The columns that `kubectl get` prints.

use crate::validation::context::Context;
use crate::validation::field::Field;

const TYPES: [&str; 5] = ["boolean", "date", "integer", "number", "string"];
const FORMATS: [&str; 8] = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"];

/// One of `additionalPrinterColumns`.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, column: &Field<'_, 'a>) {
    let (ty, path) = (column.get("type"), column.get("jsonPath"));
    column.get("name").filled(cx, "name the column");
    ty.filled(cx, "write one of the types that exist, for example `string`");
    if !ty.is_empty() {
        cx.one_of(&ty, &TYPES);
    }
    let format = column.get("format");
    if !format.is_empty() {
        cx.one_of(&format, &FORMATS);
    }
    path.filled(cx, "write the way to the value, for example `.spec.size`");
    if path.some_text().is_some_and(|text| !text.starts_with('.')) {
        cx.invalid(&path, "begin with a dot", "write the way to the value, for example `.spec.size`");
    }
}
