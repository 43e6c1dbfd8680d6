//! Pod specs and their parts, as the API server takes them.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use super::manifests::{labels, object};

/// A number of bytes or of processors.
fn amount() -> impl Strategy<Value = &'static str> {
    select(&["100m", "1", "2.5", "64Mi", "1Gi", "1e3", "128M"][..])
}

/// Limits that are not below the requests: both the same.
fn resources() -> impl Strategy<Value = Value> {
    let memory = select(&["64Mi", "1Gi", "128M", "1e6"][..]);
    (option::of(amount()), option::of(memory), any::<bool>()).prop_map(|(cpu, memory, both)| {
        let mut amounts = Map::new();
        amounts.extend(cpu.map(|cpu| ("cpu".to_owned(), json!(cpu))));
        amounts.extend(memory.map(|memory| ("memory".to_owned(), json!(memory))));
        if both { json!({"limits": amounts, "requests": amounts}) } else { json!({"requests": amounts}) }
    })
}

fn probe() -> impl Strategy<Value = Value> {
    let port = || 1..65536;
    let handler = prop_oneof![
        port().prop_map(|port| json!({"httpGet": {"path": "/healthz", "port": port}})),
        port().prop_map(|port| json!({"tcpSocket": {"port": port}})),
        port().prop_map(|port| json!({"grpc": {"port": port}})),
        Just(json!({"httpGet": {"port": "http", "scheme": "HTTPS", "httpHeaders": [{"name": "X-A", "value": "b"}]}})),
        Just(json!({"exec": {"command": ["true"]}})),
    ];
    (handler, option::of(0..60), option::of(1..10)).prop_map(|(handler, delay, threshold)| {
        let mut probe = handler;
        object(&mut probe).extend(delay.map(|delay| ("initialDelaySeconds".to_owned(), json!(delay))));
        object(&mut probe).extend(threshold.map(|count| ("failureThreshold".to_owned(), json!(count))));
        probe
    })
}

fn variable(index: usize) -> impl Strategy<Value = Value> {
    let name = format!("VAR_{index}");
    select(vec![
        json!({"name": name, "value": "x"}),
        json!({"name": name, "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['app']"}}}),
        json!({"name": name, "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu", "divisor": "1m"}}}),
        json!({"name": name, "valueFrom": {"configMapKeyRef": {"name": "c", "key": "k"}}}),
        json!({"name": name, "valueFrom": {"secretKeyRef": {"name": "s", "key": "k.v", "optional": true}}}),
    ])
}

fn security_context() -> impl Strategy<Value = Value> {
    select(vec![
        json!({"runAsUser": 1000, "runAsNonRoot": true, "allowPrivilegeEscalation": false}),
        json!({"capabilities": {"drop": ["ALL"], "add": ["NET_BIND_SERVICE"]}, "readOnlyRootFilesystem": true}),
        json!({"seccompProfile": {"type": "Localhost", "localhostProfile": "a/b.json"}}),
        json!({"appArmorProfile": {"type": "RuntimeDefault"}, "runAsGroup": 0}),
    ])
}

/// A container without a name; its ports are not those of the node.
fn container() -> impl Strategy<Value = Value> {
    let parts = (
        option::of(1..65536),
        option::of(resources()),
        option::of(probe()),
        option::of(security_context()),
        option::of((variable(0), variable(1)).prop_map(|(one, other)| vec![one, other])),
        any::<bool>(),
    );
    parts.prop_map(|(port, resources, probe, context, env, mounts)| {
        let mut container = json!({"image": "example.com/app:1.2"});
        let fields = object(&mut container);
        fields.extend(port.map(|port| ("ports".to_owned(), json!([{"name": "http", "containerPort": port}]))));
        fields.extend(resources.map(|resources| ("resources".to_owned(), resources)));
        fields.extend(probe.map(|probe| ("livenessProbe".to_owned(), probe)));
        fields.extend(context.map(|context| ("securityContext".to_owned(), context)));
        fields.extend(env.map(|env| ("env".to_owned(), json!(env))));
        if mounts {
            fields.insert("volumeMounts".to_owned(), json!([{"name": "data", "mountPath": "/data", "subPath": "a/b"}]));
        }
        container
    })
}

