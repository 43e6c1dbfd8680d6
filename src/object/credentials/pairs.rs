//! Pairs of a name and a value in texts: lines of `.env`, properties, INI, TOML and YAML files, members of JSON, flags of
//! commands, parts of connection strings.

use std::ops::Range;

/// A value that stands beside a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// The bytes of the name, without the dashes of a flag.
    pub(super) name: Range<usize>,
    /// The bytes of the value, without its quotes.
    pub(super) value: Range<usize>,
    /// Whether it stands in quotes.
    pub(super) quoted: bool,
}

/// Where in its line a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// At its beginning.
    First,
    /// In quotes, among members of JSON.
    Member,
    /// A flag, or part of a list without blanks around `=`.
    Inner,
}

/// Words that may stand before the name on a line.
const LEADS: &[&str] =
    &["", "-", "- -", "export", "- export", "ENV", "set", "local", "let", "const", "var", "declare -x"];
const QUOTES: &[&str] = &["\\\"", "\"", "'"];
/// Names are shorter, and so is what may stand before one at the beginning of a line.
const MAX_NAME: usize = 96;
/// Values beside names are shorter; so is what is searched for their end, where a text is one long line.
const MAX_VALUE: usize = 4096;

/// The bytes of the name that a word of it belongs to; nothing when that is too long for a name.
pub(super) fn name_around(text: &str, word: Range<usize>, from: usize) -> Option<Range<usize>> {
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    let before = text.get(from.min(word.start)..word.start)?;
    let behind = text.get(word.end..)?;
    let start = word.start - before.bytes().rev().take(MAX_NAME).take_while(is_part).count();
    let end = word.end + behind.bytes().take(MAX_NAME).take_while(is_part).count();
    (end - start < MAX_NAME).then_some(start..end)
}

/// Whether a value may follow the name that ends at an offset: nearly all names are told apart by this look.
pub(super) fn may_follow(text: &str, name_end: usize) -> bool {
    let rest = text.get(name_end..).unwrap_or_default();
    rest.trim_start_matches(['\\', '"', '\'', ' ', '\t']).starts_with([':', '='])
}

/// The pair that a name begins, on a line that begins at an offset.
pub(super) fn pair(text: &str, line_start: usize, name: Range<usize>) -> Option<Pair> {
    let before = text.get(line_start..name.start)?;
    let rest = text.get(name.end..)?;
    let quote = QUOTES.iter().find(|quote| before.ends_with(**quote) && rest.starts_with(**quote)).copied();
    let before = quote.and_then(|quote| before.strip_suffix(quote)).unwrap_or(before);
    let rest = quote.and_then(|quote| rest.strip_prefix(quote)).unwrap_or(rest);
    let position = position(before, text.get(name.clone())?, quote.is_some())?;
    let value = behind_sign(rest, position, quote.is_some())?;
    let value_start = text.len() - value.len();
    let value = value.get(..value.floor_char_boundary(MAX_VALUE))?;
    let (inside, quoted) = value_of(value, position)?;
    let dashes = text.get(name.clone())?;
    let dashes = dashes.len() - dashes.trim_start_matches('-').len();
    let value = value_start + inside.start..value_start + inside.end;
    Some(Pair { name: name.start + dashes..name.end, value, quoted })
}

fn position(before: &str, name: &str, quoted: bool) -> Option<Position> {
    let tail = before.trim_end_matches([' ', '\t']);
    let is_flag = name.starts_with("--") || name.starts_with("-D");
    let is_part = || {
        let blank = before.ends_with([' ', '\t']) && !tail.ends_with([',', '{', '(']);
        blank || before.ends_with([';', '&', '?', '"', '\''])
    };
    if !is_flag && before.len() <= MAX_NAME && LEADS.contains(&before.trim()) {
        Some(Position::First)
    } else if quoted {
        tail.ends_with(['{', ',', '[', '(']).then_some(Position::Member)
    } else {
        (is_flag || is_part()).then_some(Position::Inner)
    }
}

