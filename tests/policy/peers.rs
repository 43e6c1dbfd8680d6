//! The checks of other tools: that users find our rules by their ids, and that we agree with their verdicts.
//!
//! The tables and how verdicts are counted are told in `scripts/peer-agreement`, which makes the table of verdicts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kubevet::engine::{Engine, Settings};
use kubevet::finding::Finding;
use kubevet::object::Manifest;
use kubevet::yaml::Stream;

use crate::support::shared;

/// Document and object, or `-` twice for a file as a whole.
type Place = (String, String);

/// The rows of a table, without the line of names.
fn table<const COLUMNS: usize>(text: &'static str) -> Vec<[&'static str; COLUMNS]> {
    let row = |line: &'static str| -> [&str; COLUMNS] {
        line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("columns of {line}"))
    };
    text.lines().skip(1).map(row).collect()
}

fn checks() -> Vec<[&'static str; 6]> {
    table(include_str!("../data/peers.tsv"))
}

/// The ids of the rules that a selector names, joined as in the table.
fn rules(engine: &Engine, selector: &str) -> String {
    let ids: Vec<&str> = engine.registry().select(selector).into_iter().map(|rule| rule.id.as_str()).collect();
    if ids.is_empty() { "-".to_owned() } else { ids.join(",") }
}

/// With `KUBEVET_UPDATE=1` the rules in the table are written anew instead of compared.
#[test]
fn every_check_of_another_tool_names_the_rules_that_cover_it() {
    let engine = Engine::new(Settings::default()).unwrap();
    let (mut problems, mut lines) =
        (Vec::new(), vec!["tool\tcheck\trules\tpositive\tnegative\tparameters\n".to_owned()]);
    for mut row in checks() {
        let [tool, check, wanted, ..] = row;
        let selector = format!("{tool}:{check}");
        let found = rules(&engine, &selector);
        if found != wanted {
            problems.push(format!("{selector}: the table says {wanted}, found {found}"));
        }
        // Alone it is that check too, unless a rule of ours has the name.
        if found != "-" && rules(&engine, check) == "-" {
            problems.push(format!("{check} without its tool names no rule"));
        }
        row[2] = &found;
        lines.push(row.join("\t") + "\n");
    }
    if std::env::var_os("KUBEVET_UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/peers.tsv");
        return std::fs::write(path, lines.concat()).unwrap();
    }
    assert!(problems.is_empty(), "{} problems (KUBEVET_UPDATE=1):\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn checks_are_known_in_the_forms_in_which_their_users_write_them() {
    let engine = Engine::new(Settings::default()).unwrap();
    for (form, rule) in [
        ("CKV_K8S_16", "SEC006"),
        ("ckv_k8s_16", "SEC006"),
        ("checkov:CKV_K8S_16", "SEC006"),
        ("KSV-0017", "SEC006"),
        ("AVD-KSV-0017", "SEC006"),
        ("KSV017", "SEC006"),
        ("trivy:ksv017", "SEC006"),
        ("AVD-KSV-0109", "SCR002"),
        ("C-0057", "SEC006"),
        ("kubescape:C-0057", "SEC006"),
        ("kube-score:container-resources", "RES001,RES002,RES003,RES004,RES020"),
        ("kube-linter:run-as-non-root", "SEC001,SEC002,SEC005"),
        ("run-as-non-root", "SEC001"),
        ("hostIPCSet", "SEC017"),
        ("pod-security/disallow-host-process", "SEC032"),
        ("disallow-host-process", "SEC032"),
        ("kyverno:disallow-host-process", "SEC032"),
        ("pss:baseline/windowsHostProcess", "SEC032"),
        ("KSV999999", "-"),
        ("KSV", "-"),
        ("polaris:host-ipc", "-"),
    ] {
        assert_eq!(rules(&engine, form), rule, "{form}");
    }
}

/// What a row of the verdicts is about, for one run of kubevet.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
struct Run {
    tool: &'static str,
    check: &'static str,
    file: &'static str,
}

