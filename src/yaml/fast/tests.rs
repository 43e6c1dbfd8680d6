//! What the fast path accepts, node by node, and what it leaves to the exact path.

use super::*;
use crate::yaml::Span;

/// The nodes of a text as `kind text` or `kind{count}`, one after the other.
fn nodes(source: &str) -> Option<Vec<String>> {
    let tape = parse(source, Span::new(0, source.len() as u32))?;
    let show = |entry: &crate::yaml::tape::Entry| match entry.kind {
        EntryKind::Seq | EntryKind::Map => format!("{:?}{{{}}}", entry.kind, entry.data),
        kind => format!("{kind:?} {}", tape.text(entry, source)),
    };
    Some(tape.entries.iter().map(show).collect())
}

/// The text of the value under the only key of a mapping.
fn value(source: &str) -> Option<String> {
    let tape = parse(source, Span::new(0, source.len() as u32))?;
    assert_eq!(tape.entries.len(), 3, "{source:?}");
    Some(tape.text(&tape.entry(2), source).to_owned())
}

#[test]
fn block_collections_nest_by_their_columns() {
    let source = "a:\n  b: 1\n  c:\n  - x\n  -   d: yes\n      e:\n  - - w\n    - z\nf: {g: [1, 'h'], \"i\": j}\n";
    let expected = "Map{2}|Str a|Map{2}|Str b|Int 1|Str c|Seq{3}|Str x|Map{2}|Str d|Bool yes|Str e|Null |Seq{2}|Str w|\
                    Str z|Str f|Map{2}|Str g|Seq{2}|Int 1|Str h|Str i|Str j";
    assert_eq!(nodes(source).unwrap().join("|"), expected);
}

#[test]
fn flow_collections_close_wherever_their_bracket_stands() {
    let source = "a: [\n1,\n b  # c\n  c,\n d\n]\nb: {\nc: \"d\"\n , e: f\n}\n";
    assert_eq!(nodes(source), None, "a comment ends the plain scalar");
    let source = source.replace("  # c", "");
    let expected = "Map{2}|Str a|Seq{3}|Int 1|Str b c|Str d|Str b|Map{2}|Str c|Str d|Str e|Str f";
    assert_eq!(nodes(&source).unwrap().join("|"), expected);
}

#[test]
fn plain_and_quoted_scalars_fold_their_lines() {
    for (source, expected) in [
        ("a: b c # d\n", "b c"),
        ("a: b#c:d\n", "b#c:d"),
        ("a: b\n  c\n\n  d\n", "b c\nd"),
        ("a:\n  b\n c\n# end\n", "b c"),
        ("a: b\r\n  c\r\n\r\n  d\r\n", "b c\nd"),
        ("a: 'b''c'\n", "b'c"),
        ("a: 'b  \n   c\n\n\nd'\n", "b c\n\nd"),
        ("a: \"b\\n\\\"\\u00fc\\\n   c  \\\n  d\"\n", "b\n\"üc  d"),
        ("a: \"b \\  \n c\"", "b   c"),
    ] {
        assert_eq!(value(source).as_deref(), Some(expected), "{source:?}");
    }
}

#[test]
fn block_scalars_follow_their_indicators() {
    for (source, expected) in [
        ("a: |\n  b\n   c\n\n  d\n\n", "b\n c\n\nd\n"),
        ("a: |-\n  b\n\n", "b"),
        ("a: |+ # all\n  b\n\n", "b\n\n"),
        ("a: >\n  b\n  c\n\n  d\n   e\n  f\n", "b c\nd\n e\nf\n"),
        ("a: |2-\n    b\n   c\n", "  b\n c"),
        ("a: |-1\n  b\n# c\n", " b"),
        ("a: |\r\n  b\r\n  c\r\n", "b\nc\n"),
        ("a: |+\n\n", "\n"),
        ("a: |\n\n\n  b\n", "\n\nb\n"),
    ] {
        assert_eq!(value(source).as_deref(), Some(expected), "{source:?}");
    }
}

#[test]
fn keys_become_the_keys_of_json() {
    let source = "yes: 1\n0777: 2\nq: 3\n";
    assert_eq!(nodes(source).unwrap().join("|"), "Map{3}|Bool true|Int 1|Int 511|Int 2|Str q|Int 3");
}

#[test]
fn spans_cover_quotes_brackets_and_headers() {
    let source = "a: 'b'\nc:\nd:\n- |\n  e\n\n- [f]\n";
    let tape = parse(source, Span::new(0, source.len() as u32)).unwrap();
    let spans: Vec<&str> = tape.entries.iter().map(|entry| Span::new(entry.start, entry.end).slice(source)).collect();
    let whole = source.trim_end();
    assert_eq!(spans, [whole, "a", "'b'", "c", "", "d", "- |\n  e\n\n- [f]", "|\n  e", "[f]", "f"]);
    assert_eq!(tape.entry(4).start, 9, "right after the colon");
}

#[test]
fn what_is_rare_or_doubtful_is_left_to_the_exact_path() {
    for source in [
        "",
        "# only a comment\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !t b\n",
        "? a\n",
        "<<: {a: b}\n",
        "a: <<\n",
        "%YAML 1.1\n",
        "--- a\n",
        "a: b\n...\n",
        "\ta: b\n",
        "a:\tb\n",
        "a: b: c\n",
        "a: b\n  c: d\n",
        "a: b\n c\nd\n",
        "a: - b\n",
        "a: 'b' c\n",
        "a: 'b\n",
        "a: \"\\/\"\n",
        "a: \"\\ud83d\"\n",
        "a: {{ b }}\n",
        "a: [b\n",
        "a: [b, , c]\n",
        "a: {b}\n",
        "a: {b\n: c}\n",
        "[a]: b\n",
        "a: |\n  b",
        "a: |\n    \n  b\n",
        "a: .nan\n",
        "~: a\n",
        "a: b\rc: d\n",
        "a: \u{85}\n",
        "a\u{feff}: b\n",
        "- a\n b: c\n",
        "a:\n  b: c\n d: e\n",
        "a:\n  - b\n  c: d\n",
        "a: 'b\n---\n c'\n",
        "a: @b\n",
        "- a\n-b\n",
        "\"a\\\n b\": c\n",
    ] {
        assert_eq!(nodes(source), None, "{source:?}");
    }
    let deep = "[".repeat(5_000) + &"]".repeat(5_000);
    assert_eq!(nodes(&deep), None);
    assert_eq!(nodes(&("k".repeat(2_000) + ": v")), None);
}
