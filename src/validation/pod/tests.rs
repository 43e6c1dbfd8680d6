//! What each part of a pod spec may not say, and what it may although it looks wrong.

use crate::object::Manifest;
use crate::validation::Validation;
use crate::validation::rules::ACCEPTED_WITH_WARNING;
use crate::yaml::Stream;

/// Rule and field of all errors in a Pod with these lines in its spec, beside a container with the others.
fn found(spec: &str, container: &str) -> Vec<String> {
    findings(&pod(spec, container))
}

fn pod(spec: &str, container: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec:\n{spec}  containers:\n  - name: a\n    image: i\n{container}"
    )
}

fn findings(text: &str) -> Vec<String> {
    all(text).into_iter().filter(|finding| !finding.starts_with(ACCEPTED_WITH_WARNING)).collect()
}

fn all(text: &str) -> Vec<String> {
    let stream = Stream::parse(text.as_bytes().to_vec());
    assert!(stream.errors.is_empty(), "{:?} in\n{text}", stream.errors);
    let manifest = Manifest { file: "m.yaml".into(), stream, reported: true };
    let validation = Validation::new("1.36".parse().unwrap());
    let violations = manifest.objects().flat_map(|object| validation.check(&object)).collect::<Vec<_>>();
    violations.iter().map(|v| format!("{} {}", v.rule, v.place.pointer.field_path())).collect()
}

#[test]
fn faults_of_a_pod_spec_stand_at_their_fields() {
    let cases = [
        ("  volumes: [{name: V}]\n", "VAL001 spec.volumes[0].name"),
        ("  volumes: [{name: v, emptyDir: {}, hostPath: {path: /a}}]\n", "VAL006 spec.volumes[0].hostPath"),
        ("  volumes: [{name: v, secret: {}}]\n", "VAL003 spec.volumes[0].secret.secretName"),
        (
            "  volumes: [{name: v, secret: {secretName: s, defaultMode: 644}}]\n",
            "VAL004 spec.volumes[0].secret.defaultMode",
        ),
        ("  volumes: [{name: v, hostPath: {path: /a/../b}}]\n", "VAL004 spec.volumes[0].hostPath.path"),
        ("  volumes: [{name: v, nfs: {server: s, path: a}}]\n", "VAL004 spec.volumes[0].nfs.path"),
        ("  volumes: [{name: v, ephemeral: {}}]\n", "VAL003 spec.volumes[0].ephemeral.volumeClaimTemplate"),
        ("  dnsPolicy: None\n", "VAL003 spec.dnsConfig"),
        ("  dnsConfig: {nameservers: [a]}\n", "VAL004 spec.dnsConfig.nameservers[0]"),
        ("  hostname: a.b\n", "VAL001 spec.hostname"),
        ("  tolerations: [{key: a, operator: Exists, value: b}]\n", "VAL004 spec.tolerations[0].operator"),
        ("  tolerations: [{key: a, effect: NoSchedule, tolerationSeconds: 1}]\n", "VAL004 spec.tolerations[0].effect"),
        ("  securityContext: {runAsUser: -1}\n", "VAL004 spec.securityContext.runAsUser"),
        (
            "  securityContext: {seccompProfile: {type: Localhost}}\n",
            "VAL003 spec.securityContext.seccompProfile.localhostProfile",
        ),
        ("  hostUsers: false\n  hostPID: true\n", "VAL006 spec.hostPID"),
        ("  os: {name: windows}\n  hostPID: true\n", "VAL006 spec.hostPID"),
        ("  os: {name: plan9}\n", "VAL005 spec.os.name"),
        ("  activeDeadlineSeconds: 0\n", "VAL004 spec.activeDeadlineSeconds"),
        ("  ephemeralContainers: [{name: e, image: i}]\n", "VAL006 spec.ephemeralContainers"),
        ("  initContainers: [{name: a, image: i}]\n", "VAL007 spec.initContainers[0].name"),
        ("  resourceClaims: [{name: c}]\n", "VAL004 spec.resourceClaims[0]"),
        (
            "  resourceClaims: [{name: c, resourceClaimName: a}, {name: c, resourceClaimName: b}]\n",
            "VAL007 spec.resourceClaims[1].name",
        ),
        ("  overhead: {cpu: 1}\n", "VAL006 spec.overhead"),
        (
            "  resources: {requests: {cpu: 1}}\n  initContainers: [{name: b, image: i, resources: {limits: {cpu: 2}}}]\n",
            "VAL004 spec.resources.requests.cpu",
        ),
        (
            "  securityContext: {sysctls: [{name: a.b, value: c}, {name: a.b, value: d}]}\n",
            "VAL007 spec.securityContext.sysctls[1].name",
        ),
    ];
    for (spec, expected) in cases {
        assert_eq!(found(spec, ""), [expected], "{spec}");
    }
}

