//! Files that are no manifests, told by their top-level keys so that users see what kubevet took them for.

use super::outline::{List, Outline};

/// A format that has `apiVersion` or `kind` at its top level and is still no object of the API.
struct Lookalike {
    name: &'static str,
    is_one: fn(&Outline<'_>) -> bool,
}

/// Formats that look like objects.
const LOOKALIKES: [Lookalike; 9] = [
    Lookalike {
        name: "a kustomization",
        is_one: |file| file.group() == "kustomize.config.k8s.io" && matches!(file.kind, "Kustomization" | "Component"),
    },
    // Plugins of kustomize that are built into it; no server knows this version.
    Lookalike { name: "a kustomize plugin", is_one: |file| file.api_version == "builtin" },
    Lookalike { name: "a patch for kustomize", is_one: |file| file.has("$patch") },
    Lookalike {
        name: "a Helm chart description",
        is_one: |file| !file.has("kind") && file.has_all(&["apiVersion", "name", "version"]),
    },
    Lookalike {
        name: "a Helm repository index",
        is_one: |file| !file.has("kind") && file.has_all(&["apiVersion", "entries"]),
    },
    Lookalike {
        name: "a kubeconfig",
        is_one: |file| file.api_version == "v1" && file.kind == "Config" && file.has_all(&["clusters", "contexts"]),
    },
    Lookalike { name: "a Skaffold configuration", is_one: |file| file.api_version.starts_with("skaffold/") },
    Lookalike {
        name: "a Drone pipeline",
        is_one: |file| !file.has("apiVersion") && file.kind == "pipeline" && file.has("steps"),
    },
    Lookalike {
        name: "a Grafana provisioning file",
        is_one: |file| {
            let holds = ["datasources", "providers", "contactPoints", "policies", "groups", "apps"];
            !file.has("kind") && file.has("apiVersion") && holds.iter().any(|key| file.has(key))
        },
    },
];

/// Formats without `apiVersion` and `kind`: the keys that all must be there.
const OTHERS: [(&str, &[&str]); 27] = [
    // YAML 1.1 reads the key `on` as a boolean.
    ("a GitHub workflow", &["true", "jobs"]),
    ("a GitHub action", &["runs", "name"]),
    ("a Dependabot configuration", &["version", "updates"]),
    ("a Docker Compose file", &["services"]),
    ("a pre-commit configuration", &["repos"]),
    ("an MkDocs configuration", &["site_name"]),
    ("an OpenAPI document", &["openapi"]),
    ("an OpenAPI document", &["swagger"]),
    ("an AsyncAPI document", &["asyncapi"]),
    ("a JSON schema", &["$schema", "properties"]),
    ("a JSON schema", &["$schema", "definitions"]),
    ("a JSON package file", &["name", "version", "dependencies"]),
    ("a JSON package file", &["name", "version", "scripts"]),
    ("a JSON package lock file", &["lockfileVersion"]),
    ("a TypeScript configuration", &["compilerOptions"]),
    ("a Helmfile", &["releases"]),
    ("a GitLab pipeline", &["stages"]),
    ("a CircleCI configuration", &["version", "jobs", "workflows"]),
    ("an Azure pipeline", &["trigger", "pool"]),
    ("a CloudFormation template", &["AWSTemplateFormatVersion"]),
    ("a Taskfile", &["version", "tasks"]),
    ("a Prometheus configuration", &["scrape_configs"]),
    ("a Prometheus rule file", &["groups"]),
    ("an Alertmanager configuration", &["route", "receivers"]),
    ("a Grafana dashboard", &["panels", "title"]),
    ("a list of Helm chart dependencies", &["dependencies", "digest"]),
    ("a golangci-lint configuration", &["linters"]),
];

/// What an outline is, if it only looks like an object.
pub(super) fn lookalike(file: &Outline<'_>) -> Option<&'static str> {
    LOOKALIKES.iter().find(|format| (format.is_one)(file)).map(|format| format.name)
}

/// The format of a file that is no manifest, if it is a known one.
pub(super) fn name(file: &Outline<'_>) -> Option<&'static str> {
    match file.list() {
        Some(List::PatchOperations) => Some("a list of JSON patch operations"),
        Some(List::Plays) => Some("an Ansible playbook"),
        _ => lookalike(file).or_else(|| {
            let (name, _) = OTHERS.iter().find(|(_, keys)| file.has_all(keys))?;
            Some(*name)
        }),
    }
}
