//! Charts and overlays, rendered by the real helm and kustomize.

use std::path::PathBuf;
use std::process::Command;

use super::{CLEAN, Kubevet, Run, WRONG};

const CHART: &str = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
const VALUES: &str = "privileged: false\nimage: registry.example/shop:1.0\n";
const TEMPLATE: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}
spec:
  containers:
    - name: app
      image: {{ required \"an image is needed\" .Values.image }}
      securityContext:
        privileged: {{ .Values.privileged }}
";
const PRIVILEGED: &str = "privileged: true\n";
/// Only the rule that the values decide about.
const ONLY: [&str; 4] = ["--select", "SEC006", "-o", "json"];

/// The value of PATH under which a program is found; says what is left out when it is nowhere.
fn path_with(program: &str) -> Option<&'static str> {
    let tools = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/renderers");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::iter::once(tools).chain(std::env::split_paths(&path)).collect();
    if !folders.iter().any(|folder| folder.join(program).is_file()) {
        println!("left out: {program} is not on the PATH");
        return None;
    }
    Some(std::env::join_paths(folders).unwrap().into_string().unwrap().leak())
}

fn chart(more: &[(&str, &str)]) -> Kubevet {
    let own = [
        ("charts/shop/Chart.yaml", CHART),
        ("charts/shop/values.yaml", VALUES),
        ("charts/shop/templates/pod.yaml", TEMPLATE),
        ("privileged.yaml", PRIVILEGED),
        ("plain.yaml", "privileged: false\n"),
    ];
    Kubevet::with(&[&own, more].concat())
}

fn findings(run: &Run) -> Vec<serde_json::Value> {
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.all()));
    report["findings"].as_array().unwrap().clone()
}

#[test]
fn a_finding_in_a_chart_stands_at_the_line_of_its_template() {
    let Some(path) = path_with("helm") else { return };
    let kubevet = chart(&[]).env("PATH", path);
    for paths in ["charts/shop", ".", "charts/shop/values.yaml"] {
        let run = kubevet.run(&[&[paths, "--values", "privileged.yaml"], &ONLY[..]].concat());
        let found = findings(&run);
        assert_eq!((run.code, found.len()), (Some(1), 1), "{paths}: {}", run.all());
        assert_eq!(found[0]["file"], "charts/shop/templates/pod.yaml");
        assert_eq!(found[0]["start"]["line"], 10);
        assert_eq!(found[0]["approximate"], true);
        assert_eq!(found[0]["rendered"], serde_json::json!(["privileged.yaml"]));
    }
    let full = kubevet.run(&["charts/shop", "--values", "privileged.yaml", "--select", "SEC006"]);
    assert!(full.stdout.contains("privileged: {{ .Values.privileged }}"), "{}", full.all());
    assert!(full.stdout.contains("the line is the most likely one"), "{}", full.all());
}

#[test]
fn findings_that_not_all_values_bring_are_told_once_with_those_that_do() {
    let Some(path) = path_with("helm") else { return };
    let values = ["--values", "plain.yaml", "--values", "privileged.yaml"];
    let run = chart(&[]).env("PATH", path).run(&[&["charts/shop"], &values[..], &ONLY[..]].concat());
    let found = findings(&run);
    assert_eq!(found.len(), 1, "{}", run.all());
    assert!(found[0]["message"].as_str().unwrap().ends_with("; only with privileged.yaml"), "{}", found[0]);
    // What all of them bring is said without.
    let all = [&["charts/shop", "--select", "RES003", "-o", "json"], &values[..]].concat();
    let found = findings(&chart(&[]).env("PATH", path).run(&all));
    assert_eq!(found.len(), 1);
    assert!(!found[0]["message"].as_str().unwrap().contains("only with"), "{}", found[0]);
}

#[test]
fn values_come_from_the_configuration_or_from_those_that_the_chart_is_tested_with() {
    let Some(path) = path_with("helm") else { return };
    let config =
        "charts:\n  - path: charts/shop\n    release: mine\n    values: [plain.yaml, [plain.yaml, privileged.yaml]]\n";
    let ci = ("charts/shop/ci/root-values.yaml", PRIVILEGED);
    for (more, with, name) in [
        (vec![("kubevet.yaml", config)], "plain.yaml and privileged.yaml", "mine"),
        (vec![ci], "charts/shop/ci/root-values.yaml", "shop"),
    ] {
        let run = chart(&more).env("PATH", path).run(&[&["."], &ONLY[..]].concat());
        let found = findings(&run);
        assert_eq!(found.len(), 1, "{}", run.all());
        assert_eq!(found[0]["rendered"], serde_json::json!([with]));
        assert_eq!(found[0]["object"]["name"], name);
    }
}

