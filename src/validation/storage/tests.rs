//! What each kind of storage may not say, and what it may although it looks wrong.

use crate::validation::testing::found as found_for;

fn found(text: &str) -> Vec<String> {
    found_for("1.36", text)
}

/// An object of a kind with this flow mapping as its spec.
fn object(kind: &str, spec: &str) -> String {
    let group = if kind.starts_with("Persistent") { "v1" } else { "storage.k8s.io/v1" };
    format!("apiVersion: {group}\nkind: {kind}\nmetadata: {{name: n}}\nspec: {{{spec}}}\n")
}

/// A PersistentVolume that has all but a source.
fn volume(rest: &str) -> String {
    object("PersistentVolume", &format!("accessModes: [ReadWriteOnce], capacity: {{storage: 1Gi}}, {rest}"))
}

fn claim(rest: &str) -> String {
    let size = "resources: {requests: {storage: 1Gi}}";
    object("PersistentVolumeClaim", &format!("accessModes: [ReadWriteOnce], {size}, {rest}"))
}

/// An object of `storage.k8s.io` whose fields stand at its root.
fn class(kind: &str, rest: &str) -> String {
    format!("apiVersion: storage.k8s.io/v1\nkind: {kind}\nmetadata: {{name: n}}\n{rest}\n")
}

fn stateful_set(claims: &str) -> String {
    format!(
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: s}}\nspec:\n  selector: {{matchLabels: {{a: b}}}}\n  \
         volumeClaimTemplates: [{claims}]\n  template:\n    metadata: {{labels: {{a: b}}}}\n    spec:\n      containers: \
         [{{name: a, image: i, volumeMounts: [{{name: data, mountPath: /d}}]}}]\n"
    )
}

