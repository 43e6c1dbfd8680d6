//! Names that lead to Services: records of ExternalDNS, hosts of Routes, references across namespaces, and what is internal.

use super::{deployment, facts, named, with_files};
use kubevet::object::facts::SameHostFact;

/// A Service or Ingress with annotations of ExternalDNS.
fn asks(kind: &str, name: &str, annotations: &str) -> String {
    let api_version = if kind == "Service" { "v1" } else { "networking.k8s.io/v1" };
    let prefixed = annotations.replace('@', "external-dns.alpha.kubernetes.io/");
    format!(
        "---\napiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: {name}, annotations: {{{prefixed}}}}}\nspec: {{ingressClassName: nginx}}\n"
    )
}

#[test]
fn objects_that_ask_for_one_record_know_each_other() {
    let first = asks("Service", "first", "'@hostname': 'a.example, b.example'");
    for (second, hosts) in [
        (asks("Service", "second", "'@hostname': a.example"), vec!["a.example"]),
        (asks("Service", "second", "'@hostname': ' B.example. ,a.example'"), vec!["a.example", "b.example"]),
        (asks("Ingress", "second", "'@hostname': b.example"), vec!["b.example"]),
        (asks("Service", "second", "'@hostname': c.example"), vec![]),
        (asks("Service", "second", "'@hostname': a.example, '@controller': other"), vec![]),
        (asks("Service", "second", "'@hostname': a.example, '@set-identifier': x"), vec!["a.example"]),
    ] {
        let found = facts(&(first.clone() + &second), &format!("{}/second", kind_of(&second))).same_dns_hosts;
        let seen: Vec<&str> = found.iter().map(|fact: &SameHostFact| fact.host.as_str()).collect();
        assert_eq!(seen, hosts, "{second}");
        assert!(found.iter().all(|fact| fact.first && fact.peer.name == "first"));
        let back = facts(&(first.clone() + &second), "Service/first").same_dns_hosts;
        assert!(back.len() == hosts.len() && back.iter().all(|fact| !fact.first), "{second}");
    }
}

fn kind_of(object: &str) -> &str {
    if object.contains("kind: Ingress") { "Ingress" } else { "Service" }
}

#[test]
fn records_with_identifiers_and_ingresses_of_one_class_stand_side_by_side() {
    let weighted =
        |name: &str, set: &str| asks("Service", name, &format!("'@hostname': a.example, '@set-identifier': {set}"));
    assert_eq!(facts(&(weighted("a", "blue") + &weighted("b", "green")), "Service/b").same_dns_hosts, []);
    assert_eq!(facts(&(weighted("a", "blue") + &weighted("b", "blue")), "Service/b").same_dns_hosts.len(), 1);
    let ingress = |name: &str| asks("Ingress", name, "'@hostname': a.example");
    assert_eq!(facts(&(ingress("a") + &ingress("b")), "Ingress/b").same_dns_hosts, []);
    let other = ingress("b").replace("nginx", "alb");
    assert_eq!(facts(&(ingress("a") + &other), "Ingress/b").same_dns_hosts.len(), 1);
}

#[test]
fn what_stands_in_folders_of_its_own_claims_no_host_of_others() {
    let ask = |name: &str| asks("Service", name, "'@hostname': a.example");
    for (folder, count) in [("app/b.yaml", 1), ("other/b.yaml", 0)] {
        with_files(&[("app/a.yaml", &ask("a")), (folder, &ask("b"))], |facts| {
            assert_eq!(facts("Service/b").same_dns_hosts.len(), count, "{folder}");
        });
    }
}

#[test]
fn routes_share_a_host_only_within_a_namespace_and_for_different_paths() {
    let route = |name: &str, namespace: &str, spec: &str| {
        format!(
            "---\napiVersion: route.openshift.io/v1\nkind: Route\nmetadata: {{name: {name}, namespace: {namespace}}}\nspec: {{{spec}}}\n"
        )
    };
    let first = route("first", "shop", "host: a.example");
    for (second, claimed) in [
        (route("second", "shop", "host: a.example"), true),
        (route("second", "shop", "host: a.example, path: /"), true),
        (route("second", "shop", "host: a.example, path: /api"), false),
        (route("second", "test", "host: a.example, path: /api"), true),
        (route("second", "shop", "host: b.example"), false),
        (route("second", "shop", "path: /"), false),
    ] {
        let found = facts(&(first.clone() + &second), "Route/second").same_route_hosts;
        assert_eq!(!found.is_empty(), claimed, "{second}");
        assert!(found.iter().all(|fact| fact.first && fact.namespace == "shop"));
    }
}

