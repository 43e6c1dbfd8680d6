//! The stages of `kubevet check`, and all of them together: `cargo bench --bench check`.
//!
//! Manifests are generated, so that the figures mean the same everywhere; where the corpus of the shared data lies beside
//! the checkout, it is measured too. The counter is bytes of manifests. `generated × 10` has ten times the files of
//! `generated` and may take ten times as long. Threads are as many as rayon takes: `RAYON_NUM_THREADS` says otherwise.

// A bench that cannot run must say so.
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/shared.rs"]
mod shared;

use std::fmt::{self, Display};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kubevet::engine::{Engine, Settings};
use kubevet::finding::Report;
use kubevet::graph::Graph;
use kubevet::object::{KubernetesVersion, Manifest, Object};
use kubevet::policy::{self, Parameters, Policies};
use kubevet::report::{self, Format, Look, Outcome};
use kubevet::rule::Profile;
use kubevet::source::{self, Loaded};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// How many files are generated, and how many applications each holds.
const FILES: usize = 40;
const APPLICATIONS_PER_FILE: usize = 5;

/// An application as it is commonly deployed, `{i}` replaced by its number.
const APPLICATION: &str = r#"---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-{i}
  namespace: shop-{i}
  labels: {app.kubernetes.io/name: web, app.kubernetes.io/instance: "web-{i}"}
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/instance: web-{i}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web
        app.kubernetes.io/instance: web-{i}
    spec:
      serviceAccountName: web-{i}
      # The server alone; the proxy is injected.
      containers:
      - name: server
        image: registry.example.com/shop/web:1.{i}.0
        args: ["--port=8080", "--verbose"]
        env:
        - name: LOG_LEVEL
          valueFrom:
            configMapKeyRef: {name: settings-{i}, key: level}
        ports:
        - containerPort: 8080
          name: http
        resources:
          requests: {cpu: 100m, memory: 128Mi}
          limits: {memory: 256Mi}
        readinessProbe:
          httpGet: {path: /ready, port: http}
          periodSeconds: 10
        securityContext:
          privileged: true
          readOnlyRootFilesystem: yes
        volumeMounts:
        - {name: settings, mountPath: /etc/web}
      volumes:
      - name: settings
        configMap: {name: settings-{i}}
---
apiVersion: v1
kind: Service
metadata:
  name: web-{i}
  namespace: shop-{i}
spec:
  type: NodePort
  selector: {app.kubernetes.io/instance: web-{i}}
  ports:
  - {name: http, port: 80, targetPort: http}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-{i}
  namespace: shop-{i}
data:
  level: info
  server.conf: |
    listen 8080
    # workers follow the processors
    workers auto
    location / {
        proxy_pass http://web-{i}:8080
    }
---
apiVersion: monitoring.example.com/v1
kind: Dashboard
metadata:
  name: web-{i}
  namespace: shop-{i}
spec:
  replicaCount: 3
  panels:
  - {title: Requests, query: "sum(rate(requests_total[5m]))"}
"#;

/// Manifests that are measured.
struct Input {
    name: &'static str,
    loaded: Loaded,
    paths: Vec<String>,
    /// Generated files live as long as this.
    _folder: Option<TempDir>,
}

impl Input {
    fn of(name: &'static str, folder: &Path, keep: Option<TempDir>) -> Self {
        let paths = vec![folder.to_str().unwrap().to_owned()];
        let loaded = source::load(&paths, &source::Options::default());
        assert!(!loaded.manifests.is_empty(), "{name} has no manifests");
        Self { name, loaded, paths, _folder: keep }
    }

    fn generated(name: &'static str, files: usize) -> Self {
        let folder = tempfile::Builder::new().prefix("kubevet-bench").tempdir().unwrap();
        for file in 0..files {
            let numbers = file * APPLICATIONS_PER_FILE..(file + 1) * APPLICATIONS_PER_FILE;
            let text: String = numbers.map(|i| APPLICATION.replace("{i}", &i.to_string())).collect();
            fs::write(folder.path().join(format!("app-{file:05}.yaml")), text).unwrap();
        }
        let path = folder.path().to_path_buf();
        Self::of(name, &path, Some(folder))
    }

    fn manifests(&self) -> &[Manifest] {
        &self.loaded.manifests
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.manifests().iter().map(|manifest| manifest.stream.text.len()).sum::<usize>())
    }
}

impl Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let generated = [Input::generated("generated", FILES), Input::generated("generated × 10", 10 * FILES)];
    let corpus = shared::path("corpus").map(|folder| Input::of("corpus", &folder, None));
    generated.into_iter().chain(corpus).collect()
});

fn inputs() -> impl Iterator<Item = &'static Input> {
    INPUTS.iter()
}

fn check(input: &Input, select: &[&str]) -> Report {
    let select = select.iter().map(|&selector| selector.to_owned()).collect();
    let engine = Engine::new(Settings { select, ..Settings::default() }).unwrap();
    engine.check(input.manifests())
}

/// Walking the folder, reading, parsing, telling manifests from other files.
#[divan::bench(args = inputs())]
fn load(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench_local(|| source::load(black_box(&input.paths), &source::Options::default()));
}

/// What the loader noticed and what the schemas say.
#[divan::bench(args = inputs())]
fn schema(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench_local(|| check(black_box(input), &["YML", "SCH"]));
}

/// The graph of all objects, and the policies of the default profile with its facts.
#[divan::bench(args = inputs())]
fn graph_and_policies(bencher: Bencher<'_, '_>, input: &Input) {
    let policies = Policies::builtin().unwrap();
    let (version, parameters) = (KubernetesVersion::default(), Parameters::new());
    let options = policy::Options::new(policies.metadata(), version, Profile::Default, &parameters).unwrap();
    let objects: Vec<Object<'_>> = input.manifests().iter().flat_map(Manifest::objects).collect();
    let named = |id: usize| objects.get(id).cloned();
    bencher.counter(input.bytes()).bench_local(|| {
        let graph = Graph::build(black_box(&objects));
        for (id, object) in objects.iter().enumerate() {
            black_box(policies.evaluate(object, &|| graph.facts(id), &options, &named).into_result().unwrap());
        }
    });
}

/// All judges, the report put in order.
#[divan::bench(args = inputs())]
fn everything(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.counter(input.bytes()).bench_local(|| check(black_box(input), &[]));
}

/// The findings of everything as JSON.
#[divan::bench(args = inputs())]
fn json(bencher: Bencher<'_, '_>, input: &Input) {
    let engine = Engine::new(Settings::default()).unwrap();
    let report = engine.check(input.manifests());
    let outcome = Outcome { report: &report, manifests: input.manifests(), rules: engine.registry() };
    bencher.counter(input.bytes()).bench_local(|| {
        let mut text = Vec::new();
        report::write(Format::Json, black_box(outcome), Look::default(), &mut text).unwrap();
        text
    });
}
