//! Rules that are evaluated directly mean what the virtual machine takes them to mean: the same findings for every kind of
//! statement, and where they are left to the machine, that is known.

use std::path::PathBuf;
use std::sync::Arc;

use kubevet::finding::Violation;
use kubevet::object::{Facts, KubernetesVersion, Manifest};
use kubevet::policy::bundle::Folder;
use kubevet::policy::bundle::compile::{compile, parse_rules};
use kubevet::policy::{Options, Parameters, Policies};
use kubevet::rule::Profile;
use kubevet::yaml::Stream;

use super::rules::assert_none;

const POD: &str = r#"
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {b: "2", a: "1"}
  annotations: {empty: "", none: null}
spec:
  hostNetwork: true
  os: {name: windows}
  securityContext: {runAsUser: 1000, fsGroup: 7}
  containers:
  - name: app
    image: Registry.example.com:5000/shop/App:1.2
    ports: [{containerPort: 80, name: http}, {containerPort: 9090}]
    args: [--verbose, "--port=80"]
    securityContext: {privileged: false}
    resources: {limits: {cpu: 1.5, memory: 1Gi}}
  - {name: helper, securityContext: {runAsUser: 0}}
  initContainers:
  - {name: setup, image: setup}
"#;

/// How a rule was evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Plan,
    Machine,
}
use By::{Machine, Plan};

fn policies(logic: &str, direct: bool) -> Policies {
    let metadata = "# METADATA\n# scope: package\n# title: t\n# description: d\n# custom:\n#   id: TST001\n#   name: probe\n\
                    #   severity: warning\n#   profile: default\n#   kinds: [PodSpec]\n#   message: '{0} {1}'\n#   help: h\n\
                    #   rationale: r\n#   params: {names: [app, x], most: 2}\n";
    let source = format!("{metadata}package kubevet.tst.probe\n\n{logic}\n");
    let folder = Folder { path: PathBuf::from("tst/probe"), group: "tst".to_owned(), name: "probe".to_owned(), source };
    Policies::from_bundle(&compile(&parse_rules(vec![folder]).unwrap(), direct).unwrap()).unwrap()
}

fn judge(policies: &Policies) -> (Vec<Violation>, By) {
    let manifest =
        Manifest { file: Arc::from("pod.yaml"), stream: Stream::parse(POD.as_bytes().to_vec()), reported: true };
    let options =
        Options::new(policies.metadata(), KubernetesVersion::default(), Profile::Default, &Parameters::new()).unwrap();
    let object = manifest.objects().next().unwrap();
    let judged = policies.evaluate(&object, &|_| Facts::default(), &options, &|_| None);
    let by = if judged.left_to_machine == 0 { Plan } else { Machine };
    (judged.into_result().unwrap(), by)
}

/// What a rule says, which the machine says too.
fn said(logic: &str) -> (Vec<String>, By) {
    let (direct, by) = judge(&policies(logic, true));
    let (machine, _) = judge(&policies(logic, false));
    assert_eq!(direct, machine, "{logic}");
    let mut messages: Vec<String> = direct.into_iter().map(|violation| violation.message).collect();
    messages.sort();
    (messages, by)
}

/// What a body says of `x`.
fn of_body(body: &str) -> (Vec<String>, By) {
    said(&format!("deny contains [-2, [], [x, \"\"]] if {{\n\t{}\n}}\n", body.replace("; ", "\n\t")))
}

