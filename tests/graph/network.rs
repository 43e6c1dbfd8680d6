//! Network policies, Services, Ingresses and routes.

use super::{deployment, facts, named};

fn policy(group: &str, kind: &str, spec: &str) -> String {
    format!("---\napiVersion: {group}\nkind: {kind}\nmetadata: {{name: policy}}\nspec: {spec}\n")
}

#[test]
fn a_network_policy_of_any_group_covers_the_pods_it_selects() {
    for (group, kind, spec, covers) in [
        ("networking.k8s.io/v1", "NetworkPolicy", "{podSelector: {}}", true),
        ("networking.k8s.io/v1", "NetworkPolicy", "{}", true),
        ("networking.k8s.io/v1", "NetworkPolicy", "{podSelector: {matchLabels: {app: web}}}", true),
        ("networking.k8s.io/v1", "NetworkPolicy", "{podSelector: {matchLabels: {app: other}}}", false),
        (
            "networking.k8s.io/v1",
            "NetworkPolicy",
            "{podSelector: {matchExpressions: [{key: app, operator: In, values: [api, web]}]}}",
            true,
        ),
        (
            "networking.k8s.io/v1",
            "NetworkPolicy",
            "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}",
            false,
        ),
        ("extensions/v1beta1", "NetworkPolicy", "{podSelector: {}}", true),
        (
            "cilium.io/v2",
            "CiliumNetworkPolicy",
            "{endpointSelector: {matchLabels: {k8s:app: web}}, ingress: [{}]}",
            true,
        ),
        ("cilium.io/v2", "CiliumNetworkPolicy", "{endpointSelector: {matchLabels: {any:app: api}}}", false),
        (
            "cilium.io/v2",
            "CiliumClusterwideNetworkPolicy",
            "{endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': default}}}",
            true,
        ),
        (
            "cilium.io/v2",
            "CiliumClusterwideNetworkPolicy",
            "{endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': shop}}}",
            false,
        ),
        ("cilium.io/v2", "CiliumClusterwideNetworkPolicy", "{nodeSelector: {}}", false),
        ("projectcalico.org/v3", "NetworkPolicy", "{selector: app == 'web'}", true),
        ("projectcalico.org/v3", "NetworkPolicy", "{selector: app != 'web'}", false),
        ("crd.projectcalico.org/v1", "GlobalNetworkPolicy", "{}", true),
        ("crd.projectcalico.org/v1", "GlobalNetworkPolicy", "{namespaceSelector: \"team == 'a'\"}", true),
        ("crd.projectcalico.org/v1", "GlobalNetworkPolicy", "{namespaceSelector: \"team == 'b'\"}", false),
        ("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "{subject: {namespaces: {}}}", true),
        (
            "policy.networking.k8s.io/v1alpha1",
            "BaselineAdminNetworkPolicy",
            "{subject: {pods: {namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: web}}}}}",
            true,
        ),
        (
            "policy.networking.k8s.io/v1alpha1",
            "AdminNetworkPolicy",
            "{subject: {namespaces: {matchLabels: {kubernetes.io/metadata.name: other}}}}",
            false,
        ),
    ] {
        let namespace = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: default, labels: {team: a}}\n";
        let text = deployment("web", "app: web", "containers: []") + namespace + &policy(group, kind, spec);
        let web = facts(&text, "Deployment/web");
        assert!(web.network_policies_in_run, "{kind} {spec}");
        assert_eq!(!web.network_policies.is_empty(), covers, "{kind} {spec}");
        let selected = facts(&text, &format!("{kind}/policy")).selected;
        let whole_cluster = kind != "NetworkPolicy" && kind != "CiliumNetworkPolicy";
        assert!(whole_cluster || selected.is_empty() != covers, "{kind} {spec}");
    }
}

#[test]
fn a_network_policy_covers_only_its_own_namespace() {
    let elsewhere = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: all, namespace: shop}\nspec: {podSelector: {}}\n";
    let web = facts(&(deployment("web", "app: web", "containers: []") + elsewhere), "Deployment/web");
    assert!(web.network_policies_in_run && web.network_policies.is_empty());
    let here = elsewhere.replace("shop", "default");
    let web = facts(&(deployment("web", "app: web", "containers: []") + &here), "Deployment/web");
    assert_eq!(web.network_policies.len(), 1);
}

