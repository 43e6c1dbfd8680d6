//! What Ingresses, network policies and ranges of addresses may say.

use crate::validation::testing::{assert_found, found};

const INGRESS: &str = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec: ";
const POLICY: &str = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: ";
const CLASS: &str = "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: c}\nspec: ";
const RANGE: &str = "apiVersion: networking.k8s.io/v1\nkind: ServiceCIDR\nmetadata: {name: r}\nspec: ";

#[test]
fn an_ingress_has_rules_or_a_backend() {
    assert_found(
        INGRESS,
        &[
            ("{}", &["VAL004 spec"]),
            ("{rules: []}", &["VAL004 spec"]),
            ("{rules: [{host: a}]}", &[]),
            ("{rules: [{http: {paths: []}}]}", &["VAL003 spec.rules[0].http.paths"]),
            ("{defaultBackend: {service: {name: s, port: {number: 80}}}}", &[]),
            ("{defaultBackend: {}}", &["VAL004 spec.defaultBackend"]),
            ("{defaultBackend: {service: {name: s}}}", &["VAL003 spec.defaultBackend"]),
            ("{defaultBackend: {service: {name: s, port: {number: 0}}}}", &["VAL003 spec.defaultBackend"]),
            ("{defaultBackend: {service: {name: s, port: {number: 0, name: a}}}}", &[]),
            ("{defaultBackend: {service: {name: s, port: {number: 1, name: a}}}}", &["VAL004 spec.defaultBackend"]),
            (
                "{defaultBackend: {service: {name: s, port: {number: 65536}}}}",
                &["VAL004 spec.defaultBackend.service.port.number"],
            ),
            (
                "{defaultBackend: {service: {name: S, port: {name: A}}}}",
                &["VAL001 spec.defaultBackend.service.name", "VAL001 spec.defaultBackend.service.port.name"],
            ),
            (
                "{defaultBackend: {service: {name: '', port: {number: 1}}}}",
                &["VAL003 spec.defaultBackend.service.name"],
            ),
            ("{defaultBackend: {resource: {kind: K, name: N}}}", &[]),
            (
                "{defaultBackend: {resource: {apiGroup: '', kind: a/b, name: ''}}}",
                &[
                    "VAL001 spec.defaultBackend.resource.apiGroup",
                    "VAL001 spec.defaultBackend.resource.kind",
                    "VAL003 spec.defaultBackend.resource.name",
                ],
            ),
            (
                "{defaultBackend: {resource: {kind: K, name: n}, service: {name: s, port: {number: 1}}}}",
                &["VAL004 spec.defaultBackend"],
            ),
        ],
    );
}

#[test]
fn hosts_are_names_or_wildcards() {
    for good in ["a", "a.b-c.1", "'*.a'", "'*.a.b'", "''", "xn--a"] {
        assert_found(&format!("{INGRESS}{{rules: [{{host: {good}}}]}}"), &[("", &[])]);
    }
    for bad in ["A.b", "a_b", "1.2.3.4", "'::1'", "a.", "a/b", "'a:80'", "'*'", "'*.'", "'a.*.b'", "'*.*.a'", "'*a.b'"]
    {
        assert_eq!(found("1.36", &format!("{INGRESS}{{rules: [{{host: {bad}}}]}}\n")).len(), 1, "{bad}");
    }
    assert_found(
        &format!("{INGRESS}{{rules: [{{host: a}}], tls: "),
        &[
            ("[{hosts: [a, '*.a']}]}", &[]),
            ("[{}]}", &[]),
            ("[{hosts: [''], secretName: ''}]}", &["VAL001 spec.tls[0].hosts[0]"]),
            ("[{hosts: ['*', A], secretName: s}]}", &["VAL001 spec.tls[0].hosts[0]", "VAL001 spec.tls[0].hosts[1]"]),
            ("[{hosts: [1.2.3.4], secretName: A}]}", &["VAL001 spec.tls[0].secretName"]),
        ],
    );
}

