//! Where objects describe their pods, and the containers in them.

use kubevet::object::{ContainerRole, Manifest};

use super::manifest;

/// The first object of a text: the ways to its pods and to their containers.
fn described(text: &str) -> Vec<(String, Vec<String>)> {
    let manifest = manifest("pods.yaml", text);
    let object = manifest.objects().next().expect("an object");
    let paths = object.pod_templates().map(|template| {
        let containers = template.containers().inspect(|container| {
            assert_eq!(object.root.find(&container.path).map(|node| node.id()), Some(container.node.id()));
        });
        (template.spec_path.to_string(), containers.map(|container| container.path.to_string()).collect())
    });
    paths.collect()
}

#[test]
fn every_kind_that_makes_pods_shows_where() {
    for (api_version, kind, path) in [
        ("v1", "Pod", "/spec"),
        ("v1", "PodTemplate", "/template/spec"),
        ("v1", "ReplicationController", "/spec/template/spec"),
        ("apps/v1", "Deployment", "/spec/template/spec"),
        ("apps/v1", "DaemonSet", "/spec/template/spec"),
        ("apps/v1", "StatefulSet", "/spec/template/spec"),
        ("apps/v1", "ReplicaSet", "/spec/template/spec"),
        ("extensions/v1beta1", "Deployment", "/spec/template/spec"),
        ("batch/v1", "Job", "/spec/template/spec"),
        ("batch/v1beta1", "CronJob", "/spec/jobTemplate/spec/template/spec"),
        ("argoproj.io/v1alpha1", "Rollout", "/spec/template/spec"),
        ("apps.openshift.io/v1", "DeploymentConfig", "/spec/template/spec"),
        ("serving.knative.dev/v1", "Service", "/spec/template/spec"),
        ("apps.kruise.io/v1alpha1", "CloneSet", "/spec/template/spec"),
        ("apps.kruise.io/v1alpha1", "AdvancedCronJob", "/spec/template/jobTemplate/spec/template/spec"),
        ("apps.kruise.io/v1alpha1", "UnitedDeployment", "/spec/template/statefulSetTemplate/spec/template/spec"),
        ("apps.kruise.io/v1alpha1", "SidecarSet", "/spec"),
        ("keda.sh/v1alpha1", "ScaledJob", "/spec/jobTargetRef/template/spec"),
        ("jobset.x-k8s.io/v1alpha2", "JobSet", "/spec/replicatedJobs/0/template/spec/template/spec"),
    ] {
        let mut text = format!("apiVersion: {api_version}\nkind: {kind}\n");
        let mut indent = String::new();
        for key in path.trim_start_matches('/').split('/') {
            if key == "0" {
                text.push_str(&format!("{indent}-\n"));
            } else {
                text.push_str(&format!("{indent}{key}:\n"));
            }
            indent.push_str("  ");
        }
        text.push_str(&format!("{indent}containers:\n{indent}- name: app\n"));
        assert_eq!(described(&text), [(path.to_owned(), vec![format!("{path}/containers/0")])], "{kind}\n{text}");
    }
}

#[test]
fn what_makes_no_pods_has_no_template() {
    for text in [
        "apiVersion: v1\nkind: Service\nspec: {template: {spec: {containers: []}}}",
        "apiVersion: example.com/v1\nkind: Deployment\nspec: {template: {spec: {containers: []}}}",
        "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {metadata: {}}}",
        "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: text}}",
        "apiVersion: apps/v1\nkind: Deployment\nspec: {template: [1, 2]}",
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {templates: [{name: main, steps: []}]}",
    ] {
        assert_eq!(described(text), [], "{text}");
    }
}

#[test]
fn a_workflow_has_one_sort_of_pods_for_each_template_that_runs_something() {
    let text = "\
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
spec:
  workflowSpec:
    serviceAccountName: runner
    templates:
    - {name: main, steps: []}
    - name: build
      container: {name: main, image: a}
      initContainers: [{name: prepare}]
      sidecars: [{name: docker}]
    - name: report
      serviceAccountName: reporter
      script: {image: b, source: x}
";
    let manifest = manifest("workflow.yaml", text);
    let object = manifest.objects().next().expect("an object");
    let templates: Vec<_> = object.pod_templates().collect();
    let accounts: Vec<_> = templates.iter().map(|template| template.service_account_name()).collect();
    assert_eq!(accounts, ["runner", "reporter"]);
    let roles: Vec<_> =
        templates[0].containers().map(|container| (container.path.to_string(), container.role)).collect();
    let at = "/spec/workflowSpec/templates/1";
    assert_eq!(
        roles,
        [
            (format!("{at}/container"), ContainerRole::Main),
            (format!("{at}/initContainers/0"), ContainerRole::Init),
            (format!("{at}/sidecars/0"), ContainerRole::Sidecar),
        ]
    );
    let (_, path) = templates[0].field("serviceAccountName").expect("inherited");
    assert_eq!(path.to_string(), "/spec/workflowSpec/serviceAccountName");
}

#[test]
fn containers_are_numbered_main_init_ephemeral_and_sidecars_are_told_from_init() {
    let text = "\
apiVersion: v1
kind: Pod
spec:
  ephemeralContainers: [{name: debug}]
  initContainers: [{name: migrate}, {name: proxy, restartPolicy: Always}, text]
  containers: [{name: app}, {}]
";
    let manifest: Manifest = manifest("pod.yaml", text);
    let object = manifest.objects().next().expect("an object");
    let template = object.pod_template().expect("a pod");
    let seen: Vec<_> = template.containers().map(|one| (one.ordinal, one.name, one.role.name())).collect();
    let expected = [(0, "app", "main"), (1, "", "main"), (2, "migrate", "init"), (3, "proxy", "sidecar")];
    assert_eq!(seen[..4], expected);
    assert_eq!(seen[4..], [(4, "debug", "ephemeral")]);
}