/// An engine for some rules, with parameters as in the table.
fn engine(rules: &str, parameters: &str) -> Engine {
    let select = rules.split(',').map(str::to_owned).collect();
    let mut settings = Settings { select, ..Settings::default() };
    for parameter in parameters.split_whitespace() {
        let (name, value) = parameter.split_once('=').unwrap();
        let (rule, name) = name.split_once('.').unwrap();
        let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
        settings.parameters.entry(rule.to_owned()).or_default().insert(name.to_owned(), value);
    }
    Engine::new(settings).unwrap()
}

/// The objects that some rules flag in a file.
fn flagged(engine: &Engine, rules: &str, file: &Path) -> BTreeSet<Place> {
    let manifest = Manifest {
        file: file.to_string_lossy().into(),
        stream: Stream::parse(std::fs::read(file).unwrap()),
        reported: true,
    };
    let findings = engine.check(std::slice::from_ref(&manifest)).findings;
    let place = |finding: &Finding| {
        let name = finding.object.as_ref().map_or("-".to_owned(), |object| format!("{}/{}", object.kind, object.name));
        (finding.location.document.to_string(), name)
    };
    findings.iter().filter(|finding| rules.split(',').any(|rule| rule == &*finding.rule)).map(place).collect()
}

/// Who alone flags what, of the verdicts on one file.
fn disagreements(verdicts: &BTreeMap<Place, bool>, ours: &BTreeSet<Place>) -> Vec<(Place, &'static str)> {
    let whole: Place = ("-".to_owned(), "-".to_owned());
    if let Some(&theirs) = verdicts.get(&whole) {
        let by = if theirs { "peer" } else { "kubevet" };
        return if theirs == ours.is_empty() { vec![(whole, by)] } else { Vec::new() };
    }
    let theirs: BTreeSet<Place> =
        verdicts.iter().filter(|(_, flagged)| **flagged).map(|(place, _)| place.clone()).collect();
    let peer = theirs.difference(ours).map(|place| (place.clone(), "peer"));
    peer.chain(ours.difference(&theirs).map(|place| (place.clone(), "kubevet"))).collect()
}

#[test]
fn verdicts_of_other_tools_differ_from_ours_only_where_a_reason_is_written() {
    let Some(corpus) = shared::path("corpus") else { return };
    let known: BTreeMap<(&str, &str), [&str; 6]> = checks().into_iter().map(|row| ((row[0], row[1]), row)).collect();
    let mut files = BTreeMap::<Run, BTreeMap<Place, bool>>::new();
    for [tool, _, check, file, document, object, flagged] in table(include_str!("../data/peer-verdicts.tsv")) {
        let verdicts = files.entry(Run { tool, check, file }).or_default();
        verdicts.insert((document.to_owned(), object.to_owned()), flagged == "yes");
    }
    let mut found = BTreeSet::new();
    // Each check alone, as the rules of another may tell its causes better. The runs are in the order of the checks.
    let mut asked = None;
    for (run, verdicts) in &files {
        let [_, _, rules, _, _, parameters] = known[&(run.tool, run.check)];
        let file = corpus.join(run.tool).join(run.file);
        if asked.as_ref().is_none_or(|(check, _)| *check != run.check) {
            asked = Some((run.check, engine(rules, parameters.trim_matches('-'))));
        }
        let ours = asked.as_ref().map(|(_, engine)| flagged(engine, rules, &file)).unwrap_or_default();
        for ((document, object), by) in disagreements(verdicts, &ours) {
            found.insert(format!("{} {} {} {document} {object}: {by}", run.tool, run.check, run.file));
        }
    }
    let rows = table::<8>(include_str!("../data/peer-disagreements.tsv"));
    let listed: BTreeSet<String> = rows
        .iter()
        .map(|[tool, check, file, document, object, by, ..]| format!("{tool} {check} {file} {document} {object}: {by}"))
        .collect();
    let unlisted: Vec<&String> = found.difference(&listed).collect();
    let stale: Vec<&String> = listed.difference(&found).collect();
    assert!(unlisted.is_empty() && stale.is_empty(), "without a reason: {unlisted:#?}\nno longer so: {stale:#?}");
    let without_reason: Vec<_> = rows.iter().filter(|row| row[7].is_empty()).collect();
    assert!(without_reason.is_empty(), "{without_reason:?}");
}
