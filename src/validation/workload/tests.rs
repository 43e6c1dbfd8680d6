//! What workloads that keep pods running may not say, by release.

use crate::validation::testing::found;

fn workload(kind: &str, spec: &str, pod: &str) -> String {
    format!(
        "apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: w}}\nspec:\n{spec}  selector: {{matchLabels: {{a: b}}}}\n  \
         template:\n    metadata: {{labels: {{a: b}}}}\n    spec: {{{pod}containers: [{{name: a, image: i}}]}}\n"
    )
}

fn expect(cases: &[(&str, String, &str)]) {
    for (version, text, expected) in cases {
        let expected: Vec<&str> = expected.split(", ").filter(|one| !one.is_empty()).collect();
        assert_eq!(found(version, text), expected, "{version} {text}");
    }
}

#[test]
fn empty_choices_are_those_that_the_server_makes() {
    let policy = "  persistentVolumeClaimRetentionPolicy: {whenDeleted: '', whenScaled: Keep}\n";
    expect(&[
        ("1.36", workload("Deployment", "  strategy: {type: ''}\n", ""), ""),
        ("1.36", workload("StatefulSet", "  podManagementPolicy: ''\n", ""), ""),
        ("1.36", workload("StatefulSet", policy, ""), "VAL005 spec.persistentVolumeClaimRetentionPolicy.whenScaled"),
    ]);
}

#[test]
fn a_stateful_set_is_asked_for_more_by_later_releases() {
    let none = "  updateStrategy: {rollingUpdate: {maxUnavailable: 0}}\n";
    let disk = "volumes: [{name: V, emptyDir: {}}], ";
    expect(&[
        ("1.34", workload("StatefulSet", none, ""), ""),
        ("1.36", workload("StatefulSet", none, ""), "VAL004 spec.updateStrategy.rollingUpdate.maxUnavailable"),
        ("1.33", workload("StatefulSet", "", disk), ""),
        ("1.34", workload("StatefulSet", "", disk), "VAL001 spec.template.spec.volumes[0].name"),
        ("1.32", workload("StatefulSet", "  serviceName: a.b\n", ""), ""),
        ("1.33", workload("StatefulSet", "  serviceName: a.b\n", ""), "VAL001 spec.serviceName"),
        ("1.36", workload("StatefulSet", "  revisionHistoryLimit: -1\n", ""), "VAL011 spec.revisionHistoryLimit"),
    ]);
}

#[test]
fn early_releases_want_disks_of_several_pods_read_only() {
    let disk = "volumes: [{name: d, gcePersistentDisk: {pdName: p}}], ";
    expect(&[
        ("1.28", workload("Deployment", "", disk), ""),
        (
            "1.28",
            workload("Deployment", "  replicas: 2\n", disk),
            "VAL004 spec.template.spec.volumes[0].gcePersistentDisk.readOnly",
        ),
        ("1.29", workload("Deployment", "  replicas: 2\n", disk), ""),
    ]);
}

#[test]
fn a_controller_revision_keeps_data() {
    let revision = |rest: &str| format!("apiVersion: apps/v1\nkind: ControllerRevision\nmetadata: {{name: r}}\n{rest}");
    expect(&[
        ("1.36", revision("data: {}\nrevision: 1\n"), ""),
        ("1.36", revision("revision: -1\n"), "VAL003 data, VAL004 revision"),
    ]);
}