#[test]
fn bodies_find_what_the_machine_finds() {
    let mut problems = Vec::new();
    for (body, found, by) in [
        // References, lists and mappings.
        ("some c in input.containers; x := c.name", vec!["app", "helper", "setup"], Plan),
        ("some c in input.containers; c.type == \"init\"; x := c.name", vec!["setup"], Plan),
        ("some c in input.containers; c.image == \"\"; x := c.id", vec!["1"], Plan),
        ("x := input.containers[1].name", vec!["helper"], Plan),
        ("x := input.containers[7].name", vec![], Plan),
        ("x := input.object.spec.containers[i].ports[_].name", vec!["http"], Plan),
        ("some i, p in input.object.spec.containers[0].ports; not p.name; x := i", vec!["1"], Plan),
        ("some x, _ in input.pod.labels", vec!["a", "b"], Plan),
        ("some key in [\"a\", \"c\"]; x := input.pod.labels[key]", vec!["1"], Plan),
        ("input.object.metadata.annotations.empty; x := 1", vec!["1"], Plan),
        ("some x, _ in input.object.metadata.annotations", vec!["empty"], Plan),
        ("x := count(input.object.metadata.annotations)", vec!["1"], Plan),
        ("input.object.spec.hostNetwork; x := 1", vec!["1"], Plan),
        ("input.object.spec.containers[0].securityContext.privileged; x := 1", vec![], Plan),
        ("x := input.object.spec.containers[0].resources.limits.cpu", vec!["1.5"], Plan),
        ("input.object.spec.containers[0].resources.limits.cpu > 1; x := 1", vec!["1"], Plan),
        ("input.pod.windows; x := input.pod.service_account", vec!["default"], Plan),
        ("x := input.minor > 20", vec!["true"], Plan),
        // What a container inherits.
        ("some c in input.containers; x := c.sc.runAsUser", vec!["0", "1000"], Plan),
        ("some c in input.containers; x := c.sc.fsGroup", vec![], Plan),
        ("some c in input.containers; c.sc.privileged == false; x := c.id", vec!["0"], Plan),
        // Negation, membership and comparison.
        ("not input.object.spec.nothing.at.all; x := 1", vec!["1"], Plan),
        ("not input.object.spec.nothing == 1; x := 1", vec!["1"], Plan),
        ("input.object.spec.nothing != 1; x := 1", vec![], Plan),
        ("some x in {\"b\", \"a\", \"b\"}", vec!["a", "b"], Plan),
        ("some c in input.containers; c.name in input.params.TST001.names; x := c.name", vec!["app"], Plan),
        ("some c in input.containers; not c.name in {\"app\", \"setup\"}; x := c.name", vec!["helper"], Plan),
        ("\"1\" in input.pod.labels; x := 1", vec!["1"], Plan),
        ("x := 1 in \"text\"", vec!["false"], Plan),
        ("1 < \"a\"; [1, 2] < [1, 3]; x := 1", vec!["1"], Plan),
        ("{\"a\": [1]} == {\"a\": [1]}; [] != {}; x := 1", vec!["1"], Plan),
        ("input.object.metadata.labels == {\"a\": \"1\", \"b\": \"2\"}; x := 1", vec!["1"], Plan),
        ("1.5 == 1; x := 1", vec![], Machine),
        ("x := count(input.containers) - 1", vec!["2"], Plan),
        ("x := count(input.containers) * 2", vec!["6"], Plan),
        ("x := count(input.containers) / 2", vec!["1.5"], Machine),
        // Patterns.
        ("some [a, _] in [[1, 2], [3], 4]; x := a", vec!["1"], Plan),
        ("[_, x] := split(\"a:b\", \":\")", vec!["b"], Plan),
        ("[_, x] := split(\"a\", \":\")", vec![], Plan),
        ("[x, 2] = [1, 2]", vec!["1"], Plan),
        ("x = input.name", vec!["web"], Plan),
        ("x := input.nothing; not x", vec![], Machine),
        // Comprehensions, in the order that can be seen.
        ("x := [key | some key, _ in input.pod.labels]", vec!["a, b"], Plan),
        ("x := [member | some member in {\"b\", \"a\"}]", vec!["a, b"], Plan),
        ("x := count({c.type | some c in input.containers})", vec!["2"], Plan),
        ("x := [c.c.image | some c in input.containers; c.id > 0]", vec!["?, setup"], Machine),
        ("every c in input.containers { c.name != \"x\" }; x := 1", vec!["1"], Plan),
        ("every c in input.containers { c.name != \"app\" }; x := 1", vec![], Plan),
        ("every c in [] { c }; x := 1", vec!["1"], Machine),
        ("x := {1, 2} & {2}", vec!["2"], Machine),
        // Facts: those that there is nothing to tell of are absent, lists are empty.
        ("count(input.facts.services) == 0; not input.facts.nearest; x := 1", vec!["1"], Plan),
        ("x := input.facts.aws", vec!["false"], Plan),
    ] {
        let found: Vec<String> = found.iter().map(|found| format!("{found} ")).collect();
        let judged = of_body(body);
        problems.extend((judged != (found, by)).then(|| format!("{body}: {judged:?}")));
    }
    assert_none(&problems);
}

