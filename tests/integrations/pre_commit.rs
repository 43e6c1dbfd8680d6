//! The hooks for pre-commit, run by the real one.

use std::path::Path;
use std::process::Output;

use super::{Repository, command, printed, read, root, tool};

const WEB: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels: {app: web}
spec:
  containers:
    - name: web
      image: registry.example/web:1.2.3
";

/// Selects the pod, which is in a file of its own.
const SERVICE: &str = "\
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector: {app: web}
  ports:
    - port: 80
";

/// A field that Services do not have.
const UNKNOWN_FIELD: &str = "  sellector: {app: web}\n";

/// A repository with a faulty file that no commit of a test touches.
fn project() -> Repository {
    let old = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: old\ndta: {}\n";
    let repository = Repository::with(&[("deploy/web.yaml", WEB), ("deploy/old.yaml", old), ("readme.md", "# shop\n")]);
    repository.git(&["commit", "--quiet", "--message", "Begin"]);
    repository
}

/// The hooks in a repository of their own, as pre-commit asks for one.
fn hooks() -> Repository {
    let hooks = Repository::with(&[(".pre-commit-hooks.yaml", &read(".pre-commit-hooks.yaml"))]);
    hooks.git(&["commit", "--quiet", "--message", "Hooks"]);
    hooks
}

fn pre_commit(program: &Path, project: &Repository, home: &Path, arguments: &[&str]) -> Output {
    command(program, project.path()).args(arguments).env("PRE_COMMIT_HOME", home).output().unwrap()
}

#[test]
fn every_hook_sees_the_whole_repository_and_accepts_commits_without_manifests() {
    let hooks: serde_json::Value = serde_yaml::from_str(&read(".pre-commit-hooks.yaml")).unwrap();
    let hooks = hooks.as_array().unwrap();
    let ids: Vec<&str> = hooks.iter().map(|hook| hook["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["kubevet", "kubevet-rust", "kubevet-system", "kubevet-docker"]);
    for hook in hooks {
        assert_eq!(hook["entry"], "kubevet check --context=. --allow-empty", "{hook}");
        assert_eq!(hook["require_serial"], true, "{hook}");
    }
}

#[test]
fn pre_commit_accepts_the_list_of_hooks() {
    let Some(program) = tool("pre-commit") else { return };
    let checked = command(program, root()).args(["validate-manifest", ".pre-commit-hooks.yaml"]).output().unwrap();
    assert!(checked.status.success(), "{}", printed(&checked));
}

#[test]
fn a_tried_hook_reports_the_given_files_alone_and_knows_the_others() {
    let Some(program) = tool("pre-commit") else { return };
    let (project, hooks, home) = (project(), hooks(), tempfile::tempdir().unwrap());
    let attempt = |file| {
        let hooks = hooks.path().to_str().unwrap();
        let arguments = ["try-repo", hooks, "kubevet-system", "--verbose", "--files", file];
        pre_commit(&program, &project, home.path(), &arguments)
    };

    project.write("deploy/service.yaml", SERVICE);
    let passed = attempt("deploy/service.yaml");
    assert!(passed.status.success(), "{}", printed(&passed));
    assert!(printed(&passed).contains("No problems in 1 file"), "{}", printed(&passed));

    project.write("deploy/service.yaml", &format!("{SERVICE}{UNKNOWN_FIELD}"));
    let failed = attempt("deploy/service.yaml");
    assert!(!failed.status.success());
    let text = printed(&failed);
    assert!(text.contains("[deploy/service.yaml:10:3]") && text.contains("SCH001"), "{text}");
    assert!(!text.contains("old.yaml"), "{text}");
}

#[test]
fn a_commit_with_an_error_is_stopped_and_one_without_is_made() {
    let Some(program) = tool("pre-commit") else { return };
    let (project, hooks, home) = (project(), hooks(), tempfile::tempdir().unwrap());
    let revision = hooks.git(&["rev-parse", "HEAD"]);
    let url = hooks.path().display();
    let config = format!("repos:\n  - repo: {url}\n    rev: {revision}\n    hooks:\n      - id: kubevet-system\n");
    project.write(".pre-commit-config.yaml", &config);
    let installed = pre_commit(&program, &project, home.path(), &["install"]);
    assert!(installed.status.success(), "{}", printed(&installed));
    let commit = || {
        let mut commit = command("git", project.path());
        commit.args(["commit", "--quiet", "--message", "Change"]).env("PRE_COMMIT_HOME", home.path());
        commit.output().unwrap()
    };
    let count = || project.git(&["rev-list", "--count", "HEAD"]);

    project.write("deploy/service.yaml", &format!("{SERVICE}{UNKNOWN_FIELD}"));
    let stopped = commit();
    assert!(!stopped.status.success());
    assert!(printed(&stopped).contains("unknown field `spec.sellector`"), "{}", printed(&stopped));
    assert_eq!(count(), "1");

    project.write("deploy/service.yaml", SERVICE);
    let made = commit();
    assert!(made.status.success(), "{}", printed(&made));
    assert_eq!(count(), "2");

    // YAML that is no manifest is none of kubevet's business.
    project.write("values.yaml", "replicas: 2\n");
    let made = commit();
    assert!(made.status.success(), "{}", printed(&made));
    assert_eq!(count(), "3");
}
