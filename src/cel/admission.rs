//! The variables of admission policies and match conditions whose types are known.
//!
//! Source: `k8s.io/apiserver/pkg/admission/plugin/cel/compile.go`.

use super::types::Type;

/// The type of `request`: the attributes of the admission request.
pub fn request_type() -> Type<'static> {
    let text = || Type::String;
    let kind =
        || Type::record("kubernetes.GroupVersionKind", vec![("group", text()), ("version", text()), ("kind", text())]);
    let resource = || {
        let fields = vec![("group", text()), ("version", text()), ("resource", text())];
        Type::record("kubernetes.GroupVersionResource", fields)
    };
    let user = Type::record(
        "kubernetes.UserInfo",
        vec![
            ("username", text()),
            ("uid", text()),
            ("groups", Type::list(text())),
            ("extra", Type::map(text(), Type::list(text()))),
        ],
    );
    Type::record(
        "kubernetes.AdmissionRequest",
        vec![
            ("kind", kind()),
            ("resource", resource()),
            ("subResource", text()),
            ("requestKind", kind()),
            ("requestResource", resource()),
            ("requestSubResource", text()),
            ("name", text()),
            ("namespace", text()),
            ("operation", text()),
            ("userInfo", user),
            ("dryRun", Type::Bool),
            ("options", Type::Dyn),
        ],
    )
}

/// The type of `namespaceObject`: the namespace of the object.
pub fn namespace_type() -> Type<'static> {
    let text = || Type::String;
    let condition = Type::record(
        "kubernetes.NamespaceCondition",
        vec![
            ("status", text()),
            ("type", text()),
            ("lastTransitionTime", Type::Timestamp),
            ("message", text()),
            ("reason", text()),
        ],
    );
    let metadata = Type::record(
        "kubernetes.NamespaceMetadata",
        vec![
            ("name", text()),
            ("generateName", text()),
            ("namespace", text()),
            ("labels", Type::map(text(), text())),
            ("annotations", Type::map(text(), text())),
            ("UID", text()),
            ("creationTimestamp", Type::Timestamp),
            ("deletionGracePeriodSeconds", Type::Int),
            ("deletionTimestamp", Type::Timestamp),
            ("generation", Type::Int),
            ("resourceVersion", text()),
            ("finalizers", Type::list(text())),
        ],
    );
    let spec = Type::record("kubernetes.NamespaceSpec", vec![("finalizers", Type::list(text()))]);
    let status = vec![("conditions", Type::list(condition)), ("phase", text())];
    let status = Type::record("kubernetes.NamespaceStatus", status);
    Type::record("kubernetes.Namespace", vec![("metadata", metadata), ("spec", spec), ("status", status)])
}

/// The type of `authorizer`, which asks the cluster whether something is allowed.
pub fn authorizer_type() -> Type<'static> {
    Type::Opaque("authorization.Authorizer")
}

/// The type of `authorizer.requestResource`, which asks about the resource of the request. The API server has it as a
/// variable whose name has a dot.
pub fn request_resource_type() -> Type<'static> {
    Type::Opaque("authorization.ResourceCheck")
}
