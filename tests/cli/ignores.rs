//! Findings that comments and annotations of manifests suppress.

use serde_json::Value;

use super::Kubevet;

/// A pod of two privileged containers; `{n}` stands for comments, `{a}` for annotations.
const POD: &str = "{0}\
apiVersion: v1{1}
kind: Pod
metadata:
  name: web
  annotations: {{a}}
spec:{2}
  containers:
  - name: web{3}
    image: example.com/web:1.0
    securityContext:{4}
      privileged: true{5}
  - name: log
    image: example.com/log:1.0
    securityContext: {privileged: true}
";

fn pod(at: usize, comment: &str, annotations: &str) -> String {
    let text = POD.replace("{{a}}", &format!("{{{annotations}}}"));
    let text = text.replace(&format!("{{{at}}}"), comment);
    (0..6).fold(text, |text, place| text.replace(&format!("{{{place}}}"), ""))
}

fn findings(text: &str, arguments: &[&str]) -> Vec<Value> {
    let all = [&["pod.yaml", "-o", "json", "--select", "SEC006,IGN"], arguments].concat();
    let run = Kubevet::with(&[("pod.yaml", text)]).run(&all);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    report["findings"].as_array().unwrap().clone()
}

/// The containers whose findings count.
fn live(text: &str) -> Vec<String> {
    let all = findings(text, &[]);
    let live = all.iter().filter(|finding| finding["rule"] == "SEC006" && finding["suppressed"].is_null());
    live.map(|finding| finding["container"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_comment_covers_what_it_stands_at() {
    const IGNORE: &str = "# kubevet: ignore[SEC006] it reads host metrics";
    let behind = format!(" {IGNORE}");
    for (at, comment, expected) in [
        (0, format!("{IGNORE}\n"), vec![]),
        (1, behind.clone(), vec![]),
        (2, behind.clone(), vec![]),
        (3, behind.clone(), vec!["log"]),
        (4, behind.clone(), vec!["log"]),
        (5, behind, vec!["log"]),
        (0, "# kubevet: ignore-file[privileged-container] x\n".to_owned(), vec![]),
        (0, "# kubevet: ignore[CKV_K8S_16] x\n".to_owned(), vec![]),
    ] {
        let text = pod(at, &comment, "");
        assert_eq!(live(&text), expected, "{text}");
    }
}

#[test]
fn annotations_cover_the_object_or_one_container() {
    assert_eq!(live(&pod(0, "", "kubevet.dev/ignore: 'SEC006,SEC007'")), [""; 0]);
    assert_eq!(live(&pod(0, "", "kubevet.dev/ignore.container.log: SEC006")), ["web"]);
    let reasoned = "kubevet.dev/ignore: SEC006, kubevet.dev/reason: reads metrics, kubevet.dev/until: '2999-01-01'";
    let found = findings(&pod(0, "", reasoned), &[]);
    assert!(found.iter().all(|finding| finding["suppressed"] == "reads metrics"), "{found:?}");
    let over = "kubevet.dev/ignore: SEC006, kubevet.dev/until: '2020-01-01'";
    assert_eq!(live(&pod(0, "", over)), ["web", "log"]);
}

#[test]
fn suppressed_findings_do_not_fail_and_are_counted() {
    let text = pod(0, "# kubevet: ignore[SEC006] reads host metrics\n", "");
    let run = Kubevet::with(&[("pod.yaml", &text)]).run(&["pod.yaml", "--select", "SEC006"]);
    assert_eq!(run.code, Some(0), "{}", run.all());
    assert!(run.stdout.contains("2 findings suppressed"), "{}", run.stdout);
    let all = Kubevet::with(&[("pod.yaml", &text)]).run(&["pod.yaml", "--select", "SEC006", "--no-ignores"]);
    assert_eq!(all.code, Some(1));
}

#[test]
fn suppressions_that_do_nothing_are_findings_at_their_place() {
    let of = |comment: &str| {
        let text = pod(5, &format!(" # {comment}"), "");
        let found = findings(&text, &[]);
        let own: Vec<&Value> = found.iter().filter(|finding| finding["rule"] != "SEC006").collect();
        assert_eq!(own.len(), 1, "{comment}: {own:?}");
        let offset = |end: &str| own[0][end]["offset"].as_u64().unwrap() as usize;
        let place = &text[offset("start")..offset("end")];
        format!("{} {place}: {}", own[0]["rule"].as_str().unwrap(), own[0]["message"].as_str().unwrap())
    };
    assert_eq!(of("kubevet: ignore[SEC006, SEC0006] x"), "IGN002 SEC0006: unknown rule `SEC0006`");
    assert_eq!(of("kubevet: ignore SEC006"), "IGN003 ignore: no rules are named in brackets");
    assert_eq!(of("kubevet: ignor[SEC006]"), "IGN003 ignor: `ignor` is nothing kubevet knows");
    assert_eq!(
        of("kubevet: ignore[SEC006] x until=2020-01-01"),
        "IGN004 # kubevet: ignore[SEC006] x until=2020-01-01: the suppression ended with 2020-01-01"
    );
    let unused = pod(1, "", "").replace("name: web\n  ann", "name: web # kubevet: ignore[SEC006] x\n  ann");
    let found = findings(&unused, &[]);
    assert!(found.iter().any(|finding| finding["rule"] == "IGN001"), "{found:?}");
    // What the run does not look for cannot be told to be of no use.
    let other = pod(0, "# kubevet: ignore[IMG001] x\n", "");
    assert!(findings(&other, &[]).iter().all(|finding| finding["rule"] == "SEC006"));
}

#[test]
fn suppressions_of_other_tools_count_where_the_configuration_says_so() {
    for (tool, comment, annotation) in [
        ("kube-linter", "", "ignore-check.kube-linter.io/privileged-container: reads metrics"),
        ("kube-linter", "", "kube-linter.io/ignore-all: generated"),
        ("polaris", "", "polaris.fairwinds.com/runAsPrivileged-exempt: 'true'"),
        ("checkov", "", "checkov.io/skip1: CKV_K8S_16=reads metrics"),
        ("checkov", "# checkov:skip=CKV_K8S_16:reads metrics\n", ""),
        ("trivy", "# trivy:ignore:KSV-0017\n", ""),
    ] {
        let text = pod(0, comment, annotation);
        let of = |config: &str| {
            let files = [("kubevet.yaml", config), ("pod.yaml", text.as_str())];
            Kubevet::with(&files).run(&["pod.yaml", "--select", "SEC006"]).code
        };
        assert_eq!(of(&format!("compat: {tool}\n")), Some(0), "{tool}: {text}");
        assert_eq!(of("{}\n"), Some(1), "{tool}");
    }
}

#[test]
fn all_suppressions_can_be_listed_with_what_came_of_them() {
    let text = pod(3, " # kubevet: ignore[SEC006] reads host metrics until=2999-01-01", "");
    let config = "ignores:\n- {rule: IMG001, kind: Pod, reason: pinned elsewhere}\n";
    let run = Kubevet::with(&[("kubevet.yaml", config), ("pod.yaml", &text)]).run(&["ignores"]);
    assert_eq!(
        run.stdout,
        "kubevet.yaml:2:3: config IMG001 for kind Pod: pinned elsewhere (unused, not in git)\n\
         pod.yaml:8:15: comment SEC006 for spec.containers[0] until 2999-01-01: reads host metrics (1 finding, not in git)\n\
         2 suppressions, 1 unused, 0 expired\n"
    );
}

#[test]
fn the_nearest_of_several_suppressions_counts() {
    let both = pod(3, " # kubevet: ignore[SEC006] inner", "");
    let text = format!("# kubevet: ignore[SEC006] outer\n{both}");
    let reasons: Vec<String> = findings(&text, &[]).iter().map(|finding| finding["suppressed"].to_string()).collect();
    assert_eq!(reasons, ["\"inner\"", "\"outer\""]);
}

#[test]
fn suppressions_tell_how_old_they_are_where_git_knows() {
    let kubevet = Kubevet::with(&[("pod.yaml", &pod(3, " # kubevet: ignore[SEC006] reads host metrics", ""))]);
    let git = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@shop.example"]).args(arguments);
        command.env("GIT_COMMITTER_DATE", "2020-02-29T12:00:00Z").env("GIT_AUTHOR_DATE", "2020-02-28T12:00:00Z");
        assert!(command.current_dir(kubevet.path()).output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    let listed = || kubevet.run(&["ignores"]).stdout;
    assert!(listed().contains("(1 finding, not committed)"), "{}", listed());
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "a pod"]);
    assert!(listed().contains(" days old)"), "{}", listed());
    let json: Value = serde_json::from_str(&kubevet.run(&["ignores", "-o", "json"]).stdout).unwrap();
    let ignore = &json["ignores"][0];
    assert_eq!(
        (&ignore["committed"], &ignore["state"], &ignore["findings"]),
        (&"2020-02-29".into(), &"used".into(), &1.into())
    );
    assert!(ignore["age_days"].as_u64().unwrap() > 2000 && ignore["line"] == 8, "{json}");
}
