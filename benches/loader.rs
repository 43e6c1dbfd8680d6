//! How fast text becomes documents: `cargo bench --bench loader`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kubevet::yaml::Stream;

fn main() {
    divan::main();
}

/// How many manifests of a kind one text holds.
const MANIFESTS: usize = 400;

/// A text of many manifests, `{i}` replaced by the number of each.
fn repeated(manifest: &str) -> String {
    (0..MANIFESTS).map(|i| manifest.replace("{i}", &i.to_string())).collect()
}

fn load(bencher: Bencher<'_, '_>, text: &str) {
    let stream = Stream::parse(text.as_bytes().to_vec());
    assert!(stream.errors.is_empty(), "{:?}", stream.errors.first());
    bencher
        .counter(BytesCount::of_str(text))
        .with_inputs(|| text.as_bytes().to_vec())
        .bench_values(|bytes| black_box(Stream::parse(bytes)));
}

const DEPLOYMENT: &str = r#"---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-{i}
  namespace: shop
  labels: {app.kubernetes.io/name: web, app.kubernetes.io/instance: "web-{i}"}
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: web
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web
    spec:
      # The server alone; the proxy is injected.
      containers:
      - name: server
        image: registry.example.com/shop/web:1.{i}.0
        args: ["--port=8080", "--verbose"]
        env:
        - name: LOG_LEVEL
          value: 'info'
        ports:
        - containerPort: 8080
          name: http
        resources:
          requests: {cpu: 100m, memory: 128Mi}
          limits:
            memory: 256Mi
        readinessProbe:
          httpGet:
            path: /ready
            port: http
          periodSeconds: 10
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
"#;

const CONFIG_MAP: &str = "---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-{i}
data:
  server.conf: |
    listen 8080
    # workers follow the processors
    workers auto
    location / {
        proxy_pass http://web-{i}:8080
    }
  motto: >-
    a text that is folded
    over several lines
";

const JSON: &str = r#"{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web-{i}", "labels": {"app": "web"}},
  "spec": {"type": "ClusterIP", "selector": {"app": "web"}, "ports": [{"name": "http", "port": 80, "targetPort": 8080}]}}
"#;

/// An anchor sends a document to the exact path.
const ANCHORS: &str = "---
apiVersion: v1
kind: ConfigMap
metadata: &metadata
  name: settings-{i}
  labels: {app: web, tier: front}
data:
  first: some text
  second: more text
  third: 'and more'
";

#[divan::bench]
fn deployments(bencher: Bencher<'_, '_>) {
    load(bencher, &repeated(DEPLOYMENT));
}

#[divan::bench]
fn config_maps(bencher: Bencher<'_, '_>) {
    load(bencher, &repeated(CONFIG_MAP));
}

#[divan::bench]
fn json(bencher: Bencher<'_, '_>) {
    load(bencher, &repeated(JSON));
}

#[divan::bench]
fn exact_path(bencher: Bencher<'_, '_>) {
    load(bencher, &repeated(ANCHORS));
}
