//! Required fields of built-in types that the API server does not miss.

use crate::schema::model::{Field, ObjectType};

/// References to another object of the namespace, by the short name of their type. Their `name` became required in the
/// schema of 1.31, where it has the default `""`; objects without it are taken as before.
const REFERENCES: [&str; 8] = [
    "ConfigMapEnvSource",
    "ConfigMapKeySelector",
    "ConfigMapProjection",
    "ConfigMapVolumeSource",
    "LocalObjectReference",
    "SecretEnvSource",
    "SecretKeySelector",
    "SecretProjection",
];

/// Whether the API server refuses an object of a built-in type that lacks a field which its schema calls required.
pub(super) fn is_missed(ty: &ObjectType, field: &Field) -> bool {
    let name = ty.short_name();
    // A list without items is an empty list.
    let empty_list = field.name == "items" && name.ends_with("List");
    let reference = field.name == "name" && REFERENCES.contains(&name);
    !(empty_list || reference)
}