#[test]
fn an_archive_is_rendered_and_its_findings_stand_in_what_it_renders_to() {
    let Some(path) = path_with("helm") else { return };
    let kubevet = chart(&[]).env("PATH", path);
    let mut package = Command::new("helm");
    package.args(["package", "charts/shop"]).env("PATH", path).current_dir(kubevet.path());
    assert!(package.output().unwrap().status.success());
    let run = kubevet.run(&["shop-1.0.0.tgz", "--values", "privileged.yaml", "--select", "SEC006"]);
    assert_eq!(run.code, Some(1), "{}", run.all());
    assert!(run.stdout.contains("shop-1.0.0.tgz/templates/pod.yaml:12:"), "{}", run.all());
    assert!(run.stdout.contains("rendered from shop/templates/pod.yaml"), "{}", run.all());
    let off = kubevet.run(&["shop-1.0.0.tgz", "--helm", "off"]);
    assert_eq!(off.code, Some(3), "{}", off.all());
    assert!(off.stderr.contains("not rendered because of --helm off"), "{}", off.all());
}

#[test]
fn a_chart_that_cannot_be_rendered_is_a_failure_in_the_words_of_helm() {
    let Some(path) = path_with("helm") else { return };
    let run = chart(&[("charts/shop/values.yaml", "privileged: false\n")]).env("PATH", path).run(&["."]);
    assert_eq!(run.code, Some(2), "{}", run.all());
    assert!(run.stderr.contains("error: charts/shop: cannot be rendered: helm: "), "{}", run.all());
    assert!(run.stderr.contains("an image is needed"), "{}", run.all());
    let dependent =
        format!("{CHART}dependencies:\n  - name: redis\n    version: 1.0.0\n    repository: https://charts.example\n");
    let run = chart(&[("charts/shop/Chart.yaml", &dependent)]).env("PATH", path).run(&["charts/shop"]);
    assert_eq!(run.code, Some(2), "{}", run.all());
    assert!(run.stderr.contains("helm dependency build"), "{}", run.all());
}

#[test]
fn a_chart_named_by_the_configuration_that_is_not_there_is_a_failure() {
    let run = Kubevet::with(&[("kubevet.yaml", "charts:\n  - path: charts/gone\n"), ("a.yaml", CLEAN)]).run(&["."]);
    assert_eq!(run.code, Some(2), "{}", run.all());
    assert!(run.stderr.contains("charts/gone: there is no such chart"), "{}", run.all());
}

#[test]
fn without_helm_each_chart_has_a_note_or_is_a_failure_where_helm_is_a_must() {
    let kubevet = chart(&[("a.yaml", CLEAN)]).env("PATH", "");
    let auto = kubevet.run(&["."]);
    assert_eq!(auto.code, Some(0), "{}", auto.all());
    let note =
        "note: charts/shop: not rendered: helm is not on the PATH; install it, or leave it out with --helm off\n";
    assert_eq!(auto.stderr.matches(note).count(), 1, "{}", auto.all());
    let listed = kubevet.run(&[".", "--show-files"]);
    assert!(listed.stdout.contains("charts/shop: skipped: not rendered: helm is not on the PATH"), "{}", listed.all());
    let on = kubevet.run(&[".", "--helm", "on"]);
    assert_eq!(on.code, Some(2), "{}", on.all());
    assert!(on.stderr.contains("error: charts/shop: not rendered: helm is not on the PATH"), "{}", on.all());
    let off = kubevet.run(&[".", "--helm", "off"]);
    assert_eq!((off.code, off.stderr.as_str()), (Some(0), ""), "{}", off.all());
}

