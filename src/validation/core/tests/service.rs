use crate::validation::testing::{assert_found, found};

const SPEC: &str = "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: ";
const PORTS: &str = "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  ports: ";
const NODE_PORT: &str = "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  type: NodePort\n  ports: ";
const WITH_PORT: &str = "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  ports: [{port: 80}]\n  ";
const BALANCER: &str =
    "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  type: LoadBalancer\n  ports: [{port: 80}]\n  ";

#[test]
fn a_service_has_ports_unless_it_is_headless_or_a_name() {
    assert_found(
        SPEC,
        &[
            ("{}", &["VAL003 spec.ports"]),
            ("{ports: []}", &["VAL003 spec.ports"]),
            ("{clusterIP: None}", &[]),
            ("{type: ExternalName, externalName: a.b.}", &[]),
            ("{type: ExternalName}", &["VAL003 spec.externalName"]),
            ("{type: ExternalName, externalName: .}", &["VAL003 spec.externalName"]),
            ("{type: ExternalName, externalName: a_b}", &["VAL001 spec.externalName"]),
            ("{type: ExternalName, externalName: 1.2.3.4}", &[]),
        ],
    );
}

#[test]
fn ports_have_numbers_and_names_of_their_own() {
    assert_found(
        PORTS,
        &[
            ("[{port: 80}]", &[]),
            ("[{port: 80, targetPort: 0}]", &[]),
            ("[{port: 80, targetPort: ''}]", &[]),
            ("[{port: 80, targetPort: http}]", &[]),
            ("[{port: 80, targetPort: '80'}]", &["VAL001 spec.ports[0].targetPort"]),
            ("[{port: 80, targetPort: 65536}]", &["VAL004 spec.ports[0].targetPort"]),
            ("[{port: 0}]", &["VAL004 spec.ports[0].port"]),
            ("[{port: 80, name: A}]", &["VAL001 spec.ports[0].name"]),
            ("[{port: 80, name: aaaaaaaaaaaaaaaaaaaa}]", &[]),
            ("[{port: 80, name: a}, {port: 81}]", &["VAL003 spec.ports[1].name"]),
            ("[{port: 80, name: a}, {port: 81, name: ''}]", &["VAL003 spec.ports[1].name"]),
            ("[{port: 80, name: a}, {port: 81, name: a}]", &["VAL007 spec.ports[1].name"]),
            ("[{port: 80, appProtocol: kubernetes.io/h2c}]", &[]),
            ("[{port: 80, appProtocol: ''}]", &["VAL002 spec.ports[0].appProtocol"]),
            ("[{port: 80, appProtocol: null}]", &[]),
            ("[{port: 80, nodePort: 0}]", &[]),
            ("[{port: 80, nodePort: 30000}]", &["VAL006 spec.ports[0].nodePort"]),
        ],
    );
}

#[test]
fn node_ports_are_in_their_range_and_stand_once_for_each_protocol() {
    assert_found(
        NODE_PORT,
        &[
            ("[{port: 80, nodePort: 30000}]", &[]),
            ("[{port: 80, nodePort: 80}]", &["VAL004 spec.ports[0].nodePort"]),
            ("[{port: 80, nodePort: 32768}]", &["VAL004 spec.ports[0].nodePort"]),
            (
                "[{name: a, port: 80, nodePort: 30000}, {name: b, port: 81, nodePort: 30000}]",
                &["VAL007 spec.ports[1].nodePort"],
            ),
            ("[{name: a, port: 80, nodePort: 30000}, {name: b, port: 80, protocol: UDP, nodePort: 30000}]", &[]),
        ],
    );
}

#[test]
fn the_port_of_the_kubelet_is_kept_from_load_balancers_before_1_33() {
    let text =
        "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {type: LoadBalancer, ports: [{port: 10250}]}\n";
    assert_eq!(found("1.32", text), ["VAL004 spec.ports[0]"]);
    assert!(found("1.33", text).is_empty());
}