#[test]
fn paths_are_absolute_and_clean_where_they_are_compared_by_element() {
    let path = |path: &str, kind: &str| {
        let backend = "{service: {name: s, port: {number: 80}}}";
        let item = format!("{{{path} {kind} backend: {backend}}}");
        let found = found("1.36", &format!("{INGRESS}{{rules: [{{http: {{paths: [{item}]}}}}]}}\n"));
        found.iter().map(|one| one.replace("spec.rules[0].http.paths[0].", "")).collect::<Vec<_>>()
    };
    for kind in ["pathType: Prefix,", "pathType: Exact,"] {
        for good in ["path: /,", "path: /a/b,", "path: '/a(/|$)(.*)',", "path: /..a,", "path: /a./b,"] {
            assert_eq!(path(good, kind), [""; 0], "{good}");
        }
        for bad in ["", "path: '',", "path: a,", "path: /a//b,", "path: /a/./b,", "path: /a/../b,", "path: /a%2Fb,"] {
            assert_eq!(path(bad, kind), ["VAL004 path"], "{bad}");
        }
        for bad in ["path: /a/..,", "path: /a/.,"] {
            assert_eq!(path(bad, kind), ["VAL004 path"], "{bad}");
        }
    }
    for good in ["", "path: '',", "path: /a//b,", "path: /a/..,"] {
        assert_eq!(path(good, "pathType: ImplementationSpecific,"), [""; 0], "{good}");
    }
    assert_eq!(path("path: a,", "pathType: ImplementationSpecific,"), ["VAL004 path"]);
    assert_eq!(path("path: /,", "pathType: prefix,"), ["VAL005 pathType"]);
    assert_eq!(path("path: /,", ""), ["VAL003 pathType"]);
}

#[test]
fn the_class_is_named_once() {
    let class = |annotation: &str, field: &str| {
        let metadata = format!("{{name: i, annotations: {{{annotation}}}}}");
        found(
            "1.36",
            &format!(
                "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {metadata}\nspec: {{rules: [{{host: a}}], {field}}}\n"
            ),
        )
    };
    let key = "metadata.annotations[kubernetes.io/ingress.class]";
    assert_eq!(class("kubernetes.io/ingress.class: a", ""), [format!("VAL011 {key}")]);
    assert_eq!(class("kubernetes.io/ingress.class: a", "ingressClassName: a"), [""; 0]);
    assert_eq!(class("kubernetes.io/ingress.class: b", "ingressClassName: a"), [format!("VAL004 {key}")]);
    assert_eq!(class("", "ingressClassName: ''"), ["VAL001 spec.ingressClassName"]);
}

#[test]
fn names_of_services_may_begin_with_a_digit_since_they_may() {
    let text = format!("{INGRESS}{{defaultBackend: {{service: {{name: 1a, port: {{number: 1}}}}}}}}\n");
    assert_eq!(found("1.35", &text), ["VAL001 spec.defaultBackend.service.name"]);
    assert_eq!(found("1.36", &text), [""; 0]);
}

#[test]
fn classes_of_ingresses_name_a_controller_and_parameters() {
    let long = format!("{{controller: a.b/{}}}", "c".repeat(250));
    assert_found(
        CLASS,
        &[
            ("{controller: a.b/c}", &[]),
            ("{}", &["VAL003 spec.controller"]),
            ("{controller: ''}", &["VAL003 spec.controller"]),
            ("{controller: a}", &["VAL001 spec.controller"]),
            (&long, &["VAL009 spec.controller"]),
            ("{controller: a.b/c, parameters: {kind: K, name: n, apiGroup: g}}", &[]),
            (
                "{controller: a.b/c, parameters: {kind: K, name: n, namespace: s}}",
                &["VAL006 spec.parameters.namespace"],
            ),
            (
                "{controller: a.b/c, parameters: {kind: K, name: n, scope: Namespace}}",
                &["VAL003 spec.parameters.namespace"],
            ),
            (
                "{controller: a.b/c, parameters: {kind: K, name: n, scope: Namespace, namespace: S}}",
                &["VAL001 spec.parameters.namespace"],
            ),
            ("{controller: a.b/c, parameters: {kind: K, name: n, scope: Namespace, namespace: s}}", &[]),
            ("{controller: a.b/c, parameters: {kind: K, name: n, scope: cluster}}", &["VAL005 spec.parameters.scope"]),
            (
                "{controller: a.b/c, parameters: {apiGroup: ''}}",
                &["VAL001 spec.parameters.apiGroup", "VAL003 spec.parameters.kind", "VAL003 spec.parameters.name"],
            ),
        ],
    );
}

