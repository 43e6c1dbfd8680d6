//! Namespaces and objects of service meshes.

use super::{deployment, facts, named};

const NAMESPACE: &str = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: default, labels: {istio-injection: enabled}, annotations: {owner: shop}}\n";
const SERVICES: &str = "\
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: far, namespace: far}
spec: {ports: [{port: 80}]}
";

fn istio(kind: &str, name: &str, spec: &str) -> String {
    format!("---\napiVersion: networking.istio.io/v1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec: {spec}\n")
}

/// References of an object that lead nowhere, those to its namespace left out: kind, namespace, name, key and the way.
fn missing(text: &str, wanted: &str) -> Vec<String> {
    let missing = facts(text, wanted).missing.into_iter().filter(|one| one.kind != "Namespace");
    let shown = missing.map(|one| {
        let key = one.key.map(|key| format!(" {key}")).unwrap_or_default();
        format!("{} {}/{}{key} {}", one.kind, one.namespace, one.name, one.path)
    });
    shown.collect()
}

#[test]
fn objects_know_their_namespace_object() {
    let text = deployment("web", "app: web", "containers: []") + NAMESPACE;
    let namespace = facts(&text, "Deployment/web").namespace_object.expect("a Namespace");
    assert_eq!(namespace.labels.get("istio-injection").map(String::as_str), Some("enabled"));
    assert_eq!(namespace.annotations.get("owner").map(String::as_str), Some("shop"));
    assert_eq!(facts(&text, "Namespace/default").namespace_object, None);
    let elsewhere = text.replace("{name: default,", "{name: shop,");
    assert_eq!(facts(&elsewhere, "Deployment/web").namespace_object, None);
}

#[test]
fn a_namespace_knows_the_policies_of_meshes_that_hold_in_it() {
    for (policy, holds) in [
        ("{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p}}", true),
        ("{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p, namespace: shop}}", false),
        (
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p, namespace: istio-system}}",
            true,
        ),
        (
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p, namespace: istio-system}, spec: {selector: {matchLabels: {istio: ingressgateway}}}}",
            false,
        ),
        ("{apiVersion: policy.linkerd.io/v1alpha1, kind: AuthorizationPolicy, metadata: {name: p}}", true),
        ("{apiVersion: policy.linkerd.io/v1beta1, kind: ServerAuthorization, metadata: {name: p}}", true),
        ("{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: p}}", false),
    ] {
        let found = facts(&format!("{NAMESPACE}---\n{policy}\n"), "Namespace/default").authorization_policies;
        assert_eq!(!found.is_empty(), holds, "{policy}");
    }
}

#[test]
fn policies_of_meshes_know_the_pods_they_select() {
    let web = deployment("web", "app: web", "containers: []");
    for (policy, kind, expected) in [
        (
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p}, spec: {selector: {matchLabels: {app: web}}}}",
            "AuthorizationPolicy",
            vec!["Deployment/web"],
        ),
        (
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p, namespace: istio-system}, spec: {selector: {matchLabels: {app: web}}}}",
            "AuthorizationPolicy",
            vec!["Deployment/web"],
        ),
        (
            "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: p, namespace: shop}, spec: {selector: {matchLabels: {app: web}}}}",
            "PeerAuthentication",
            vec![],
        ),
        (
            "{apiVersion: policy.linkerd.io/v1beta3, kind: Server, metadata: {name: p}, spec: {podSelector: {matchLabels: {app: web}}}}",
            "Server",
            vec!["Deployment/web"],
        ),
        (
            "{apiVersion: policy.linkerd.io/v1beta3, kind: Server, metadata: {name: p}, spec: {podSelector: {matchLabels: {app: api}}}}",
            "Server",
            vec![],
        ),
    ] {
        let found = facts(&format!("{web}---\n{policy}\n"), &format!("{kind}/p"));
        assert_eq!(named(found.selected.iter().map(|fact| &fact.peer)), expected, "{policy}");
        assert_eq!(found.any_in_reach, !policy.contains("shop"), "{policy}");
    }
}

#[test]
fn destinations_are_services_of_the_own_namespace_or_of_the_one_they_name() {
    for (host, expected) in [
        ("web", vec![]),
        ("far", vec!["Service default/far"]),
        ("far.far.svc.cluster.local", vec![]),
        ("far.far.svc", vec![]),
        ("gone.far.svc.cluster.local", vec!["Service far/gone"]),
        ("there.far.svc.cluster.local", vec![]),
        ("gone.far", vec![]),
        ("www.example.com", vec![]),
        ("'*.example.com'", vec![]),
    ] {
        let entry = istio("ServiceEntry", "e", "{hosts: [there.far.svc.cluster.local]}");
        let spec = format!("{{http: [{{route: [{{destination: {{host: {host}}}}}]}}]}}");
        let found = missing(&(SERVICES.to_owned() + &entry + &istio("VirtualService", "v", &spec)), "VirtualService/v");
        let path = "/spec/http/0/route/0/destination/host";
        let expected: Vec<String> = expected.iter().map(|what| format!("{what} {path}")).collect();
        assert_eq!(found, expected, "{host}");
    }
    let text = SERVICES.to_owned() + &istio("VirtualService", "v", "{tcp: [{route: [{destination: {host: far}}]}]}");
    assert_eq!(facts(&text, "VirtualService/v").missing[0].elsewhere.as_deref(), Some("far"));
}