#[test]
fn faults_of_a_container_stand_at_their_fields() {
    let cases = [
        ("    ports: [{containerPort: 70000}]\n", "VAL004 ports[0].containerPort"),
        ("    ports: [{containerPort: 0}]\n", "VAL003 ports[0].containerPort"),
        ("    ports: [{containerPort: 1, name: a}, {containerPort: 2, name: a}]\n", "VAL007 ports[1].name"),
        ("    ports: [{containerPort: 1, hostPort: 5}, {containerPort: 2, hostPort: 5}]\n", "VAL007 ports[1].hostPort"),
        (
            "    env: [{name: A, value: x, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]\n",
            "VAL004 env[0].valueFrom",
        ),
        (
            "    env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.labels}}}]\n",
            "VAL005 env[0].valueFrom.fieldRef.fieldPath",
        ),
        ("    env: [{name: A, valueFrom: {secretKeyRef: {key: k}}}]\n", "VAL003 env[0].valueFrom.secretKeyRef.name"),
        ("    envFrom: [{prefix: a}]\n", "VAL004 envFrom[0]"),
        ("    volumeMounts: [{name: v, mountPath: /a}]\n", "VAL008 volumeMounts[0].name"),
        ("    resources: {requests: {cpu: 2}, limits: {cpu: 1}}\n", "VAL004 resources.requests.cpu"),
        ("    resources: {requests: {a/b: 1}}\n", "VAL003 resources.limits[a/b]"),
        ("    resources: {limits: {storage: 1}}\n", "VAL004 resources.limits.storage"),
        ("    resources: {claims: [{name: c}]}\n", "VAL008 resources.claims[0].name"),
        ("    livenessProbe: {periodSeconds: 1}\n", "VAL003 livenessProbe"),
        ("    livenessProbe: {exec: {}}\n", "VAL003 livenessProbe.exec.command"),
        ("    livenessProbe: {tcpSocket: {port: 1}, successThreshold: 2}\n", "VAL004 livenessProbe.successThreshold"),
        ("    livenessProbe: {tcpSocket: {port: \"80\"}}\n", "VAL001 livenessProbe.tcpSocket.port"),
        ("    lifecycle: {preStop: {sleep: {seconds: 31}}}\n", "VAL004 lifecycle.preStop.sleep.seconds"),
        ("    securityContext: {privileged: true, allowPrivilegeEscalation: false}\n", "VAL004 securityContext"),
        ("    securityContext: {procMount: Unmasked}\n", "VAL004 securityContext.procMount"),
        ("    restartPolicyRules: [{action: Restart, exitCodes: {operator: In}}]\n", "VAL003 restartPolicy"),
    ];
    for (container, expected) in cases {
        let (rule, field) = expected.split_once(' ').unwrap();
        assert_eq!(found("", container), [format!("{rule} spec.containers[0].{field}")], "{container}");
    }
}

