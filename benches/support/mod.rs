//! Manifests to measure with: generated ones, and real ones where they are present.

#[path = "../../tests/support/shared.rs"]
mod shared;

use std::fmt::{self, Display};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use kubevet::object::Manifest;
use kubevet::source::{self, Loaded};
use tempfile::TempDir;

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
pub struct Input {
    pub name: &'static str,
    pub loaded: Loaded,
    pub paths: Vec<String>,
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

    pub fn manifests(&self) -> &[Manifest] {
        &self.loaded.manifests
    }

    pub fn bytes(&self) -> BytesCount {
        BytesCount::new(self.manifests().iter().map(|manifest| manifest.stream.text.len()).sum::<usize>())
    }
}

impl Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// All that is measured.
pub static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let generated = [Input::generated("generated", FILES), Input::generated("generated × 10", 10 * FILES)];
    let corpus = shared::path("corpus").map(|folder| Input::of("corpus", &folder, None));
    generated.into_iter().chain(corpus).collect()
});
