//! The built-in rules mean the same on every engine: the virtual machine that runs them, the interpreter, and OPA itself.
//!
//! The objects are those in the examples of all rules, the fixtures, and real manifests where they are present, each asked of
//! every rule for its kind. What OPA answers is recorded, so that the tests run without it.

mod groups;
mod interpreter;
mod record;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::sync::{LazyLock, Mutex};

use groups::{Group, each_of_corpus, each_own};
use interpreter::Interpreters;
use record::{Part, Record, Summary, hash_of_rule, hex, question};

use super::rules::{all, assert_none};

/// What the virtual machine answers about a group, and where the interpreter answers something else.
struct Asked {
    summary: Summary,
    interpreter: Vec<String>,
}

static OWN: LazyLock<Vec<Asked>> = LazyLock::new(|| {
    let interpreters = Interpreters::new(&all());
    each_own(&|group| Asked::of(&group, &interpreters))
});
/// Nothing where the corpus is not there.
static CORPUS: LazyLock<Option<Vec<Asked>>> = LazyLock::new(|| {
    let interpreters = Interpreters::new(&all());
    each_of_corpus(&|group| Asked::of(&group, &interpreters))
});

impl Asked {
    fn of(group: &Group, interpreters: &Interpreters) -> Self {
        Self { summary: Summary::of(group), interpreter: interpreters.problems(group) }
    }
}

fn assert_interpreter_agrees(asked: &[Asked]) {
    assert_none(&asked.iter().flat_map(|group| group.interpreter.clone()).collect::<Vec<_>>());
}

fn assert_opa_agrees(asked: &[Asked], part: Part) {
    if std::env::var_os("RULE").is_some() {
        println!("left out: the record is about all rules");
        return;
    }
    assert!(asked.len() > 200, "{} groups", asked.len());
    assert_none(&Record::read().problems(asked.iter().map(|group| &group.summary), part));
}

#[test]
fn the_interpreter_finds_what_the_virtual_machine_finds() {
    assert_interpreter_agrees(&OWN);
}

#[test]
fn the_interpreter_finds_what_the_virtual_machine_finds_in_the_corpus() {
    CORPUS.iter().for_each(|asked| assert_interpreter_agrees(asked));
}

#[test]
fn opa_was_asked_about_the_rules_as_they_are() {
    let (record, rules) = (Record::read(), all());
    let changed = record.changed(&rules).join(", ");
    assert!(
        changed.is_empty(),
        "OPA was not asked about these rules as they are now: {changed}; run scripts/opa-record"
    );
}

#[test]
fn opa_finds_what_the_virtual_machine_finds() {
    assert_opa_agrees(&OWN, Part::Own);
}

#[test]
fn opa_finds_what_the_virtual_machine_finds_in_the_corpus() {
    CORPUS.iter().for_each(|asked| assert_opa_agrees(asked, Part::Corpus));
}

/// Writes what OPA is to be asked into the file that `KUBEVET_QUESTIONS` names; only `scripts/opa-record` needs it.
#[test]
#[ignore = "it asks nothing itself"]
fn write_questions_for_opa() {
    let path = std::env::var_os("KUBEVET_QUESTIONS").expect("the file to write");
    let file = Mutex::new(BufWriter::new(File::create(path).unwrap()));
    let write = |line: serde_json::Value| writeln!(file.lock().unwrap(), "{line}").unwrap();
    let rules = all();
    for rule in &rules {
        let text = hex(hash_of_rule(rule));
        write(
            serde_json::json!({"rule": rule.metadata.id, "text": text, "package": rule.package(), "path": rule.path}),
        );
    }
    let interpreters = Interpreters::new(&rules);
    each_own(&|group| write(question(&group, &interpreters.findings(&group).0, Part::Own)));
    each_of_corpus(&|group| write(question(&group, &interpreters.findings(&group).0, Part::Corpus)))
        .expect("the record is about the corpus too");
}
