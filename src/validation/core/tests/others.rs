use crate::validation::testing::{assert_found, found};

const NAMESPACE: &str = "apiVersion: v1\nkind: Namespace\nmetadata: {name: n, labels: {";
const NODE: &str = "apiVersion: v1\nkind: Node\nmetadata: {name: n}\n";
const EVENT: &str = "apiVersion: v1\nkind: Event\nmetadata: {name: e, namespace: web}\n";
const NEW_EVENT: &str = "apiVersion: events.k8s.io/v1\nkind: Event\nmetadata: {name: e}\nreportingController: a\n\
                         reportingInstance: b\naction: c\nreason: d\neventTime: 2026-01-31T08:00:00.000000Z\n";

#[test]
fn labels_of_pod_security_are_levels_and_versions() {
    let prefix = "pod-security.kubernetes.io";
    let place = |key: &str| format!("VAL004 metadata.labels[{prefix}/{key}]");
    assert_found(
        NAMESPACE,
        &[
            (&format!("{prefix}/enforce: restricted, {prefix}/enforce-version: v1.30}}}}"), &[]),
            (&format!("{prefix}/warn-version: latest, {prefix}/typo: x}}}}"), &[]),
            (&format!("{prefix}/audit: Baseline}}}}"), &[&place("audit")]),
            (&format!("{prefix}/enforce: ''}}}}"), &[&place("enforce")]),
            (&format!("{prefix}/warn-version: '1.30'}}}}"), &[&place("warn-version")]),
            (&format!("{prefix}/warn-version: v1.030}}}}"), &[&place("warn-version")]),
            (&format!("{prefix}/warn-version: v1.x}}}}"), &[&place("warn-version")]),
        ],
    );
}

#[test]
fn finalizers_of_a_namespace_have_a_domain() {
    let head = "apiVersion: v1\nkind: Namespace\nmetadata: {name: n}\nspec: {finalizers: [";
    assert_found(head, &[("kubernetes, a.b/c]}", &[]), ("foo]}", &["VAL004 spec.finalizers[0]"])]);
}

#[test]
fn a_node_has_each_taint_once_and_whole_pods() {
    assert_found(
        NODE,
        &[
            ("spec: {taints: [{key: a, effect: NoSchedule}, {key: a, effect: NoExecute}]}", &[]),
            (
                "spec: {taints: [{key: a, effect: NoSchedule}, {key: a, value: b, effect: NoSchedule}]}",
                &["VAL007 spec.taints[1]"],
            ),
            ("spec: {taints: [{key: a b, effect: NoSchedule}]}", &["VAL002 spec.taints[0].key"]),
            ("spec: {taints: [{key: a, value: b c, effect: NoSchedule}]}", &["VAL002 spec.taints[0].value"]),
            ("spec: {podCIDRs: [10.0.0.0/24, '2001:db8::/64']}", &[]),
            ("spec: {podCIDRs: [10.0.0.0/24, 10.0.1.0/24]}", &["VAL004 spec.podCIDRs"]),
            ("spec: {podCIDR: 10.0.0.0}", &["VAL004 spec.podCIDR"]),
            ("spec: {podCIDR: 10.0.0.0/8, podCIDRs: [10.0.0.0/8]}", &[]),
            ("spec: {podCIDRs: [10.0.0.0]}", &["VAL004 spec.podCIDRs[0]"]),
            ("status: {capacity: {pods: 1500m}}", &["VAL004 status.capacity.pods"]),
            ("status: {allocatable: {cpu: -1}}", &["VAL004 status.allocatable.cpu"]),
        ],
    );
}

#[test]
fn an_event_is_in_the_namespace_of_its_object() {
    assert_found(
        EVENT,
        &[
            ("involvedObject: {namespace: web}", &[]),
            ("involvedObject: {namespace: shop}", &["VAL004 involvedObject.namespace"]),
            ("involvedObject: {name: x}", &["VAL004 involvedObject.namespace"]),
            (
                "involvedObject: {namespace: web}\neventTime: 2026-01-31T08:00:00.000000Z\nreportingComponent: a",
                &["VAL003 reportingInstance", "VAL003 action", "VAL003 reason"],
            ),
        ],
    );
    let cluster_wide =
        "apiVersion: v1\nkind: Event\nmetadata: {name: e, namespace: default}\ninvolvedObject: {kind: Node}\n";
    assert!(found("1.36", cluster_wide).is_empty());
}

#[test]
fn new_events_have_no_old_fields() {
    assert_found(
        NEW_EVENT,
        &[
            ("type: Normal", &[]),
            ("type: Bad", &["VAL004 type"]),
            ("type: Normal\ndeprecatedCount: 0", &[]),
            ("type: Normal\ndeprecatedCount: 1", &["VAL004 deprecatedCount"]),
            ("type: Normal\ndeprecatedSource: {}", &[]),
            ("type: Normal\ndeprecatedSource: {host: a}", &["VAL004 deprecatedSource"]),
            ("type: Normal\nseries: {count: 1}", &["VAL004 series.count"]),
        ],
    );
}

#[test]
fn a_binding_names_a_node() {
    let head = "apiVersion: v1\nkind: Binding\nmetadata: {name: p}\ntarget: ";
    assert_found(
        head,
        &[
            ("{name: n}", &[]),
            ("{kind: Node, name: n}", &[]),
            ("{kind: Pod, name: n}", &["VAL005 target.kind"]),
            ("{kind: Node}", &["VAL003 target.name"]),
        ],
    );
}

#[test]
fn the_state_of_components_cannot_be_written() {
    assert_found("apiVersion: v1\nkind: ComponentStatus\nmetadata: {name: c}", &[("", &["VAL004 kind"])]);
}

#[test]
fn events_and_bindings_are_named_more_freely() {
    assert_found(
        "apiVersion: v1\nkind: Event\ninvolvedObject: {}\nmetadata: ",
        &[("{name: Web_1}", &[]), ("{name: a/b}", &["VAL001 metadata.name"])],
    );
}

#[test]
fn the_selector_of_a_replication_controller_comes_from_its_template() {
    let head = "apiVersion: v1\nkind: ReplicationController\nmetadata: {name: r}\nspec:\n  template:\n    spec: {containers: \
                [{name: a, image: i}]}\n";
    assert_found(head, &[("", &["VAL003 spec.selector"]), ("    metadata: {labels: {a: b}}", &[])]);
}

#[test]
fn templates_have_the_metadata_of_pods() {
    let head = "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: p}\ntemplate: ";
    let spec = "spec: {containers: [{name: a, image: i}]}";
    let empty = "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: p}\n";
    assert_eq!(found("1.36", empty), ["VAL003 template.spec.containers"]);
    assert_found(
        head,
        &[
            (&format!("{{metadata: {{labels: {{a: b}}}}, {spec}}}"), &[]),
            (&format!("{{metadata: {{labels: {{a: 'b c'}}}}, {spec}}}"), &["VAL002 template.metadata.labels.a"]),
        ],
    );
}

#[test]
fn an_annotation_of_service_accounts_is_deprecated_since_1_32() {
    let text = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: s\n  annotations: \
                {kubernetes.io/enforce-mountable-secrets: 'true'}\n";
    assert!(found("1.31", text).is_empty());
    assert_eq!(found("1.32", text).len(), 1);
}
