//! Real projects: nothing that the API server accepts is skipped, except what a kustomization uses as a patch.

use std::collections::{BTreeMap, BTreeSet};

use kubevet::object::Manifest;
use kubevet::source::{Options, load};

use crate::support::shared;

/// Complete objects that a kustomization merges into others.
const PATCHES_THE_SERVER_ACCEPTS: [&str; 2] = [
    "argo-cd/manifests/ha/base/controller-deployment/argocd-cmd-params-cm.yaml",
    "argo-cd/manifests/ha/base/overlays/argocd-cmd-params-cm.yaml",
];

/// What real servers said of a document.
#[derive(serde::Deserialize)]
struct Verdict {
    file: String,
    kind: Option<String>,
    name: Option<String>,
    verdict: String,
}

#[test]
fn every_object_that_the_server_accepts_is_loaded_and_patches_are_not() {
    let (Some(corpus), Some(oracle)) = (shared::path("corpus"), shared::path("oracle/corpus.jsonl")) else { return };
    let options = Options { hidden: true, ..Options::default() };
    let loaded = load(&[corpus.to_string_lossy().into_owned()], &options);
    let prefix = format!("{}/", kubevet_path(&corpus));
    let relative = |file: &str| file.strip_prefix(&prefix).unwrap_or(file).to_owned();
    let manifests: BTreeMap<String, &Manifest> =
        loaded.manifests.iter().map(|manifest| (relative(&manifest.file), manifest)).collect();
    let skipped: BTreeMap<String, &str> =
        loaded.skipped.iter().map(|skipped| (relative(&skipped.file), skipped.reason.as_str())).collect();
    let mut accepted = 0;
    let mut left_out = BTreeSet::new();
    for line in std::fs::read_to_string(oracle).unwrap().lines() {
        let said: Verdict = serde_json::from_str(line).unwrap();
        if said.verdict != "accepted" {
            continue;
        }
        accepted += 1;
        match manifests.get(&said.file) {
            Some(manifest) => {
                let found = manifest.objects().any(|object| {
                    Some(object.gvk.kind) == said.kind.as_deref() && object.name() == said.name.as_deref()
                });
                assert!(
                    found || !manifest.stream.errors.is_empty(),
                    "{} holds no {:?} {:?}",
                    said.file,
                    said.kind,
                    said.name
                );
            }
            None => {
                left_out.insert(said.file);
            }
        }
    }
    assert!(accepted > 1800, "the oracle holds {accepted} accepted documents");
    assert_eq!(left_out.iter().map(String::as_str).collect::<Vec<_>>(), PATCHES_THE_SERVER_ACCEPTS);
    for file in &left_out {
        assert!(skipped[file].starts_with("patch of "), "{file}");
    }
    for overlay in ["application-controller-statefulset", "repo-server-deployment", "server-deployment"] {
        let file = format!("argo-cd/manifests/ha/base/overlays/argocd-{overlay}.yaml");
        assert!(skipped.get(&file).is_some_and(|reason| reason.starts_with("patch of")), "{file}");
    }
    assert!(loaded.skipped.iter().all(|skipped| !skipped.failed));
}

/// The path as it is shown, `.` and `/` at its end left out.
fn kubevet_path(path: &std::path::Path) -> String {
    path.components().collect::<std::path::PathBuf>().to_string_lossy().into_owned()
}