#[test]
fn addresses_fit_their_families() {
    assert_found(
        WITH_PORT,
        &[
            ("clusterIP: 10.0.0.1", &[]),
            ("clusterIP: a", &["VAL004 spec.clusterIP"]),
            ("clusterIPs: [10.0.0.1]", &["VAL004 spec.clusterIPs"]),
            ("clusterIP: 10.0.0.1\n  clusterIPs: [10.0.0.2]", &["VAL004 spec.clusterIPs"]),
            ("clusterIP: None\n  clusterIPs: [None]", &[]),
            (
                "clusterIP: None\n  clusterIPs: [None, '::1']\n  ipFamilyPolicy: PreferDualStack",
                &["VAL004 spec.clusterIPs"],
            ),
            ("ipFamilies: [IPv4]\n  clusterIP: 10.0.0.1", &[]),
            ("ipFamilies: [IPv6]\n  clusterIP: 10.0.0.1", &["VAL004 spec.clusterIP"]),
            ("ipFamilies: [IPv6]\n  clusterIP: 10.0.0.1\n  clusterIPs: [10.0.0.1]", &["VAL004 spec.clusterIPs[0]"]),
            ("ipFamilies: [IPv4, IPv4]\n  ipFamilyPolicy: RequireDualStack", &["VAL007 spec.ipFamilies[1]"]),
            ("ipFamilies: [IPv4, IPv6]\n  ipFamilyPolicy: RequireDualStack", &[]),
            ("ipFamilies: [IPv4, IPv6]", &["VAL004 spec.ipFamilyPolicy"]),
            ("ipFamilies: [IPv4, IPv6]\n  clusterIP: None", &[]),
            ("ipFamilies: [IPv4, IPv6]\n  clusterIP: None\n  selector: {a: b}", &["VAL004 spec.ipFamilyPolicy"]),
            ("ipFamilies: [IPv4, IPv6]\n  ipFamilyPolicy: SingleStack", &["VAL004 spec.ipFamilyPolicy"]),
            ("ipFamilyPolicy: ''", &["VAL005 spec.ipFamilyPolicy"]),
            (
                "clusterIP: 10.0.0.1\n  clusterIPs: [10.0.0.1, 10.0.0.2]\n  ipFamilyPolicy: PreferDualStack",
                &["VAL004 spec.clusterIPs"],
            ),
            ("type: ExternalName\n  externalName: a\n  clusterIP: None", &["VAL006 spec.clusterIP"]),
            ("type: ExternalName\n  externalName: a\n  ipFamilies: [IPv4]", &["VAL006 spec.ipFamilies"]),
            ("type: NodePort\n  clusterIP: None", &["VAL004 spec.clusterIP"]),
        ],
    );
}

#[test]
fn what_belongs_to_one_type_stands_with_it_alone() {
    assert_found(
        WITH_PORT,
        &[
            ("externalTrafficPolicy: Local", &["VAL004 spec.externalTrafficPolicy"]),
            ("externalTrafficPolicy: ''", &[]),
            ("loadBalancerClass: a/b", &["VAL006 spec.loadBalancerClass"]),
            ("loadBalancerSourceRanges: [10.0.0.0/8]", &["VAL006 spec.loadBalancerSourceRanges"]),
            ("loadBalancerSourceRanges: []", &[]),
            ("allocateLoadBalancerNodePorts: false", &["VAL006 spec.allocateLoadBalancerNodePorts"]),
            ("healthCheckNodePort: 30000", &["VAL004 spec.healthCheckNodePort"]),
            ("loadBalancerIP: 1.2.3.4", &[]),
            ("internalTrafficPolicy: ''", &["VAL005 spec.internalTrafficPolicy"]),
            ("trafficDistribution: Close", &["VAL005 spec.trafficDistribution"]),
            ("trafficDistribution: PreferSameNode", &[]),
            ("sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}", &[]),
            (
                "sessionAffinity: ClientIP\n  sessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}",
                &["VAL004 spec.sessionAffinityConfig.clientIP.timeoutSeconds"],
            ),
            ("sessionAffinity: ClientIP", &[]),
            ("selector: {'a b': c}", &["VAL002 spec.selector[a b]"]),
        ],
    );
    assert_found(
        BALANCER,
        &[
            ("externalTrafficPolicy: Local\n  healthCheckNodePort: 30000", &[]),
            ("externalTrafficPolicy: Local\n  healthCheckNodePort: 80", &["VAL004 spec.healthCheckNodePort"]),
            ("externalTrafficPolicy: Cluster\n  healthCheckNodePort: 30000", &["VAL004 spec.healthCheckNodePort"]),
            ("loadBalancerClass: ''", &["VAL002 spec.loadBalancerClass"]),
            ("loadBalancerSourceRanges: [' 10.0.0.0/8 ']", &[]),
            ("loadBalancerSourceRanges: [10.0.0.0]", &["VAL004 spec.loadBalancerSourceRanges[0]"]),
            ("loadBalancerSourceRanges: [10.0.0.1/8]", &["VAL004 spec.loadBalancerSourceRanges[0]"]),
        ],
    );
}

