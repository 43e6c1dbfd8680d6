//! ConfigMap (`ValidateConfigMap`).

use super::secret::{MOST_DATA, decoded_length};
use crate::validation::grammar::config_key;
use crate::validation::{Context, Field};

/// A ConfigMap.
pub(in crate::validation) fn config_map<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let (data, binary) = (root.get("data"), root.get("binaryData"));
    let mut size = 0;
    let binary_is_empty = binary.is_empty();
    for (key, value) in data.entries() {
        cx.check_key(key, &value, config_key);
        if !binary_is_empty && binary.node().is_some_and(|node| node.get(key).is_some()) {
            let help = "keep one of the two: all keys of a ConfigMap become files of one folder";
            cx.invalid(&value, "not be in `binaryData` too", help);
        }
        size += value.text_or_empty().len();
    }
    for (key, value) in binary.entries() {
        cx.check_key(key, &value, config_key);
        size += decoded_length(value.text_or_empty());
    }
    if size > MOST_DATA {
        cx.too_large(if data.is_empty() { &binary } else { &data }, size, MOST_DATA, "bytes");
    }
}
