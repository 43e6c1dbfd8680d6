//! Versions of built-in kinds: removed, deprecated, still to come, and the way to the one to use.

use kubevet::finding::{Applicability, Violation};

use super::check_for;

const FLOW: &str = "\
apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
kind: FlowSchema
metadata: {name: a}
spec: {priorityLevelConfiguration: {name: global-default}}
";

/// The only finding about the version of an object: rule, message and help; and what its fix writes.
fn verdict(version: &str, text: &str) -> (String, Option<(Applicability, String)>) {
    let about = |violation: &Violation| matches!(&*violation.rule, "SCH005" | "SCH017" | "SCH018");
    let mut found: Vec<Violation> = check_for(version, text).into_iter().filter(about).collect();
    assert!(found.len() < 2, "{found:?}");
    let Some(one) = found.pop() else { return (String::new(), None) };
    let fix = one.fix.map(|fix| (fix.applicability, fix.edits[0].text.clone()));
    (format!("{} {} | {}", one.rule, one.message, one.help.unwrap_or_default()), fix)
}

#[test]
fn a_version_is_served_then_deprecated_then_removed() {
    assert_eq!(verdict("1.28", FLOW), (String::new(), None));
    let (text, fix) = verdict("1.29", FLOW);
    assert_eq!(
        text,
        "SCH018 `flowcontrol.apiserver.k8s.io/v1beta3` of FlowSchema is deprecated since Kubernetes 1.29 and goes with \
         1.32 | use `flowcontrol.apiserver.k8s.io/v1`, where nothing else changes"
    );
    assert_eq!(fix, Some((Applicability::Safe, "flowcontrol.apiserver.k8s.io/v1".to_owned())));
    let (text, fix) = verdict("1.32", FLOW);
    assert!(
        text.starts_with("SCH017 `flowcontrol.apiserver.k8s.io/v1beta3` of FlowSchema was removed in Kubernetes 1.32")
    );
    assert_eq!(fix, Some((Applicability::Safe, "flowcontrol.apiserver.k8s.io/v1".to_owned())));
}

#[test]
fn a_version_that_is_still_to_come_says_from_when_on_and_what_to_use_until_then() {
    let policy = "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: a}\n";
    let (text, fix) = verdict("1.29", policy);
    assert_eq!(
        text,
        "SCH005 `admissionregistration.k8s.io/v1` has ValidatingAdmissionPolicy from Kubernetes 1.30 on | until then, use \
         `admissionregistration.k8s.io/v1alpha1` or `admissionregistration.k8s.io/v1beta1`"
    );
    assert_eq!(fix, None);
    assert_eq!(verdict("1.30", policy).0, "");
}

#[test]
fn the_fix_is_safe_only_where_the_object_fits_and_means_the_same() {
    let with = |api_version: &str, kind: &str, spec: &str| {
        let text = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {spec}\n");
        verdict("1.37", &text).1.map(|(applicability, text)| format!("{applicability:?} {text}"))
    };
    let pods = "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}";
    let job = format!("{{schedule: '@daily', jobTemplate: {{spec: {{{pods}}}}}}}");
    assert_eq!(with("batch/v1beta1", "CronJob", &job).as_deref(), Some("Safe batch/v1"));
    let selector = "selector: {matchLabels: {a: b}}";
    let selecting = format!("{{{selector}, {pods}}}");
    assert_eq!(with("apps/v1beta2", "Deployment", &selecting).as_deref(), Some("Safe apps/v1"));
    assert_eq!(
        with("extensions/v1beta1", "Deployment", &selecting).as_deref(),
        Some("Unsafe apps/v1"),
        "other defaults"
    );
    assert_eq!(with("extensions/v1beta1", "Deployment", &format!("{{{pods}}}")), None, "the selector is missing");
    let budget = "{minAvailable: 1, selector: {matchLabels: {a: b}}}";
    assert_eq!(with("policy/v1beta1", "PodDisruptionBudget", budget).as_deref(), Some("Unsafe policy/v1"));
    let ingress = "{rules: [{http: {paths: [{path: /, backend: {serviceName: a, servicePort: 80}}]}}]}";
    assert_eq!(with("networking.k8s.io/v1beta1", "Ingress", ingress), None, "the shape differs");
    assert_eq!(with("v1", "Deployment", &selecting).as_deref(), Some("Safe apps/v1"), "never was there");
    assert_eq!(with("policy/v1beta1", "PodSecurityPolicy", "{}"), None, "nothing takes its place");
}

#[test]
fn of_several_homes_the_only_one_that_the_object_fits_is_meant() {
    let scaler = |spec: &str| {
        let target = "scaleTargetRef: {kind: Deployment, name: a}, maxReplicas: 3";
        let text =
            format!("apiVersion: v1\nkind: HorizontalPodAutoscaler\nmetadata: {{name: a}}\nspec: {{{target}{spec}}}\n");
        verdict("1.37", &text).1.map(|(_, text)| text)
    };
    assert_eq!(scaler(", targetCPUUtilizationPercentage: 80").as_deref(), Some("autoscaling/v1"));
    assert_eq!(scaler(", behavior: {}").as_deref(), Some("autoscaling/v2"));
    assert_eq!(scaler(""), None);
}

#[test]
fn kinds_that_the_api_server_warns_about_are_warned_about_from_the_same_release_on() {
    let endpoints = "apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}\n";
    assert_eq!(verdict("1.32", endpoints).0, "");
    assert_eq!(
        verdict("1.33", endpoints).0,
        "SCH018 `v1` of Endpoints is deprecated since Kubernetes 1.33 | use EndpointSlice of `discovery.k8s.io/v1`"
    );
    let status = "apiVersion: v1\nkind: ComponentStatus\nmetadata: {name: a}\n";
    assert!(
        verdict("1.37", status).0.starts_with("SCH018 `v1` of ComponentStatus is deprecated since Kubernetes 1.19")
    );
}

#[test]
fn fields_of_other_releases_say_which_have_them() {
    let pod = |spec: &str| {
        let text =
            format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers: [{{name: a, {spec}}}]\n");
        let found = check_for("1.31", &text);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].message.clone()
    };
    assert_eq!(
        pod("restartPolicyRules: []"),
        "unknown field `spec.containers[0].restartPolicyRules` in v1 Pod: it exists from Kubernetes 1.34 on"
    );
    assert_eq!(pod("restartPolicyRule: []"), "unknown field `spec.containers[0].restartPolicyRule` in v1 Pod");
}
