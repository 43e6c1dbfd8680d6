//! Manifests are told from other files by content and surroundings, and the reason is named.

use kubevet::source::{Options, Verdict};

use super::tree::{SERVICE, Tree};

/// Text that YAML cannot read, for files of which only the look tells what they are.
const BROKEN: &str = "\nbroken: [\n";

#[test]
fn other_formats_are_skipped_with_their_name() {
    for (name, text, reason) in [
        (".github/workflows/ci.yaml", "name: ci\non: [push]\njobs: {}\n", "a GitHub workflow"),
        ("compose.yaml", "services:\n  web:\n    image: nginx\n", "a Docker Compose file"),
        (".pre-commit-config.yaml", "repos: []\n", "a pre-commit configuration"),
        ("mkdocs.yml", "site_name: docs\n", "an MkDocs configuration"),
        ("api.yaml", "openapi: 3.0.0\ninfo: {}\npaths: {}\n", "an OpenAPI document"),
        ("package.json", "{\"name\": \"web\", \"version\": \"1.0.0\", \"scripts\": {}}", "a JSON package file"),
        ("index.yaml", "apiVersion: v1\nentries: {}\ngenerated: 2024-01-01\n", "a Helm repository index"),
        ("patch.yaml", "- op: add\n  path: /spec/replicas\n  value: 2\n", "a list of JSON patch operations"),
        (
            "delete.yaml",
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n$patch: delete\n",
            "a patch for kustomize",
        ),
        ("config", "apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\n", "a kubeconfig"),
        ("skaffold.yaml", "apiVersion: skaffold/v4beta6\nkind: Config\n", "a Skaffold configuration"),
        (".drone.yml", "kind: pipeline\ntype: docker\nname: default\nsteps: []\n", "a Drone pipeline"),
        ("ds.yaml", "apiVersion: 1\ndatasources: []\n", "a Grafana provisioning file"),
        ("site.yaml", "- hosts: all\n  tasks: []\n", "an Ansible playbook"),
        ("any.yaml", "a: 1\n", "not a Kubernetes manifest: no document has apiVersion and kind"),
        ("any.json", "[1, 2]", "not a Kubernetes manifest: no document has apiVersion and kind"),
        ("kubevet.yaml", "rules: {}\n", "settings of kubevet"),
        ("empty.yaml", "", "empty: it holds no document"),
        ("comments.yaml", "# nothing\n---\n# here\n", "empty: it holds no document"),
    ] {
        let tree = Tree::new(&[(name, text)]);
        let outcome = tree.load(&[name]);
        assert_eq!(outcome.verdict(name), format!("skipped: {reason}"), "{name}");
        assert_eq!(outcome.loaded.skipped.len(), 1, "{name}");
        assert_eq!(outcome.failures(), [], "{name}");
    }
}

#[test]
fn objects_and_what_may_be_one_but_for_a_fault_are_loaded() {
    for (name, text) in [
        ("object.yaml", SERVICE),
        ("object.json", "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"web\"}}"),
        ("list.yaml", "apiVersion: v1\nkind: List\nitems: []\n"),
        ("unknown.yaml", "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n"),
        ("no-kind.yaml", "apiVersion: v1\nmetadata:\n  name: web\n"),
        ("no-version.yaml", "kind: Service\nmetadata:\n  name: web\n"),
        ("misspelt.yaml", "apiversion: v1\nKind: Service\n"),
        ("untyped.yaml", "metadata:\n  name: web\nspec: {}\n"),
        ("second.yaml", "a: 1\n---\napiVersion: v1\nkind: Service\n"),
        ("sequence.yaml", "- apiVersion: v1\n  kind: Service\n"),
        ("broken.yaml", "apiVersion: v1\nkind: Service\nbroken: [\n"),
        ("broken.json", "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"Service\",\n  \"a\": [\n}"),
        ("broken-and-unknown.yaml", "\nbroken: [\n"),
        ("services.yaml", "apiVersion: v1\nkind: Service\nservices: {}\n"),
    ] {
        let tree = Tree::new(&[(name, text)]);
        assert_eq!(tree.load(&["."]).manifests(), [name]);
    }
}

#[test]
fn files_that_cannot_be_read_are_recognised_by_the_look_of_their_lines() {
    let package = "{\n  // a comment\n  \"name\": \"web\",\n  \"version\": \"1\",\n  \"scripts\": {\n}";
    for (name, text, reason) in [
        ("ci.yaml", format!("on: push\njobs:\n  a: {{}}{BROKEN}"), "a GitHub workflow"),
        ("compose.yml", format!("services:\n  web: {{}}{BROKEN}"), "a Docker Compose file"),
        ("package.json", package.to_owned(), "a JSON package file"),
        ("other.json", "{ // nothing\n".to_owned(), "not a Kubernetes manifest: no document has apiVersion and kind"),
    ] {
        let tree = Tree::new(&[(name, text.as_str())]);
        assert_eq!(tree.load(&["."]).verdict(name), format!("skipped: {reason}"), "{name}");
    }
}

const CHART: &str = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
const TEMPLATE: &str = "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n";
const RULES: &str = "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: rules\nspec:\n  groups:\n    - name: a\n      rules:\n        - alert: Down\n          expr: up == 0\n          annotations:\n            summary: 'Instance {{ $labels.instance }} is down'\n";