#[test]
fn external_addresses_can_be_reached() {
    assert_found(
        WITH_PORT,
        &[
            ("externalIPs: [127.0.0.1]", &["VAL004 spec.externalIPs[0]", "VAL011 spec.externalIPs"]),
            ("externalIPs: [169.254.1.1]", &["VAL004 spec.externalIPs[0]", "VAL011 spec.externalIPs"]),
            ("externalIPs: [224.0.0.1]", &["VAL004 spec.externalIPs[0]", "VAL011 spec.externalIPs"]),
            ("externalIPs: [0.0.0.0]", &["VAL004 spec.externalIPs[0]", "VAL011 spec.externalIPs"]),
            ("externalIPs: [a.b]", &["VAL004 spec.externalIPs[0]", "VAL011 spec.externalIPs"]),
            ("externalIPs: [224.0.1.1]", &["VAL011 spec.externalIPs"]),
            ("externalIPs: [1.2.3.4]\n  externalTrafficPolicy: Local", &["VAL011 spec.externalIPs"]),
        ],
    );
}

#[test]
fn what_does_nothing_is_a_warning() {
    assert_found(
        WITH_PORT,
        &[
            ("externalName: a", &["VAL011 spec.externalName"]),
            ("clusterIP: None\n  sessionAffinity: ClientIP", &["VAL011 spec.sessionAffinity"]),
            ("clusterIP: None\n  sessionAffinity: None", &[]),
            ("clusterIP: None\n  externalIPs: [1.2.3.4]", &["VAL011 spec.externalIPs"]),
            ("trafficDistribution: PreferClose", &["VAL011 spec.trafficDistribution"]),
            ("clusterIP: 2001:DB8::1", &["VAL011 spec.clusterIP"]),
        ],
    );
}

#[test]
fn values_of_traffic_distribution_came_with_the_releases() {
    let with = |value: &str| format!("{WITH_PORT}trafficDistribution: {value}\n");
    assert!(found("1.30", &with("x")).is_empty());
    assert_eq!(found("1.33", &with("PreferSameZone")), ["VAL005 spec.trafficDistribution"]);
    assert!(found("1.33", &with("PreferClose")).is_empty());
    assert!(found("1.34", &with("PreferSameZone")).is_empty());
}

#[test]
fn annotations_of_services_are_read_as_fields_are() {
    let head = "apiVersion: v1\nkind: Service\nspec: {type: LoadBalancer, ports: [{port: 80}]}\nmetadata:\n  name: s\n  \
                annotations: ";
    let ranges = "service.beta.kubernetes.io/load-balancer-source-ranges";
    let (mode, hints) = ("service.kubernetes.io/topology-mode", "service.kubernetes.io/topology-aware-hints");
    assert_found(
        head,
        &[
            (&format!("{{{ranges}: '10.0.0.0/8, 11.0.0.0/8'}}"), &[]),
            (&format!("{{{ranges}: 10.0.0.0}}"), &[&format!("VAL004 metadata.annotations[{ranges}]")]),
            (
                &format!("{{{mode}: Auto, {hints}: Disabled}}"),
                &[&format!("VAL004 metadata.annotations[{mode}]"), &format!("VAL011 metadata.annotations[{hints}]")],
            ),
        ],
    );
}
