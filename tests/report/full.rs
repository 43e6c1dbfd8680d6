//! Frames of the lines around a finding.

use kubevet::finding::{Related, Severity};
use kubevet::report::{Format, Look};

use kubevet::finding::Location;
use kubevet::yaml::{LineIndex, Pointer, Span};
use proptest::prelude::*;

use super::{Sample, shop};

/// The frame of one finding at some text of a file, without the summary.
fn frame(text: &str, needle: &str) -> String {
    let sample = Sample::new().file("a.yaml", text);
    let place = sample.place("a.yaml", needle, "");
    let finding = sample.error("SCH002", "unknown-field", "unknown field", place);
    sample.finding(finding).render(Format::Full, Look { summary: false, ..Look::default() })
}

#[test]
fn each_finding_shows_its_lines_its_help_and_related_places() {
    insta::assert_snapshot!(shop().render(Format::Full, Look { show: Severity::Info, ..Look::default() }));
}

#[test]
fn colours_follow_the_severity() {
    let look = Look { color: true, links: true, ..Look::default() };
    insta::assert_snapshot!(shop().render(Format::Full, look).replace('\x1b', "ESC"));
}

#[test]
fn related_places_nearby_share_the_frame() {
    let sample = Sample::new().file("a.yaml", "kind: A\nmetadata: {}\nspec: {}\nmetadata: []\n");
    let place = sample.place("a.yaml", "metadata: []", "/metadata");
    let related = Related { message: "first here".into(), location: sample.place("a.yaml", "metadata", "/metadata") };
    let mut finding = sample.error("YML009", "duplicate-key", "key `metadata` stands twice", place);
    finding.related.push(related);
    insta::assert_snapshot!(sample.finding(finding).render(Format::Full, Look { summary: false, ..Look::default() }));
}

#[test]
fn marks_stand_under_tabs_wide_characters_and_before_carriage_returns() {
    insta::assert_snapshot!(frame("a: 1\r\nb: \"漢字\tü\" # here\r\nc: 3\r\n", "# here"));
}

#[test]
fn a_mark_of_many_lines_stands_under_the_first() {
    insta::assert_snapshot!(frame("a: 1\nb:\n  c: |\n    x\n    y\n    z\nd: 1\n", "|\n    x\n    y\n    z"));
}

#[test]
fn a_line_of_a_megabyte_is_shown_as_a_window() {
    let filler = "\"k\": 1234567, ".repeat(40_000);
    let text = frame(&format!("{{{filler}\"needle\": true, {filler}\"end\": 1}}\n"), "\"needle\": true");
    assert!(text.len() < 2_000, "{} bytes", text.len());
    insta::assert_snapshot!(text);
}

#[test]
fn lines_cannot_command_the_terminal() {
    let text = frame("a: 1\nb: \"\x1b]0;title\x07\u{202e}\" # here\n", "# here");
    assert!(text.contains("b: \"␛]0;title␇\u{fffd}\" # here"), "{text}");
}

#[test]
fn the_end_of_the_text_and_empty_lines_can_be_marked() {
    for (text, needle) in [("a: [", "["), ("a: 1\n\n\nb: 2\n", "\n\n\nb"), ("\n", ""), ("é", "é")] {
        let shown = frame(text, needle);
        assert!(shown.contains("unknown field") && shown.contains("[a.yaml:1:"), "{text:?}\n{shown}");
    }
}

#[test]
fn a_file_that_is_no_text_is_named_all_the_same() {
    let sample = Sample::new().file("a.yaml", "a: 1\n");
    let mut place = sample.place("a.yaml", "a", "");
    place.file = "b.yaml".into();
    let finding = sample.error("YML002", "encoding", "the file is not UTF-8", place);
    let text = sample.finding(finding).render(Format::Full, Look { summary: false, ..Look::default() });
    assert!(text.contains("[b.yaml:1:1]"), "{text}");
}

proptest! {
    /// Whatever the text and wherever the marks, there is a frame, and nothing in it that a terminal would act upon.
    #[test]
    fn any_text_can_be_marked_anywhere(
        text in "([a-c: \\t\"#-]|\n|\r|\r\n|é|漢|\u{1b}|\u{301}|kind: Secret|\n---\n|.){0,40}",
        marks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
        width in 50_usize..120,
    ) {
        let sample = Sample::new().file("a.yaml", &text);
        let lines = LineIndex::new(&text);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut places = marks.iter().map(|(a, b)| {
            let (a, b) = (*a.get(&ends) as u32, *b.get(&ends) as u32);
            Location::new("a.yaml".into(), 0, Pointer::root(), Span::new(a.min(b), a.max(b)), &lines)
        });
        let first = places.next().unwrap();
        let mut finding = sample.error("SCH002", "unknown-field", "unknown field", first);
        finding.related = places.map(|location| Related { message: "here".into(), location }).collect();
        let look = Look { summary: false, width, ..Look::default() };
        let shown = sample.finding(finding).render(Format::Full, look);
        prop_assert!(shown.contains("unknown field") && !shown.contains(['\x1b', '\r', '\t']), "{shown}");
    }
}