#[test]
fn built_in_functions_give_what_the_machine_gives() {
    let mut problems = Vec::new();
    for (call, value) in [
        ("lower(\"Ab\")", "ab"),
        ("upper(\"aß\")", "ASS"),
        ("trim(\"--a-\", \"-\")", "a"),
        ("trim_left(\"--a-\", \"-\")", "a-"),
        ("trim_right(\"--a-\", \"-\")", "--a"),
        ("trim_prefix(\"--a\", \"-\")", "-a"),
        ("trim_suffix(\"a\", \"-\")", "a"),
        ("trim_space(\" a\\n\")", "a"),
        ("replace(\"aba\", \"a\", \"c\")", "cbc"),
        ("replace(\"ab\", \"\", \"-\")", "-a-b-"),
        ("split(\"a,b\", \",\")", "a, b"),
        ("concat(\"/\", [\"a\", \"b\"])", "a/b"),
        ("indexof(\"äbc\", \"c\")", "2"),
        ("indexof(\"abc\", \"x\")", "-1"),
        ("count(\"ab\")", "2"),
        ("count({1, 2, 1})", "2"),
        ("contains(\"abc\", \"b\")", "true"),
        ("startswith(\"abc\", \"b\")", "false"),
        ("endswith(\"abc\", \"c\")", "true"),
        ("min([2, 1])", "1"),
        ("max({\"a\", \"b\"})", "b"),
        ("to_number(\"42\")", "42"),
        ("regex.match(`^a.c$`, \"abc\")", "true"),
        ("array.concat([1], [2])", "1, 2"),
        ("array.slice([1, 2, 3], 1, 9)", "2, 3"),
        ("array.slice([1, 2, 3], 2, 1)", ""),
        ("object.get({\"a\": {\"b\": 1}}, [\"a\", \"b\"], 2)", "1"),
        ("object.get({\"a\": 1}, \"c\", 2)", "2"),
        ("object.get(input.object, [\"spec\", \"containers\", 0, \"name\"], \"\")", "app"),
        ("is_array(input.object.spec.containers)", "true"),
        ("is_object(input.object.spec)", "true"),
        ("is_number(1)", "true"),
        ("is_boolean(input.object.spec.hostNetwork)", "true"),
        ("is_string(input.minor)", "false"),
    ] {
        let judged = of_body(&format!("x := {call}"));
        problems.extend((judged != (vec![format!("{value} ")], Plan)).then(|| format!("{call}: {judged:?}")));
    }
    for call in [
        "lower(1)",
        "count(1)",
        "object.get([1], 0, 2)",
        "contains(\"a\", 1)",
        "startswith(input.nothing.x, \"a\")",
        "min([])",
        "max(1)",
    ] {
        let (found, _) = of_body(&format!("x := {call}; y := x == 1; y == true"));
        problems.extend((!found.is_empty()).then(|| format!("{call}: {found:?}")));
    }
    assert_none(&problems);
}

#[test]
fn helpers_mean_what_the_machine_takes_them_to_mean() {
    let mut problems = Vec::new();
    for (logic, found, by) in [
        // A function of several definitions, and one that looks at only some of its arguments.
        (
            "deny contains [-2, [], [kind(\"a\"), kind(\"b\")]]\n\nkind(\"a\") := 1\n\nkind(\"b\") := 2\n",
            vec!["1 2"],
            Plan,
        ),
        ("deny contains [-2, [], [f(input.object.nothing.x), 1]]\n\nf(_) := 2\n", vec!["2 1"], Plan),
        ("deny contains [-2, [], [f(input.object.nothing.x), 1]]\n\nf(y) := 2\n", vec![], Plan),
        ("deny contains [-2, [], [x, 1]] if x := f(1)\n\nf(y) := 1 if y == 2\nelse := 3\n", vec!["3 1"], Plan),
        // Definitions that do not agree have no value.
        ("deny contains [-2, [], [v, 1]]\n\nv := 1\n\nv := 2\n", vec![], Plan),
        ("deny contains [-2, [], [v, 1]]\n\ndefault v := 4\n\nv := 2 if input.object.nothing.x\n", vec!["4 1"], Plan),
        // A set is asked for its members, each once.
        (
            "deny contains [-2, [], [count(s), 1]]\n\ns contains c.type if some c in input.containers\n",
            vec!["2 1"],
            Plan,
        ),
        // A variable hides the rule of its name, in a comprehension too.
        ("deny contains [-2, [], [v, 1]] if v := 3\n\nv := 1\n", vec!["3 1"], Plan),
        ("deny contains [-2, [], [y, 1]] if {\n\ty := count([i | some i in [1, 2]; i > 1])\n}\n", vec!["1 1"], Plan),
        // What plans do not have: other packages, heads that lead into an object.
        ("deny contains [-2, [], [data.kubevet.tst.probe.v, 1]]\n\nv := 7\n", vec!["7 1"], Machine),
        ("deny contains [-2, [], [m.a, 1]]\n\nm[x] := 8 if x := \"a\"\n", vec!["8 1"], Machine),
    ] {
        let judged = said(logic);
        problems.extend(
            (judged != (found.iter().map(|found| (*found).to_owned()).collect(), by))
                .then(|| format!("{logic}: {judged:?}")),
        );
    }
    assert_none(&problems);
}