fn volume() -> impl Strategy<Value = Value> {
    select(vec![
        json!({"name": "data", "emptyDir": {"sizeLimit": "1Gi"}}),
        json!({"name": "data", "configMap": {"name": "c", "defaultMode": 420, "items": [{"key": "a", "path": "b/c"}]}}),
        json!({"name": "data", "secret": {"secretName": "s"}}),
        json!({"name": "data", "hostPath": {"path": "/var/log", "type": "Directory"}}),
        json!({"name": "data", "persistentVolumeClaim": {"claimName": "p", "readOnly": true}}),
        json!({"name": "data", "projected": {"sources": [
            {"serviceAccountToken": {"path": "token", "expirationSeconds": 3600}},
            {"downwardAPI": {"items": [{"path": "labels", "fieldRef": {"fieldPath": "metadata.labels"}}]}},
        ]}}),
        json!({"name": "data", "csi": {"driver": "csi.example.com", "volumeAttributes": {"a": "b"}}}),
    ])
}

/// Whole fields of a pod spec that go with all others.
fn extras() -> impl Strategy<Value = Vec<(&'static str, Value)>> {
    let selector = json!({"matchLabels": {"app": "web"}});
    let all = vec![
        ("nodeSelector", json!({"kubernetes.io/os": "linux"})),
        ("tolerations", json!([{"key": "a", "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 60}])),
        ("dnsPolicy", json!("ClusterFirst")),
        (
            "dnsConfig",
            json!({"nameservers": ["10.0.0.10"], "searches": ["example.com"], "options": [{"name": "ndots"}]}),
        ),
        ("hostAliases", json!([{"ip": "10.0.0.1", "hostnames": ["a.example.com"]}])),
        ("terminationGracePeriodSeconds", json!(60)),
        ("securityContext", json!({"fsGroup": 1000, "sysctls": [{"name": "net.core.somaxconn", "value": "128"}]})),
        ("priorityClassName", json!("high")),
        ("serviceAccountName", json!("web")),
        ("imagePullSecrets", json!([{"name": "pull"}])),
        ("schedulerName", json!("default-scheduler")),
        (
            "topologySpreadConstraints",
            json!([{
                "maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "DoNotSchedule",
                "minDomains": 2, "labelSelector": selector,
            }]),
        ),
        (
            "affinity",
            json!({
                "nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
                    {"matchExpressions": [{"key": "kubernetes.io/arch", "operator": "In", "values": ["amd64", "arm64"]}]},
                ]}},
                "podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [
                    {"weight": 100, "podAffinityTerm": {"topologyKey": "kubernetes.io/hostname", "labelSelector": selector}},
                ]},
            }),
        ),
    ];
    proptest::sample::subsequence(all.clone(), 0..=all.len())
}

/// A pod spec; `restart` is the policy, or nothing.
pub fn spec(restart: Option<&'static str>) -> impl Strategy<Value = Value> {
    (vec(container(), 1..4), option::of(container()), volume(), extras()).prop_map(
        move |(containers, init, volume, extras)| {
            let named: Vec<Value> = containers
                .into_iter()
                .enumerate()
                .map(|(index, mut container)| {
                    object(&mut container).insert("name".to_owned(), json!(format!("app-{index}")));
                    container
                })
                .collect();
            let mut spec = json!({"containers": named, "volumes": [volume]});
            let fields = object(&mut spec);
            if let Some(mut init) = init {
                object(&mut init).insert("name".to_owned(), json!("init"));
                object(&mut init).remove("livenessProbe");
                object(&mut init).remove("ports");
                fields.insert("initContainers".to_owned(), json!([init]));
            }
            fields.extend(restart.map(|restart| ("restartPolicy".to_owned(), json!(restart))));
            fields.extend(extras.into_iter().map(|(name, value)| (name.to_owned(), value)));
            spec
        },
    )
}

/// A pod template with its labels.
pub fn template(restart: Option<&'static str>) -> impl Strategy<Value = (Value, Value)> {
    (labels(), spec(restart))
        .prop_map(|(labels, spec)| (labels.clone(), json!({"metadata": {"labels": labels}, "spec": spec})))
}
