//! `--add-ignore`: what is found is suppressed by comments, and nothing else changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Kubevet, Run};
use crate::support::shared;

const POD: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - name: web   # serves
    image: example.com/web:1.0
    env:
    - {name: DEBUG, value: yes}
    securityContext:
      privileged: true
      allowPrivilegeEscalation: true
";

fn read(kubevet: &Kubevet, file: &str) -> String {
    fs::read_to_string(kubevet.path().join(file)).unwrap()
}

/// The file after findings of some rules were suppressed; the next run must be clean, and a second call change nothing.
fn suppressed(text: &str, select: &str, flag: &str) -> String {
    let kubevet = Kubevet::with(&[("pod.yaml", text)]);
    let select = ["pod.yaml", "--select", select];
    let run = kubevet.run(&[&select[..], &[flag]].concat());
    assert_eq!(run.code, Some(0), "{}", run.all());
    let written = read(&kubevet, "pod.yaml");
    let next = kubevet.run(&[&select[..], &["-o", "concise", "--show", "info"]].concat());
    assert!(next.code == Some(0) && next.stdout.starts_with("No problems"), "{written}{}", next.all());
    let again = kubevet.run(&[&select[..], &[flag]].concat());
    assert!(again.stderr.contains("0 findings suppressed by comments in 0 files"), "{}", again.all());
    assert_eq!(read(&kubevet, "pod.yaml"), written);
    written
}

#[test]
fn each_comment_stands_on_the_line_of_its_finding_and_names_its_rules_once() {
    assert_eq!(
        suppressed(POD, "SEC006,SEC007,SCH002", "--add-ignore=legacy"),
        POD.replace("value: yes}", "value: yes}  # kubevet: ignore[SCH002] legacy")
            .replace("privileged: true", "privileged: true  # kubevet: ignore[SEC006] legacy")
            .replace("Escalation: true", "Escalation: true  # kubevet: ignore[SEC007] legacy")
    );
    let one_line = POD.replace(
        "    securityContext:\n      privileged: true\n      allowPrivilegeEscalation: true\n",
        "    securityContext: {privileged: true, allowPrivilegeEscalation: true}\n",
    );
    let written = suppressed(&one_line, "SEC006,SEC007", "--add-ignore");
    assert_eq!(written, one_line.replace("true}", "true}  # kubevet: ignore[SEC006, SEC007]"));
}

#[test]
fn comments_of_the_user_stay_and_directives_that_are_there_are_extended() {
    let commented = POD.replace("privileged: true", "privileged: true # reads /dev");
    assert_eq!(
        suppressed(&commented, "SEC006", "--add-ignore=legacy"),
        commented.replace("      privileged", "      # kubevet: ignore[SEC006] legacy\n      privileged")
    );
    let inline = "    securityContext: {privileged: true, allowPrivilegeEscalation: true}";
    let block = "    securityContext:\n      privileged: true\n      allowPrivilegeEscalation: true";
    for (known, extended) in [
        ("# kubevet: ignore[SEC007] reads /dev", "# kubevet: ignore[SEC007, SEC006] reads /dev"),
        ("# kubevet: ignore[SEC007]", "# kubevet: ignore[SEC007, SEC006] legacy"),
    ] {
        for commented in [format!("{inline} {known}"), format!("    {known}\n{inline}")] {
            let text = POD.replace(block, &commented);
            assert_eq!(suppressed(&text, "SEC006,SEC007", "--add-ignore=legacy"), text.replace(known, extended));
        }
    }
}

#[test]
fn a_last_day_may_be_among_the_reason_and_bad_reasons_are_usage_errors() {
    let written = suppressed(POD, "SEC006", "--add-ignore=legacy until=2999-01-31");
    assert!(written.contains("# kubevet: ignore[SEC006] legacy until=2999-01-31\n"), "{written}");
    for bad in ["--add-ignore=legacy until=soon", "--add-ignore=two\nlines"] {
        let kubevet = Kubevet::with(&[("pod.yaml", POD)]);
        assert_eq!(kubevet.run(&["pod.yaml", bad]).code, Some(2), "{bad}");
        assert_eq!(read(&kubevet, "pod.yaml"), POD);
    }
}

#[test]
fn where_reasons_are_required_none_is_written_without_one() {
    let kubevet = Kubevet::with(&[("kubevet.yaml", "require-reason: true\n"), ("pod.yaml", POD)]);
    let run = kubevet.run(&["pod.yaml", "--select", "SEC006", "--add-ignore"]);
    assert_eq!((run.code, read(&kubevet, "pod.yaml").as_str()), (Some(1), POD));
    assert!(run.stderr.contains("the configuration asks for a reason: --add-ignore=REASON"), "{}", run.all());
    assert_eq!(kubevet.run(&["pod.yaml", "--select", "SEC006", "--add-ignore=legacy"]).code, Some(0));
}

#[test]
fn text_over_several_lines_has_its_comment_above_or_at_its_head() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\nimmutable: \"no\n  t\"\nbinaryData:\n  x: |\n    @@\n";
    assert_eq!(
        suppressed(text, "SCH", "--add-ignore=legacy"),
        text.replace("immutable", "# kubevet: ignore[SCH002] legacy\nimmutable")
            .replace("x: |", "x: |  # kubevet: ignore[SCH009] legacy")
    );
}

