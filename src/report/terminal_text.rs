//! Makes text from manifests safe to show in a terminal.

use std::borrow::Cow;

/// Text on one line, without anything a terminal would act upon.
///
/// Names and values come from files that others wrote: control characters could recolour or overwrite what kubevet says,
/// and bidirectional overrides could show a text other than the one that counts.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| harmless(c) == c && c != '\n' && c != '\t') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { harmless(c) }).collect())
}

/// The character, or one of the same width that stands for it; line feeds and tabs stay.
pub fn harmless(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_overrides_become_visible() {
        assert_eq!(one_line("a\x1b[31mb\u{202e}c\r\nd\te\u{9b}"), "a␛[31mb\u{fffd}c␍ d e\u{fffd}");
        assert!(matches!(one_line("plain text, Ünïcödé 漢字"), Cow::Borrowed(_)));
    }
}
