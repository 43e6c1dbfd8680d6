//! Whole objects of the main kinds, as the API server takes them.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use super::{cluster, pods};

/// The fields of a mapping.
pub fn object(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().unwrap()
}

/// Labels that are never empty.
pub fn labels() -> impl Strategy<Value = Value> {
    let values = select(&["web", "1", "a_b.c", "v1.2-rc"][..]);
    (values, option::of(select(&["team", "example.com/tier"][..]))).prop_map(|(app, key)| {
        let mut labels = json!({"app": app});
        object(&mut labels).extend(key.map(|key| (key.to_owned(), json!("x"))));
        labels
    })
}

/// An object of a kind, with a name, labels and annotations.
pub fn made(api_version: &str, kind: &str, fields: Value) -> BoxedStrategy<Value> {
    let (api_version, kind) = (api_version.to_owned(), kind.to_owned());
    let name = select(&["web", "web-1", "a0"][..]);
    (name, labels(), any::<bool>())
        .prop_map(move |(name, labels, annotated)| {
            let mut made =
                json!({"apiVersion": api_version, "kind": kind, "metadata": {"name": name, "labels": labels}});
            if annotated {
                made["metadata"]["annotations"] = json!({"example.com/note": "any text: \"quoted\""});
            }
            object(&mut made).extend(fields.as_object().unwrap().clone());
            made
        })
        .boxed()
}

fn pod() -> BoxedStrategy<Value> {
    pods::spec(None).prop_flat_map(|spec| made("v1", "Pod", json!({"spec": spec}))).boxed()
}

fn deployment() -> BoxedStrategy<Value> {
    let strategy = select(vec![
        json!({"type": "Recreate"}),
        json!({"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}}),
        json!({}),
    ]);
    (pods::template(Some("Always")), strategy, 0..5)
        .prop_flat_map(|((labels, template), strategy, replicas)| {
            let spec = json!({
                "replicas": replicas, "selector": {"matchLabels": labels}, "strategy": strategy, "template": template,
            });
            made("apps/v1", "Deployment", json!({"spec": spec}))
        })
        .boxed()
}

fn stateful_set() -> BoxedStrategy<Value> {
    (pods::template(None), any::<bool>())
        .prop_flat_map(|((labels, template), parallel)| {
            let policy = if parallel { "Parallel" } else { "OrderedReady" };
            let claim = json!({"metadata": {"name": "own"}, "spec": cluster::claim_spec()});
            let spec = json!({
                "serviceName": "web", "podManagementPolicy": policy, "selector": {"matchLabels": labels},
                "template": template, "volumeClaimTemplates": [claim],
            });
            made("apps/v1", "StatefulSet", json!({"spec": spec}))
        })
        .boxed()
}

fn job_spec() -> impl Strategy<Value = Value> {
    (pods::template(Some("Never")), option::of(1..5), any::<bool>()).prop_map(
        |((_, template), parallelism, indexed)| {
            let mut spec = json!({"template": template, "backoffLimit": 2, "ttlSecondsAfterFinished": 60});
            object(&mut spec).extend(parallelism.map(|number| ("parallelism".to_owned(), json!(number))));
            if indexed {
                object(&mut spec)
                    .extend([("completionMode".to_owned(), json!("Indexed")), ("completions".to_owned(), json!(3))]);
            }
            spec
        },
    )
}

fn job() -> BoxedStrategy<Value> {
    job_spec().prop_flat_map(|spec| made("batch/v1", "Job", json!({"spec": spec}))).boxed()
}

fn cron_job() -> BoxedStrategy<Value> {
    let schedule = select(&["*/5 * * * *", "0 3 * * MON-FRI", "@daily"][..]);
    (job_spec(), schedule, option::of(select(&["Etc/UTC", "Asia/Seoul"][..])))
        .prop_flat_map(|(job, schedule, zone)| {
            let mut spec = json!({"schedule": schedule, "jobTemplate": {"spec": job}, "concurrencyPolicy": "Forbid"});
            object(&mut spec).extend(zone.map(|zone| ("timeZone".to_owned(), json!(zone))));
            made("batch/v1", "CronJob", json!({"spec": spec}))
        })
        .boxed()
}

/// An object of any of the kinds.
pub fn valid() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => prop_oneof![pod(), deployment(), stateful_set(), job(), cron_job()],
        6 => cluster::any(),
    ]
}