#[test]
fn sources_of_charts_are_skipped_and_plain_objects_in_them_loaded() {
    let tree = Tree::new(&[
        ("shop/Chart.yaml", CHART),
        ("shop/values.yaml", "replicas: 1\n"),
        ("shop/ci/small-values.yaml", "replicas: 1\n"),
        ("shop/templates/service.yaml", TEMPLATE),
        ("shop/templates/sub/quoted.yaml", RULES),
        ("shop/templates/plain.yaml", SERVICE),
        ("shop/crds/crd.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"),
        ("shop/charts/db/Chart.yaml", CHART),
        ("shop/charts/db/templates/service.yaml", TEMPLATE),
    ]);
    let outcome = tree.load(&["."]);
    assert_eq!(outcome.manifests(), ["shop/crds/crd.yaml", "shop/templates/plain.yaml"]);
    for (path, expected) in [
        ("shop/Chart.yaml", "skipped: description of the Helm chart shop"),
        ("shop/values.yaml", "skipped: values of the Helm chart shop"),
        ("shop/ci/small-values.yaml", "skipped: values of the Helm chart shop"),
    ] {
        assert_eq!(outcome.verdict(path), expected);
    }
    for (path, chart) in
        [("shop/templates/sub/quoted.yaml", "shop"), ("shop/charts/db/templates/service.yaml", "shop/charts/db")]
    {
        let expected = format!(
            "skipped: template of the Helm chart {chart}; check what it renders to, with `helm template {chart} | kubevet -`"
        );
        assert_eq!(outcome.verdict(path), expected);
    }
}

#[test]
fn a_template_is_recognised_when_it_is_given_alone() {
    let tree = Tree::new(&[("shop/Chart.yaml", CHART), ("shop/templates/service.yaml", TEMPLATE)]);
    assert!(tree.load(&["shop/templates/service.yaml"]).verdict("shop/templates/service.yaml").starts_with("skipped"));
}

#[test]
fn braces_in_text_do_not_make_a_template() {
    let tree = Tree::new(&[("rules.yaml", RULES), ("templates/rules.yaml", RULES)]);
    assert_eq!(tree.load(&["."]).manifests(), ["rules.yaml", "templates/rules.yaml"]);
}

#[test]
fn a_template_outside_of_a_chart_is_not_skipped_in_silence() {
    let tree = Tree::new(&[("service.yaml", TEMPLATE)]);
    let outcome = tree.load(&["."]);
    assert_eq!(outcome.manifests(), ["service.yaml"]);
    assert_eq!(outcome.loaded.manifests[0].stream.errors.len(), 1);
}

const KUSTOMIZATION: &str = "
resources: [web.yaml, both.yaml]
patches:
  - path: patches/replicas.yaml
  - path: both.yaml
  - patch: |-
      - op: remove
        path: /spec/replicas
patchesStrategicMerge:
  - patches/merge.yaml
  - |-
    apiVersion: v1
    kind: Service
patchesJson6902:
  - path: ./patches/../patches/json.yaml
    target: {kind: Service}
transformers: [labels.yaml]
configurations: [names.yaml]
helmCharts:
  - name: db
    valuesFile: db.yaml
";

fn kustomized() -> Tree {
    let transformer = "apiVersion: builtin\nkind: LabelTransformer\nmetadata:\n  name: labels\n";
    Tree::new(&[
        ("deploy/kustomization.yaml", KUSTOMIZATION),
        ("deploy/web.yaml", SERVICE),
        ("deploy/both.yaml", SERVICE),
        ("deploy/patches/replicas.yaml", SERVICE),
        ("deploy/patches/merge.yaml", SERVICE),
        ("deploy/patches/json.yaml", "- op: remove\n  path: /spec\n"),
        ("deploy/patches/unnamed.yaml", SERVICE),
        ("deploy/labels.yaml", transformer),
        ("deploy/names.yaml", "nameReference: []\n"),
        ("deploy/db.yaml", "kind: standalone\n"),
    ])
}

#[test]
fn files_that_a_kustomization_names_are_skipped_with_their_role() {
    let outcome = kustomized().load(&["."]);
    assert_eq!(outcome.manifests(), ["deploy/both.yaml", "deploy/patches/unnamed.yaml", "deploy/web.yaml"]);
    for (path, role) in [
        ("deploy/patches/replicas.yaml", "patch"),
        ("deploy/patches/merge.yaml", "patch"),
        ("deploy/patches/json.yaml", "patch"),
        ("deploy/labels.yaml", "transformer"),
        ("deploy/names.yaml", "transformer configuration"),
        ("deploy/db.yaml", "Helm values"),
    ] {
        assert_eq!(
            outcome.verdict(path),
            format!("skipped: {role} of deploy/kustomization.yaml; check what that builds"),
            "{path}"
        );
    }
    let expected = "skipped: a kustomization; check what it builds, with `kustomize build deploy | kubevet -`";
    assert_eq!(outcome.verdict("deploy/kustomization.yaml"), expected);
}

#[test]
fn a_kustomization_that_cannot_be_read_is_not_skipped_in_silence() {
    let tree = Tree::new(&[("kustomization.yaml", "resources: [\n")]);
    assert_eq!(tree.load(&["."]).manifests(), ["kustomization.yaml"]);
}

#[test]
fn a_patch_is_recognised_when_it_is_given_alone() {
    let outcome = kustomized().load(&["deploy/patches/merge.yaml"]);
    assert_eq!(
        outcome.verdict("deploy/patches/merge.yaml"),
        "skipped: patch of deploy/kustomization.yaml; check what that builds"
    );
}

#[test]
fn context_that_is_no_manifest_is_told_but_not_counted_as_skipped() {
    let tree = Tree::new(&[("a.yaml", SERVICE), ("lib/values.yaml", "a: 1\n")]);
    let options = Options { context: vec!["lib".to_owned()], ..Options::default() };
    let outcome = tree.load_with(&["a.yaml"], &options);
    assert_eq!(outcome.loaded.skipped, []);
    let told = &outcome.loaded.decisions[1].verdict;
    assert!(matches!(told, Verdict::Skipped(_)), "{told}");
}
