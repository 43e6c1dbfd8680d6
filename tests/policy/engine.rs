//! What the engine promises to rules and to those who read its findings, shown with rules made for the purpose.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use kubevet::finding::{Severity, Violation};
use kubevet::object::facts::{NetworkPolicyFact, Peer};
use kubevet::object::{Facts, KubernetesVersion, Manifest, Object};
use kubevet::policy::bundle::Folder;
use kubevet::policy::{Limit, Limits, Options, Parameters, Policies, PolicyError};
use kubevet::rule::Profile;
use kubevet::yaml::Stream;

/// A rule `TST001` for some kinds: what follows its standard metadata, and its logic.
fn rule_with(custom: &str, kinds: &str, logic: &str) -> Folder {
    let source = format!(
        "# METADATA\n# scope: package\n# title: t\n# description: d\n# custom:\n#   id: TST001\n#   name: probe\n\
         #   severity: warning\n#   profile: default\n#   kinds: {kinds}\n#   message: '{{0}} in {{container}}'\n\
         #   help: change {{kind}} {{namespace}}/{{name}}\n#   rationale: r\n{custom}package kubevet.tst.probe\n\n{logic}\n"
    );
    Folder { path: PathBuf::from("tst/probe"), group: "tst".to_owned(), name: "probe".to_owned(), source }
}

fn rule(kinds: &str, logic: &str) -> Folder {
    rule_with("", kinds, logic)
}

fn manifest(text: &str) -> Manifest {
    let stream = Stream::parse(text.as_bytes().to_vec());
    assert!(stream.errors.is_empty(), "{:?}", stream.errors);
    Manifest { file: Arc::from("test.yaml"), stream, reported: true }
}

fn options(policies: &Policies) -> Options {
    Options::new(policies.metadata(), KubernetesVersion::default(), Profile::Default, &Parameters::new()).unwrap()
}

/// Judges all objects of a text.
fn evaluate(rule: Folder, text: &str) -> Result<Vec<Violation>, PolicyError> {
    let policies = Policies::compile(vec![rule])?;
    judge(&policies, text)
}

fn judge(policies: &Policies, text: &str) -> Result<Vec<Violation>, PolicyError> {
    let manifest = manifest(text);
    let objects: Vec<Object<'_>> = manifest.objects().collect();
    let mut violations = Vec::new();
    for object in &objects {
        let found =
            policies.evaluate(object, &|_| Facts::default(), &options(policies), &|id| objects.get(id).cloned());
        violations.extend(found.into_result()?);
    }
    Ok(violations)
}

fn messages(rule: Folder, text: &str) -> Vec<String> {
    evaluate(rule, text).unwrap().into_iter().map(|violation| violation.message).collect()
}

/// The argument that a rule reports for the object: `deny contains [-2, [], [x]]`.
fn reported(kinds: &str, expression: &str, text: &str) -> Vec<String> {
    let logic = format!("deny contains [-2, [], [x]] if x := {expression}");
    messages(rule(kinds, &logic), text).into_iter().map(|m| m.trim_end_matches(" in ").to_owned()).collect()
}

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {a: b}}\nspec:\n  containers:\n  - name: app\n    image: x\n    tty: null\n  \
                   initContainers:\n  - {name: proxy, restartPolicy: Always}\n  - {name: init}\n";

#[test]
fn containers_are_numbered_typed_and_always_named() {
    let list = "[sprintf(\"%v %v %v %v\", [c.id, c.name, c.type, c.image]) | some c in input.containers]";
    assert_eq!(reported("[PodSpec]", list, POD), ["0 app main x, 1 proxy sidecar , 2 init init "]);
}

#[test]
fn fields_that_always_exist_do_so_for_an_object_that_has_nothing() {
    let all = "[input.kind, input.group, input.version, input.api_version, input.name, input.namespace, input.minor]";
    assert_eq!(reported("['*']", all, "kind: X\n"), ["X, , , , , default, 37"]);
    let pod =
        "[input.pod.labels, input.pod.annotations, input.pod.windows, input.pod.service_account, input.containers]";
    let text = "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {os: {name: windows}}}}\n";
    assert_eq!(reported("[PodSpec]", pod, text), [", , true, default, "]);
}

