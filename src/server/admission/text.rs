//! Texts for headers, messages and logs, whatever somebody wrote into an object to spoil them.

use std::borrow::Cow;

/// A text in one line of what can be seen: control characters, line and paragraph separators and marks that turn the
/// direction of writing are written out as `\u{202e}`, line feeds and tabs are blanks.
///
/// API servers drop warnings that hold control characters without a word (measured on 1.36).
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => line.push(' '),
            c if is_unseen(c) => line.extend(c.escape_unicode()),
            c => line.push(c),
        }
    }
    Cow::Owned(line)
}

/// Whether a character takes no place of its own on a line.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The beginning of a text, with `…` where it is cut, so that it has at most so many characters.
pub fn shortened(text: &str, characters: usize) -> Cow<'_, str> {
    let Some((last, _)) = text.char_indices().nth(characters.saturating_sub(1)) else { return Cow::Borrowed(text) };
    match text.char_indices().nth(characters) {
        Some(_) => Cow::Owned(format!("{}…", text.get(..last).unwrap_or_default().trim_end())),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(one_line("a\nb\tc"), "a b c");
        assert_eq!(one_line("admin\u{202e}gnp.exe\0"), "admin\\u{202e}gnp.exe\\u{0}");
        assert_eq!(one_line("하나 둘 \"x\""), "하나 둘 \"x\"");
    }

    #[test]
    fn a_text_is_cut_by_characters_and_says_so() {
        assert_eq!(shortened("하나둘셋", 4), "하나둘셋");
        assert_eq!(shortened("하나둘셋", 3), "하나…");
        assert_eq!(shortened("", 3), "");
    }
}