#[test]
fn the_directions_of_a_policy_follow_its_types_or_its_rules() {
    for (spec, ingress, egress) in [
        ("{podSelector: {}}", true, false),
        ("{podSelector: {}, egress: [{}]}", true, true),
        ("{podSelector: {}, egress: []}", true, false),
        ("{podSelector: {}, policyTypes: [Egress]}", false, true),
        ("{podSelector: {}, policyTypes: [Ingress, Egress]}", true, true),
        ("{podSelector: {}, policyTypes: []}", true, false),
    ] {
        let text =
            deployment("web", "app: web", "containers: []") + &policy("networking.k8s.io/v1", "NetworkPolicy", spec);
        let fact = &facts(&text, "Deployment/web").network_policies[0];
        assert_eq!((fact.ingress, fact.egress), (ingress, egress), "{spec}");
    }
}

#[test]
fn a_namespace_knows_the_policies_that_are_in_force_in_it() {
    let text = "\
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: some, namespace: shop}
spec: {podSelector: {matchLabels: {app: none}}, policyTypes: [Ingress]}
---
apiVersion: v1
kind: Namespace
metadata: {name: bare}
";
    let shop = facts(text, "Namespace/shop");
    assert_eq!(named(shop.network_policies.iter().map(|fact| &fact.peer)), ["NetworkPolicy/some"]);
    assert_eq!(facts(text, "Namespace/bare").network_policies, []);
}

#[test]
fn peers_of_a_policy_that_name_no_pod_of_the_namespace_are_shown() {
    let spec = "
  podSelector: {}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: web}}
    - podSelector: {matchLabels: {app: gone}}
    - podSelector: {matchLabels: {app: gone}}
      namespaceSelector: {}
    - podSelector: {}
  egress:
  - to: [{podSelector: {matchLabels: {app: lost}}}]";
    let text = deployment("web", "app: web", "containers: []") + &policy("networking.k8s.io/v1", "NetworkPolicy", spec);
    let empty = facts(&text, "NetworkPolicy/policy").empty_peers;
    let empty: Vec<_> = empty.iter().map(|path| path.as_str()).collect();
    assert_eq!(empty, ["/spec/ingress/0/from/1/podSelector", "/spec/egress/0/to/0/podSelector"]);
}

const SERVICE: &str = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: SELECTOR, ports: [{port: 80, name: http}]}\n";

#[test]
fn a_service_selects_pods_that_have_all_its_labels() {
    for (selector, selects) in [
        ("{app: web}", true),
        ("{app: web, tier: front}", true),
        ("{app: web, tier: back}", false),
        ("{}", false),
        ("{app: web, pod-template-hash: 5c8f}", true),
        ("{app: web, statefulset.kubernetes.io/pod-name: web-0}", false),
    ] {
        let text =
            deployment("web", "app: web, tier: front", "containers: []") + &SERVICE.replace("SELECTOR", selector);
        let service = facts(&text, "Service/web");
        assert_eq!(!service.selected.is_empty(), selects, "{selector}");
        let web = facts(&text, "Deployment/web");
        assert!(web.services_in_run);
        assert_eq!(
            named(web.services.iter().map(|service| &service.peer)),
            if selects { vec!["Service/web"] } else { vec![] },
            "{selector}"
        );
    }
}

#[test]
fn a_service_that_selects_nothing_is_told_what_comes_nearest() {
    for (selector, near) in [
        ("{app: web-ap}", Some(("app", "web-ap", Some("web-app"), "/spec/template/metadata/labels/app"))),
        ("{app: ewb-app}", Some(("app", "ewb-app", Some("web-app"), "/spec/template/metadata/labels/app"))),
        ("{app: web-app, tier: back}", Some(("tier", "back", Some("front"), "/spec/template/metadata/labels/tier"))),
        ("{app: web-app, env: prod}", Some(("env", "prod", None, "/spec/template/metadata/labels"))),
        ("{app: database}", None),
        ("{app: web-app, env: prod, team: x}", None),
    ] {
        let text =
            deployment("web", "app: web-app, tier: front", "containers: []") + &SERVICE.replace("SELECTOR", selector);
        let nearest = facts(&text, "Service/web").nearest;
        let seen = nearest.as_ref().map(|near| (&*near.key, &*near.wanted, near.found.as_deref(), near.path.as_str()));
        assert_eq!(seen, near, "{selector}");
    }
}

#[test]
fn endpoints_of_a_service_are_found_by_name_or_by_label() {
    let service = SERVICE.replace("SELECTOR", "null");
    let endpoints = "---\napiVersion: v1\nkind: Endpoints\nmetadata: {name: web}\n";
    let slice = "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web-1, labels: {kubernetes.io/service-name: web}}\n";
    assert!(!facts(&service, "Service/web").has_endpoints);
    assert!(facts(&(service.clone() + endpoints), "Service/web").has_endpoints);
    assert!(facts(&(service + slice), "Service/web").has_endpoints);
}