#[test]
fn a_container_inherits_only_the_fields_that_kubernetes_lets_it_inherit() {
    let pod = |pod: &str, own: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nspec: {{securityContext: {pod}, containers: [{{name: a, securityContext: {own}}}]}}\n"
        )
    };
    let contexts = "[sprintf(\"%v=%v\", [k, v]) | some k, v in input.containers[0].sc]";
    for (of_pod, own, effective) in [
        ("{runAsUser: 5, fsGroup: 6}", "{}", "runAsUser=5"),
        ("{runAsNonRoot: true}", "{runAsNonRoot: false}", "runAsNonRoot=false"),
        ("{runAsUser: 5}", "{runAsUser: 0}", "runAsUser=0"),
        ("{runAsUser: 5}", "{runAsUser: null}", "runAsUser=5"),
        ("{privileged: true, readOnlyRootFilesystem: true}", "{procMount: Default}", "procMount=Default"),
        ("null", "null", ""),
        ("7", "[]", ""),
    ] {
        assert_eq!(reported("[PodSpec]", contexts, &pod(of_pod, own)), [effective], "{of_pod} {own}");
    }
}

#[test]
fn an_explicit_null_is_absent() {
    assert_eq!(reported("[PodSpec]", "[k | some k, _ in input.containers[0].c]", POD), ["image, name"]);
    assert_eq!(reported("[Pod]", "[k | some k, _ in input.object.spec.containers[0]]", POD), ["image, name"]);
}

#[test]
fn kinds_without_a_group_mean_those_of_kubernetes() {
    let knative = "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\n";
    let native = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\n";
    assert!(reported("[Service]", "1", knative).is_empty());
    assert_eq!(reported("[serving.knative.dev/Service]", "1", knative), ["1"]);
    assert_eq!(reported("[Ingress]", "1", native), ["1"]);
    assert!(reported("[example.org/Ingress]", "1", native).is_empty());
}

#[test]
fn a_rule_that_names_an_object_twice_reports_once() {
    assert_eq!(reported("[Pod, PodSpec, '*']", "1", POD), ["1"]);
}

#[test]
fn every_pod_of_an_object_is_asked_about() {
    let text = "apiVersion: leaderworkerset.x-k8s.io/v1\nkind: LeaderWorkerSet\nspec:\n  leaderWorkerTemplate:\n    leaderTemplate:\n      \
                spec: {containers: [{name: one}]}\n    workerTemplate:\n      spec: {containers: [{name: two}]}\n";
    let deny = "deny contains [c.id, [\"image\"], [1]] if some c in input.containers";
    let found = evaluate(rule("[PodSpec]", deny), text).unwrap();
    let places: Vec<_> = found.iter().map(|v| (v.container.as_deref().unwrap(), v.place.pointer.as_str())).collect();
    let template = |name: &str| format!("/spec/leaderWorkerTemplate/{name}/spec/containers/0/image");
    assert_eq!(places, [("one", template("leaderTemplate").as_str()), ("two", template("workerTemplate").as_str())]);
}

#[test]
fn anchors_lead_to_container_pod_spec_root_and_template() {
    let text = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: batch/v1\n  kind: CronJob\n  spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a}]}}}}}\n";
    let template = "/items/0/spec/jobTemplate/spec/template";
    for (anchor, path, pointer) in [
        ("0", "[\"ports\", 0]", format!("{template}/spec/containers/0/ports/0")),
        ("-1", "[\"hostNetwork\"]", format!("{template}/spec/hostNetwork")),
        ("-2", "[\"metadata\", \"a/b\"]", "/items/0/metadata/a~1b".to_owned()),
        ("-3", "[\"metadata\", \"labels\"]", format!("{template}/metadata/labels")),
    ] {
        let deny = format!("deny contains [{anchor}, {path}, []] if true");
        let found = evaluate(rule("[PodSpec]", &deny), text).unwrap();
        assert_eq!(found[0].place.pointer.as_str(), pointer);
        assert!(!found[0].place.span.is_empty());
    }
}

#[test]
fn a_field_that_a_workflow_sets_for_its_templates_is_found_in_the_workflow() {
    let text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  hostNetwork: true\n  templates:\n  - name: a\n    container: {image: x}\n";
    let deny = "deny contains [-1, [\"hostNetwork\"], []] if input.pod.spec.hostNetwork == true";
    let found = evaluate(rule("[PodSpec]", deny), text).unwrap();
    assert_eq!(found[0].place.pointer.as_str(), "/spec/hostNetwork");
}

