//! Kinds that a real API server 1.36 does not know: in groups of Kubernetes they are refused, in others counted.

use std::collections::{BTreeMap, BTreeSet};

use kubevet::engine::{Engine, Settings};
use kubevet::finding::{Finding, Report};
use kubevet::object::Manifest;
use kubevet::yaml::Stream;
use serde_json::Value;

use crate::support::shared;

const VERSION: &str = "1.36";

fn check(file: &str, text: Vec<u8>) -> Report {
    let settings =
        Settings { kubernetes: VERSION.parse().unwrap(), select: vec!["SCH".to_owned()], ..Settings::default() };
    let manifest = Manifest { file: file.into(), stream: Stream::parse(text), reported: true };
    Engine::new(settings).unwrap().check(&[manifest])
}

/// Whether a group is one of Kubernetes' own: without a dot, or under `k8s.io` where projects of their own have a `x-k8s.io`
/// or their approved definitions.
fn is_builtin(api_version: &str) -> bool {
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    let approved = ["gateway.networking.k8s.io", "kustomize.config.k8s.io"];
    !group.contains('.') || (group.ends_with(".k8s.io") && !approved.contains(&group))
}

fn refuses(finding: &Finding) -> bool {
    matches!(&*finding.rule, "SCH005" | "SCH017")
}

#[test]
fn kinds_that_the_api_server_does_not_know_are_refused_in_its_groups_and_counted_in_others() {
    let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let corpus = shared::path("oracle/corpus.jsonl").map(|path| std::fs::read_to_string(path).unwrap());
    for line in corpus.iter().flat_map(|text| text.lines()) {
        let row: Value = serde_json::from_str(line).unwrap();
        if row["verdict"] == "no-kind" {
            files.entry(row["file"].as_str().unwrap().to_owned()).or_default().push(row);
        }
    }
    let (mut refused, mut counted) = (0, 0);
    for (file, rows) in files {
        let Some(path) = shared::path(&format!("corpus/{file}")) else { continue };
        let report = check(&file, std::fs::read(path).unwrap());
        let counted_kinds: BTreeSet<&str> = report.without_schema.iter().map(|(kind, _)| kind.as_str()).collect();
        for row in rows {
            let (api_version, kind) = (row["apiVersion"].as_str().unwrap(), row["kind"].as_str().unwrap());
            let is_own = |finding: &&Finding| {
                finding.object.as_ref().is_some_and(|object| object.api_version == api_version && object.kind == kind)
            };
            let found: Vec<&Finding> =
                report.findings.iter().filter(is_own).filter(|finding| refuses(finding)).collect();
            if is_builtin(api_version) {
                assert!(!found.is_empty(), "{file}: {api_version} {kind} is not refused");
                let helped = found.iter().all(|finding| finding.help.is_some());
                assert!(helped, "{file}: {api_version} {kind} is refused without a way out");
                refused += 1;
            } else {
                assert!(found.is_empty(), "{file}: {api_version} {kind} may be a custom resource: {found:?}");
                counted += usize::from(counted_kinds.contains(format!("{api_version} {kind}").as_str()));
            }
        }
    }
    println!("{refused} refused, {counted} counted as not checked");
}

#[test]
fn every_way_to_misname_a_kind_leads_to_the_right_one() {
    for (api_version, kind, help, fix) in [
        ("v1", "Deployment", "`Deployment` is in `apps/v1`", Some("apps/v1")),
        ("apps/v1", "Service", "`Service` is in `v1`", Some("v1")),
        ("apps/v2", "StatefulSet", "`StatefulSet` is in `apps/v1`", Some("apps/v1")),
        ("networking/v1", "Ingress", "`Ingress` is in `networking.k8s.io/v1`", Some("networking.k8s.io/v1")),
        (
            "rbac.authorization.k8s/v1",
            "Role",
            "`Role` is in `rbac.authorization.k8s.io/v1`",
            Some("rbac.authorization.k8s.io/v1"),
        ),
        ("apps/v1", "Deploymnet", "did you mean `Deployment`?", Some("Deployment")),
        ("v1", "deployment", "did you mean `apps/v1 Deployment`?", None),
        ("batch/v1", "Cronjob", "did you mean `CronJob`?", Some("CronJob")),
        ("v1", "Nonsense", "correct the kind, or its group and version", None),
        ("storage.k8s.io/v1", "Volume", "correct the kind, or its group and version", None),
    ] {
        let text = format!("apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: a}}\n");
        let report = check("m.yaml", text.into_bytes());
        let found: Vec<&Finding> = report.findings.iter().filter(|finding| refuses(finding)).collect();
        let [one] = found.as_slice() else { panic!("{api_version} {kind}: {found:?}") };
        assert_eq!(one.help.as_deref(), Some(help), "{api_version} {kind}");
        let text = one.fix.as_ref().map(|fix| fix.edits[0].text.as_str());
        assert_eq!(text, fix, "{api_version} {kind}");
    }
    assert_eq!(
        check("m.yaml", b"apiVersion: shop.example.com/v1\nkind: Deployment\n".to_vec()).without_schema.len(),
        1
    );
}
