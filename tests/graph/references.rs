//! References to what is not there.

use super::{deployment, facts};

/// The references of a Deployment that lead nowhere, as `Kind name[ key]` and the way to them.
fn missing(pod_spec: &str, others: &str) -> Vec<(String, String)> {
    let text = deployment("web", "app: web", pod_spec) + others;
    listed(&text, "Deployment/web")
}

fn listed(text: &str, wanted: &str) -> Vec<(String, String)> {
    let missing = facts(text, wanted).missing.into_iter();
    let shown = missing.map(|one| {
        let key = one.key.map(|key| format!(" {key}")).unwrap_or_default();
        (format!("{} {}{key}", one.kind, one.name), one.path.to_string())
    });
    shown.collect()
}

const CONFIG: &str =
    "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {level: info}\nbinaryData: {logo: aGk=}\n";
const SECRET: &str = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: login}\nstringData: {password: x}\n";

#[test]
fn every_way_to_use_a_config_map_or_secret_is_followed() {
    let at = "/spec/template/spec";
    for (pod_spec, expected, path) in [
        (
            "containers: [{env: [{name: A, valueFrom: {configMapKeyRef: {name: gone, key: a}}}]}]",
            "ConfigMap gone",
            "containers/0/env/0/valueFrom/configMapKeyRef/name",
        ),
        (
            "containers: [{env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]}]",
            "ConfigMap settings a",
            "containers/0/env/0/valueFrom/configMapKeyRef/key",
        ),
        (
            "containers: [{env: [{name: A, valueFrom: {secretKeyRef: {name: login, key: user}}}]}]",
            "Secret login user",
            "containers/0/env/0/valueFrom/secretKeyRef/key",
        ),
        (
            "initContainers: [{envFrom: [{configMapRef: {name: gone}}]}]",
            "ConfigMap gone",
            "initContainers/0/envFrom/0/configMapRef/name",
        ),
        (
            "containers: [{envFrom: [{secretRef: {name: gone}}]}]",
            "Secret gone",
            "containers/0/envFrom/0/secretRef/name",
        ),
        ("volumes: [{name: v, configMap: {name: gone}}]", "ConfigMap gone", "volumes/0/configMap/name"),
        ("volumes: [{name: v, secret: {secretName: gone}}]", "Secret gone", "volumes/0/secret/secretName"),
        (
            "volumes: [{name: v, secret: {secretName: login, items: [{key: password, path: p}, {key: user, path: u}]}}]",
            "Secret login user",
            "volumes/0/secret/items/1/key",
        ),
        (
            "volumes: [{name: v, projected: {sources: [{secret: {name: gone}}]}}]",
            "Secret gone",
            "volumes/0/projected/sources/0/secret/name",
        ),
        (
            "volumes: [{name: v, projected: {sources: [{configMap: {name: settings, items: [{key: x, path: x}]}}]}}]",
            "ConfigMap settings x",
            "volumes/0/projected/sources/0/configMap/items/0/key",
        ),
        (
            "volumes: [{name: v, persistentVolumeClaim: {claimName: gone}}]",
            "PersistentVolumeClaim gone",
            "volumes/0/persistentVolumeClaim/claimName",
        ),
        ("imagePullSecrets: [{name: gone}]", "Secret gone", "imagePullSecrets/0/name"),
        ("serviceAccountName: gone", "ServiceAccount gone", "serviceAccountName"),
        ("serviceAccount: gone", "ServiceAccount gone", "serviceAccount"),
        ("priorityClassName: gone", "PriorityClass gone", "priorityClassName"),
    ] {
        let found = missing(pod_spec, &(CONFIG.to_owned() + SECRET));
        assert_eq!(found, [(expected.to_owned(), format!("{at}/{path}"))], "{pod_spec}");
    }
}

#[test]
fn what_is_there_or_optional_or_in_every_cluster_is_not_missing() {
    for pod_spec in [
        "containers: [{env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: level}}}]}]",
        "containers: [{env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: logo}}}]}]",
        "containers: [{env: [{name: A, valueFrom: {secretKeyRef: {name: login, key: password}}}]}]",
        "containers: [{env: [{name: A, valueFrom: {configMapKeyRef: {name: gone, key: a, optional: true}}}]}]",
        "containers: [{envFrom: [{secretRef: {name: gone, optional: true}}]}]",
        "volumes: [{name: v, configMap: {name: kube-root-ca.crt}}]",
        "volumes: [{name: v, secret: {secretName: gone, optional: true}}]",
        "serviceAccountName: default",
        "serviceAccountName: ''",
        "priorityClassName: system-node-critical",
    ] {
        assert_eq!(missing(pod_spec, &(CONFIG.to_owned() + SECRET)), [], "{pod_spec}");
    }
}

