//! ConfigMaps, Secrets and Services that are not manifests of the run because something in the run makes them.

use super::mesh;
use super::names::namespace_of;
use crate::object::Object;
use crate::yaml::Node;

/// A ConfigMap, Secret or Service that will exist.
pub(super) struct Product<'a> {
    /// `ConfigMap`, `Secret` or `Service`.
    pub(super) kind: &'static str,
    /// Its namespace; nothing where it may be any.
    pub(super) namespace: Option<&'a str>,
    /// Its name.
    pub(super) name: &'a str,
}

/// Where an operator's resource names the Secret it makes.
const SECRET_NAMES: &[(&str, &str, &[&str])] = &[
    ("external-secrets.io", "ExternalSecret", &["spec", "target", "name"]),
    ("kubernetes-client.io", "ExternalSecret", &["metadata", "name"]),
    ("bitnami.com", "SealedSecret", &["spec", "template", "metadata", "name"]),
    ("cert-manager.io", "Certificate", &["spec", "secretName"]),
    ("secrets.hashicorp.com", "VaultStaticSecret", &["spec", "destination", "name"]),
    ("secrets.hashicorp.com", "VaultDynamicSecret", &["spec", "destination", "name"]),
    ("secrets.hashicorp.com", "VaultPKISecret", &["spec", "destination", "name"]),
    ("secrets.infisical.com", "InfisicalSecret", &["spec", "managedSecretReference", "secretName"]),
    ("onepassword.com", "OnePasswordItem", &["metadata", "name"]),
];

/// Annotations of an Ingress or Gateway that make cert-manager fill the Secrets named for TLS.
const CERTIFICATE_ANNOTATIONS: [&str; 3] =
    ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer", "kubernetes.io/tls-acme"];

/// Annotation of a Service that makes OpenShift fill a Secret with a certificate.
const SERVING_CERTIFICATE: &str = "service.beta.openshift.io/serving-cert-secret-name";

/// Calls `found` with every ConfigMap, Secret and Service that an object leads to.
pub(super) fn visit<'a>(object: &Object<'a>, found: &mut impl FnMut(Product<'a>)) {
    let (group, kind) = (object.gvk.group, object.gvk.kind);
    let namespace = Some(namespace_of(object));
    let mut secret = |name: Option<&'a str>, namespace| {
        if let Some(name) = name {
            found(Product { kind: "Secret", namespace, name });
        }
    };
    match (group, kind) {
        ("kustomize.config.k8s.io" | "", "Kustomization") => kustomization(object, found),
        ("external-secrets.io", "ClusterExternalSecret") => {
            let inner = text(object.root, &["spec", "externalSecretSpec", "target", "name"]);
            secret(
                inner.or_else(|| text(object.root, &["spec", "externalSecretName"])).or_else(|| object.name()),
                None,
            );
        }
        ("isindir.github.com", "SopsSecret") => {
            let templates = object.root.path(&["spec", "secretTemplates"]);
            templates.into_iter().flat_map(Node::items).for_each(|item| secret(text(item, &["name"]), namespace));
        }
        ("secrets-store.csi.x-k8s.io", "SecretProviderClass") => {
            let made = object.root.path(&["spec", "secretObjects"]);
            made.into_iter().flat_map(Node::items).for_each(|item| secret(text(item, &["secretName"]), namespace));
        }
        ("trust.cert-manager.io", "Bundle") => {
            if let Some(name) = object.name() {
                found(Product { kind: "ConfigMap", namespace: None, name });
            }
        }
        ("monitoring.coreos.com", "Prometheus" | "PrometheusAgent" | "Alertmanager" | "ThanosRuler") => {
            let name = match kind {
                "Alertmanager" => "alertmanager-operated",
                "ThanosRuler" => "thanos-ruler-operated",
                _ => "prometheus-operated",
            };
            found(Product { kind: "Service", namespace, name });
        }
        (mesh::NETWORKING, "ServiceEntry") => service_entry(object, found),
        ("", "Service") => secret(annotation(object, SERVING_CERTIFICATE), namespace),
        ("networking.k8s.io" | "extensions", "Ingress") => {
            if CERTIFICATE_ANNOTATIONS.iter().any(|key| annotation(object, key).is_some()) {
                let tls = object.root.path(&["spec", "tls"]);
                tls.into_iter().flat_map(Node::items).for_each(|item| secret(text(item, &["secretName"]), namespace));
            }
        }
        _ => {
            let row = SECRET_NAMES.iter().find(|row| (row.0, row.1) == (group, kind));
            if let Some((_, _, path)) = row {
                secret(text(object.root, path).or_else(|| object.name()), namespace);
            }
        }
    }
}

/// Hosts that a ServiceEntry of Istio adds under names of Services, those of other clusters for example.
fn service_entry<'a>(object: &Object<'a>, found: &mut impl FnMut(Product<'a>)) {
    let hosts = object.root.path(&["spec", "hosts"]).into_iter().flat_map(Node::items).filter_map(Node::as_str);
    for (namespace, name) in hosts.filter_map(|host| mesh::service_of(host, namespace_of(object))) {
        found(Product { kind: "Service", namespace: Some(namespace), name });
    }
}

/// Generators of kustomize. The namespace comes from the kustomization, or later from an overlay.
fn kustomization<'a>(object: &Object<'a>, found: &mut impl FnMut(Product<'a>)) {
    for (field, kind) in [("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")] {
        let generators = object.root.get(field).into_iter().flat_map(Node::items);
        for name in generators.filter_map(|generator| text(generator, &["name"])) {
            found(Product { kind, namespace: None, name });
        }
    }
}

fn text<'a>(node: Node<'a>, path: &[&str]) -> Option<&'a str> {
    node.path(path)?.as_str().filter(|text| !text.is_empty())
}

fn annotation<'a>(object: &Object<'a>, key: &str) -> Option<&'a str> {
    text(object.metadata()?, &["annotations", key])
}