/// What stands behind the sign between name and value.
fn behind_sign(rest: &str, position: Position, quoted: bool) -> Option<&str> {
    let blanks = [' ', '\t'];
    let value = match position {
        Position::Inner => rest.strip_prefix('=')?,
        _ => {
            let sign = rest.trim_start_matches(blanks);
            let assigned = [":=", "=>", "="].iter().find_map(|assign| sign.strip_prefix(assign));
            let mapped = || sign.strip_prefix(':').filter(|value| quoted || value.starts_with([' ', '\t', '"', '\'']));
            assigned.or_else(mapped)?.trim_start_matches(blanks)
        }
    };
    (!value.starts_with(['=', '~', '\n', '\r'])).then_some(value)
}

/// The bytes of the value, and whether it stands in quotes.
fn value_of(value: &str, position: Position) -> Option<(Range<usize>, bool)> {
    let quote = QUOTES.iter().find(|quote| value.starts_with(**quote));
    if let Some(quote) = quote {
        let inside = value.get(quote.len()..)?;
        let len = quoted_len(inside, quote)?;
        return Some((quote.len()..quote.len() + len, true));
    }
    let end = |c: char| match position {
        Position::Inner => {
            c.is_whitespace() || matches!(c, ';' | '&' | ',' | '"' | '\'' | '`' | ')' | '<' | '>' | '|' | '\\')
        }
        _ => c == '\n',
    };
    let line = value.get(..value.find(end).unwrap_or(value.len()))?;
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    let line = line.trim_end_matches([',', ';']);
    (position != Position::Member).then_some((0..line.len(), false))
}

/// The length of a text up to its closing quote on the same line.
fn quoted_len(inside: &str, quote: &str) -> Option<usize> {
    let line = inside.get(..inside.find('\n').unwrap_or(inside.len()))?;
    let escaped = |at: usize| quote == "\"" && line.get(..at).is_some_and(|head| head.ends_with('\\'));
    line.match_indices(quote).map(|(at, _)| at).find(|at| !escaped(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, &str, bool)> {
        let at = text.rfind("pass")?;
        let line_start = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
        let name = name_around(text, at..at + 4, 0)?;
        let pair = pair(text, line_start, name)?;
        Some((text.get(pair.name)?, text.get(pair.value)?, pair.quoted))
    }

    #[test]
    fn values_stand_beside_their_names_in_every_sort_of_file() {
        for (text, value, quoted) in [
            ("a=1\npass=hunter2\nb=2", "hunter2", false),
            ("pass = hunter2 # of the test system", "hunter2", false),
            ("export pass='hun ter2'", "hun ter2", true),
            ("db:\n  - pass: hunter2,\n", "hunter2", false),
            ("{\"a\": 1, \"pass\":\"hun\\\"ter2\"}", "hun\\\"ter2", true),
            ("{\\\"pass\\\": \\\"hunter2\\\"}", "hunter2", true),
            ("\"pass\" => \"hunter2\",", "hunter2", true),
            ("run --pass=hunter2 --now", "hunter2", false),
            ("Server=db;pass=hunter2;Port=1", "hunter2", false),
            ("see https://db/?pass=hunter2&a=1", "hunter2", false),
            ("host=db pass=hunter2 port=1", "hunter2", false),
        ] {
            assert_eq!(read(text), Some(("pass", value, quoted)), "{text}");
        }
    }

    #[test]
    fn comparisons_matchers_and_sentences_are_no_pairs() {
        for text in [
            "if pass == other",
            "pass:\n  x",
            "sum(kube{a=\"b\", pass=\"x\"})",
            "kube{pass=\"x\"}",
            "the pass: none",
            "a.b(pass, x)",
            "pass != 1",
            "pass=~\"a\"",
            "{\"pass\": 1}",
            "\"pass\": \"open",
        ] {
            assert_eq!(read(text).filter(|(_, value, _)| *value != "1}"), None, "{text}");
        }
    }
}
