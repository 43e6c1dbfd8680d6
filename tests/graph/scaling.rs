//! Replicas, autoscalers and disruption budgets.

use kubevet::object::facts::RequestGap;

use super::{deployment, facts, named};

const HPA: &str = "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: hpa}\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n  maxReplicas: 9\n";
const KEDA: &str = "---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: keda}\nspec:\n  scaleTargetRef: {name: web}\n  triggers: [{type: cpu}]\n";
const BUDGET: &str = "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: pdb}\nspec: {minAvailable: 50%, selector: {matchLabels: {app: web}}}\n";

#[test]
fn the_minimum_of_an_autoscaler_counts_for_its_workload() {
    for (autoscaler, name, min, max) in [
        (HPA.to_owned(), "HorizontalPodAutoscaler/hpa", 1, Some(9)),
        (format!("{HPA}  minReplicas: 3\n"), "HorizontalPodAutoscaler/hpa", 3, Some(9)),
        (KEDA.to_owned(), "ScaledObject/keda", 0, None),
        (format!("{KEDA}  minReplicaCount: 2\n"), "ScaledObject/keda", 2, None),
        (HPA.replace("apps/v1", "extensions/v1beta1"), "HorizontalPodAutoscaler/hpa", 1, Some(9)),
    ] {
        let text = deployment("web", "app: web", "containers: [{name: app}]") + &autoscaler;
        let web = facts(&text, "Deployment/web");
        assert_eq!(named(web.autoscalers.iter().map(|fact| &fact.peer)), [name]);
        assert_eq!((web.autoscalers[0].min_replicas, web.autoscalers[0].max_replicas), (min, max), "{autoscaler}");
        let target = facts(&text, name).target.expect("a target");
        assert_eq!((target.replicas, target.min_replicas, target.autoscaled), (Some(1), Some(min), true));
        assert_eq!(target.autoscaler, Some(1));
        assert!(!target.replicas_set);
    }
}

#[test]
fn autoscalers_of_one_target_know_each_other_and_what_they_measure() {
    let vpa = "---\napiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nmetadata: {name: vpa}\nspec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, updatePolicy: {updateMode: 'Off'}}\n";
    let metrics = "  metrics: [{type: Resource, resource: {name: memory}}, {type: ContainerResource, containerResource: {name: cpu}}, {type: Pods, pods: {}}]\n";
    let text = format!("{HPA}{metrics}{KEDA}{vpa}");
    let hpa = facts(&text, "HorizontalPodAutoscaler/hpa");
    assert_eq!(named(hpa.autoscalers.iter().map(|fact| &fact.peer)), ["ScaledObject/keda"]);
    assert_eq!(hpa.autoscalers[0].resources, ["cpu"]);
    assert_eq!(
        (hpa.vertical_autoscalers[0].peer.name.as_str(), hpa.vertical_autoscalers[0].mode.as_str()),
        ("vpa", "Off")
    );
    assert_eq!(facts(&text, "ScaledObject/keda").autoscalers[0].resources, ["cpu", "memory"]);
    assert_eq!(hpa.target, None);
}

#[test]
fn requests_and_ports_of_a_target_are_those_of_its_main_containers() {
    let spec = "\
initContainers:
- {name: setup}
- {name: proxy, restartPolicy: Always, ports: [{containerPort: 15000, name: admin}]}
containers:
- name: app
  ports: [{containerPort: 8080, name: http}, {containerPort: 53, protocol: UDP}]
  resources: {requests: {cpu: 1}}
- name: side
  resources: {limits: {cpu: 1, memory: 1Gi}}
";
    let target = |text: &str| facts(text, "HorizontalPodAutoscaler/hpa").target.expect("a target");
    let text = deployment("web", "app: web", spec) + HPA;
    let ports: Vec<_> = target(&text).ports.into_iter().map(|port| (port.name, port.number, port.protocol)).collect();
    let port = |name: &str, number, protocol: &str| (name.to_owned(), number, protocol.to_owned());
    assert_eq!(ports, [port("http", 8080, "TCP"), port("", 53, "UDP"), port("admin", 15000, "TCP")]);
    let gaps = |text: &str| -> Vec<String> {
        let gap = |gap: RequestGap| format!("{} of {} at {}", gap.resource, gap.container, gap.path);
        target(text).without_request.into_iter().map(gap).collect()
    };
    let expected = [
        "cpu of proxy at /spec/template/spec/initContainers/1",
        "memory of app at /spec/template/spec/containers/0",
        "memory of proxy at /spec/template/spec/initContainers/1",
    ];
    assert_eq!(gaps(&text), expected);
    let limits = "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\nspec: {limits: [{type: Container, default: {memory: 1Gi}, min: {cpu: 1m}}]}\n";
    assert_eq!(target(&(text.clone() + limits)).without_request, []);
    let for_pods = limits.replace("Container", "Pod");
    assert_eq!(gaps(&(text + &for_pods)), expected);
}

#[test]
fn a_disruption_budget_and_its_workloads_know_each_other() {
    let text = deployment("web", "app: web", "containers: []") + BUDGET;
    let budget = &facts(&text, "Deployment/web").disruption_budgets[0];
    assert_eq!(
        (budget.peer.name.as_str(), budget.min_available.as_deref(), budget.max_unavailable.as_deref()),
        ("pdb", Some("50%"), None)
    );
    let selected = facts(&text, "PodDisruptionBudget/pdb").selected;
    assert_eq!(named(selected.iter().map(|fact| &fact.peer)), ["Deployment/web"]);
    assert_eq!(selected[0].min_replicas, Some(1));
}

#[test]
fn an_empty_budget_selects_all_except_in_its_beta_version_and_an_absent_one_nothing() {
    for (version, selector, selects) in [
        ("v1", "{}", true),
        ("v1beta1", "{}", false),
        ("v1", "null", false),
        ("v1beta1", "{matchLabels: {app: web}}", true),
    ] {
        let budget = format!(
            "---\napiVersion: policy/{version}\nkind: PodDisruptionBudget\nmetadata: {{name: pdb}}\nspec: {{selector: {selector}}}\n"
        );
        let text = deployment("web", "app: web", "containers: []") + &budget;
        assert_eq!(!facts(&text, "Deployment/web").disruption_budgets.is_empty(), selects, "{version} {selector}");
        assert_eq!(!facts(&text, "PodDisruptionBudget/pdb").selected.is_empty(), selects, "{version} {selector}");
    }
}

#[test]
fn controllers_that_would_take_each_others_pods_know_each_other() {
    let web = deployment("web", "app: web", "containers: []");
    let other = deployment("other", "app: web, tier: back", "containers: []");
    let text = web.clone() + &other;
    assert_eq!(named(&facts(&text, "Deployment/web").overlapping), ["Deployment/other"]);
    assert_eq!(named(&facts(&text, "Deployment/other").overlapping), ["Deployment/web"]);
    let apart = web.clone() + &deployment("other", "app: other", "containers: []");
    assert_eq!(facts(&apart, "Deployment/web").overlapping, []);
    assert_eq!(facts(&(web.clone() + &web), "Deployment/web").overlapping, []);
}
