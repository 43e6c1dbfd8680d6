//! Which quotas count which pods.

use super::{deployment, facts};

/// Whether a quota with such a spec counts the pods of a Deployment with such a pod spec.
fn counts(quota: &str, pod_spec: &str, others: &str) -> bool {
    let quota = format!("---\napiVersion: v1\nkind: ResourceQuota\nmetadata: {{name: q}}\nspec: {quota}\n");
    !facts(&(deployment("web", "app: web", pod_spec) + &quota + others), "Deployment/web").resource_quotas.is_empty()
}

const NOTHING: &str = "containers: [{name: web}]";
const REQUEST: &str = "containers: [{name: web, resources: {requests: {cpu: 10m}}}]";

#[test]
fn a_quota_counts_pods_for_which_all_its_scopes_hold() {
    let deadline = "activeDeadlineSeconds: 60\ncontainers: []";
    for (scopes, pod_spec, counted) in [
        ("{}", NOTHING, true),
        ("{scopes: [NotTerminating]}", NOTHING, true),
        ("{scopes: [Terminating]}", NOTHING, false),
        ("{scopes: [Terminating]}", deadline, true),
        ("{scopes: [NotTerminating]}", deadline, false),
        ("{scopes: [BestEffort]}", NOTHING, true),
        ("{scopes: [NotBestEffort]}", NOTHING, false),
        ("{scopes: [NotBestEffort]}", REQUEST, true),
        ("{scopes: [BestEffort]}", REQUEST, false),
        ("{scopes: [NotBestEffort]}", "containers: [{name: web, resources: {limits: {memory: 0}}}]", false),
        ("{scopes: [NotBestEffort]}", "initContainers: [{name: i, resources: {limits: {memory: 1}}}]", true),
        ("{scopes: [NotBestEffort]}", "resources: {requests: {cpu: 1}}\ncontainers: []", true),
        ("{scopes: [NotTerminating, NotBestEffort]}", NOTHING, false),
        ("{scopes: [NotTerminating, NotBestEffort]}", REQUEST, true),
        ("{scopes: [VolumeAttributesClass]}", REQUEST, false),
        ("{scopeSelector: {matchExpressions: [{scopeName: BestEffort, operator: Exists}]}}", REQUEST, false),
    ] {
        assert_eq!(counts(scopes, pod_spec, ""), counted, "{scopes} for {pod_spec}");
    }
}

#[test]
fn a_quota_for_priority_classes_counts_pods_of_these() {
    let class = "---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nglobalDefault: true\nvalue: 9\n";
    let quota = |term: &str| format!("{{scopeSelector: {{matchExpressions: [{{scopeName: PriorityClass, {term}}}]}}}}");
    for (term, named, others, counted) in [
        ("operator: In, values: [high]", "priorityClassName: high\n", "", true),
        ("operator: In, values: [high]", "priorityClassName: low\n", "", false),
        ("operator: In, values: [high]", "", "", false),
        ("operator: In, values: [high]", "", class, true),
        ("operator: NotIn, values: [high]", "priorityClassName: low\n", "", true),
        ("operator: Exists", "priorityClassName: low\n", "", true),
        ("operator: Exists", "", "", false),
        ("operator: DoesNotExist", "", "", true),
        ("operator: DoesNotExist", "priorityClassName: low\n", "", false),
    ] {
        assert_eq!(counts(&quota(term), &format!("{named}{NOTHING}"), others), counted, "{term} for {named:?}");
    }
}

#[test]
fn a_quota_for_affinity_across_namespaces_counts_only_pods_that_have_it() {
    let quota = "{scopes: [CrossNamespacePodAffinity]}";
    let affinity = |term: &str| {
        format!(
            "affinity: {{podAntiAffinity: {{preferredDuringSchedulingIgnoredDuringExecution: [{{podAffinityTerm: {term}}}]}}}}\n{NOTHING}"
        )
    };
    assert!(counts(quota, &affinity("{namespaces: [shop]}"), ""));
    assert!(counts(quota, &affinity("{namespaceSelector: {}}"), ""));
    assert!(!counts(quota, &affinity("{topologyKey: zone}"), ""));
    assert!(!counts(quota, NOTHING, ""));
}

#[test]
fn what_a_limit_range_gives_makes_pods_more_than_best_effort() {
    let range = "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\nspec: {limits: [{type: Container, defaultRequest: {cpu: 1m}}]}\n";
    assert!(counts("{scopes: [NotBestEffort]}", NOTHING, range));
    assert!(!counts("{scopes: [BestEffort]}", NOTHING, range));
}