#[test]
fn annotations_that_the_server_reads_must_hold_what_it_expects() {
    let annotated = |entry: &str| {
        let spec = "spec: {containers: [{name: a, image: i, securityContext: {appArmorProfile: {type: Unconfined}}}]}";
        findings(&format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p, annotations: {{{entry}}}}}\n{spec}\n"))
    };
    let apparmor = "container.apparmor.security.beta.kubernetes.io";
    for good in [
        format!("{apparmor}/a: unconfined"),
        "controller.kubernetes.io/pod-deletion-cost: '-5'".to_owned(),
        "seccomp.security.alpha.kubernetes.io/pod: localhost/a/b".to_owned(),
        "scheduler.alpha.kubernetes.io/tolerations: '[]'".to_owned(),
    ] {
        assert_eq!(annotated(&good), Vec::<String>::new(), "{good}");
    }
    for (bad, expected) in [
        (format!("{apparmor}/b: unconfined"), format!("VAL004 metadata.annotations[{apparmor}/b]")),
        (
            format!("{apparmor}/a: runtime/default"),
            "VAL006 spec.containers[0].securityContext.appArmorProfile.type".to_owned(),
        ),
        (
            "kubernetes.io/config.mirror: x".to_owned(),
            "VAL004 metadata.annotations[kubernetes.io/config.mirror]".to_owned(),
        ),
        (
            "controller.kubernetes.io/pod-deletion-cost: '+5'".to_owned(),
            "VAL004 metadata.annotations[controller.kubernetes.io/pod-deletion-cost]".to_owned(),
        ),
        (
            "seccomp.security.alpha.kubernetes.io/pod: none".to_owned(),
            "VAL004 metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]".to_owned(),
        ),
        (
            "scheduler.alpha.kubernetes.io/tolerations: '{'".to_owned(),
            "VAL004 metadata.annotations[scheduler.alpha.kubernetes.io/tolerations]".to_owned(),
        ),
    ] {
        assert_eq!(annotated(&bad), [expected], "{bad}");
    }
}

#[test]
fn what_the_server_warns_about_is_a_warning_at_its_field() {
    let cases = [
        ("  nodeSelector: {beta.kubernetes.io/os: linux}\n", "", "nodeSelector[beta.kubernetes.io/os]"),
        (
            "  topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]\n",
            "",
            "topologySpreadConstraints[0].labelSelector",
        ),
        ("  volumes: [{name: v, gitRepo: {repository: r}}]\n", "", "volumes[0].gitRepo"),
        (
            "  volumes: [{name: v, configMap: {name: c, items: [{key: a, path: x}, {key: b, path: x/y}]}}]\n",
            "",
            "volumes[0].configMap.items[1].path",
        ),
        ("  volumes: [{name: v, projected: {}}]\n", "", "volumes[0].projected.sources"),
        ("  imagePullSecrets: [{name: a}, {name: a}]\n", "", "imagePullSecrets[1].name"),
        ("  hostAliases: [{ip: 10.0.0.1}, {ip: 10.0.0.1}]\n", "", "hostAliases[1].ip"),
        ("  terminationGracePeriodSeconds: -1\n", "", "terminationGracePeriodSeconds"),
        ("", "    resources: {limits: {memory: 100m}}\n", "containers[0].resources.limits.memory"),
        ("", "    env: [{name: A, value: x}, {name: A, value: y}]\n", "containers[0].env[1].name"),
        ("", "    ports: [{containerPort: 1}, {containerPort: 1}]\n", "containers[0].ports[1].containerPort"),
        ("", "    ports: [{containerPort: 1, hostIP: 10.0.0.1}]\n", "containers[0].ports[0].hostIP"),
    ];
    for (spec, container, field) in cases {
        assert_eq!(all(&pod(spec, container)), [format!("VAL011 spec.{field}")], "{spec}{container}");
    }
    let quiet = "    env: [{name: A, value: x}, {name: A, value: $(A)y}]\n    ports: [{containerPort: 1}, {containerPort: 1, protocol: UDP}]\n";
    assert_eq!(all(&pod("", quiet)), Vec::<String>::new());
}

#[test]
fn what_the_server_takes_although_it_looks_wrong_is_no_fault() {
    let containers = [
        "    env: [{name: a b, value: x}, {name: a b}]\n",
        "    livenessProbe: {httpGet: {port: none, path: a}, failureThreshold: 0, successThreshold: 0}\n",
        "    readinessProbe: {tcpSocket: {port: 1}, successThreshold: 2}\n",
        "    securityContext: {allowPrivilegeEscalation: false, capabilities: {add: [SYS_ADMIN]}}\n",
        "    ports: [{containerPort: 1, hostIP: localhost}]\n",
        "    resources: {requests: {cpu: 1e3}}\n",
    ];
    for container in containers {
        assert_eq!(found("", container), Vec::<String>::new(), "{container}");
    }
    let specs = ["  terminationGracePeriodSeconds: -1\n", "  volumes: [{name: v}, {name: e, emptyDir: {medium: x}}]\n"];
    for spec in specs {
        assert_eq!(found(spec, ""), Vec::<String>::new(), "{spec}");
    }
}

