//! Credentials outside of Secrets: each is found on its line, and no output shows it.

use serde_json::Value;

use super::Kubevet;

/// The secret of all manifests here.
const SECRET: &str = "c0rrect-h0rse";

/// A workload with a secret wherever one may stand. Each line that holds one ends in a comment or word that says so.
const WORKLOAD: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    shop.example/hook: https://shop:c0rrect-h0rse@chat.example/hook
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
      annotations:
        shop.example/snippet: |
          user shop;
          set password=c0rrect-h0rse;
    spec:
      containers:
        - name: web
          image: registry.example/web
          env:
            - name: DATABASE_PASSWORD
              value: c0rrect-h0rse
            - {name: DATABASE_URL, value: \"postgres://shop:c0rrect-h0rse@db/shop\"}
          command:
            - sh
            - -c
            - |
              export PGPASSWORD=c0rrect-h0rse
              exec web
          args: [--token, c0rrect-h0rse]
";

const CONFIG: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  password: c0rrect-h0rse
  web.json: '{\"user\": \"shop\", \"password\": \"c0rrect-h0rse\"}'
  folded: >-
    user=shop

    password=c0rrect-h0rse
  web.properties: |
    user=shop
    # a comment
    password=c0rrect-h0rse
    port=80
binaryData:
  web.env: cGFzc3dvcmQ9YzBycmVjdC1oMHJzZQ==
";

const CHART: &str = "\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: web
spec:
  project: shop
  destination: {name: in-cluster, namespace: shop}
  source:
    repoURL: https://charts.example
    chart: web
    targetRevision: 1.4.2
    helm:
      parameters:
        - {name: database.password, value: c0rrect-h0rse}
      values: |
        replicas: 2
        auth:
          password: c0rrect-h0rse
      valuesObject:
        auth: {password: c0rrect-h0rse}
";

fn kubevet() -> Kubevet {
    Kubevet::with(&[("workload.yaml", WORKLOAD), ("config.yaml", CONFIG), ("chart.yaml", CHART)])
}

#[test]
fn every_credential_is_found_on_its_line() {
    let select = "SCR001,SCR002,SCR013,SCR014,SCR015";
    let report: Value = serde_json::from_str(&kubevet().run(&[".", "--select", select, "-o", "json"]).stdout).unwrap();
    let place =
        |finding: &Value| format!("{}:{} {}", text(finding, "file"), finding["start"]["line"], text(finding, "rule"));
    let places: Vec<String> = report["findings"].as_array().unwrap().iter().map(place).collect();
    let expected = [
        "chart.yaml:14 SCR015",
        "chart.yaml:18 SCR015",
        "chart.yaml:20 SCR015",
        "config.yaml:6 SCR002",
        "config.yaml:7 SCR002",
        "config.yaml:8 SCR002",
        "config.yaml:15 SCR002",
        "config.yaml:18 SCR002",
        "workload.yaml:6 SCR014",
        "workload.yaml:16 SCR014",
        "workload.yaml:22 SCR001",
        "workload.yaml:24 SCR001",
        "workload.yaml:29 SCR013",
        "workload.yaml:31 SCR013",
    ];
    assert_eq!(places, expected);
}

#[test]
fn no_output_shows_a_credential_whichever_rules_are_asked() {
    for select in [&["--profile", "all"][..], &["--select", "SEC,RES,PRB,CFG,SCH,GIT"], &["--select", "SCR"]] {
        let (run, outputs) = kubevet().run_all_formats(&[&[".", "--show", "info"][..], select].concat());
        for (format, shown) in outputs.into_iter().chain([("standard error", run.stderr)]) {
            assert!(format == "standard error" || shown.contains(".yaml"), "{format} {select:?}");
            assert!(!shown.contains(SECRET) && !shown.contains("cGFzc3dvcmQ9"), "{format} {select:?}:\n{shown}");
        }
    }
}

#[test]
fn the_line_of_a_file_is_shown_without_its_secret() {
    let run = kubevet().run(&["config.yaml", "--select", "SCR002", "-q"]);
    insta::assert_snapshot!(run.stdout);
}

fn text<'v>(finding: &'v Value, key: &str) -> &'v str {
    finding[key].as_str().unwrap()
}
