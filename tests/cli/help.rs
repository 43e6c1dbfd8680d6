//! The help teaches: it is reviewed like code.

use super::Kubevet;

#[test]
fn help_shows_commands_flags_examples_and_exit_codes() {
    insta::assert_snapshot!(Kubevet::with(&[]).run(&["--help"]).stdout);
}

#[test]
fn both_forms_of_help_are_the_same_for_every_command() {
    for command in [&[][..], &["check"], &["rules"], &["explain"], &["completions"]] {
        let help = |flag| {
            let run = Kubevet::with(&[]).run(&[command, &[flag]].concat());
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{command:?} {flag}");
            run.stdout
        };
        assert_eq!(help("-h"), help("--help"), "{command:?}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = Kubevet::with(&[]).run(&["--version"]);
    assert_eq!(run.stdout, concat!("kubevet ", env!("CARGO_PKG_VERSION"), "\n"));
}