#[test]
fn owners_of_pods_ask_for_their_restart_policies() {
    let job = |policy: &str| {
        findings(&format!(
            "apiVersion: batch/v1\nkind: Job\nmetadata: {{name: j}}\nspec:\n  template:\n    spec:\n      {policy}\n      containers: [{{name: a, image: i}}]\n"
        ))
    };
    assert_eq!(job("restartPolicy: Never"), Vec::<String>::new());
    assert_eq!(job(""), ["VAL003 spec.template.spec.restartPolicy"]);
    assert_eq!(job("restartPolicy: Always"), ["VAL005 spec.template.spec.restartPolicy"]);
}

#[test]
fn a_value_beside_its_source_is_not_shown() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: i, env: [{name: A, value: hunter2, valueFrom: {}}]}]}\n";
    let stream = Stream::parse(text.as_bytes().to_vec());
    let manifest = Manifest { file: "m.yaml".into(), stream, reported: true };
    let validation = Validation::new("1.36".parse().unwrap());
    let violations: Vec<_> = manifest.objects().flat_map(|object| validation.check(&object)).collect();
    assert_eq!(violations.len(), 1);
    assert!(violations.iter().all(|v| !v.message.contains("hunter2")));
}

#[test]
fn what_can_mean_one_value_only_is_mended_and_found_no_more() {
    let job = |policy: &str| {
        format!(
            "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: j\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: i\n{policy}"
        )
    };
    let pod = |rest: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: a\n      image: i\n{rest}"
        )
    };
    let apparmor = pod("").replace(
        "  name: p\n",
        "  name: p\n  annotations:\n    container.apparmor.security.beta.kubernetes.io/a: localhost/web\n",
    );
    for (text, rule, wanted) in [
        (job(""), "VAL003", "restartPolicy: OnFailure"),
        (
            job("      restartPolicy: Always\n").replace(
                "spec:\n  t",
                "spec:\n  backoffLimitPerIndex: 1\n  completionMode: Indexed\n  completions: 2\n  t",
            ),
            "VAL005",
            "restartPolicy: Never",
        ),
        (pod("  ephemeralContainers:\n    - name: e\n      image: i\n"), "VAL006", "image: i\n"),
        (
            pod("  initContainers:\n    - name: b\n      image: i\n      lifecycle: {}\n"),
            "VAL006",
            "name: b\n      image: i\n",
        ),
        (pod("      resources:\n        requests:\n          nvidia.com/gpu: 2\n"), "VAL003", "nvidia.com/gpu: 2\n"),
        (apparmor, "VAL011", "localhostProfile: web"),
    ] {
        let (mended, before) = mended(&text);
        assert_eq!(before, [rule], "{text}");
        assert!(mended.contains(wanted), "{mended}");
        assert_eq!(all(&mended), Vec::<String>::new(), "{mended}");
    }
}

/// A file with the fixes of all its findings, whose rules are told too.
fn mended(text: &str) -> (String, Vec<String>) {
    let stream = Stream::parse(text.as_bytes().to_vec());
    let manifest = Manifest { file: "m.yaml".into(), stream, reported: true };
    let validation = Validation::new("1.36".parse().unwrap());
    let violations: Vec<_> = manifest.objects().flat_map(|object| validation.check(&object)).collect();
    let mut edits: Vec<_> = violations.iter().flat_map(|violation| violation.fix.clone().unwrap().edits).collect();
    edits.sort();
    let mut mended = text.to_owned();
    for edit in edits.iter().rev() {
        mended.replace_range(edit.start as usize..edit.end as usize, &edit.text);
    }
    (mended, violations.iter().map(|violation| violation.rule.to_string()).collect())
}