#[test]
fn what_something_in_the_run_makes_is_not_missing() {
    let spec = "volumes: [{name: v, secret: {secretName: made}}]";
    for maker in [
        "{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: x}, spec: {target: {name: made}}}",
        "{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: made}, spec: {}}",
        "{apiVersion: external-secrets.io/v1, kind: ClusterExternalSecret, metadata: {name: x}, spec: {externalSecretName: made}}",
        "{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: {name: made}, spec: {}}",
        "{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: x}, spec: {secretName: made}}",
        "{apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization, secretGenerator: [{name: made}]}",
        "{apiVersion: secrets-store.csi.x-k8s.io/v1, kind: SecretProviderClass, metadata: {name: x}, spec: {secretObjects: [{secretName: made}]}}",
        "{apiVersion: v1, kind: Service, metadata: {name: x, annotations: {service.beta.openshift.io/serving-cert-secret-name: made}}}",
        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: x, annotations: {cert-manager.io/issuer: le}}, spec: {tls: [{secretName: made}]}}",
    ] {
        assert_eq!(missing(spec, &format!("---\n{maker}\n")), [], "{maker}");
    }
    let elsewhere =
        "---\n{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: {name: made, namespace: shop}}\n";
    assert_eq!(missing(spec, elsewhere).len(), 1);
}

#[test]
fn a_missing_reference_tells_what_else_the_run_holds_and_what_comes_near() {
    let text = deployment("web", "app: web", "volumes: [{name: v, configMap: {name: setings}}]") + CONFIG;
    let missing = &facts(&text, "Deployment/web").missing[0];
    assert_eq!((missing.nearest.as_deref(), missing.existing), (Some("settings"), Some(1)));
    assert_eq!(
        (missing.namespace.as_str(), missing.others_in_namespace, missing.others_in_run),
        ("default", true, true)
    );
    let elsewhere = text.replace("{name: settings}", "{name: settings, namespace: shop}");
    let missing = &facts(&elsewhere, "Deployment/web").missing[0];
    assert_eq!((missing.nearest.as_deref(), missing.others_in_namespace, missing.others_in_run), (None, false, true));
}

const SERVICE: &str =
    "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, name: http}]}\n";

#[test]
fn backends_of_ingresses_and_routes_need_their_service_and_port() {
    for (backend, expected) in [
        ("{service: {name: web, port: {number: 80}}}", None),
        ("{service: {name: web, port: {name: http}}}", None),
        ("{service: {name: web, port: {name: htp}}}", Some(("Service web htp", "service/port/name"))),
        ("{service: {name: web, port: {number: 8080}}}", Some(("Service web 8080", "service/port/number"))),
        ("{service: {name: wep, port: {number: 80}}}", Some(("Service wep", "service/name"))),
        ("{resource: {apiGroup: x, kind: Bucket, name: b}}", None),
        ("{serviceName: web, servicePort: 80}", None),
        ("{serviceName: web, servicePort: https}", Some(("Service web https", "servicePort"))),
        ("{service: {name: redirect, port: {name: use-annotation}}}", None),
        ("{service: {name: forward, port: {name: use-annotation}}}", Some(("Service forward", "service/name"))),
    ] {
        let text = format!(
            "{SERVICE}---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: in\n  annotations: \
             {{alb.ingress.kubernetes.io/actions.redirect: '{{}}'}}\nspec: {{rules: [{{http: {{paths: [{{path: /, backend: {backend}}}]}}}}]}}\n"
        );
        let found = listed(&text, "Ingress/in");
        let at = "/spec/rules/0/http/paths/0/backend";
        let expected: Vec<_> =
            expected.iter().map(|(what, path)| ((*what).to_owned(), format!("{at}/{path}"))).collect();
        assert_eq!(found, expected, "{backend}");
    }
    let route = "---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec: {rules: [{backendRefs: [{name: gone, port: 80}, {name: b, group: x, kind: Bucket}, {name: web, namespace: shop}]}]}\n";
    let found = listed(&format!("{SERVICE}{route}"), "HTTPRoute/r");
    let expected = [("Service gone", "0/name"), ("Service web", "2/name")];
    let at = "/spec/rules/0/backendRefs";
    assert_eq!(found, expected.map(|(what, path)| (what.to_owned(), format!("{at}/{path}"))));
}

