//! What a cluster has without anybody having written a manifest for it.

/// The namespace of objects that name none.
pub(super) const DEFAULT_NAMESPACE: &str = "default";

/// Whether every cluster has this object: kubeadm, the API server and its controllers make it.
pub(super) fn exists(kind: &str, namespace: &str, name: &str) -> bool {
    match kind {
        // The controller manager makes one in every namespace.
        "ServiceAccount" => name == "default" || namespace.starts_with("kube-"),
        "ConfigMap" => name == "kube-root-ca.crt" || is_system(namespace),
        "Secret" => is_system(namespace),
        "Service" => (namespace == DEFAULT_NAMESPACE && name == "kubernetes") || is_system(namespace),
        // plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go
        "ClusterRole" => matches!(name, "cluster-admin" | "admin" | "edit" | "view") || name.starts_with("system:"),
        "Role" => name.starts_with("system:") || is_system(namespace),
        "PriorityClass" => name.starts_with("system-"),
        "Namespace" => matches!(name, DEFAULT_NAMESPACE) || is_system(name),
        // Argo CD makes it when it starts.
        "AppProject" => name == "default",
        _ => false,
    }
}

/// Namespaces that the cluster fills itself.
pub(super) fn is_system(namespace: &str) -> bool {
    matches!(namespace, "kube-system" | "kube-public" | "kube-node-lease")
}

/// The group in which objects live today that were once served in `extensions`.
pub(super) fn current_group<'a>(group: &'a str, kind: &str) -> &'a str {
    match (group, kind) {
        ("extensions", "Deployment" | "DaemonSet" | "ReplicaSet") => "apps",
        ("extensions", "Ingress" | "NetworkPolicy") => "networking.k8s.io",
        ("extensions", "PodSecurityPolicy") => "policy",
        ("", "Event") => "events.k8s.io",
        ("authorization.openshift.io", _) => "rbac.authorization.k8s.io",
        _ => group,
    }
}

/// Whether every cluster runs pods with this label in this namespace: kubeadm and its add-ons make them.
pub(super) fn runs_pods(namespace: &str, key: &str, value: &str) -> bool {
    const CONTROL_PLANE: [&str; 4] = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"];
    namespace == "kube-system"
        && match key {
            "component" => CONTROL_PLANE.contains(&value),
            "tier" => value == "control-plane",
            "k8s-app" => matches!(value, "kube-dns" | "kube-proxy"),
            _ => false,
        }
}
