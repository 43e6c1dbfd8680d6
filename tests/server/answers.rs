//! What is answered to what API servers send.

use serde_json::{Value, json};

use super::{Server, creating, pod, recorded, refused_by, updating};

/// Only this rule, so that tests need not know what else is wrong with an object.
const PRIVILEGED: &[&str] = &["--isolated", "--select", "SEC006"];

fn allowed(server: &Server, review: &str) -> bool {
    server.review(&recorded(review))["allowed"].as_bool().unwrap()
}

#[test]
fn a_refusal_names_the_rule_the_field_and_what_is_wrong() {
    let server = Server::start(PRIVILEGED);
    let response = server.review(&recorded("create-pod-privileged"));
    assert_eq!(response["allowed"], false);
    let status = &response["status"];
    assert_eq!((&status["code"], &status["reason"]), (&json!(403), &json!("Forbidden")));
    let cause = &status["details"]["causes"][0];
    assert_eq!(cause["reason"], "SEC006");
    assert_eq!(cause["field"], "spec.containers[0].securityContext.privileged");
    let message = status["message"].as_str().unwrap();
    assert!(message.starts_with("kubevet refuses Pod web:\nSEC006 spec.containers[0]"), "{message}");
    assert!(message.ends_with(cause["message"].as_str().unwrap()), "{message}");
    assert_eq!(response["auditAnnotations"]["rules"], "SEC006=deny");
    assert_eq!(response["auditAnnotations"]["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn each_recorded_review_is_answered_as_its_operation_and_subresource_ask() {
    let server = Server::start(PRIVILEGED);
    let refused = [
        "create-pod-privileged",
        "create-pod-generated-name",
        "create-pod-without-name",
        "ephemeral-container-privileged",
        "resize-pod",
        "server-side-apply",
        "dry-run",
        "update-worse",
    ];
    let admitted = [
        "create-namespace",
        "create-secret",
        "custom-resource",
        "status-patch",
        "binding",
        "eviction",
        "exec",
        "scale",
        "delete-pod",
        "delete-collection",
        "update-no-worse",
        "update-of-what-is-being-deleted",
        "self-subject-access-review",
    ];
    for review in refused {
        assert!(!allowed(&server, review), "{review}");
    }
    for review in admitted {
        assert!(allowed(&server, review), "{review}");
    }
    assert_eq!(std::fs::read_dir(super::data()).unwrap().count(), refused.len() + admitted.len());
}

#[test]
fn an_update_is_refused_for_what_is_new_only() {
    let server = Server::start(&["--isolated", "--select", "SEC006,SEC016"]);
    let with_host_pid = |mut pod: Value| {
        pod["spec"]["hostPID"] = true.into();
        pod
    };
    let judged = |old: &Value, new: &Value| refused_by(&server.review(&updating(old, new)));
    assert_eq!(judged(&pod(true), &pod(true)), [""; 0]);
    assert_eq!(judged(&pod(false), &pod(true)), ["SEC006"]);
    assert_eq!(judged(&pod(true), &with_host_pid(pod(true))), ["SEC016"]);
    assert_eq!(judged(&with_host_pid(pod(true)), &pod(true)), [""; 0]);
    // Without the old object, everything counts as new.
    assert_eq!(judged(&Value::Null, &pod(true)), ["SEC006"]);
}

#[test]
fn a_new_object_that_claims_to_be_deleted_is_judged_all_the_same() {
    let server = Server::start(PRIVILEGED);
    let mut claiming = pod(true);
    claiming["metadata"]["deletionTimestamp"] = "2026-11-21T10:00:00Z".into();
    assert_eq!(refused_by(&server.review(&creating(&claiming))), ["SEC006"]);
    assert_eq!(refused_by(&server.review(&updating(&pod(false), &claiming))), ["SEC006"]);
}

#[test]
fn what_the_api_server_judges_itself_is_off_unless_the_configuration_names_it() {
    let mut wrong = pod(false);
    wrong["spec"]["containers"][0]["imagePullPolicy"] = "Sometimes".into();
    let plain = Server::configured("profile: default");
    assert!(refused_by(&plain.review(&creating(&wrong))).iter().all(|rule| !rule.starts_with("SCH")));
    let asking = Server::configured("admission: {rules: {SCH: deny}}");
    assert!(refused_by(&asking.review(&creating(&wrong))).contains(&"SCH004".to_owned()));
}

#[test]
fn modes_hold_by_door_configuration_namespace_severity_and_rule() {
    let mode_of = |server: &Server, path: &str, namespace: &str| {
        let mut pod = pod(true);
        pod["metadata"]["namespace"] = namespace.into();
        let response = server.review_at(path, &creating(&pod));
        let annotations = response["auditAnnotations"]["rules"].as_str().unwrap_or("").to_owned();
        let warned = response["warnings"].as_array().is_some_and(|warnings| !warnings.is_empty());
        (response["allowed"].as_bool().unwrap(), warned, annotations)
    };
    let seen = |allowed, warned, annotations: &str| (allowed, warned, annotations.to_owned());
    let config = "\
admission:
  namespaces: {'dev-*': warn, dev-wild: 'off', audited: audit}
rules: {ALL: off, SEC006: error, SEC016: warning}
";
    let server = Server::configured(config);
    assert_eq!(mode_of(&server, "/validate", "shop"), seen(false, false, "SEC006=deny"));
    assert_eq!(mode_of(&server, "/warn", "shop"), seen(true, true, "SEC006=warn"));
    assert_eq!(mode_of(&server, "/audit", "shop"), seen(true, false, "SEC006=audit"));
    assert_eq!(mode_of(&server, "/validate", "dev-1"), seen(true, true, "SEC006=warn"));
    assert_eq!(mode_of(&server, "/audit", "dev-1"), seen(true, false, "SEC006=audit"));
    assert_eq!(mode_of(&server, "/validate", "dev-wild"), seen(true, false, ""));
    assert_eq!(mode_of(&server, "/validate", "audited"), seen(true, false, "SEC006=audit"));

    let with =
        |admission: &str| Server::configured(&format!("rules: {{ALL: off, SEC006: error}}\nadmission: {admission}"));
    assert_eq!(mode_of(&with("{mode: warn}"), "/validate", "shop"), seen(true, true, "SEC006=warn"));
    assert_eq!(mode_of(&with("{severities: {error: audit}}"), "/validate", "shop"), seen(true, false, "SEC006=audit"));
    let both = "{severities: {error: audit}, rules: {privileged-container: deny}}";
    assert_eq!(mode_of(&with(both), "/validate", "shop"), seen(false, false, "SEC006=deny"));
    assert_eq!(mode_of(&with("{rules: {SEC: 'off'}}"), "/validate", "shop"), seen(true, false, ""));
}

#[test]
fn namespaces_and_users_of_the_configuration_are_left_alone() {
    let server = Server::configured(
        "admission: {exclude: {namespaces: [kube-system, 'infra-*'], users: ['system:serviceaccount:argocd:*']}}",
    );
    let asked = |namespace: &str, user: &str| {
        let mut review = recorded("create-pod-privileged");
        review["request"]["namespace"] = namespace.into();
        review["request"]["userInfo"]["username"] = user.into();
        server.review(&review)["allowed"].as_bool().unwrap()
    };
    assert!(!asked("shop", "alice"));
    assert!(asked("kube-system", "alice") && asked("infra-1", "alice"));
    assert!(asked("shop", "system:serviceaccount:argocd:controller"));
    assert!(!asked("shop", "system:serviceaccount:argocd-2:controller"));
}

#[test]
fn annotations_suppress_only_where_the_configuration_allows_it() {
    let mut pod = pod(true);
    pod["metadata"]["annotations"] =
        json!({ "kubevet.dev/ignore": "SEC006", "kubevet.dev/reason": "it drives a device" });
    let rules = |admission: &str| {
        let server = Server::configured(&format!("rules: {{ALL: off, SEC006: error}}\n{admission}"));
        refused_by(&server.review(&creating(&pod)))
    };
    assert_eq!(rules(""), ["SEC006"]);
    assert_eq!(rules("admission: {annotations: true}"), [""; 0]);
    assert_eq!(rules("ignores: [{rule: SEC006, kind: Pod, namespace: shop, reason: it drives a device}]"), [""; 0]);
}

#[test]
fn warnings_are_single_lines_of_bounded_length_and_number() {
    let server = Server::configured("rules: {ALL: off, SEC006: warning}");
    let mut pod = pod(true);
    let container = pod["spec"]["containers"][0].clone();
    let named = |index: usize| {
        let mut container = container.clone();
        container["name"] = format!("web-{index}\n{}", "x".repeat(200)).into();
        container
    };
    pod["spec"]["containers"] = (0..40).map(named).collect();
    let response = server.review(&creating(&pod));
    assert_eq!(response["allowed"], true);
    let warnings: Vec<&str> =
        response["warnings"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    assert_eq!(warnings.len(), 16);
    assert_eq!(warnings[15], "kubevet: and 25 more");
    for warning in warnings {
        assert!(warning.chars().count() <= 120 && !warning.contains(char::is_control), "{warning:?}");
    }
}

#[test]
fn the_same_review_is_answered_the_same_whether_it_is_a_dry_run_or_not() {
    let server = Server::start(&["--isolated"]);
    let mut review = recorded("dry-run");
    let dry = server.review(&review);
    review["request"]["dryRun"] = false.into();
    assert_eq!(server.review(&review), dry);
}

#[test]
fn the_log_has_a_line_for_each_review_and_metrics_count_it() {
    let server = Server::start(PRIVILEGED);
    server.review(&recorded("create-pod-privileged"));
    server.review(&recorded("delete-pod"));
    let event = server.event("review");
    let told = |key: &str| event[key].as_str().unwrap().to_owned();
    assert_eq!([told("kind"), told("namespace"), told("name")], ["Pod", "shop", "web"]);
    assert_eq!([told("operation"), told("user"), told("decision")], ["CREATE", "alice", "deny"]);
    assert_eq!(event["rules"], json!(["SEC006"]));
    assert_eq!(server.nth_event("review", 1)["reason"], "operation");
    let metrics = server.get(&server.metrics, "/metrics").text;
    for line in [
        "kubevet_admission_requests_total{operation=\"CREATE\",kind=\"Pod\",decision=\"deny\"} 1",
        "kubevet_admission_requests_total{operation=\"DELETE\",kind=\"Pod\",decision=\"skip\"} 1",
        "kubevet_rule_violations_total{rule=\"SEC006\",severity=\"error\",mode=\"deny\"} 1",
        "kubevet_admission_duration_seconds_count 2",
        "kubevet_admission_queue_seconds_count 2",
        "kubevet_admission_in_flight 0",
        "kubevet_admission_rejected_overload_total 0",
    ] {
        assert!(metrics.lines().any(|found| found == line), "{line} is not in\n{metrics}");
    }
    for secret in ["alice", "shop"] {
        assert!(!metrics.contains(secret), "{secret}");
    }
}

#[test]
fn values_of_secrets_stand_neither_in_answers_nor_in_the_log() {
    let server = Server::start(&["--isolated", "--profile", "all"]);
    let mut review = recorded("create-secret");
    review["request"]["object"]["stringData"] = json!({ "key": "correct-horse-battery-staple" });
    let response = server.review(&review).to_string();
    server.event("review");
    let written = response + &server.log().join("\n");
    for value in ["correct-horse", "aHVudGVyMi1o", "hunter2"] {
        assert!(!written.contains(value), "{value}");
    }
}

#[test]
fn probes_answer_on_both_ports_and_metrics_on_one() {
    let server = Server::start(PRIVILEGED);
    for address in [&server.address, &server.metrics] {
        for path in ["/healthz", "/readyz"] {
            assert_eq!(server.get(address, path).status, 200, "{address} {path}");
        }
    }
    assert_eq!(server.get(&server.metrics, "/metrics").status, 200);
    assert_eq!(server.get(&server.address, "/metrics").status, 404);
}