/// Holds what is found against an expectation such as `VAL003 spec.a, VAL004 spec.b`.
fn expect(cases: &[(String, &str)]) {
    for (text, expected) in cases {
        let expected: Vec<&str> = expected.split(", ").filter(|one| !one.is_empty()).collect();
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn a_volume_has_a_size_access_modes_and_one_source() {
    let nfs = "nfs: {server: s, path: /p}";
    expect(&[
        (volume(nfs), ""),
        (volume(""), "VAL003 spec"),
        (volume(&format!("{nfs}, hostPath: {{path: /a}}")), "VAL006 spec.nfs"),
        (volume("hostPath: {path: /a}, flexVolume: {driver: d}"), ""),
        (object("PersistentVolume", nfs), "VAL003 spec.accessModes, VAL003 spec.capacity"),
        (
            object("PersistentVolume", &format!("accessModes: [ReadWriteOnce], capacity: {{cpu: 1}}, {nfs}")),
            "VAL005 spec.capacity.cpu, VAL003 spec.capacity.storage",
        ),
        (
            object("PersistentVolume", &format!("accessModes: [ReadWriteOnce], capacity: {{storage: 0}}, {nfs}")),
            "VAL004 spec.capacity.storage",
        ),
        (
            object(
                "PersistentVolume",
                &format!("accessModes: [ReadWriteOncePod, ReadOnlyMany], capacity: {{storage: 1}}, {nfs}"),
            ),
            "VAL006 spec.accessModes",
        ),
        (volume(&format!("{nfs}, storageClassName: A_b")), "VAL001 spec.storageClassName"),
        (volume(&format!("{nfs}, volumeMode: x")), "VAL005 spec.volumeMode"),
        (volume(&format!("{nfs}, persistentVolumeReclaimPolicy: x")), "VAL005 spec.persistentVolumeReclaimPolicy"),
        (volume(&format!("{nfs}, persistentVolumeReclaimPolicy: ''")), ""),
        (volume(&format!("{nfs}, nodeAffinity: {{}}")), "VAL003 spec.nodeAffinity.required"),
        (
            volume(&format!("{nfs}, nodeAffinity: {{required: {{nodeSelectorTerms: []}}}}")),
            "VAL003 spec.nodeAffinity.required.nodeSelectorTerms",
        ),
        (
            volume(&format!("{nfs}, volumeAttributesClassName: ''")),
            "VAL003 spec.volumeAttributesClassName, VAL003 spec.csi",
        ),
        (volume("csi: {driver: d, volumeHandle: h}, volumeAttributesClassName: gold"), ""),
    ]);
    let without = volume(&format!("{nfs}, volumeAttributesClassName: gold"));
    assert_eq!(found_for("1.33", &without), Vec::<String>::new());
}

#[test]
fn sources_of_volumes_ask_for_more_than_those_of_pods() {
    expect(&[
        (volume("hostPath: {path: /a/../b}"), "VAL004 spec.hostPath.path"),
        (volume("hostPath: {path: /}, persistentVolumeReclaimPolicy: Retain"), ""),
        (volume("local: {path: /d}"), "VAL003 spec.nodeAffinity"),
        (volume("nfs: {server: s, path: b}"), "VAL004 spec.nfs.path"),
        (volume("csi: {driver: d, volumeHandle: ''}"), "VAL003 spec.csi.volumeHandle"),
        (volume("csi: {driver: a_b, volumeHandle: h}"), "VAL004 spec.csi.driver"),
        (
            volume("csi: {driver: d, volumeHandle: h, nodePublishSecretRef: {name: A, namespace: b.c}}"),
            "VAL001 spec.csi.nodePublishSecretRef.name, VAL001 spec.csi.nodePublishSecretRef.namespace",
        ),
        (
            volume("csi: {driver: d, volumeHandle: h, controllerExpandSecretRef: {}}"),
            "VAL003 spec.csi.controllerExpandSecretRef.name, VAL003 spec.csi.controllerExpandSecretRef.namespace",
        ),
        (volume("csi: {driver: d, volumeHandle: h, nodeStageSecretRef: {name: A}}"), ""),
        (volume("cinder: {volumeID: v, secretRef: {name: s}}"), "VAL003 spec.cinder.secretRef.namespace"),
        (
            volume("azureFile: {secretName: s, shareName: t, secretNamespace: ''}"),
            "VAL003 spec.azureFile.secretNamespace",
        ),
        (volume("azureDisk: {diskName: a, diskURI: /subscriptions/a}"), "VAL004 spec.azureDisk.diskURI"),
        (volume("azureDisk: {kind: Managed, diskName: a, diskURI: /subscriptions/a}"), ""),
        (volume("iscsi: {targetPortal: p, iqn: 'iqn.2001-04.com.example:a', lun: 0}"), ""),
        (volume("iscsi: {targetPortal: p, iqn: 'iqn.2001-4.com.example:a', lun: 0}"), "VAL004 spec.iscsi.iqn"),
        (
            volume("iscsi: {targetPortal: p, iqn: eui.0123456789abcdef, lun: 0, secretRef: {}}"),
            "VAL003 spec.iscsi.secretRef.name",
        ),
        (
            volume("iscsi: {targetPortal: p, iqn: eui.0123456789abcde, lun: 256}"),
            "VAL004 spec.iscsi.lun, VAL004 spec.iscsi.iqn",
        ),
        (volume("quobyte: {registry: 'a:1,b:2', volume: v}"), ""),
        (volume("quobyte: {registry: 'a:1,b', volume: v}"), "VAL004 spec.quobyte.registry"),
        (volume("fc: {targetWWNs: [a]}"), "VAL003 spec.fc.lun"),
    ]);
    let portal = "p".repeat(70);
    let iscsi = format!("targetPortal: {portal}, iqn: 'iqn.2001-04.com.example:a', lun: 0");
    expect(&[
        (volume(&format!("iscsi: {{{iscsi}}}")), ""),
        (
            volume(&format!("iscsi: {{{iscsi}, initiatorName: 'iqn.2001-04.com.example:b'}}")),
            "VAL004 spec.iscsi.targetPortal",
        ),
    ]);
}

#[test]
fn what_the_server_warns_about_in_volumes_and_claims_is_a_warning() {
    let affinity =
        "{required: {nodeSelectorTerms: [{matchExpressions: [{key: beta.kubernetes.io/os, operator: Exists}]}]}}";
    expect(&[
        (
            volume("hostPath: {path: /a}, persistentVolumeReclaimPolicy: Recycle"),
            "VAL011 spec.persistentVolumeReclaimPolicy",
        ),
        (
            volume("hostPath: {path: /}, persistentVolumeReclaimPolicy: Recycle"),
            "VAL006 spec.persistentVolumeReclaimPolicy, VAL011 spec.persistentVolumeReclaimPolicy",
        ),
        (
            volume(&format!("hostPath: {{path: /a}}, nodeAffinity: {affinity}")),
            "VAL011 spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].key",
        ),
        (volume("glusterfs: {endpoints: e, path: p}"), "VAL011 spec.glusterfs"),
        (
            object("PersistentVolumeClaim", "accessModes: [ReadWriteOnce], resources: {requests: {storage: 100m}}"),
            "VAL011 spec.resources.requests.storage",
        ),
    ]);
    let rbd = volume("rbd: {monitors: [a], image: i}");
    assert_eq!(found_for("1.27", &rbd), Vec::<String>::new());
    assert_eq!(found_for("1.28", &rbd), ["VAL011 spec.rbd"]);
}

#[test]
fn a_claim_says_how_much_and_how() {
    expect(&[
        (claim(""), ""),
        (object("PersistentVolumeClaim", ""), "VAL003 spec.accessModes, VAL003 spec.resources.requests.storage"),
        (
            object("PersistentVolumeClaim", "accessModes: [ReadWriteOnce], resources: {requests: {storage: -1}}"),
            "VAL004 spec.resources.requests.storage",
        ),
        (claim("storageClassName: ''"), ""),
        (claim("storageClassName: My_Class"), "VAL001 spec.storageClassName"),
        (claim("volumeName: A_b"), ""),
        (
            claim("resources: {limits: {storage: 1}}").replace("resources: {requests: {storage: 1Gi}}, ", ""),
            "VAL003 spec.resources.requests.storage",
        ),
        (claim("selector: {matchLabels: {'a b': c}}"), "VAL002 spec.selector.matchLabels[a b]"),
        (claim("volumeAttributesClassName: A"), "VAL001 spec.volumeAttributesClassName"),
    ]);
}

#[test]
fn sources_of_data_that_the_server_drops_are_no_fault() {
    expect(&[
        (claim("dataSource: {kind: Pod, name: x}"), ""),
        (claim("dataSource: {kind: PersistentVolumeClaim, name: ''}"), "VAL003 spec.dataSource.name"),
        (claim("dataSourceRef: {kind: Pod, name: x}"), "VAL004 spec.dataSourceRef.kind"),
        (claim("dataSourceRef: {apiGroup: a_b, kind: Pod, name: x}"), "VAL001 spec.dataSourceRef.apiGroup"),
        (claim("dataSourceRef: {kind: Pod, name: x, namespace: other}"), ""),
        (
            claim(
                "dataSource: {kind: PersistentVolumeClaim, name: a}, dataSourceRef: {kind: PersistentVolumeClaim, name: b}",
            ),
            "VAL004 spec.dataSource",
        ),
    ]);
}

#[test]
fn claims_of_a_stateful_set_are_claims_with_a_name() {
    let spec = "spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}";
    let good = format!("{{metadata: {{name: data}}, {spec}}}");
    let at = "spec.volumeClaimTemplates[0]";
    expect(&[
        (stateful_set(&good), ""),
        (
            stateful_set("{metadata: {name: data}}"),
            &format!("VAL003 {at}.spec.accessModes, VAL003 {at}.spec.resources.requests.storage"),
        ),
        (
            stateful_set(&format!("{good}, {{metadata: {{}}, {spec}}}")),
            "VAL003 spec.volumeClaimTemplates[1].metadata.name",
        ),
        (
            stateful_set(&format!("{good}, {{metadata: {{name: Data}}, {spec}}}")),
            "VAL001 spec.volumeClaimTemplates[1].metadata.name",
        ),
        (
            stateful_set(&good.replace("spec: {", "spec: {dataSource: {kind: Pod, name: x}, ")),
            "VAL004 spec.volumeClaimTemplates[0].spec.dataSource.kind",
        ),
    ]);
    assert_eq!(found_for("1.33", &stateful_set("{metadata: {name: data}}")), Vec::<String>::new());
}

#[test]
fn classes_name_a_driver_with_parameters_and_places() {
    let many = (0..513).map(|number| format!("k{number}: v")).collect::<Vec<_>>().join(", ");
    let topology = |terms: &str| class("StorageClass", &format!("provisioner: d\nallowedTopologies: [{terms}]"));
    let term = "{matchLabelExpressions: [{key: zone, values: [a, b]}]}";
    expect(&[
        (class("StorageClass", "provisioner: example.com/D"), ""),
        (class("StorageClass", "provisioner: ''"), "VAL003 provisioner"),
        (class("StorageClass", "provisioner: a/b/c"), "VAL002 provisioner"),
        (class("StorageClass", "provisioner: d\nreclaimPolicy: Recycle"), "VAL005 reclaimPolicy"),
        (class("StorageClass", "provisioner: d\nreclaimPolicy: ''"), ""),
        (class("StorageClass", "provisioner: d\nvolumeBindingMode: ''"), "VAL005 volumeBindingMode"),
        (class("StorageClass", "provisioner: d\nparameters: {'': x}"), "VAL004 parameters"),
        (class("StorageClass", &format!("provisioner: d\nparameters: {{{many}}}")), "VAL009 parameters"),
        (class("VolumeAttributesClass", "driverName: d"), "VAL003 parameters"),
        (class("VolumeAttributesClass", "driverName: d\nparameters: {a: b}"), ""),
        (topology(term), ""),
        (topology("{}"), "VAL007 allowedTopologies[0].matchLabelExpressions"),
        (
            topology(&format!("{term}, {{matchLabelExpressions: [{{key: zone, values: [b, a]}}]}}")),
            "VAL007 allowedTopologies[1].matchLabelExpressions",
        ),
        (topology(&format!("{term}, {{matchLabelExpressions: [{{key: zone, values: [a]}}]}}")), ""),
        (
            topology("{matchLabelExpressions: [{key: zone, values: []}]}"),
            "VAL003 allowedTopologies[0].matchLabelExpressions[0].values",
        ),
        (
            topology("{matchLabelExpressions: [{key: zone, values: [a, a]}]}"),
            "VAL007 allowedTopologies[0].matchLabelExpressions[0].values[1]",
        ),
        (
            topology("{matchLabelExpressions: [{key: zone, values: [a]}, {key: zone, values: [b]}]}"),
            "VAL007 allowedTopologies[0].matchLabelExpressions[1].key",
        ),
    ]);
}

#[test]
fn drivers_nodes_and_capacities_of_csi_keep_to_their_forms() {
    let driver = |spec: &str| object("CSIDriver", spec);
    let node = |driver: &str| object("CSINode", &format!("drivers: [{{{driver}}}]"));
    let capacity = |rest: &str| class("CSIStorageCapacity", rest);
    let long = "i".repeat(257);
    expect(&[
        (driver(""), ""),
        (driver("fsGroupPolicy: Any"), "VAL005 spec.fsGroupPolicy"),
        (driver("volumeLifecycleModes: [Once]"), "VAL005 spec.volumeLifecycleModes[0]"),
        (
            driver("serviceAccountTokenInSecrets: true, tokenRequests: [{audience: a, expirationSeconds: 599}]"),
            "VAL004 spec.tokenRequests[0].expirationSeconds",
        ),
        (
            driver("serviceAccountTokenInSecrets: true, tokenRequests: [{audience: ''}, {audience: ''}]"),
            "VAL007 spec.tokenRequests[1].audience",
        ),
        (driver("serviceAccountTokenInSecrets: true"), "VAL004 spec.serviceAccountTokenInSecrets"),
        (driver("tokenRequests: [{audience: a}]"), "VAL011 spec.tokenRequests"),
        (driver("nodeAllocatableUpdatePeriodSeconds: 9"), "VAL004 spec.nodeAllocatableUpdatePeriodSeconds"),
        (node("name: d, nodeID: i, topologyKeys: [zone]"), ""),
        (node("name: d_e, nodeID: ''"), "VAL004 spec.drivers[0].name, VAL003 spec.drivers[0].nodeID"),
        (node(&format!("name: d, nodeID: {long}")), "VAL004 spec.drivers[0].nodeID"),
        (node("name: d, nodeID: i, allocatable: {count: -1}"), "VAL004 spec.drivers[0].allocatable.count"),
        (node("name: d, nodeID: i, topologyKeys: ['a b']"), "VAL002 spec.drivers[0].topologyKeys[0]"),
        (node("name: d, nodeID: i, topologyKeys: [a, a]"), "VAL007 spec.drivers[0].topologyKeys[1]"),
        (capacity("storageClassName: c\ncapacity: -1"), "VAL004 capacity"),
        (capacity("storageClassName: ''"), "VAL001 storageClassName"),
        (
            capacity("storageClassName: c\nnodeTopology: {matchLabels: {failure-domain.beta.kubernetes.io/zone: a}}"),
            "VAL011 nodeTopology.matchLabels[failure-domain.beta.kubernetes.io/zone]",
        ),
    ]);
}

#[test]
fn an_attachment_names_a_volume_or_describes_one_of_a_driver() {
    let attachment =
        |source: &str| object("VolumeAttachment", &format!("attacher: d, nodeName: n, source: {{{source}}}"));
    let inline = |spec: &str| attachment(&format!("inlineVolumeSpec: {{accessModes: [ReadWriteOnce], {spec}}}"));
    let at = "spec.source.inlineVolumeSpec";
    expect(&[
        (attachment("persistentVolumeName: v"), ""),
        (attachment("persistentVolumeName: ''"), "VAL003 spec.source.persistentVolumeName"),
        (attachment("persistentVolumeName: A"), "VAL001 spec.source.persistentVolumeName"),
        (attachment(""), "VAL003 spec.source"),
        (attachment("persistentVolumeName: v, inlineVolumeSpec: {}"), "VAL006 spec.source.inlineVolumeSpec"),
        (inline("csi: {driver: d, volumeHandle: h}"), ""),
        (inline("hostPath: {path: /a}"), &format!("VAL003 {at}.csi")),
        (inline("csi: {driver: d, volumeHandle: h}, capacity: {storage: 1}"), &format!("VAL006 {at}.capacity")),
        (inline("csi: {driver: d, volumeHandle: h}, volumeMode: Block"), &format!("VAL006 {at}.volumeMode")),
        (
            object("VolumeAttachment", "attacher: '', nodeName: '', source: {persistentVolumeName: v}"),
            "VAL003 spec.attacher, VAL001 spec.nodeName",
        ),
    ]);
}

#[test]
fn a_migration_names_a_resource() {
    let migration = |resource: &str| {
        format!(
            "apiVersion: storagemigration.k8s.io/v1beta1\nkind: StorageVersionMigration\nmetadata: {{name: m}}\nspec: \
             {{resource: {{{resource}}}}}\n"
        )
    };
    expect(&[
        (migration("group: apps, resource: deployments"), ""),
        (migration("group: '', resource: secrets"), ""),
        (migration("resource: ''"), "VAL003 spec.resource.resource"),
        (migration("group: a_b, resource: Secrets"), "VAL001 spec.resource.resource, VAL001 spec.resource.group"),
    ]);
}
