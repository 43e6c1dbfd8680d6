//! Findings under their files and objects.

use kubevet::finding::Severity;
use kubevet::report::{Format, Look};

use super::{Sample, shop};

#[test]
fn findings_stand_under_their_file_and_object() {
    insta::assert_snapshot!(shop().render(Format::Grouped, Look { show: Severity::Info, ..Look::default() }));
}

#[test]
fn text_from_a_manifest_cannot_command_the_terminal() {
    let sample = Sample::new().file("a\x1b.yaml", "kind: X\n");
    let place = sample.place("a\x1b.yaml", "X", "/kind");
    let finding = sample.error("SCH001", "unknown-kind", "kind `\x1b[2J`", place);
    let text = sample.finding(finding).render(Format::Grouped, Look::default());
    assert!(text.starts_with("a␛.yaml\n") && !text.contains('\x1b'), "{text}");
}