#[test]
fn texts_are_filled_with_arguments_and_with_what_the_engine_knows() {
    let deny = "deny contains [0, [], [\"x\"]] if true";
    let found = evaluate(rule("[PodSpec]", deny), POD).unwrap();
    assert_eq!(found[0].message, "x in app");
    assert_eq!(found[0].help.as_deref(), Some("change Pod default/web"));
    assert_eq!((found[0].severity, found[0].container.as_deref()), (None, Some("app")));
}

#[test]
fn a_finding_may_choose_severity_texts_key_and_related_places() {
    let custom = "#   variants:\n#     other: {message: 'other {0}', help: h}\n";
    let extra = r#"{"severity": "error", "variant": "other", "key": true, "related": [[-1, ["metadata", "name"], "see {0}"], [1, [], "gone"], [99, [], "not there"]]}"#;
    let deny = format!("deny contains [-2, [\"spec\", \"a\"], [7], {extra}] if input.name == \"one\"");
    let text = "kind: X\nmetadata: {name: one}\nspec: {a: b}\n---\nkind: X\nmetadata: {name: two}\n";
    let found = evaluate(rule_with(custom, "[X]", &deny), text).unwrap();
    let [violation] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((violation.message.as_str(), violation.severity), ("other 7", Some(Severity::Error)));
    let span = violation.place.span;
    assert_eq!(span.slice(text), "a");
    let related: Vec<_> =
        violation.related.iter().map(|r| (r.message.as_str(), r.document, r.place.span.slice(text))).collect();
    assert_eq!(related, [("see 7", 0, "name: one"), ("gone", 1, "kind: X")]);
}

#[test]
fn facts_have_their_own_names_and_paths_as_steps() {
    let policies = Policies::compile(vec![rule(
        "[PodSpec]",
        "deny contains [-2, [], [sprintf(\"%v %v\", [p.name, p.ingress]), count(input.facts.services)]] if some p in input.facts.network_policies",
    )])
    .unwrap();
    let manifest = manifest(POD);
    let object = manifest.objects().next().unwrap();
    let peer = Peer { id: 3, kind: "NetworkPolicy".to_owned(), name: "deny".to_owned() };
    let fact = NetworkPolicyFact { peer, ingress: true, egress: false, dns: false };
    let facts = Facts { network_policies: vec![fact], ..Facts::default() };
    let found = policies.evaluate(&object, &|_| facts.clone(), &options(&policies), &|_| None).into_result().unwrap();
    assert_eq!(found[0].message, "deny true in ");
}

#[test]
fn values_of_secrets_reach_no_text_and_no_path() {
    let text = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {password: aHVudGVyMjI=, user: cm9vdA==}\nstringData: {token: 'abcdef'}\n";
    let logic = r#"
deny contains [-2, ["data", value], [value]] if some value in input.object.data
deny contains [-2, ["stringData", key], [key, value]] if some key, value in input.object.stringData
deny contains [-2, ["data"], [base64.decode(value)]] if some value in input.object.data
deny contains [-2, ["data"], [concat(" ", ["is", value])]] if some value in input.object.stringData
deny contains [-2, ["data"], [substring(value, 0, 5)], {"related": [[-1, [value], "{0}"]]}] if some value in input.object.stringData
"#;
    let found = evaluate(rule("[Secret]", logic), text).unwrap();
    assert_eq!(found.len(), 7);
    let everything = format!("{found:?}");
    for value in ["aHVudGVyMjI=", "hunter22", "cm9vdA==", "root", "abcde"] {
        assert!(!everything.contains(value), "{value} in {everything}");
    }
    assert!(found.iter().any(|violation| violation.message.starts_with("token in")), "keys may be named");
}

#[test]
fn what_is_no_finding_is_an_error_that_names_the_rule() {
    for (deny, what) in [
        ("deny contains 1 if true", "array"),
        ("deny contains [1, []] if true", "[anchor, path, args]"),
        ("deny contains [\"a\", [], []] if true", "anchor"),
        ("deny contains [9, [], []] if true", "no container"),
        ("deny contains [-2, \"spec\", []] if true", "path"),
        ("deny contains [-2, [true], []] if true", "steps"),
        ("deny contains [-2, [-1], []] if true", "index"),
        ("deny contains [-2, [], \"x\"] if true", "arguments"),
        ("deny contains [-2, [], [], {\"colour\": 1}] if true", "unknown key"),
        ("deny contains [-2, [], [], {\"severity\": \"bad\"}] if true", "severity"),
        ("deny contains [-2, [], [], {\"variant\": \"none\"}] if true", "variant"),
        ("deny contains [-2, [], [], {\"related\": [1]}] if true", "related"),
    ] {
        match evaluate(rule("[PodSpec]", deny), POD) {
            Err(PolicyError::BadResult { rule, message }) => {
                assert_eq!(rule, "TST001");
                assert!(message.contains(what), "{deny}: {message}");
            }
            other => panic!("{deny}: {other:?}"),
        }
    }
}

