//! Claims, classes, limits and quotas.

use super::{deployment, facts, with_files};

#[test]
fn pods_know_the_claims_they_mount() {
    let claim = "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce]}\n";
    let text = deployment("web", "app: web", "volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]") + claim;
    let claims = facts(&text, "Deployment/web").claims;
    assert_eq!(
        (claims[0].peer.name.as_str(), &claims[0].access_modes[..]),
        ("data", &["ReadWriteOnce".to_owned()][..])
    );
    assert_eq!(claims[0].path.as_str(), "/spec/template/spec/volumes/0/persistentVolumeClaim/claimName");
}

#[test]
fn a_claim_knows_its_class() {
    let class = "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ebs.csi.aws.com\nparameters: {encrypted: 'true'}\n";
    let claim = "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data, namespace: shop}\nspec: {storageClassName: fast}\n";
    let found = facts(&format!("{claim}{class}"), "PersistentVolumeClaim/data").storage_class.expect("a class");
    assert_eq!(found.provisioner, "ebs.csi.aws.com");
    assert_eq!(found.parameters.get("encrypted").map(String::as_str), Some("true"));
    assert_eq!(facts(claim, "PersistentVolumeClaim/data").storage_class, None);
}

#[test]
fn limits_and_quotas_hold_in_their_namespace() {
    let limits = "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\nspec: {limits: [{type: Container, max: {cpu: 1}, defaultRequest: {memory: 1Mi}}]}\n";
    let quota =
        "---\napiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {requests.cpu: 4, pods: 10}}\n";
    let namespace = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: default}\n";
    let text = deployment("web", "app: web", "containers: []") + limits + quota + namespace;
    for object in ["Deployment/web", "Namespace/default"] {
        let found = facts(&text, object);
        assert_eq!(found.limit_ranges[0].default_limits, ["cpu"], "{object}");
        assert_eq!(found.limit_ranges[0].default_requests, ["cpu", "memory"], "{object}");
        assert_eq!(found.resource_quotas[0].hard, ["requests.cpu", "pods"], "{object}");
    }
    let elsewhere = text.replace("{name: l}", "{name: l, namespace: shop}");
    assert_eq!(facts(&elsewhere, "Deployment/web").limit_ranges, []);
}

#[test]
fn a_stateful_set_knows_its_governing_service() {
    let set = "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db, template: {metadata: {labels: {app: db}}, spec: {}}}\n";
    for (service, headless, selects) in [
        ("{clusterIP: None, selector: {app: db}}", true, true),
        ("{selector: {app: db}}", false, true),
        ("{clusterIP: None, selector: {app: web}}", true, false),
    ] {
        let text = format!("{set}---\napiVersion: v1\nkind: Service\nmetadata: {{name: db}}\nspec: {service}\n");
        let governing = facts(&text, "StatefulSet/db").governing_service.expect("a service");
        assert_eq!((governing.headless, governing.selects_pods), (headless, selects), "{service}");
    }
    assert_eq!(facts(set, "StatefulSet/db").governing_service, None);
}

#[test]
fn a_service_of_an_alternative_governs_nothing() {
    let set = "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db, template: {metadata: {labels: {app: db}}, spec: {}}}\n";
    let service = "---\napiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {selector: {app: db}}\n";
    for (files, governs) in [
        (vec![("a/set.yaml", set), ("a/service.yaml", service)], true),
        (vec![("sets/db.yaml", set), ("services/db.yaml", service)], true),
        (vec![("base/set.yaml", set), ("ha/set.yaml", set), ("ha/service.yaml", service)], false),
        (vec![("base/set.yaml", set), ("ha/service.yaml", service), ("dev/service.yaml", service)], false),
    ] {
        with_files(&files, |facts| {
            let found = facts("StatefulSet/db");
            assert_eq!(found.governing_service.is_some(), governs, "{files:?}");
            assert_eq!(found.missing, [], "{files:?}");
        });
    }
}

#[test]
fn claims_and_templates_of_claims_tell_their_class_and_its_provisioner() {
    let text = "\
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: old}
spec: {storageClassName: gone, accessModes: [ReadWriteOnce]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      volumes:
      - {name: old, persistentVolumeClaim: {claimName: old}}
      - {name: scratch, ephemeral: {volumeClaimTemplate: {spec: {storageClassName: fast}}}}
  volumeClaimTemplates:
  - {metadata: {name: data}, spec: {storageClassName: fast, accessModes: [ReadWriteMany]}}
  - {metadata: {name: plain}, spec: {}}
";
    let set = facts(text, "StatefulSet/db");
    assert_eq!((set.claims[0].class.as_str(), set.claims[0].provisioner.as_deref()), ("gone", None));
    let templates: Vec<_> = set
        .claim_templates
        .iter()
        .map(|one| (one.name.as_str(), one.class.as_str(), one.provisioner.as_deref(), one.path.as_str()))
        .collect();
    let ebs = Some("ebs.csi.aws.com");
    assert_eq!(
        templates,
        [
            ("data", "fast", ebs, "/spec/volumeClaimTemplates/0/spec"),
            ("plain", "", None, "/spec/volumeClaimTemplates/1/spec"),
            ("scratch", "fast", ebs, "/spec/template/spec/volumes/1/ephemeral/volumeClaimTemplate/spec"),
        ]
    );
    assert_eq!(set.claim_templates[0].access_modes, ["ReadWriteMany"]);
}

#[test]
fn pods_know_what_of_the_run_their_containers_mount() {
    let spec = "\
containers: [{name: app, volumeMounts: [{name: s, mountPath: /s}, {name: p, mountPath: /p}, {name: gone, mountPath: /g}]}]
initContainers: [{name: setup, volumeMounts: [{name: s, mountPath: /s}], env: [{name: A, valueFrom: {configMapKeyRef: {name: conf, key: k}}}]}]
volumes:
- {name: s, secret: {secretName: login}}
- {name: p, projected: {sources: [{configMap: {name: conf, items: [{key: k, path: a}, {key: k, path: b}]}}]}}
- {name: idle, persistentVolumeClaim: {claimName: data}}
- {name: gone, secret: {secretName: gone}}
";
    let others = "\
---
{apiVersion: v1, kind: Secret, metadata: {name: login}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: conf}, data: {k: v}}
---
{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}}
";
    let mounted = facts(&(deployment("web", "app: web", spec) + others), "Deployment/web").mounted;
    let shown: Vec<_> =
        mounted.iter().map(|one| (one.peer.name.as_str(), one.volume.as_str(), one.containers.join(" "))).collect();
    assert_eq!(shown, [("login", "s", "app setup".to_owned()), ("conf", "p", "app".to_owned())]);
    assert_eq!(mounted[1].path.as_str(), "/spec/template/spec/volumes/1/projected/sources/0/configMap/name");
}