#[test]
fn a_route_needs_a_grant_of_the_other_namespace() {
    let route = "---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r, namespace: edge}\nspec: {rules: [{backendRefs: [{name: web, namespace: shop}, {name: own}]}]}\n";
    let services = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: own, namespace: edge}\n";
    let grant = |from: &str, to: &str| {
        format!(
            "---\napiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: {{name: g, namespace: shop}}\nspec: {{from: [{{group: gateway.networking.k8s.io, {from}}}], to: [{{group: '', {to}}}]}}\n"
        )
    };
    for (grant, granted) in [
        (String::new(), false),
        (grant("kind: HTTPRoute, namespace: edge", "kind: Service"), true),
        (grant("kind: HTTPRoute, namespace: edge", "kind: Service, name: web"), true),
        (grant("kind: HTTPRoute, namespace: edge", "kind: Service, name: mail"), false),
        (grant("kind: HTTPRoute, namespace: edge", "kind: Secret"), false),
        (grant("kind: GRPCRoute, namespace: edge", "kind: Service"), false),
        (grant("kind: HTTPRoute, namespace: other", "kind: Service"), false),
    ] {
        let found = facts(&(route.to_owned() + services + &grant), "HTTPRoute/r").ungranted;
        assert_eq!(found.is_empty(), granted, "{grant}");
        if let Some(fact) = found.first() {
            assert_eq!(fact.path.as_str(), "/spec/rules/0/backendRefs/0/namespace");
            assert_eq!((fact.peer.name.as_str(), fact.namespace.as_str(), found.len()), ("web", "shop", 1));
        }
    }
    assert_eq!(facts(route, "HTTPRoute/r").ungranted, [], "what is missing is told as such");
}

#[test]
fn what_leads_in_from_the_own_network_alone_exposes_nothing() {
    let service = |more: &str, spec: &str| {
        format!(
            "---\napiVersion: v1\nkind: Service\nmetadata: {{name: web{more}}}\nspec: {{selector: {{app: web}}{spec}}}\n"
        )
    };
    let plain = service("", "");
    let ingress = |metadata: &str, class: &str| {
        plain.clone()
            + &format!(
                "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{name: in{metadata}}}\nspec: {{ingressClassName: {class}, defaultBackend: {{service: {{name: web}}}}}}\n"
            )
    };
    let route = |parent: &str, class: &str| {
        plain.clone()
            + &format!(
                "---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: in}}\nspec: {{parentRefs: [{parent}], rules: [{{backendRefs: [{{name: web}}]}}]}}\n---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{name: g}}\nspec: {{gatewayClassName: {class}}}\n"
            )
    };
    let balancer = ", type: LoadBalancer";
    for (objects, exposed) in [
        (service("", balancer), true),
        (service(", annotations: {networking.gke.io/load-balancer-type: Internal}", balancer), false),
        (service(", annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: 'true'}", balancer), false),
        (service(", annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: 'false'}", balancer), true),
        (service("", ", type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb"), false),
        (
            service(
                ", annotations: {service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing}",
                ", type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb",
            ),
            true,
        ),
        (ingress("", "nginx"), true),
        (ingress("", "nginx-internal"), false),
        (ingress("", "alb"), false),
        (ingress(", annotations: {alb.ingress.kubernetes.io/scheme: internet-facing}", "alb"), true),
        (route("{name: g}", "nginx"), true),
        (route("{name: g}", "gke-l7-rilb"), false),
        (route("{name: elsewhere}", "nginx-internal"), true),
        (route("{kind: Service, group: '', name: web}", "nginx"), false),
        (route("{name: g}, {name: elsewhere}", "nginx-internal"), true),
    ] {
        let found = facts(&(deployment("web", "app: web", "containers: []") + &objects), "Deployment/web");
        assert_eq!(named(found.services.iter().map(|service| &service.peer)), ["Service/web"]);
        assert_eq!(found.exposed_by.iter().any(|front| !front.internal), exposed, "{objects}");
    }
}
