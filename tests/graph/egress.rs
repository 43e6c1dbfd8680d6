//! Network policies together: who may ask the DNS server, and namespaces that have none.

use super::{deployment, facts, named, with_files};

fn policy(name: &str, spec: &str) -> String {
    format!("---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: {name}}}\nspec: {spec}\n")
}

/// Whether a policy with such egress rules lets its pods ask the DNS server.
fn dns(egress: &str, namespace: &str) -> bool {
    let text = policy("p", &format!("{{podSelector: {{}}, policyTypes: [Egress], egress: {egress}}}"))
        .replace("{name: p}", &format!("{{name: p, namespace: {namespace}}}"));
    facts(&text, "NetworkPolicy/p").network_policies[0].dns
}

#[test]
fn dns_needs_its_port_and_a_way_out_of_the_namespace() {
    for (egress, allows) in [
        ("[]", false),
        ("[{}]", true),
        ("[{ports: [{port: 443}]}]", false),
        ("[{ports: [{port: 53}]}]", false),
        ("[{ports: [{port: 53, protocol: UDP}]}]", true),
        ("[{ports: [{port: 5353, protocol: UDP}]}]", true),
        ("[{ports: [{protocol: UDP}]}]", true),
        ("[{ports: [{port: 1, endPort: 1024, protocol: UDP}]}]", true),
        ("[{ports: [{port: 54, endPort: 1024, protocol: UDP}]}]", false),
        ("[{ports: [{port: dns}]}]", true),
        ("[{ports: [{port: http, protocol: UDP}]}]", false),
        ("[{ports: [{port: 443}]}, {ports: [{port: 53, protocol: UDP}]}]", true),
        ("[{to: [{podSelector: {}}]}]", false),
        ("[{to: [{namespaceSelector: {}}]}]", true),
        ("[{to: [{ipBlock: {cidr: 169.254.20.10/32}}]}]", true),
        ("[{to: [{podSelector: {}}], ports: [{port: 53, protocol: UDP}]}, {ports: [{port: 443}]}]", false),
    ] {
        assert_eq!(dns(egress, "shop"), allows, "{egress}");
    }
    assert!(dns("[{to: [{podSelector: {}}]}]", "kube-system"));
}

#[test]
fn a_policy_knows_those_that_are_in_force_for_all_its_pods() {
    let pods = deployment("web", "app: web", "containers: []") + &deployment("api", "app: api", "containers: []");
    let policies = policy("all", "{podSelector: {}}")
        + &policy("web", "{podSelector: {matchLabels: {app: web}}}")
        + &policy("api", "{podSelector: {matchLabels: {app: api}}}")
        + &policy("none", "{podSelector: {matchLabels: {app: gone}}}");
    for (name, expected) in
        [("all", vec!["all"]), ("web", vec!["all", "web"]), ("api", vec!["all", "api"]), ("none", vec!["all", "none"])]
    {
        let found = facts(&(pods.clone() + &policies), &format!("NetworkPolicy/{name}")).network_policies;
        let seen: Vec<&str> = found.iter().map(|fact| fact.peer.name.as_str()).collect();
        assert_eq!(seen, expected, "{name}");
    }
}

#[test]
fn policies_of_other_groups_are_believed_to_allow_dns_where_they_allow_anything() {
    for (head, spec, allows) in [
        ("cilium.io/v2\nkind: CiliumNetworkPolicy", "{endpointSelector: {}, egress: [{}]}", true),
        ("cilium.io/v2\nkind: CiliumNetworkPolicy", "{endpointSelector: {}, egressDeny: [{}]}", false),
        ("projectcalico.org/v3\nkind: NetworkPolicy", "{types: [Egress], egress: [{action: Allow}]}", true),
        ("projectcalico.org/v3\nkind: NetworkPolicy", "{types: [Egress]}", false),
    ] {
        let text = deployment("web", "app: web", "containers: []")
            + &format!("---\napiVersion: {head}\nmetadata: {{name: p}}\nspec: {spec}\n");
        assert_eq!(facts(&text, "Deployment/web").network_policies[0].dns, allows, "{spec}");
    }
}

#[test]
fn the_first_workload_speaks_for_a_namespace_without_object() {
    let shop =
        |name: &str| deployment(name, "app: web", "containers: []").replace("}\nspec", ", namespace: shop}\nspec");
    let text = shop("web") + &shop("api");
    let found = facts(&text, "Deployment/web").unlisted_namespace.expect("a namespace");
    assert_eq!((found.name.as_str(), found.network_policies.len()), ("shop", 0));
    assert_eq!(facts(&text, "Deployment/api").unlisted_namespace, None);
    let closed = policy("closed", "{podSelector: {}}").replace("{name: closed}", "{name: closed, namespace: shop}");
    let found = facts(&(text.clone() + &closed), "Deployment/web").unlisted_namespace.expect("a namespace");
    assert_eq!(named(found.network_policies.iter().map(|fact| &fact.peer)), ["NetworkPolicy/closed"]);
    with_files(
        &[("a.yaml", &text), ("b.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n")],
        |facts| {
            assert_eq!(facts("Deployment/web").unlisted_namespace, None);
        },
    );
}