#[test]
fn a_rule_that_does_not_end_is_stopped_and_named_and_the_next_object_is_judged() {
    let deny = "deny contains [-2, [], []] if {\n\tinput.name == \"long\"\n\tcount([1 | some i in numbers.range(1, 1000); some j in numbers.range(1, 1000); i < j]) > 1\n}";
    let limits = Limits { instructions: 20_000, time: Duration::from_secs(60) };
    let policies = Policies::compile(vec![rule("[X]", deny)]).unwrap().with_limits(limits);
    match judge(&policies, "kind: X\nmetadata: {name: long}\n") {
        Err(PolicyError::Timeout { place, limit: Limit::Instructions(20_000) }) => {
            assert!(place.starts_with("kubevet.tst.probe.deny, line 1"), "{place}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(judge(&policies, "kind: X\n"), Ok(Vec::new()));
    let limits = Limits { instructions: usize::MAX, time: Duration::ZERO };
    let policies = policies.with_limits(limits);
    let stopped = judge(&policies, "kind: X\nmetadata: {name: long}\n");
    assert!(matches!(stopped, Err(PolicyError::Timeout { limit: Limit::Time(_), .. })), "{stopped:?}");
}

#[test]
fn a_rule_that_fails_takes_nothing_from_the_others_of_its_program() {
    let panics = rule("[X]", "deny contains [-2, [], []] if object.subset([1, 2], input.object.b)");
    let rules = (2..5).map(|number| {
        let other = rule("[X]", "deny contains [-2, [], [1]] if count(input.object.b) == 0");
        let (name, package) = (format!("probe-{number}"), format!("probe_{number}"));
        let source = other.source.replace("TST001", &format!("TST00{number}"));
        let source =
            source.replace("name: probe", &format!("name: {name}")).replace("tst.probe", &format!("tst.{package}"));
        Folder { name, source, ..other }
    });
    let policies = Policies::compile(rules.chain([panics]).collect()).unwrap();
    let manifest = manifest("kind: X\nb: []\n");
    let object = manifest.objects().next().unwrap();
    let judged = policies.evaluate(&object, &|_| Facts::default(), &options(&policies), &|_| None);
    let found: Vec<&str> = judged.violations.iter().map(|violation| violation.rule.as_ref()).collect();
    assert_eq!(found, ["TST002", "TST003", "TST004"]);
    let failed: Vec<_> = judged.failures.iter().map(|failure| failure.rule.as_deref()).collect();
    assert_eq!(failed, [Some("TST001")]);
}

#[test]
fn a_panic_in_the_evaluation_is_an_error_and_the_next_object_is_judged() {
    let deny = "deny contains [-2, [], []] if object.subset(input.object.a, input.object.b)";
    let policies = Policies::compile(vec![rule("[X]", deny)]).unwrap();
    let failed = judge(&policies, "kind: X\na: [1, 2]\nb: []\n");
    assert!(matches!(failed, Err(PolicyError::Eval { .. })), "{failed:?}");
    assert_eq!(judge(&policies, "kind: X\na: [1, 2]\nb: [1]\n").unwrap().len(), 1);
}

#[test]
fn an_argument_of_the_wrong_type_makes_one_rule_silent_not_an_error() {
    let deny =
        "deny contains [-2, [], []] if startswith(input.object.a, \"x\")\n\ndeny contains [-2, [\"a\"], []] if true";
    assert_eq!(evaluate(rule("[X]", deny), "kind: X\na: [1]\n").unwrap().len(), 1);
}

#[test]
fn documents_of_any_depth_are_judged() {
    let text = format!("kind: X\na: {}1{}\n", "[".repeat(3000), "]".repeat(3000));
    assert_eq!(reported("[X]", "count(input.object.a)", &text), ["1"]);
}

#[test]
fn parameters_override_defaults_and_are_checked() {
    let custom = "#   params: {limit: 3, names: []}\n";
    let deny = "deny contains [-2, [], [input.params.TST001.limit]] if true";
    let policies = Policies::compile(vec![rule_with(custom, "[X]", deny)]).unwrap();
    let make = |id: &str, name: &str, value: serde_json::Value| {
        let overrides = Parameters::from([(id.to_owned(), [(name.to_owned(), value)].into())]);
        Options::new(policies.metadata(), KubernetesVersion::default(), Profile::Default, &overrides)
    };
    let manifest = manifest("kind: X\n");
    let object = manifest.objects().next().unwrap();
    let message = |options: Options| {
        let found = policies.evaluate(&object, &|_| Facts::default(), &options, &|_| None).into_result().unwrap();
        found[0].message.clone()
    };
    assert_eq!(message(options(&policies)), "3 in ");
    assert_eq!(message(make("TST001", "limit", 5.into()).unwrap()), "5 in ");
    for (id, name, value) in
        [("TST009", "limit", 1.into()), ("TST001", "limits", 1.into()), ("TST001", "limit", "5".into())]
    {
        let wrong = make(id, name, value);
        assert!(matches!(&wrong, Err(PolicyError::Parameter { rule, .. }) if rule == id), "{wrong:?}");
    }
}

#[test]
fn rules_of_a_larger_profile_are_not_asked() {
    let mut strict = rule("[X]", "deny contains [-2, [], []] if true");
    strict.source = strict.source.replace("profile: default", "profile: strict");
    let policies = Policies::compile(vec![strict]).unwrap();
    let manifest = manifest("kind: X\n");
    let object = manifest.objects().next().unwrap();
    for (profile, count) in [(Profile::Default, 0), (Profile::Strict, 1), (Profile::Off, 1)] {
        let options =
            Options::new(policies.metadata(), KubernetesVersion::default(), profile, &Parameters::new()).unwrap();
        assert_eq!(
            policies.evaluate(&object, &|_| Facts::default(), &options, &|_| None).into_result().unwrap().len(),
            count
        );
    }
}

#[test]
fn rules_that_break_the_contract_are_refused_all_at_once() {
    let good = "deny contains [-2, [], []] if true";
    let mut misnamed = rule("[X]", good);
    misnamed.name = "other".to_owned();
    let mut misplaced = rule("[X]", good);
    misplaced.group = "net".to_owned();
    let mut bare = rule("[X]", good);
    bare.source = "package kubevet.tst.probe".to_owned();
    let Err(PolicyError::Compile(message)) = Policies::compile(vec![misnamed, misplaced, bare]) else {
        panic!("must be refused");
    };
    for part in [
        "`probe` must be that of its folder, `other`",
        "does not belong in the group folder `net`",
        "METADATA",
        "already taken",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    let Err(PolicyError::Compile(message)) = Policies::compile(vec![rule("[X]", "deny contains [] if unknown(1)")])
    else {
        panic!("must be refused");
    };
    assert!(message.contains("tst/probe/rule.rego"), "{message}");
}

#[test]
fn hundreds_of_rules_for_one_kind_fit() {
    let folders = (0..300).map(|number| {
        let mut folder = rule(
            "[X]",
            &format!("deny contains [-2, [], [{number}]] if helper(input.name)\n\nhelper(x) if x == \"a\""),
        );
        folder.source = folder.source.replace("TST001", &format!("TST{number:03}"));
        folder.source = folder.source.replace("name: probe", &format!("name: probe-{number}"));
        folder.source = folder.source.replace("tst.probe", &format!("tst.probe_{number}"));
        folder.name = format!("probe-{number}");
        folder
    });
    let policies = Policies::compile(folders.collect()).unwrap();
    let found = judge(&policies, "kind: X\nmetadata: {name: a}\n").unwrap();
    let rules: Vec<_> = found.iter().map(|violation| violation.rule.to_string()).collect();
    assert_eq!(rules, (0..300).map(|number| format!("TST{number:03}")).collect::<Vec<_>>());
}

#[test]
fn threads_share_policies_and_agree() {
    let policies =
        Policies::compile(vec![rule("[PodSpec]", "deny contains [c.id, [], [c.name]] if some c in input.containers")])
            .unwrap();
    let expected = judge(&policies, POD).unwrap();
    assert_eq!(expected.len(), 3);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| judge(&policies, POD).unwrap())).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), expected);
        }
    });
}
