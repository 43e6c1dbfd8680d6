//! Where the outcome goes, and what it looks like there.

use std::io::Read;

use super::{CLEAN, Kubevet, WRONG};

#[test]
fn a_run_with_a_finding_looks_like_this() {
    let run = Kubevet::with(&[("deploy/a.yaml", WRONG), ("deploy/b.yaml", CLEAN)]).run(&["deploy/"]);
    insta::assert_snapshot!(run.all());
}

#[test]
fn several_outputs_of_one_run_go_to_their_places() {
    let kubevet = Kubevet::with(&[("a.yaml", WRONG)]);
    let run =
        kubevet.run(&["a.yaml", "-o", "concise", "-o", "sarif=out.sarif", "-o", "json=out.json", "--color=always"]);
    assert!(run.stdout.contains("\x1b[1ma.yaml:6:1"), "{}", run.stdout);
    for file in ["out.sarif", "out.json"] {
        let text = std::fs::read_to_string(kubevet.path().join(file)).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(value["version"] == "2.1.0" || value["version"] == 1, "{file}");
        assert!(!text.contains('\x1b'), "{file}");
    }
}

#[test]
fn standard_output_is_nothing_but_json() {
    for format in ["json", "sarif", "gitlab", "rdjson"] {
        let run =
            Kubevet::with(&[("a.yaml", WRONG), ("values.yaml", "a: 1\n")]).run(&[".", "nope", "-o", format, "-v"]);
        assert!(serde_json::from_str::<serde_json::Value>(&run.stdout).is_ok(), "{}", run.stdout);
        assert!(
            run.stderr.contains("error: nope: ") && run.stderr.contains("skipped: values.yaml: "),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn the_job_summary_is_written_where_github_wants_it() {
    let kubevet = Kubevet::with(&[("a.yaml", WRONG), ("summary.md", "before\n")]);
    let summary = kubevet.path().join("summary.md").display().to_string();
    let kubevet = kubevet.env("GITHUB_STEP_SUMMARY", &summary);
    let read = || std::fs::read_to_string(&summary).unwrap();
    for unasked in [&["a.yaml", "--summary-file", "none"][..], &["a.yaml", "-o", "markdown"]] {
        assert_eq!(kubevet.run(unasked).code, Some(1));
        assert_eq!(read(), "before\n", "{unasked:?}");
    }
    assert_eq!(kubevet.run(&["a.yaml"]).stdout, kubevet.run(&["a.yaml", "--summary-file=other.md"]).stdout);
    let page = std::fs::read_to_string(kubevet.path().join("other.md")).unwrap();
    assert!(page.starts_with("## kubevet\n\n1 error ") && page.contains("### a.yaml\n"), "{page}");
    let without_time = |text: &str| text.lines().filter(|line| !line.contains(" · ")).collect::<Vec<_>>().join("\n");
    assert_eq!(without_time(&read()), without_time(&format!("before\n{page}")));
}

#[test]
fn a_job_summary_that_cannot_be_written_is_told_and_fails_only_where_it_was_asked_for() {
    let kubevet = Kubevet::with(&[("a.yaml", CLEAN)]).env("GITHUB_STEP_SUMMARY", "nowhere/summary.md");
    let run = kubevet.run(&["a.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.all());
    assert!(run.stderr.starts_with("warning: cannot write the job summary nowhere/summary.md: "), "{}", run.stderr);
    assert_eq!(kubevet.run(&["a.yaml", "--summary-file", "nowhere/summary.md"]).code, Some(2));
}

#[test]
fn sites_learn_files_by_their_path_in_the_repository() {
    let kubevet = Kubevet::with(&[("infra/deploy/a.yaml", WRONG), (".git/HEAD", "ref: refs/heads/main\n")]);
    let mut command = kubevet.command(&["./a.yaml", "-o", "github", "-o", "gitlab=out", "-o", "sarif=out.sarif"]);
    let output = command.current_dir(kubevet.path().join("infra/deploy")).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with("::error file=infra/deploy/a.yaml,line=6,"), "{stdout}");
    for file in ["out", "out.sarif"] {
        let text = std::fs::read_to_string(kubevet.path().join("infra/deploy").join(file)).unwrap();
        assert!(text.contains("\"infra/deploy/a.yaml\""), "{file}\n{text}");
    }
}

#[test]
fn statistics_stand_in_for_findings() {
    let files = [("a.yaml", WRONG), ("b.yaml", WRONG)];
    let text = Kubevet::with(&files).run(&[".", "--statistics"]).stdout;
    assert!(text.starts_with("2  error    SCH001  unknown-field (2 fixable)\n"), "{text}");
    let json = Kubevet::with(&files).run(&[".", "--statistics", "-o", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["statistics"][0]["count"], 2);
}

#[test]
fn standard_input_is_checked_and_named() {
    let run = |arguments: &[&str]| Kubevet::with(&[]).stdin(WRONG).run(arguments);
    assert!(run(&["-", "-o", "concise"]).stdout.starts_with("-:6:1: error "));
    let named = run(&["-", "-o", "concise", "--stdin-name", "deploy/a.yaml"]);
    assert!(named.stdout.starts_with("deploy/a.yaml:6:1: error "), "{}", named.stdout);
}

#[test]
fn colour_follows_the_flag_then_the_environment() {
    let colored = |environment: &[(&'static str, &'static str)], arguments: &[&str]| {
        let kubevet = Kubevet::with(&[("a.yaml", WRONG)]);
        let kubevet = environment.iter().fold(kubevet, |kubevet, (name, value)| kubevet.env(name, value));
        kubevet.run(&[&["a.yaml"], arguments].concat()).stdout.contains("\x1b[")
    };
    assert!(!colored(&[], &[]), "no terminal");
    assert!(colored(&[], &["--color", "always"]));
    assert!(colored(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!colored(&[("CLICOLOR_FORCE", "0")], &[]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(colored(&[("NO_COLOR", "1")], &["--color", "always"]));
}

#[test]
fn links_replace_addresses() {
    let run = |links| Kubevet::with(&[("a.yaml", WRONG)]).run(&["a.yaml", "--links", links]).stdout;
    assert!(run("always").contains("\x1b]8;;https://") && !run("always").contains("(https://"));
    assert!(run("auto").contains("(https://") && !run("auto").contains("\x1b]8"));
}

#[test]
fn quiet_leaves_findings_only() {
    let run = |text| Kubevet::with(&[("a.yaml", text)]).run(&["a.yaml", "-q", "-o", "concise"]);
    assert_eq!(run(CLEAN).all(), "exit code 0\n--- stdout\n--- stderr\n");
    assert_eq!(run(WRONG).stdout.lines().count(), 1);
}

#[test]
fn any_number_of_threads_prints_the_same() {
    let files: Vec<(String, String)> = (0..40)
        .map(|number| (format!("d{}/{number}.yaml", number % 3), WRONG.repeat(2).replace("dta", "dtb")))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let kubevet = Kubevet::with(&files);
    let one = kubevet.run(&[".", "-j", "1"]).stdout;
    assert_eq!(one, kubevet.run(&[".", "-j", "8"]).stdout);
    assert!(one.contains("d2/8.yaml"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let text = format!("{CLEAN}---\n").repeat(20_000).replace("data:", "dta:");
    let kubevet = Kubevet::with(&[("a.yaml", &text)]);
    let mut child = kubevet.command(&["a.yaml", "-o", "concise"]).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(1), ""));
}

#[test]
fn values_of_secrets_are_in_no_output() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\nstringDta:\n  password: hunter2\n\
                  data:\n  password: hunter2\n  password: hunter2\ntype: [hunter2]\n";
    for text in [secret, &format!("{secret}x: ]\n")] {
        let kubevet = Kubevet::with(&[("a.yaml", text)]);
        let (run, outputs) = kubevet.run_all_formats(&["a.yaml", "--show", "info", "--profile", "all"]);
        assert_eq!(run.code, Some(1), "{}", run.all());
        for (format, text) in outputs {
            assert!(text.contains("YML") && !text.contains("hunter2"), "{format}\n{text}");
        }
    }
}

#[test]
fn kinds_without_a_schema_are_counted_and_schemas_can_be_brought() {
    let widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w, namespace: shop}\nspec: {size: big}\n";
    let schema = r#"{"type": "object", "properties": {"spec": {"properties": {"size": {"type": "integer"}}}}}"#;
    let kubevet = Kubevet::with(&[("a.yaml", widget), ("schemas/example.com/widget_v1.json", schema)]);
    let counted = kubevet.run(&["a.yaml"]);
    assert!(counted.stdout.contains("not checked against a schema: 1 × example.com/v1 Widget"), "{}", counted.all());
    assert_eq!(kubevet.run(&["a.yaml", "--require-schemas"]).code, Some(1));
    let judged = kubevet.run(&["a.yaml", "--schemas", "schemas", "-o", "concise"]);
    assert!(judged.stdout.starts_with("a.yaml:4:8: error "), "{}", judged.all());
}

#[test]
fn a_secret_that_a_rule_finds_in_a_workload_is_shown_by_no_output() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web:1.4\n\
               \n      env:\n        - name: DATABASE_PASSWORD\n          value: correct-stable-4711\n";
    let kubevet = Kubevet::with(&[("pod.yaml", pod)]);
    for (format, text) in kubevet.run_all_formats(&["pod.yaml"]).1 {
        assert!(text.contains("SCR001"), "{format}");
        assert!(!text.contains("correct-stable-4711"), "{format}: {text}");
    }
}
