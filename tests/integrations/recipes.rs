//! The recipes of docs/ci.md, run as far as they run without a cluster and without the pipelines' own machines.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{Repository, command, printed, read, root, tool};

const FAULTY: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\ndta: {}\n";
const CLEAN: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\n";

/// The code block of the page that begins with a line.
fn recipe(first_line: &str) -> String {
    let page = read("docs/ci.md");
    let (_, rest) = page.split_once(&format!("```yaml\n{first_line}\n")).unwrap_or_else(|| panic!("no {first_line}"));
    rest.split("```").next().unwrap().to_owned()
}

/// The commands of a recipe that run kubevet.
fn commands(recipe: &str) -> Vec<&str> {
    let lines = recipe.lines().map(|line| line.trim().trim_start_matches("- ").trim_start_matches("script: "));
    lines.filter(|line| line.starts_with("kubevet ")).collect()
}

/// Writes a program that prints a file of its own folder, as kustomize and kubectl print manifests.
fn stand_in(folder: &Path, name: &str) {
    let path = folder.join(name);
    std::fs::write(
        &path,
        format!("#!/bin/sh\necho \"$*\" > \"{0}/arguments\"\ncat \"{0}/printed\"\n", folder.display()),
    )
    .unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// A command that finds stand-ins of kustomize and kubectl, which print these manifests.
fn with_stand_ins(program: impl AsRef<std::ffi::OsStr>, folder: &Path, manifests: &str) -> Command {
    std::fs::write(folder.join("printed"), manifests).unwrap();
    stand_in(folder, "kustomize");
    stand_in(folder, "kubectl");
    let mut command = command(program, folder);
    let path = command.get_envs().find_map(|(name, value)| (name == "PATH").then_some(value?)).unwrap();
    let path = format!("{}:{}", folder.display(), path.to_str().unwrap());
    command.env("PATH", path);
    command
}

#[test]
fn the_recipes_are_what_the_schemas_of_their_files_ask_for() {
    let Some(program) = tool("check-jsonschema") else { return };
    for (file, schema) in [
        (".github/workflows/kubevet.yml", "vendor.github-workflows"),
        (".gitlab-ci.yml", "vendor.gitlab-ci"),
        ("azure-pipelines.yml", "vendor.azure-pipelines"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("recipe.yml"), recipe(&format!("# {file}"))).unwrap();
        let mut check = command(&program, folder.path());
        let checked = check.args(["--builtin-schema", schema, "recipe.yml"]).output().unwrap();
        assert!(checked.status.success(), "{file}: {}", printed(&checked));
    }
}

#[test]
fn the_workflow_of_the_recipe_passes_inputs_that_the_action_has() {
    let action: Value = serde_yaml::from_str(&read("action.yml")).unwrap();
    let workflow: Value = serde_yaml::from_str(&recipe("# .github/workflows/kubevet.yml")).unwrap();
    let steps = workflow["jobs"]["kubevet"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["uses"].as_str().unwrap().starts_with("kubevet/")).unwrap();
    for input in step["with"].as_object().unwrap().keys() {
        assert!(action["inputs"].get(input).is_some(), "{input}");
    }
}

#[test]
fn pipelines_of_gitlab_and_azure_fail_and_leave_their_reports() {
    for (file, reports) in [
        ("# .gitlab-ci.yml", ["gl-code-quality-report.json", "kubevet.xml"].as_slice()),
        ("# azure-pipelines.yml", &["kubevet.xml"]),
    ] {
        let recipe = recipe(file);
        let [line] = commands(&recipe)[..] else { panic!("{recipe}") };
        let project = Repository::with(&[("deploy/a.yaml", FAULTY)]);
        let run = command("sh", project.path()).args(["-c", line]).output().unwrap();
        assert_eq!(run.status.code(), Some(1), "{line}: {}", printed(&run));
        for report in reports {
            let text = std::fs::read_to_string(project.path().join(report)).unwrap();
            assert!(text.contains("deploy/a.yaml") && text.contains("SCH001"), "{report}: {text}");
        }
    }
}

#[test]
fn the_plugin_of_argo_cd_passes_on_what_is_clean_and_refuses_the_rest() {
    let plugin: Value = serde_yaml::from_str(&read("packaging/argocd/plugin.yaml")).unwrap();
    let generate = &plugin["spec"]["generate"];
    let words = ["command", "args"].into_iter().flat_map(|key| generate[key].as_array().unwrap());
    let words: Vec<&str> = words.map(|word| word.as_str().unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    let generate = |manifests| with_stand_ins(words[0], folder.path(), manifests).args(&words[1..]).output().unwrap();

    let passed = generate(CLEAN);
    assert!(passed.status.success(), "{}", printed(&passed));
    assert_eq!(String::from_utf8(passed.stdout).unwrap(), CLEAN);

    let refused = generate(FAULTY);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(refused.stdout, b"");
    assert!(printed(&refused).contains("unknown field `dta`"), "{}", printed(&refused));
}

#[test]
fn the_plugin_of_kubectl_checks_what_kubectl_gets() {
    let folder = tempfile::tempdir().unwrap();
    let plugin = root().join("packaging/kubectl/kubectl-kubevet");
    let run = |manifests| {
        with_stand_ins(&plugin, folder.path(), manifests).args(["configmap", "a", "-n", "shop"]).output().unwrap()
    };
    let refused = run(FAULTY);
    assert_eq!(refused.status.code(), Some(1));
    assert!(printed(&refused).contains("[cluster:6:1]"), "{}", printed(&refused));
    let asked = std::fs::read_to_string(folder.path().join("arguments")).unwrap();
    assert_eq!(asked, "get configmap a -n shop --output yaml\n");
    assert!(run(CLEAN).status.success());
}

#[test]
fn what_flux_would_build_is_checked_from_standard_input() {
    let page = read("docs/ci.md");
    let line = page.lines().find(|line| line.starts_with("kustomize build ")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let run = |manifests| with_stand_ins("sh", folder.path(), manifests).args(["-c", line]).output().unwrap();
    assert_eq!(run(FAULTY).status.code(), Some(1));
    assert_eq!(run(CLEAN).status.code(), Some(0));
}
