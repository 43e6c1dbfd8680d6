//! JSON as Go's decoder reads it, and what is said about text that is none.

use super::*;
use crate::yaml::LineIndex;

fn read(source: &str) -> Result<Tape, SyntaxError> {
    parse(source, Span::new(0, source.len() as u32))
}

/// The nodes of a text as `kind text` or `kind{count}`.
fn nodes(source: &str) -> String {
    let tape = read(source).unwrap();
    let show = |entry: &crate::yaml::tape::Entry| match entry.kind {
        EntryKind::Seq | EntryKind::Map => format!("{:?}{{{}}}", entry.kind, entry.data),
        kind => format!("{kind:?} {}", tape.text(entry, source)),
    };
    tape.entries.iter().map(show).collect::<Vec<_>>().join("|")
}

#[test]
fn values_keep_their_types() {
    assert_eq!(
        nodes("{\"a\": [1, -2, 1.0, 1e2, true, null, \"x\"],\n\t\"b\": {}, \"c\": []}\r\n"),
        "Map{3}|Str a|Seq{7}|Int 1|Int -2|Float 1.0|Float 1e2|Bool true|Null null|Str x|Str b|Map{0}|Str c|Seq{0}"
    );
    assert_eq!(nodes("12345678901234567890123"), "Float 12345678901234567890123");
}

#[test]
fn strings_are_unescaped_as_in_go() {
    for (source, expected) in [
        (r#""a\/b\n\u00e9""#, "a/b\né"),
        (r#""\ud83d\ude00""#, "😀"),
        (r#""\ud83dx""#, "\u{fffd}x"),
        (r#""\ude00\ud83d""#, "\u{fffd}\u{fffd}"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        ("\"\u{7f}\u{85}\"", "\u{7f}\u{85}"),
    ] {
        assert_eq!(nodes(source), format!("Str {expected}"), "{source}");
    }
}

#[test]
fn spans_cover_quotes_and_brackets() {
    let source = "{\"a\": [1, \"b\\n\"] }";
    let tape = read(source).unwrap();
    let spans: Vec<&str> = tape.entries.iter().map(|entry| Span::new(entry.start, entry.end).slice(source)).collect();
    assert_eq!(spans, [source, "\"a\"", "[1, \"b\\n\"]", "1", "\"b\\n\""]);
}

#[test]
fn duplicate_keys_are_kept_and_noted() {
    let tape = read("{\"a\": 1, \"a\": 2}").unwrap();
    let found: Vec<_> = tape.duplicates.iter().map(|found| (found.first, found.second, found.only_as_text)).collect();
    assert_eq!(found, [(1, 3, false)]);
}

#[test]
fn a_stream_of_values_is_read_one_by_one() {
    let source = "{\"a\":1} [2]\n";
    let (first, end) = parse_value(source, Span::new(0, source.len() as u32)).unwrap();
    assert_eq!((first.entries.len(), end), (3, 7));
    let (second, end) = parse_value(source, Span::new(end, source.len() as u32)).unwrap();
    assert_eq!((second.entries.len(), end), (2, 11));
}

#[test]
fn errors_say_where_and_what_to_do() {
    for (source, at, message, help) in [
        ("{\"a\": 1,\n}", (1, 8), "a comma stands after the last entry", "remove the comma"),
        ("[1,]", (1, 3), "a comma stands after the last entry", "remove the comma"),
        ("{\"a\": 1\n \"b\": 2}", (2, 2), "a comma or `}` is missing here", ""),
        ("{\"a\" 1}", (1, 6), "a colon is missing after the key", ""),
        ("{a: 1}", (1, 2), "a key in double quotes is missing here", "put the key in double quotes"),
        ("{'a': 1}", (1, 2), "a key in double quotes is missing here", "not single ones"),
        ("{\"a\": True}", (1, 7), "this word is not a value in JSON", "write true"),
        ("{\"a\": abc}", (1, 7), "this word is not a value in JSON", "double quotes"),
        ("{\"a\": }", (1, 7), "a value is missing here", ""),
        ("{\"a\": 1 // c\n}", (1, 9), "a comma or `}` is missing here", "no comments"),
        ("[01]", (1, 2), "this is not a number in JSON", "no leading zero"),
        ("[1.]", (1, 2), "this is not a number in JSON", "look like"),
        ("[1e400]", (1, 2), "the number is too large", "64-bit"),
        ("[\"a\\x\"]", (1, 4), "this escape does not exist in JSON", "\\\\"),
        ("[\"\\u12g4\"]", (1, 3), "this escape has no character", "four"),
        ("[\"a\tb\"]", (1, 4), "a control character stands in a string", "`\\t`"),
        ("[\"a\nb\"]", (1, 4), "the string is not closed in its line", "closing quote"),
        ("[\"a", (1, 4), "the string is not closed in its line", "closing quote"),
        ("{\"a\": [1", (1, 9), "the text ends before `]`", "add the missing `]`"),
        ("{} x", (1, 4), "there is more text after the end of the JSON value", "one value"),
        ("", (1, 1), "there is no value", ""),
    ] {
        let error = read(source).unwrap_err();
        let position = LineIndex::new(source).position(error.span.start);
        assert_eq!(((position.line, position.column), error.message.as_str()), (at, message), "{source}");
        assert!(error.help.as_deref().unwrap_or_default().contains(help), "{source}: {:?}", error.help);
    }
}

#[test]
fn ten_thousand_levels_are_read_and_one_more_is_refused() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(read(&nested(10_000)).unwrap().entries.len(), 10_000);
    let error = read(&nested(10_001)).unwrap_err();
    assert_eq!((error.kind, error.span.start), (SyntaxErrorKind::TooLarge, 10_000));
}