#[test]
fn every_place_of_a_virtual_service_that_names_something_is_followed() {
    let rule = istio("DestinationRule", "d", "{host: web, subsets: [{name: v1}]}");
    let gateway = istio("Gateway", "public", "{}");
    for (spec, expected) in [
        ("{gateways: [public, mesh, default/public, ./public, old.default.svc.cluster.local]}", vec![]),
        ("{gateways: [pubic]}", vec!["Gateway default/pubic /spec/gateways/0"]),
        ("{gateways: [shop/public]}", vec!["Gateway shop/public /spec/gateways/0"]),
        ("{tls: [{match: [{gateways: [gone]}]}]}", vec!["Gateway default/gone /spec/tls/0/match/0/gateways/0"]),
        ("{http: [{mirror: {host: gone}}]}", vec!["Service default/gone /spec/http/0/mirror/host"]),
        (
            "{http: [{mirrors: [{destination: {host: gone}}]}]}",
            vec!["Service default/gone /spec/http/0/mirrors/0/destination/host"],
        ),
        (
            "{http: [{route: [{destination: {host: web, port: {number: 8080}}}]}]}",
            vec!["Service default/web 8080 /spec/http/0/route/0/destination/port/number"],
        ),
        ("{http: [{route: [{destination: {host: web, subset: v1, port: {number: 80}}}]}]}", vec![]),
        ("{http: [{route: [{destination: {host: web.default.svc.cluster.local, subset: v1}}]}]}", vec![]),
        (
            "{tcp: [{route: [{destination: {host: web, subset: v2}}]}]}",
            vec!["DestinationRule default/web v2 /spec/tcp/0/route/0/destination/subset"],
        ),
        (
            "{tcp: [{route: [{destination: {host: far.far.svc, subset: v1}}]}]}",
            vec!["DestinationRule far/far.far.svc v1 /spec/tcp/0/route/0/destination/subset"],
        ),
    ] {
        let text = SERVICES.to_owned() + &rule + &gateway + &istio("VirtualService", "v", spec);
        assert_eq!(missing(&text, "VirtualService/v"), expected, "{spec}");
    }
    let alone =
        istio("VirtualService", "v", "{gateways: [a], tcp: [{route: [{destination: {host: web, subset: v2}}]}]}");
    assert_eq!(missing(&(SERVICES.to_owned() + &alone), "VirtualService/v"), [] as [&str; 0]);
}

#[test]
fn policies_of_linkerd_need_what_they_name() {
    let server = "---\n{apiVersion: policy.linkerd.io/v1beta3, kind: Server, metadata: {name: web}, spec: {}}\n---\n{apiVersion: policy.linkerd.io/v1alpha1, kind: MeshTLSAuthentication, metadata: {name: clients}}\n";
    for (object, expected) in [
        ("spec: {targetRef: {group: policy.linkerd.io, kind: Server, name: web}}", vec![]),
        (
            "spec: {targetRef: {group: policy.linkerd.io, kind: Server, name: wbe}}",
            vec!["Server default/wbe /spec/targetRef/name"],
        ),
        ("spec: {targetRef: {group: core, kind: Namespace, name: default}}", vec![]),
        ("spec: {targetRef: {group: policy.linkerd.io, kind: HTTPRoute, name: gone}}", vec![]),
        (
            "spec: {requiredAuthenticationRefs: [{group: policy.linkerd.io, kind: MeshTLSAuthentication, name: clients}, {group: policy.linkerd.io, kind: MeshTLSAuthentication, name: gone}, {kind: ServiceAccount, name: gone}]}",
            vec![
                "MeshTLSAuthentication default/gone /spec/requiredAuthenticationRefs/1/name",
                "ServiceAccount default/gone /spec/requiredAuthenticationRefs/2/name",
            ],
        ),
    ] {
        let policy = format!(
            "---\napiVersion: policy.linkerd.io/v1alpha1\nkind: AuthorizationPolicy\nmetadata: {{name: p}}\n{object}\n"
        );
        assert_eq!(missing(&(server.to_owned() + &policy), "AuthorizationPolicy/p"), expected, "{object}");
    }
    let old = "---\n{apiVersion: policy.linkerd.io/v1beta1, kind: ServerAuthorization, metadata: {name: p}, spec: {server: {name: gone}}}\n";
    let expected = ["Server default/gone /spec/server/name"];
    assert_eq!(missing(&(server.to_owned() + old), "ServerAuthorization/p"), expected);
}