#[test]
fn ports_of_network_policies_are_numbers_names_or_ranges() {
    let port = "spec.egress[0].ports[0].port";
    let end = "spec.egress[0].ports[0].endPort";
    let case = |item: &str| found("1.36", &format!("{POLICY}{{podSelector: {{}}, egress: [{{ports: [{item}]}}]}}\n"));
    for good in ["{}", "{port: 80}", "{port: http}", "{port: 80, endPort: 80}", "{protocol: SCTP}"] {
        assert_eq!(case(good), [""; 0], "{good}");
    }
    for bad in ["{port: 0}", "{port: 65536}", "{port: -1}"] {
        assert_eq!(case(bad), [format!("VAL004 {port}")], "{bad}");
    }
    for bad in ["{port: HTTP}", "{port: '80'}", "{port: a_b}"] {
        assert_eq!(case(bad), [format!("VAL001 {port}")], "{bad}");
    }
    for bad in ["{endPort: 90}", "{port: http, endPort: 90}", "{port: 91, endPort: 90}", "{port: 9, endPort: 70000}"] {
        assert_eq!(case(bad), [format!("VAL004 {end}")], "{bad}");
    }
    assert_eq!(case("{protocol: tcp}"), ["VAL005 spec.egress[0].ports[0].protocol"]);
}

#[test]
fn peers_of_network_policies_are_selectors_or_blocks() {
    let case = |peer: &str| found("1.36", &format!("{POLICY}{{ingress: [{{from: [{peer}]}}]}}\n"));
    let from = "spec.ingress[0].from[0]";
    let good = [
        "{podSelector: {}}",
        "{podSelector: {}, namespaceSelector: {}}",
        "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}",
        "{ipBlock: {cidr: '::/0', except: ['2001:db8::/64']}}",
    ];
    for peer in good {
        assert_eq!(case(peer), [""; 0], "{peer}");
    }
    assert_eq!(case("{}"), [format!("VAL003 {from}")]);
    assert_eq!(case("{podSelector: null}"), [format!("VAL003 {from}")]);
    assert_eq!(case("{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}"), [format!("VAL006 {from}")]);
    for cidr in ["10.0.0.0", "10.0.0.1/8", "10.0.0.0/33", "010.0.0.0/8", "'::ffff:10.0.0.0/104'", "a"] {
        assert_eq!(case(&format!("{{ipBlock: {{cidr: {cidr}}}}}")), [format!("VAL004 {from}.ipBlock.cidr")], "{cidr}");
    }
    assert_eq!(case("{ipBlock: {cidr: ''}}"), [format!("VAL003 {from}.ipBlock.cidr")]);
    for except in ["10.0.0.0/8", "11.0.0.0/16", "0.0.0.0/0", "10.1.0.1/16", "'::/64'", "10.1.2.3"] {
        let found = case(&format!("{{ipBlock: {{cidr: 10.0.0.0/8, except: [{except}]}}}}"));
        assert_eq!(found, [format!("VAL004 {from}.ipBlock.except[0]")], "{except}");
    }
}

