//! Exit codes are part of the interface.

use super::{CLEAN, Kubevet, WRONG};

/// What a case is about, its files, the arguments, the exit code.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str], i32);

#[test]
fn the_exit_code_says_how_the_run_ended() {
    let broken = "kind: [\n";
    let cases: &[Case<'_>] = &[
        ("clean", &[("a.yaml", CLEAN)], &["."], 0),
        ("clean without a command or path", &[("a.yaml", CLEAN)], &["check"], 0),
        ("an error", &[("a.yaml", WRONG)], &["."], 1),
        ("a syntax error", &[("a.yaml", broken)], &["a.yaml"], 1),
        ("an error that is not shown", &[("a.yaml", WRONG)], &[".", "-q", "--ignore", "SCH"], 0),
        ("an error that does not count", &[("a.yaml", WRONG)], &[".", "--fail-on", "never"], 0),
        ("an error, machine output", &[("a.yaml", WRONG)], &[".", "-o", "json"], 1),
        ("a path that does not exist", &[("a.yaml", CLEAN)], &["nope"], 2),
        ("it wins over findings", &[("a.yaml", WRONG)], &["a.yaml", "nope"], 2),
        ("it wins over --fail-on", &[("a.yaml", CLEAN)], &["nope", "--fail-on", "never"], 2),
        ("an unknown flag", &[], &["--nope"], 2),
        ("an unknown rule", &[("a.yaml", CLEAN)], &[".", "--select", "NOPE"], 2),
        ("an unknown version", &[("a.yaml", CLEAN)], &[".", "-k", "1.3"], 2),
        ("an unknown format", &[("a.yaml", CLEAN)], &[".", "-o", "xml"], 2),
        ("two outputs to one place", &[("a.yaml", CLEAN)], &[".", "-o", "json", "-o", "full"], 2),
        ("an output that cannot be written", &[("a.yaml", CLEAN)], &[".", "-o", "json=a.yaml/out.json"], 2),
        ("no folder of schemas", &[("a.yaml", CLEAN)], &[".", "--schemas", "nope"], 2),
        ("no threads", &[("a.yaml", CLEAN)], &[".", "-j", "0"], 2),
        ("nothing to check", &[], &["."], 3),
        ("no manifest", &[("values.yaml", "a: 1\n")], &["."], 3),
        ("an empty file", &[("a.yaml", "")], &["a.yaml"], 3),
        ("nothing to check, which is fine", &[("values.yaml", "a: 1\n")], &[".", "--allow-empty"], 0),
        ("findings in spite of that", &[("a.yaml", WRONG)], &[".", "--allow-empty"], 1),
        ("a failure in spite of that", &[], &["nope", "--allow-empty"], 2),
        ("nothing asked for", &[], &[], 2),
        ("help", &[], &["--help"], 0),
        ("version", &[], &["--version"], 0),
        ("files", &[("a.yaml", WRONG)], &[".", "--show-files"], 0),
        ("no files", &[], &[".", "--show-files"], 3),
        ("rules", &[], &["rules"], 0),
        ("an unknown rule to explain", &[], &["explain", "NOPE"], 2),
        ("completions", &[], &["completions", "zsh"], 0),
    ];
    for (what, files, arguments, code) in cases {
        let run = Kubevet::with(files).run(arguments);
        assert_eq!(run.code, Some(*code), "{what}: {arguments:?}\n{}", run.all());
    }
}