#[test]
fn services_with_equal_selectors_know_each_other() {
    let other = SERVICE.replace("SELECTOR", "{tier: front, app: web}").replace("name: web}", "name: copy}");
    let text = SERVICE.replace("SELECTOR", "{app: web, tier: front}") + &other;
    let web = facts(&text, "Service/web").same_selector;
    assert_eq!(named(web.iter().map(|fact| &fact.peer)), ["Service/copy"]);
    assert_eq!((web[0].headless, web[0].ports[0].number, web[0].first), (false, 80, false));
    assert!(facts(&text, "Service/copy").same_selector[0].first);
    let headless = text.replacen("spec: {", "spec: {clusterIP: None, ", 1);
    assert!(facts(&headless, "Service/copy").same_selector[0].headless);
    let elsewhere = text.replace("name: copy}", "name: copy, namespace: shop}");
    assert_eq!(facts(&elsewhere, "Service/web").same_selector, []);
}

#[test]
fn pods_are_exposed_by_external_services_and_by_what_leads_to_their_services() {
    for (object, exposed) in [
        (
            "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: in}, spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}}",
            true,
        ),
        (
            "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: in}, spec: {defaultBackend: {service: {name: api, port: {number: 80}}}}}",
            false,
        ),
        (
            "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: in}, spec: {rules: [{backendRefs: [{name: web, port: 80}]}]}}",
            true,
        ),
        (
            "{apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: in}, spec: {to: {kind: Service, name: web}}}",
            true,
        ),
        (
            "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: in}, spec: {gateways: [edge], http: [{route: [{destination: {host: web.default.svc.cluster.local}}]}]}}",
            true,
        ),
        (
            "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: in}, spec: {gateways: [mesh], http: [{route: [{destination: {host: web}}]}]}}",
            false,
        ),
    ] {
        let text = deployment("web", "app: web", "containers: []") + &SERVICE.replace("SELECTOR", "{app: web}");
        let exposure = facts(&format!("{text}---\n{object}\n"), "Deployment/web").exposed_by;
        assert_eq!(!exposure.is_empty(), exposed, "{object}");
    }
    for kind in ["NodePort", "LoadBalancer"] {
        let service = SERVICE.replace("SELECTOR", &format!("{{app: web}}, type: {kind}"));
        let web = facts(&(deployment("web", "app: web", "containers: []") + &service), "Deployment/web");
        assert_eq!(named(web.exposed_by.iter().map(|fact| &fact.peer)), ["Service/web"]);
    }
}

#[test]
fn ingresses_that_claim_the_same_host_and_path_know_each_other() {
    let ingress = |name: &str, class: &str, host: &str, annotations: &str| {
        format!(
            "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{name: {name}, annotations: {{{annotations}}}}}\n\
             spec: {{ingressClassName: {class}, rules: [{{host: {host}, http: {{paths: [{{path: /, pathType: Prefix}}]}}}}]}}\n"
        )
    };
    let canary = "nginx.ingress.kubernetes.io/canary: 'true'";
    for (second, same) in [
        (ingress("b", "nginx", "a.example", ""), true),
        (ingress("b", "nginx", "b.example", ""), false),
        (ingress("b", "alb", "a.example", ""), false),
        (ingress("b", "nginx", "a.example", canary), false),
        (ingress("a", "nginx", "a.example", ""), false),
    ] {
        let routes = facts(&(ingress("a", "nginx", "a.example", "") + &second), "Ingress/a").same_routes;
        assert_eq!(!routes.is_empty(), same, "{second}");
        if let Some(route) = routes.first() {
            assert_eq!(route.path.as_str(), "/spec/rules/0/http/paths/0");
            assert_eq!((route.peer.name.as_str(), route.host.as_str()), ("b", "a.example"));
        }
        let other_path = second.replace("path: /,", "path: /api,");
        let found = facts(&(ingress("a", "nginx", "a.example", "") + &other_path), "Ingress/a");
        assert_eq!(found.same_routes, [], "{other_path}");
        let hosts: Vec<_> = found.shared_hosts.iter().map(|one| (one.path.as_str(), one.other.as_str())).collect();
        let expected = [("/spec/rules/0/host", "/spec/rules/0/host")];
        assert_eq!(hosts, if same { &expected[..] } else { &[] }, "{other_path}");
    }
}
