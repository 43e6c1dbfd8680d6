//! `kubevet init`: a configuration to begin with, and those of other tools taken over.

use std::fs;

use super::Kubevet;

fn written(kubevet: &Kubevet) -> String {
    fs::read_to_string(kubevet.path().join("kubevet.yaml")).unwrap()
}

/// The lines of the configuration that say something.
fn said(kubevet: &Kubevet) -> Vec<String> {
    let text = written(kubevet);
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter(|line| !["profile: default", "fail-on: error"].contains(line)).map(str::to_owned).collect()
}

#[test]
fn the_new_file_explains_itself_and_is_read_by_kubevet_with_every_comment_taken_out() {
    let kubevet = Kubevet::with(&[]);
    let run = kubevet.run(&["init"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), "kubevet.yaml: written\n"));
    let text = written(&kubevet);
    assert!(text.starts_with("# yaml-language-server: $schema="), "{text}");
    assert_eq!(kubevet.run(&["--show-settings"]).code, Some(0));
    // Whoever removes the marks of the examples has a configuration that holds.
    let examples: String = text
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|rest| rest.starts_with(|c: char| c.is_lowercase() || c == '-' || c == ' '))
                .unwrap_or(line)
        })
        .filter(|line| !line.starts_with("yaml-language-server"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::create_dir_all(kubevet.path().join("policies")).unwrap();
    fs::write(
        kubevet.path().join("policies/a.rego"),
        "package main\n\ndeny contains \"x\" if input.kind == \"Never\"\n",
    )
    .unwrap();
    fs::create_dir_all(kubevet.path().join("schemas")).unwrap();
    fs::write(kubevet.path().join("kubevet.yaml"), &examples).unwrap();
    let shown = kubevet.run(&["--show-settings"]);
    assert_eq!(shown.code, Some(0), "{examples}\n{}", shown.all());
    assert!(shown.stdout.contains("kubernetes: 1.31..1.34"), "{}", shown.stdout);
    assert_eq!(kubevet.run(&["init"]).code, Some(2), "what is there stays");
    assert_eq!(kubevet.run(&["init", "--force"]).code, Some(0));
}

#[test]
fn configurations_of_other_tools_are_taken_over() {
    for (tool, file, text, expected) in [
        (
            "kube-linter",
            ".kube-linter.yaml",
            "checks:\n  exclude: [latest-tag, no-such-check]\n  include: [privileged-ports]\n  ignorePaths: ['~/test/**']\n",
            vec![
                "rules:",
                "  \"kube-linter:privileged-ports\": on",
                "  \"kube-linter:latest-tag\": off",
                "exclude: [\"test/**\"]",
                "compat: [kube-linter]",
            ],
        ),
        (
            "polaris",
            "polaris.yaml",
            "checks: {runAsPrivileged: warning, hostNetworkSet: ignore}\nexemptions:\n- namespace: kube-system\n  controllerNames: \
             [kube-proxy]\n  rules: [hostNetworkSet]\n",
            vec![
                "rules:",
                "  \"polaris:runAsPrivileged\": warning",
                "  \"polaris:hostNetworkSet\": off",
                "ignores:",
                "- rule: [\"polaris:hostNetworkSet\"]",
                "  name: \"kube-proxy*\"",
                "  namespace: kube-system",
                "  reason: \"an exemption of the configuration of Polaris\"",
                "compat: [polaris]",
            ],
        ),
        ("kube-score", "x", "", vec!["compat: [kube-score]"]),
        (
            "checkov",
            ".checkov.yaml",
            "skip-check: [CKV_K8S_16, CKV_AWS_20]\nskip-path: [vendor]\nsoft-fail: true\n",
            vec!["rules:", "  \"checkov:CKV_K8S_16\": off", "exclude: [vendor]", "fail-on: never", "compat: [checkov]"],
        ),
        (
            "trivy",
            ".trivyignore",
            "# accepted\nAVD-KSV-0014\nKSV017 exp:2999-01-31\nCVE-2020-1234\n",
            vec![
                "rules:",
                "  \"trivy:KSV-0014\": off",
                "ignores:",
                "- rule: [\"trivy:KSV-0017\"]",
                "  until: \"2999-01-31\"",
                "  reason: \"from .trivyignore\"",
                "compat: [trivy]",
            ],
        ),
        (
            "conftest",
            "conftest.toml",
            "policy = \"rules\"\ndata = [\"lists\"]\n",
            vec!["policies: [rules]", "policy-data: [lists]"],
        ),
        (
            "flux-schema",
            ".fluxschema.yml",
            "validate: {skipKind: [Secret], skipFile: [kustomization.yaml], skipJSONPath: ['Secret:/sops']}\n",
            vec![
                "ignores:",
                "- rule: [SCH]",
                "  kind: Secret",
                "  reason: \"flux-schema skips Secret\"",
                "exclude: [\"kustomization.yaml\"]",
            ],
        ),
    ] {
        let kubevet = Kubevet::with(&[(file, text)]);
        let run = kubevet.run(&["init", "--from", tool]);
        assert_eq!(run.code, Some(0), "{tool}: {}", run.all());
        assert_eq!(said(&kubevet), expected, "{tool}");
        if tool != "conftest" {
            assert_eq!(kubevet.run(&["--show-settings"]).code, Some(0), "{tool}: {}", written(&kubevet));
        }
    }
}

#[test]
fn what_has_no_equal_is_told_in_the_file_and_on_the_terminal() {
    let config = "checks: {exclude: [no-such-check]}\ncustomChecks: [{name: team-label}]\n";
    let kubevet = Kubevet::with(&[("custom.yaml", config)]);
    let run = kubevet.run(&["init", "--from", "kube-linter", "--file", "custom.yaml"]);
    for text in ["no rule for kube-linter:no-such-check (off)", "not taken over: custom check team-label"] {
        assert!(run.stderr.contains(text) && written(&kubevet).contains(&format!("# {text}")), "{}", run.all());
    }
    let missing = Kubevet::with(&[]).run(&["init", "--from", "polaris"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("there is no configuration of polaris here"), "{}", missing.stderr);
}