#[test]
fn other_references_are_followed_where_their_target_can_be_known() {
    for (object, expected) in [
        (
            "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {serviceName: gone}}",
            vec!["Service gone"],
        ),
        ("{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {serviceName: web}}", vec![]),
        (
            "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {kind: Role, name: gone}}",
            vec!["Role gone"],
        ),
        (
            "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: x}, roleRef: {kind: ClusterRole, name: view}}",
            vec![],
        ),
        (
            "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: x}, roleRef: {kind: ClusterRole, name: 'system:node'}, subjects: [{kind: ServiceAccount, name: gone, namespace: shop}, {kind: User, name: eve}]}",
            vec!["ServiceAccount gone"],
        ),
        (
            "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: x}, spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: gone}}}",
            vec!["Deployment gone"],
        ),
        (
            "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: x}, spec: {scaleTargetRef: {apiVersion: example.com/v1, kind: Machine, name: gone}}}",
            vec![],
        ),
        (
            "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: x}, spec: {scaleTargetRef: {name: gone}}}",
            vec!["Deployment gone"],
        ),
        ("{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: shop}}", vec!["Namespace shop"]),
        ("{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: kube-system}}", vec![]),
        (
            "{apiVersion: v1, kind: ServiceAccount, metadata: {name: x}, imagePullSecrets: [{name: gone}]}",
            vec!["Secret gone"],
        ),
        (
            "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: x}, spec: {tls: [{secretName: gone}]}}",
            vec!["Secret gone"],
        ),
        (
            "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: x}, spec: {gateways: [a], http: [{route: [{destination: {host: example.com}}]}]}}",
            vec![],
        ),
    ] {
        let kind = object.split_once("kind: ").and_then(|(_, rest)| rest.split_once(',')).expect("a kind").0;
        let found = listed(&format!("{SERVICE}---\n{object}\n"), &format!("{kind}/x"));
        let found: Vec<_> = found.iter().map(|(what, _)| what.as_str()).collect();
        assert_eq!(found, expected, "{object}");
    }
}

#[test]
fn projects_of_argo_cd_are_looked_for_in_all_namespaces() {
    let project =
        "---\n{apiVersion: argoproj.io/v1alpha1, kind: AppProject, metadata: {name: shop, namespace: argocd}}\n";
    for (project_name, expected) in [
        ("shop", vec![]),
        ("shpo", vec!["AppProject shpo"]),
        ("default", vec![]),
        ("''", vec![]),
        ("'{{ team }}'", vec![]),
    ] {
        for (kind, spec) in [
            ("Application", format!("{{project: {project_name}}}")),
            ("ApplicationSet", format!("{{template: {{spec: {{project: {project_name}}}}}}}")),
        ] {
            let application =
                format!("---\napiVersion: argoproj.io/v1alpha1\nkind: {kind}\nmetadata: {{name: x}}\nspec: {spec}\n");
            let found = listed(&format!("{project}{application}"), &format!("{kind}/x"));
            let found: Vec<_> = found.iter().map(|(what, _)| what.as_str()).collect();
            assert_eq!(found, expected, "{kind} {project_name}");
            assert_eq!(listed(&application, &format!("{kind}/x")), [], "no project in the run");
        }
    }
}

#[test]
fn services_that_the_prometheus_operator_makes_are_not_missing() {
    for (maker, name) in [
        ("Prometheus", "prometheus-operated"),
        ("Alertmanager", "alertmanager-operated"),
        ("ThanosRuler", "thanos-ruler-operated"),
    ] {
        let text = format!(
            "---\n{{apiVersion: monitoring.coreos.com/v1, kind: {maker}, metadata: {{name: m}}}}\n---\n{{apiVersion: \
             networking.k8s.io/v1, kind: Ingress, metadata: {{name: in}}, spec: {{defaultBackend: {{service: {{name: \
             {name}, port: {{name: web}}}}}}}}}}\n"
        );
        assert_eq!(listed(&text, "Ingress/in"), [], "{maker}");
    }
}
