//! Kinds without pods, as the API server takes them.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::manifests::made;

/// The spec of a claim.
pub fn claim_spec() -> Value {
    json!({"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}, "storageClassName": "fast"})
}

/// Several shapes of one kind.
fn shapes(api_version: &'static str, kind: &'static str, shapes: Vec<Value>) -> BoxedStrategy<Value> {
    select(shapes).prop_flat_map(move |fields| made(api_version, kind, fields)).boxed()
}

fn services() -> BoxedStrategy<Value> {
    let ports =
        json!([{"name": "http", "port": 80, "targetPort": "http"}, {"name": "dns", "port": 53, "protocol": "UDP"}]);
    shapes(
        "v1",
        "Service",
        vec![
            json!({"spec": {"selector": {"app": "web"}, "ports": [{"port": 80, "targetPort": 8080}]}}),
            json!({"spec": {"selector": {"app": "web"}, "ports": ports}}),
            json!({"spec": {"clusterIP": "None", "selector": {"app": "web"}, "ports": [{"port": 80}]}}),
            json!({"spec": {"type": "NodePort", "ports": [{"port": 80, "nodePort": 30080}]}}),
            json!({"spec": {"type": "LoadBalancer", "loadBalancerSourceRanges": ["10.0.0.0/8"], "ports": [{"port": 443}]}}),
            json!({"spec": {"type": "ExternalName", "externalName": "db.example.com"}}),
        ],
    )
}

fn ingresses() -> BoxedStrategy<Value> {
    let backend = json!({"service": {"name": "web", "port": {"number": 80}}});
    let paths = json!([{"path": "/", "pathType": "Prefix", "backend": backend}]);
    shapes(
        "networking.k8s.io/v1",
        "Ingress",
        vec![
            json!({"spec": {"ingressClassName": "nginx", "rules": [{"host": "a.example.com", "http": {"paths": paths}}]}}),
            json!({"spec": {"rules": [{"host": "*.example.com", "http": {"paths": paths}}], "tls": [{"hosts": ["a.example.com"]}]}}),
            json!({"spec": {"defaultBackend": {"service": {"name": "web", "port": {"name": "http"}}}}}),
        ],
    )
}

fn network_policies() -> BoxedStrategy<Value> {
    shapes(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        vec![
            json!({"spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}}),
            json!({"spec": {"podSelector": {"matchLabels": {"app": "web"}}, "ingress": [
                {"from": [{"podSelector": {}}, {"namespaceSelector": {}}], "ports": [{"port": 80}, {"port": 100, "endPort": 200}]},
            ]}}),
            json!({"spec": {"podSelector": {}, "policyTypes": ["Egress"], "egress": [
                {"to": [{"ipBlock": {"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16"]}}]},
            ]}}),
        ],
    )
}

fn configuration() -> BoxedStrategy<Value> {
    prop_oneof![
        shapes(
            "v1",
            "ConfigMap",
            vec![
                json!({"data": {"a": "b", "app.conf": "x = y\n"}}),
                json!({"data": {"a": "b"}, "binaryData": {"c": "AAE="}, "immutable": true}),
            ]
        ),
        shapes(
            "v1",
            "Secret",
            vec![
                json!({"stringData": {"password": "x"}}),
                json!({"type": "Opaque", "data": {"password": "cGFzcw=="}}),
                json!({"type": "kubernetes.io/basic-auth", "stringData": {"username": "u", "password": "p"}}),
            ]
        ),
    ]
    .boxed()
}

fn scaling() -> BoxedStrategy<Value> {
    let reference = json!({"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"});
    let cpu = json!({"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}});
    prop_oneof![
        shapes(
            "autoscaling/v2",
            "HorizontalPodAutoscaler",
            vec![
                json!({"spec": {"scaleTargetRef": reference, "minReplicas": 1, "maxReplicas": 5, "metrics": [cpu]}}),
                json!({"spec": {"scaleTargetRef": reference, "maxReplicas": 3}}),
            ]
        ),
        shapes(
            "policy/v1",
            "PodDisruptionBudget",
            vec![
                json!({"spec": {"minAvailable": 1, "selector": {"matchLabels": {"app": "web"}}}}),
                json!({"spec": {"maxUnavailable": "50%", "selector": {"matchLabels": {"app": "web"}}}}),
            ]
        ),
    ]
    .boxed()
}

fn access() -> BoxedStrategy<Value> {
    let rules =
        json!([{"apiGroups": ["", "apps"], "resources": ["pods", "deployments/scale"], "verbs": ["get", "list"]}]);
    let role = |kind: &str| json!({"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": "web"});
    let subjects = json!([
        {"kind": "ServiceAccount", "name": "web", "namespace": "shop"},
        {"kind": "Group", "apiGroup": "rbac.authorization.k8s.io", "name": "devs"},
    ]);
    prop_oneof![
        shapes("rbac.authorization.k8s.io/v1", "Role", vec![json!({"rules": rules})]),
        shapes(
            "rbac.authorization.k8s.io/v1",
            "ClusterRole",
            vec![json!({"rules": [{"nonResourceURLs": ["/healthz", "/metrics/*"], "verbs": ["get"]}]}),]
        ),
        shapes(
            "rbac.authorization.k8s.io/v1",
            "RoleBinding",
            vec![
                json!({"roleRef": role("Role"), "subjects": subjects}),
                json!({"roleRef": role("ClusterRole"), "subjects": subjects}),
            ]
        ),
        shapes(
            "rbac.authorization.k8s.io/v1",
            "ClusterRoleBinding",
            vec![json!({"roleRef": role("ClusterRole"), "subjects": subjects}),]
        ),
    ]
    .boxed()
}

fn claims() -> BoxedStrategy<Value> {
    shapes(
        "v1",
        "PersistentVolumeClaim",
        vec![
            json!({"spec": claim_spec()}),
            json!({"spec": {"accessModes": ["ReadWriteMany"], "volumeMode": "Block", "resources": {
                "requests": {"storage": "500M"}, "limits": {"storage": "1G"},
            }}}),
        ],
    )
}

/// The name of a definition is made of those of its resource and group.
fn definitions() -> BoxedStrategy<Value> {
    let schema = json!({"type": "object", "properties": {"spec": {"type": "object", "properties": {
        "size": {"type": "integer", "minimum": 1}, "tags": {"type": "array", "items": {"type": "string"}},
    }}}});
    let version = json!({"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": schema}});
    let spec = json!({
        "group": "example.com", "scope": "Namespaced", "versions": [version],
        "names": {"plural": "widgets", "singular": "widget", "kind": "Widget", "shortNames": ["wg"]},
    });
    let object = json!({
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": {"name": "widgets.example.com"}, "spec": spec,
    });
    Just(object).boxed()
}

/// An object of any of these kinds.
pub fn any() -> impl Strategy<Value = Value> {
    prop_oneof![
        services(),
        ingresses(),
        network_policies(),
        configuration(),
        scaling(),
        access(),
        claims(),
        definitions(),
    ]
}
