//! What the policies cost for each object: `cargo bench --bench policy`.
//!
//! One item is one object, so divan's items a second are objects a second. Facts are left out: they belong to the graph.

// A bench that cannot run must say so.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use kubevet::object::{Facts, KubernetesVersion, Manifest, Object};
use kubevet::policy::{Options, Parameters, Policies};
use kubevet::rule::Profile;
use kubevet::yaml::Stream;

fn main() {
    divan::main();
}

const DEPLOYMENT: &str = r#"
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels: {app.kubernetes.io/name: web}
spec:
  replicas: 3
  selector:
    matchLabels: {app.kubernetes.io/name: web}
  template:
    metadata:
      labels: {app.kubernetes.io/name: web}
    spec:
      serviceAccountName: web
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
      - name: server
        image: registry.example.com/shop/web:1.4.0
        args: ["--port=8080", "--verbose"]
        env:
        - name: DATABASE_PASSWORD
          valueFrom: {secretKeyRef: {name: database, key: password}}
        ports: [{name: http, containerPort: 8080}]
        readinessProbe: {httpGet: {path: /ready, port: http}}
        livenessProbe: {httpGet: {path: /alive, port: http}}
        resources:
          requests: {cpu: 100m, memory: 128Mi}
          limits: {memory: 128Mi}
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities: {drop: [ALL]}
        volumeMounts: [{name: tmp, mountPath: /tmp}]
      volumes: [{name: tmp, emptyDir: {}}]
"#;

const SERVICE: &str = r#"
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app.kubernetes.io/name: web}
  ports: [{name: http, port: 80, targetPort: http}]
"#;

const CUSTOM: &str = r#"
apiVersion: example.org/v1
kind: Backup
metadata: {name: nightly, namespace: shop}
spec: {schedule: "0 3 * * *", keep: 7}
"#;

fn judge(bencher: Bencher<'_, '_>, text: &str, profile: Profile) {
    let policies = Policies::builtin().unwrap();
    let stream = Stream::parse(text.as_bytes().to_vec());
    let manifest = Manifest { file: Arc::from("bench.yaml"), stream, reported: true };
    let object: Object<'_> = manifest.objects().next().unwrap();
    let options = Options::new(policies.metadata(), KubernetesVersion::default(), profile, &Parameters::new()).unwrap();
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        policies.evaluate(black_box(&object), &|_| Facts::default(), &options, &|_| None).into_result().unwrap()
    });
}

#[divan::bench]
fn deployment_default_profile(bencher: Bencher<'_, '_>) {
    judge(bencher, DEPLOYMENT, Profile::Default);
}

#[divan::bench]
fn deployment_all_rules(bencher: Bencher<'_, '_>) {
    judge(bencher, DEPLOYMENT, Profile::Off);
}

#[divan::bench]
fn service_default_profile(bencher: Bencher<'_, '_>) {
    judge(bencher, SERVICE, Profile::Default);
}

#[divan::bench]
fn custom_resource_default_profile(bencher: Bencher<'_, '_>) {
    judge(bencher, CUSTOM, Profile::Default);
}

/// What a start costs: metadata of all rules; programs are unpacked when the first object asks for them.
#[divan::bench]
fn load() -> Policies {
    Policies::builtin().unwrap()
}
