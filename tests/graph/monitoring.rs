//! What Prometheus scrapes.

use super::{deployment, facts, named};

const SERVICES: &str = "\
---
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web, team: shop}}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: far, namespace: far, labels: {app: web}}
spec: {ports: [{name: metrics, port: 9090, protocol: UDP}]}
";

fn monitor(kind: &str, spec: &str) -> String {
    format!("---\napiVersion: monitoring.coreos.com/v1\nkind: {kind}\nmetadata: {{name: m}}\nspec: {spec}\n")
}

#[test]
fn a_service_monitor_selects_services_by_label_in_the_namespaces_it_names() {
    for (spec, expected) in [
        ("{selector: {matchLabels: {app: web}}}", vec!["Service/web"]),
        ("{selector: {matchLabels: {app: web}}, namespaceSelector: {}}", vec!["Service/web"]),
        ("{selector: {matchLabels: {app: web}}, namespaceSelector: {matchNames: [far]}}", vec!["Service/far"]),
        ("{selector: {matchLabels: {app: web}}, namespaceSelector: {any: true}}", vec!["Service/web", "Service/far"]),
        (
            "{selector: {matchLabels: {app: web}}, namespaceSelector: {matchNames: [default, far, gone]}}",
            vec!["Service/web", "Service/far"],
        ),
        ("{selector: {matchExpressions: [{key: team, operator: Exists}]}}", vec!["Service/web"]),
        ("{selector: {}}", vec!["Service/web"]),
        ("{}", vec!["Service/web"]),
        ("{selector: {matchLabels: {app: api}}}", vec![]),
        ("{selector: {matchLabels: {app: web}}, namespaceSelector: {matchNames: [gone]}}", vec![]),
    ] {
        let found = facts(&(SERVICES.to_owned() + &monitor("ServiceMonitor", spec)), "ServiceMonitor/m");
        assert_eq!(named(found.selected_services.iter().map(|fact| &fact.peer)), expected, "{spec}");
        assert_eq!(found.any_in_reach, !spec.contains("[gone]"), "{spec}");
    }
}

#[test]
fn a_selected_service_tells_its_ports_and_those_of_its_pods() {
    let ports = "containers: [{name: app, ports: [{containerPort: 8080, name: web}]}]\ninitContainers: [{name: i, ports: [{containerPort: 1}]}]";
    let text = deployment("web", "app: web", ports)
        + SERVICES
        + &monitor("ServiceMonitor", "{selector: {matchLabels: {app: web}}, namespaceSelector: {any: true}}");
    let services = facts(&text, "ServiceMonitor/m").selected_services;
    let shown = |ports: &[kubevet::object::facts::PortFact]| -> Vec<String> {
        ports.iter().map(|port| format!("{} {} {}", port.name, port.number, port.protocol)).collect()
    };
    assert_eq!(shown(&services[0].ports), ["http 80 TCP"]);
    assert_eq!(shown(&services[0].pod_ports), ["web 8080 TCP"]);
    assert_eq!((services[0].selects_pods, services[0].filled_by_hand), (true, false));
    assert_eq!(shown(&services[1].ports), ["metrics 9090 UDP"]);
    assert_eq!((services[1].selects_pods, services[1].filled_by_hand), (false, true));
    assert_eq!((services[0].namespace.as_str(), services[1].namespace.as_str()), ("default", "far"));
}

#[test]
fn a_service_that_comes_near_is_named() {
    let text = SERVICES.to_owned() + &monitor("ServiceMonitor", "{selector: {matchLabels: {app: wbe}}}");
    let near = facts(&text, "ServiceMonitor/m").nearest.expect("a Service");
    assert_eq!((near.peer.name.as_str(), near.key.as_str(), near.found.as_deref()), ("web", "app", Some("web")));
    assert_eq!(near.path.as_str(), "/metadata/labels/app");
}

#[test]
fn a_pod_monitor_selects_pods() {
    let web = deployment("web", "app: web", "containers: [{name: app, ports: [{containerPort: 80, name: http}]}]");
    for (labels, expected) in [("app: web", vec!["Deployment/web"]), ("app: api", vec![])] {
        let text = web.clone() + &monitor("PodMonitor", &format!("{{selector: {{matchLabels: {{{labels}}}}}}}"));
        let found = facts(&text, "PodMonitor/m");
        assert_eq!(named(found.selected.iter().map(|fact| &fact.peer)), expected);
        assert!(found.any_in_reach);
    }
}

#[test]
fn what_the_prometheus_operator_and_the_cluster_make_is_known_without_a_manifest() {
    let operated = "\
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: k8s}
spec: {podMetadata: {labels: {team: ops}}}
";
    for (kind, spec, unseen) in [
        ("ServiceMonitor", "{selector: {matchLabels: {operated-prometheus: 'true'}}}", true),
        ("ServiceMonitor", "{selector: {matchLabels: {operated-alertmanager: 'true'}}}", false),
        (
            "ServiceMonitor",
            "{selector: {matchLabels: {operated-prometheus: 'true'}}, namespaceSelector: {any: true}}",
            true,
        ),
        (
            "ServiceMonitor",
            "{selector: {matchLabels: {operated-prometheus: 'true'}}, namespaceSelector: {matchNames: [far]}}",
            false,
        ),
        ("ServiceMonitor", "{selector: {matchLabels: {component: apiserver, provider: kubernetes}}}", true),
        (
            "ServiceMonitor",
            "{selector: {matchLabels: {k8s-app: kube-dns}}, namespaceSelector: {matchNames: [kube-system]}}",
            true,
        ),
        ("PodMonitor", "{selector: {matchLabels: {prometheus: k8s, team: ops}}}", true),
        ("PodMonitor", "{selector: {matchLabels: {prometheus: k8s, 'app.kubernetes.io/version': 3.1.0}}}", true),
        ("PodMonitor", "{selector: {matchLabels: {prometheus: k8s, team: shop}}}", false),
        ("PodMonitor", "{selector: {matchLabels: {prometheus: other}}}", false),
    ] {
        let found = facts(&(operated.to_owned() + &monitor(kind, spec)), &format!("{kind}/m"));
        let made = found.selected_services.iter().map(|service| service.opaque);
        let made = made.chain(found.selected.iter().map(|workload| workload.opaque)).any(|opaque| opaque);
        assert_eq!(found.made_elsewhere || made, unseen, "{kind} {spec}");
    }
}
