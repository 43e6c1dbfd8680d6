//! Load balancers of clouds.

use super::{deployment, facts, named};

fn ingress(name: &str, namespace: &str, annotations: &str, spec: &str) -> String {
    format!(
        "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: {name}\n  namespace: {namespace}\n  \
         annotations: {{{annotations}}}\nspec: {spec}\n"
    )
}

const GROUP: &str = "alb.ingress.kubernetes.io/group.name: shared, alb.ingress.kubernetes.io/ssl-redirect: '443'";
const CLASS: &str = "\
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: public}
spec: {controller: eks.amazonaws.com/alb, parameters: {apiGroup: eks.amazonaws.com, kind: IngressClassParams, name: public}}
---
apiVersion: eks.amazonaws.com/v1
kind: IngressClassParams
metadata: {name: public}
spec: {scheme: internet-facing, group: {name: shared}, certificateARNs: ['arn:x'], targetType: ip}
";

#[test]
fn ingresses_of_one_group_know_each_other_in_all_namespaces() {
    let text = ingress("a", "shop", GROUP, "{}")
        + &ingress("b", "mail", GROUP, "{tls: [{hosts: [b.example.com]}]}")
        + &ingress("c", "shop", "alb.ingress.kubernetes.io/group.name: other", "{}")
        + &ingress("d", "shop", "", "{ingressClassName: public}")
        + &ingress("e", "shop", "", "{}")
        + CLASS;
    let of = |name: &str| facts(&text, &format!("Ingress/{name}")).ingress_group;
    assert_eq!(named(of("a").iter().map(|fact| &fact.peer)), ["Ingress/b", "Ingress/d"]);
    assert_eq!(named(of("d").iter().map(|fact| &fact.peer)), ["Ingress/a", "Ingress/b"]);
    assert_eq!((of("c"), of("e")), (vec![], vec![]));
    let b = &of("a")[0];
    assert_eq!(b.annotations.get("ssl-redirect").map(String::as_str), Some("443"));
    assert_eq!((b.has_host, b.same_folder, of("b")[0].has_host), (true, true, false));
}

#[test]
fn an_ingress_knows_its_class_and_the_parameters_of_the_class() {
    let class = |text: &str| facts(text, "Ingress/a").ingress_class;
    let by_field = ingress("a", "shop", "", "{ingressClassName: public}");
    let found = class(&(by_field.clone() + CLASS)).expect("a class");
    assert_eq!((found.peer.name.as_str(), found.controller.as_str()), ("public", "eks.amazonaws.com/alb"));
    assert_eq!((found.scheme.as_deref(), found.group.as_deref()), (Some("internet-facing"), Some("shared")));
    assert_eq!((found.target_type.as_deref(), found.has_certificate), (Some("ip"), true));
    assert!(class(&(ingress("a", "shop", "kubernetes.io/ingress.class: public", "{}") + CLASS)).is_some());
    assert_eq!(class(&by_field), None);
}

#[test]
fn load_balancers_of_aws_tell_whether_they_send_traffic_to_nodes_or_to_pods() {
    let service = |metadata: &str, spec: &str| {
        format!(
            "---\napiVersion: v1\nkind: Service\nmetadata: {{name: web{metadata}}}\nspec: {{selector: {{app: web}}{spec}}}\n"
        )
    };
    let annotated = |key: &str, value: &str| format!(", annotations: {{{key}: {value}}}");
    let backend = "rules: [{http: {paths: [{path: /, backend: {service: {name: web, port: {number: 80}}}}]}}]";
    let alb = |annotations: &str, class: &str| ingress("in", "default", annotations, &format!("{{{class}{backend}}}"));
    const TYPE: &str = "alb.ingress.kubernetes.io/target-type";
    const NLB: &str = "service.beta.kubernetes.io/aws-load-balancer-";
    for (text, expected) in [
        (service("", "") + &alb("", "ingressClassName: alb, "), Some("instance")),
        (service("", "") + &alb("kubernetes.io/ingress.class: alb", ""), Some("instance")),
        (service("", "") + &alb(&format!("{TYPE}: ip"), "ingressClassName: alb, "), Some("ip")),
        (service("", "") + &alb(&format!("{TYPE}: instance"), ""), Some("instance")),
        (service(&annotated(TYPE, "ip"), "") + &alb(&format!("{TYPE}: instance"), ""), Some("ip")),
        (service("", "") + &alb("", "ingressClassName: public, ") + CLASS, Some("ip")),
        (service("", "") + &alb("", "ingressClassName: nginx, "), None),
        (service("", ", type: LoadBalancer"), None),
        (service(&annotated(&format!("{NLB}type"), "external"), ", type: LoadBalancer"), Some("instance")),
        (service(&annotated(&format!("{NLB}type"), "nlb-ip"), ", type: LoadBalancer"), Some("ip")),
        (service(&annotated(&format!("{NLB}nlb-target-type"), "ip"), ", type: LoadBalancer"), Some("ip")),
        (service("", ", type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb"), Some("instance")),
        (service("", ", type: NodePort"), None),
    ] {
        let text = deployment("web", "app: web", "containers: []") + &text;
        let exposure = facts(&text, "Deployment/web").exposed_by;
        assert_eq!(exposure.iter().map(|fact| fact.target_type).collect::<Vec<_>>(), [expected], "{text}");
    }
}

#[test]
fn services_of_type_load_balancer_are_numbered_and_copies_count_once() {
    let service = |name: &str, kind: &str| {
        format!("---\napiVersion: v1\nkind: Service\nmetadata: {{name: {name}}}\nspec: {{type: {kind}}}\n")
    };
    let text = service("a", "LoadBalancer")
        + &service("b", "ClusterIP")
        + &service("c", "LoadBalancer")
        + &service("a", "LoadBalancer");
    let number = |name: &str| facts(&text, &format!("Service/{name}")).load_balancer.map(|one| (one.number, one.count));
    assert_eq!((number("a"), number("b"), number("c")), (Some((1, 2)), None, Some((2, 2))));
}
