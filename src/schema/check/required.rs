//! Which required fields of built-in types the API server really misses.
//!
//! The published schemas call a field required when its Go type has no way to be absent. Whether an object without it is
//! refused is decided by validation code, which for some fields is content with the zero value: those are no fault.
//!
//! Source: `pkg/apis/*/validation` of Kubernetes, and the answers of an API server.

use super::path::Step;
use crate::schema::model::{Field, ObjectType, Shape, Types};

/// Required fields, by the short name of their type, whose zero value the API server takes.
const TOLERATED: [(&str, &str); 27] = [
    ("CSIDriver", "spec"),
    ("CSINodeSpec", "drivers"),
    ("ConfigMapEnvSource", "name"),
    ("ConfigMapKeySelector", "name"),
    ("ConfigMapProjection", "name"),
    ("ConfigMapVolumeSource", "name"),
    ("ControllerRevision", "revision"),
    ("DeviceClass", "spec"),
    ("Event", "metadata"),
    ("HTTPHeader", "value"),
    ("ISCSIPersistentVolumeSource", "lun"),
    ("ISCSIVolumeSource", "lun"),
    ("LimitRangeSpec", "limits"),
    ("LocalObjectReference", "name"),
    ("PodFailurePolicy", "rules"),
    ("PreferredSchedulingTerm", "preference"),
    ("ResourceClaim", "spec"),
    ("ResourceClaimTemplate", "spec"),
    ("ResourceClaimTemplateSpec", "spec"),
    ("ResourcePool", "generation"),
    ("SecretEnvSource", "name"),
    ("SecretKeySelector", "name"),
    ("SecretProjection", "name"),
    ("SleepAction", "seconds"),
    ("StatefulSetSpec", "serviceName"),
    ("Sysctl", "value"),
    ("TokenRequest", "audience"),
];

/// Whether the API server refuses an object of a built-in type that lacks a field which its schema calls required.
pub(super) fn is_missed(types: &Types, ty: &ObjectType, field: &Field, step: &Step<'_, '_>) -> bool {
    // False is the zero value that everybody means; what a status holds is written by the server, not judged by it.
    let boolean = types.get(field.value).shape == Shape::Boolean;
    let list = ty.short_name().ends_with("List") && *field.name == *"items";
    !boolean && !list && !step.is_in_status() && !TOLERATED.contains(&(ty.short_name(), &field.name))
}