#[test]
fn policies_have_two_types_and_valid_selectors() {
    assert_found(
        POLICY,
        &[
            ("{}", &[]),
            ("{policyTypes: [Ingress, Ingress], ingress: [null]}", &[]),
            ("{policyTypes: [null]}", &["VAL003 spec.policyTypes[0]"]),
            ("{policyTypes: [ingress]}", &["VAL005 spec.policyTypes[0]"]),
            ("{policyTypes: [Ingress, Egress, a]}", &["VAL004 spec.policyTypes"]),
            ("{podSelector: {matchLabels: {a: b c}}}", &["VAL002 spec.podSelector.matchLabels.a"]),
        ],
    );
}

#[test]
fn before_the_strict_grammar_odd_blocks_are_taken_with_warnings_since_there_are_some() {
    let cidr = "spec.ingress[0].from[0].ipBlock.cidr";
    let case = |version: &str, cidr: &str| {
        found(version, &format!("{POLICY}{{ingress: [{{from: [{{ipBlock: {{cidr: {cidr}}}}}]}}]}}\n"))
    };
    for odd in ["10.0.0.1/8", "010.0.0.0/8", "10.0.0.0/08", "'::ffff:10.0.0.0/104'"] {
        assert_eq!(case("1.32", odd), [""; 0], "{odd}");
        assert_eq!(case("1.35", odd), [format!("VAL011 {cidr}")], "{odd}");
        assert_eq!(case("1.36", odd), [format!("VAL004 {cidr}")], "{odd}");
    }
    for odd in ["'2001:DB8::/64'", "'2001:db8:0:0::/64'"] {
        assert_eq!(case("1.32", odd), [""; 0], "{odd}");
        assert_eq!(case("1.36", odd), [format!("VAL011 {cidr}")], "{odd}");
    }
    assert_eq!(case("1.35", "10.0.0.0/8"), [""; 0]);
}

#[test]
fn ranges_of_services_are_canonical_and_of_different_families() {
    assert_found(
        RANGE,
        &[
            ("{cidrs: [10.0.0.0/16]}", &[]),
            ("{cidrs: [10.0.0.0/16, '2001:db8::/64']}", &[]),
            ("{}", &["VAL003 spec.cidrs"]),
            ("{cidrs: []}", &["VAL003 spec.cidrs"]),
            ("{cidrs: [null]}", &["VAL003 spec.cidrs[0]"]),
            ("{cidrs: [10.0.0.1/16]}", &["VAL004 spec.cidrs[0]"]),
            ("{cidrs: ['2001:DB8::/64']}", &["VAL004 spec.cidrs[0]"]),
            ("{cidrs: ['2001:db8:0:0::/64']}", &["VAL004 spec.cidrs[0]"]),
            ("{cidrs: [10.0.0.0/16, 10.1.0.0/16]}", &["VAL004 spec.cidrs"]),
            ("{cidrs: [10.0.0.0/16, '::/64', 10.1.0.0/16]}", &["VAL004 spec.cidrs"]),
        ],
    );
}

#[test]
fn an_address_has_its_value_as_name_and_belongs_to_something() {
    let head = "apiVersion: networking.k8s.io/v1\nkind: IPAddress\n";
    let parent = "spec: {parentRef: {group: '', resource: services, namespace: n, name: s}}";
    assert_found(
        head,
        &[
            (&format!("metadata: {{name: 10.0.0.1}}\n{parent}"), &[]),
            (&format!("metadata: {{name: '2001:db8::1'}}\n{parent}"), &[]),
            (&format!("metadata: {{name: a}}\n{parent}"), &["VAL001 metadata.name"]),
            (&format!("metadata: {{name: '2001:DB8::1'}}\n{parent}"), &["VAL001 metadata.name"]),
            (&format!("metadata: {{name: 10.0.0.01}}\n{parent}"), &["VAL001 metadata.name"]),
            ("metadata: {name: 10.0.0.1}\nspec: {}", &["VAL003 spec.parentRef"]),
            (
                "metadata: {name: 10.0.0.1}\nspec: {parentRef: {group: A, resource: a/b}}",
                &["VAL001 spec.parentRef.group", "VAL001 spec.parentRef.resource", "VAL003 spec.parentRef.name"],
            ),
        ],
    );
}