#[test]
fn a_chart_within_another_is_rendered_as_part_of_it() {
    let Some(path) = path_with("helm") else { return };
    let sub = "apiVersion: v2\nname: db\nversion: 1.0.0\n";
    let kubevet = chart(&[
        ("charts/shop/charts/db/Chart.yaml", sub),
        ("charts/shop/charts/db/values.yaml", "image: registry.example/db:1.0\nprivileged: true\n"),
        ("charts/shop/charts/db/templates/pod.yaml", TEMPLATE),
    ]);
    let kubevet = kubevet.env("PATH", path);
    let found = findings(&kubevet.run(&[&["."], &ONLY[..]].concat()));
    let files: Vec<_> = found.iter().map(|finding| finding["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["charts/shop/charts/db/templates/pod.yaml"]);
    let listed = kubevet.run(&[".", "--show-files"]);
    assert!(
        listed.stdout.contains("charts/shop/templates/pod.yaml: rendered as part of charts/shop\n"),
        "{}",
        listed.all()
    );
    assert!(!listed.stdout.contains("charts/shop/charts/db: "), "{}", listed.all());
}

const OVERLAY: &str = "resources: [../base]\nnamePrefix: prod-\npatches:\n  - path: patch.yaml\n";
const BASE_POD: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: registry.example/web:1.0
";
const PATCH: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      securityContext:
        privileged: true
";

fn overlay() -> Kubevet {
    Kubevet::with(&[
        ("base/kustomization.yaml", "resources: [pod.yaml]\n"),
        ("base/pod.yaml", BASE_POD),
        ("prod/kustomization.yaml", OVERLAY),
        ("prod/patch.yaml", PATCH),
        ("remote/kustomization.yaml", "resources: ['https://example.invalid/base']\n"),
    ])
}

#[test]
fn an_overlay_that_is_named_is_built_and_its_findings_stand_in_the_files_it_builds_on() {
    let Some(path) = path_with("kustomize") else { return };
    let run = overlay().env("PATH", path).run(&[&["prod"], &ONLY[..]].concat());
    let found = findings(&run);
    assert_eq!(found.len(), 1, "{}", run.all());
    assert_eq!(found[0]["object"]["name"], "prod-web");
    assert_eq!((&found[0]["file"], &found[0]["start"]["line"]), (&"base/pod.yaml".into(), &6.into()), "{}", found[0]);
    let off = overlay().env("PATH", path).run(&[&["prod", "--kustomize", "off"], &ONLY[..]].concat());
    assert_eq!(off.code, Some(3), "{}", off.all());
}

#[test]
fn overlays_that_are_met_are_built_on_request_and_never_fetch_what_they_build_on() {
    let Some(path) = path_with("kustomize") else { return };
    let met = overlay().env("PATH", path).run(&[&["."], &ONLY[..]].concat());
    assert_eq!((met.code, findings(&met).len()), (Some(0), 0), "{}", met.all());
    let on = overlay().env("PATH", path).run(&[&[".", "--kustomize", "on"], &ONLY[..]].concat());
    assert_eq!((on.code, findings(&on).len()), (Some(2), 1), "{}", on.all());
    assert!(
        on.stderr.contains("remote: cannot be rendered: it builds on https://example.invalid/base"),
        "{}",
        on.all()
    );
}

#[test]
fn what_passes_is_passed_through_unchanged_and_what_fails_is_not_passed_on() {
    let crlf = CLEAN.replace('\n', "\r\n");
    for text in [CLEAN, CLEAN.trim_end(), &crlf, ""] {
        let output = passed(text);
        assert_eq!((output.0, output.1.as_str()), (Some(0), text), "{}", output.2);
    }
    let (code, stdout, stderr) = passed(WRONG);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("dta"), "{stderr}");
    let usage = Kubevet::with(&[("a.yaml", CLEAN)]).run(&["a.yaml", "--passthrough"]);
    assert_eq!((usage.code, usage.stdout.as_str()), (Some(2), ""), "{}", usage.all());
}

/// The exit code, and both streams as they are.
fn passed(text: &str) -> (Option<i32>, String, String) {
    use std::io::Write;
    let mut child = Kubevet::with(&[]).command(&["check", "-", "--passthrough"]).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn helm_takes_it_as_a_post_renderer() {
    let Some(path) = path_with("helm") else { return };
    let script = format!("#!/bin/sh\nexec {} check - --passthrough --select SEC006\n", env!("CARGO_BIN_EXE_kubevet"));
    let kubevet = chart(&[("gate.sh", &script)]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let gate = kubevet.path().join("gate.sh");
        std::fs::set_permissions(&gate, std::fs::Permissions::from_mode(0o755)).unwrap();
        let render = |values: &str| {
            let mut helm = Command::new("helm");
            helm.args(["template", "shop", "charts/shop", "--post-renderer", "./gate.sh", "--values", values]);
            helm.env("PATH", path).current_dir(kubevet.path()).output().unwrap()
        };
        assert!(render("plain.yaml").status.success());
        let refused = render("privileged.yaml");
        assert!(!refused.status.success());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("SEC006"), "{refused:?}");
    }
}

#[test]
fn a_fix_of_what_is_rendered_is_refused_with_the_template_to_mend() {
    let Some(path) = path_with("helm") else { return };
    let kubevet = chart(&[]).env("PATH", path);
    let run =
        kubevet.run(&["charts/shop", "--values", "privileged.yaml", "--select", "SEC006", "--fix", "--unsafe-fixes"]);
    assert_eq!(run.code, Some(1), "{}", run.all());
    let refused =
        "not fixed: its findings are in what it renders to: mend charts/shop/templates/pod.yaml, near line 10";
    assert!(run.stderr.contains(refused), "{}", run.all());
    assert_eq!(std::fs::read_to_string(kubevet.path().join("charts/shop/templates/pod.yaml")).unwrap(), TEMPLATE);
}

#[test]
fn dependencies_are_fetched_only_when_that_is_asked_for() {
    let Some(path) = path_with("helm") else { return };
    let dependent =
        format!("{CHART}dependencies:\n  - name: db\n    version: 1.0.0\n    repository: file://../../db\n");
    let kubevet = chart(&[
        ("charts/shop/Chart.yaml", &dependent),
        ("db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n"),
        ("db/values.yaml", "image: registry.example/db:1.0\nprivileged: true\n"),
        ("db/templates/pod.yaml", TEMPLATE),
    ]);
    let home = kubevet.path().to_str().unwrap().to_owned();
    let kubevet = kubevet.env("PATH", path).env("HOME", home.leak());
    let vendored = kubevet.path().join("charts/shop/charts/db-1.0.0.tgz");
    let without = kubevet.run(&["charts/shop"]);
    assert_eq!((without.code, vendored.exists()), (Some(2), false), "{}", without.all());
    let run = kubevet.run(&[&["charts/shop", "--fetch-dependencies"], &ONLY[..]].concat());
    assert_eq!((run.code, vendored.exists()), (Some(1), true), "{}", run.all());
    assert_eq!(findings(&run)[0]["object"]["name"], "shop", "{}", run.all());
}

#[test]
fn values_that_the_schema_of_a_chart_refuses_are_a_failure_in_the_words_of_helm() {
    let Some(path) = path_with("helm") else { return };
    let schema = r#"{"type": "object", "properties": {"privileged": {"type": "string"}}}"#;
    let run = chart(&[("charts/shop/values.schema.json", schema)]).env("PATH", path).run(&["charts/shop"]);
    assert_eq!(run.code, Some(2), "{}", run.all());
    assert!(run.stderr.contains("privileged"), "{}", run.all());
}

#[test]
fn notes_libraries_and_templates_without_output_are_no_findings_and_resources_of_crds_are_checked() {
    let Some(path) = path_with("helm") else { return };
    let kubevet = chart(&[
        ("charts/shop/templates/NOTES.txt", "Thanks for {{ .Chart.Name }}\n"),
        ("charts/shop/templates/none.yaml", "{{- if .Values.absent }}\nkind: Nothing\n{{- end }}\n"),
        ("charts/shop/crds/wrong.yaml", WRONG),
        ("charts/lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n"),
        ("charts/lib/templates/_a.tpl", "{{ define \"a\" }}{{ end }}\n"),
    ]);
    let run = kubevet.env("PATH", path).run(&[".", "--select", "YML,SCH", "-o", "json"]);
    let files: Vec<_> = findings(&run).iter().map(|finding| finding["file"].as_str().unwrap().to_owned()).collect();
    assert_eq!((run.code, files), (Some(1), vec!["charts/shop/crds/wrong.yaml".to_owned()]), "{}", run.all());
}

#[test]
fn helm_4_takes_the_plugin_as_a_post_renderer() {
    let Some(path) = path_with("helm4") else { return };
    let kubevet = chart(&[]);
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_kubevet"));
    let path = format!("{}:{path}", binary.parent().unwrap().display());
    let helm = |arguments: &[&str]| {
        let mut helm = Command::new("helm4");
        helm.args(arguments).env("PATH", &path).env("HOME", kubevet.path()).current_dir(kubevet.path());
        for variable in ["HELM_PLUGINS", "HELM_DATA_HOME", "HELM_CONFIG_HOME", "HELM_CACHE_HOME", "XDG_DATA_HOME"] {
            helm.env_remove(variable);
        }
        helm.output().unwrap()
    };
    let plugin = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("packaging/helm");
    let installed = helm(&["plugin", "install", plugin.to_str().unwrap()]);
    assert!(installed.status.success(), "{installed:?}");
    let more = ["--post-renderer-args=--select=SEC006", "--post-renderer-args=--output=concise=out/report.txt"];
    let render = |values: &str| {
        let template = ["template", "shop", "charts/shop", "--post-renderer", "kubevet", "--values", values];
        helm(&[&template[..], &more].concat())
    };
    let passed = render("plain.yaml");
    assert!(passed.status.success(), "{passed:?}");
    assert!(String::from_utf8_lossy(&passed.stdout).contains("image: registry.example/shop:1.0"), "{passed:?}");
    let refused = render("privileged.yaml");
    assert!(!refused.status.success() && refused.stdout.is_empty(), "{refused:?}");
    let report = std::fs::read_to_string(kubevet.path().join("out/report.txt")).unwrap();
    assert!(report.contains("SEC006"), "{report}");
}