#[test]
fn line_ends_marks_missing_last_lines_and_modes_are_kept() {
    let odd = format!("\u{feff}{}", POD.trim_end().replace('\n', "\r\n"));
    let kubevet = Kubevet::with(&[("pod.yaml", &odd)]);
    let path = kubevet.path().join("pod.yaml");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    }
    let run = kubevet.run(&["pod.yaml", "--add-ignore=x", "--select", "SEC006,SEC007"]);
    assert_eq!(run.code, Some(0), "{}", run.all());
    let expected = odd
        .replace("privileged: true", "privileged: true  # kubevet: ignore[SEC006] x")
        .replace("Escalation: true", "Escalation: true  # kubevet: ignore[SEC007] x");
    assert_eq!(read(&kubevet, "pod.yaml"), expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}

#[test]
fn what_cannot_carry_a_comment_is_told_left_and_fails() {
    let json = "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"a\", \"namespace\": \"b\"}, \"dta\": 1}\n";
    let rendered = format!("---\n# Source: shop/templates/web.yaml\n{POD}");
    let over = POD.replace("privileged: true", "privileged: true # kubevet: ignore[SEC006] x until=2020-01-01");
    let unreadable = format!("{POD}---\na: [\n");
    for (file, text, select, told) in [
        ("a.json", json, "SCH001", "a.json: 1 finding not suppressed: JSON has no comments: name it under `ignores`"),
        ("a.yaml", json, "SCH001", "a.yaml: 1 finding not suppressed: JSON has no comments"),
        (
            "out.yaml",
            &rendered,
            "SEC006",
            "out.yaml: 1 finding not suppressed: the file is rendered: write the comment into the template shop/templates/web.yaml",
        ),
        ("old.yaml", &over, "SEC006", "old.yaml: 1 finding not suppressed: a suppression at its place is out of date"),
        (
            "bad.yaml",
            &unreadable,
            "YML",
            "bad.yaml: 1 finding not suppressed: what cannot be read cannot be suppressed: mend it",
        ),
    ] {
        let kubevet = Kubevet::with(&[(file, text)]);
        let run = kubevet.run(&[file, "--select", select, "--add-ignore=legacy"]);
        assert_eq!((run.code, read(&kubevet, file).as_str()), (Some(1), text), "{}", run.all());
        assert!(run.stderr.contains(told), "{}", run.all());
    }
    let piped = Kubevet::with(&[]).stdin(POD).run(&["-", "--select", "SEC006", "--add-ignore"]);
    assert_eq!(piped.code, Some(1), "{}", piped.all());
    assert!(piped.stderr.contains("-: 1 finding not suppressed: standard input cannot be written"), "{}", piped.all());
}

/// The findings of a run over a folder that hold whatever is suppressed: rule, file, document, pointer and how often.
fn verdict(run: &Run) -> BTreeMap<[String; 4], usize> {
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.all()));
    let mut verdict = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        let key = ["rule", "file", "document", "pointer"].map(|field| finding[field].to_string());
        *verdict.entry(key).or_default() += 1;
    }
    verdict
}

/// Suppresses everything in a folder: no finding is left but those of which it is told, none is about suppressions, and
/// without suppressions the verdict is what it was.
fn assert_all_suppressed(folder: &Path) {
    let kubevet = Kubevet::with(&[]);
    let files: Vec<_> = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).collect();
    for file in files.iter().filter(|file| file.file_type().is_file()) {
        let target = kubevet.path().join("all").join(file.path().strip_prefix(folder).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(file.path(), target).unwrap();
    }
    let json = ["all", "--isolated", "-o", "json"];
    let before = verdict(&kubevet.run(&[&json[..], &["--no-ignores"]].concat()));
    let known = verdict(&kubevet.run(&json));
    let run = kubevet.run(&["all", "--isolated", "--show", "info", "--add-ignore=legacy", "-o", "concise"]);
    let told: usize = run
        .stderr
        .lines()
        .filter_map(|line| line.split_once(" not suppressed: "))
        .map(|(head, _)| {
            head.rsplit(": ")
                .next()
                .and_then(|count| count.split(' ').next())
                .and_then(|count| count.parse::<usize>().ok())
                .unwrap()
        })
        .sum();
    assert!(!run.stderr.contains("does not reach") && !run.stderr.contains("would change"), "{}", run.stderr);
    let next = kubevet.run(&json);
    let report: Value = serde_json::from_str(&next.stdout).unwrap();
    let live: Vec<&Value> =
        report["findings"].as_array().unwrap().iter().filter(|finding| finding["suppressed"].is_null()).collect();
    let can_be = live.iter().filter(|finding| finding["category"] != "error").count();
    assert_eq!(can_be, told, "{}: {:?}\n{}", folder.display(), live.first(), run.stderr);
    let about_requests = |verdict: &BTreeMap<[String; 4], usize>| {
        verdict.iter().filter(|([rule, ..], _)| rule.starts_with("\"IGN")).map(|(_, count)| count).sum::<usize>()
    };
    assert_eq!(about_requests(&verdict(&next)), about_requests(&known), "{}", folder.display());
    let after = verdict(&kubevet.run(&[&json[..], &["--no-ignores"]].concat()));
    assert!(before == after, "{}", folder.display());
    let again = kubevet.run(&["all", "--isolated", "--show", "info", "--add-ignore=legacy", "-o", "concise"]);
    assert!(again.stderr.contains("0 findings suppressed by comments in 0 files"), "{}", again.stderr);
}

#[test]
fn everything_in_the_example_can_be_suppressed_and_the_verdict_stays() {
    assert_all_suppressed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/shop"));
}

#[test]
fn everything_in_manifests_of_many_projects_can_be_suppressed_and_the_verdict_stays() {
    let Some(corpus) = shared::path("corpus") else { return };
    for project in ["kube-linter", "kube-score", "microservices-demo", "polaris", "kube-prometheus"] {
        assert_all_suppressed(&corpus.join(project));
    }
}
