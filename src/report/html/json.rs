//! JSON that may stand in a page: no text within it ends the element that holds it, or means anything to a browser.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, Formatter};

use crate::report::terminal_text::harmless;

/// Writes a value as JSON, with nothing in its texts that would act upon the page or reorder what is read.
pub fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Harmless)).map_err(io::Error::from)
}

struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c: char| matches!(c, '<' | '>' | '&') || harmless(c) != c) {
            let (before, from) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            let mut after = from.chars();
            match after.next() {
                Some(c @ ('<' | '>' | '&')) => write!(out, "\\u{:04x}", u32::from(c))?,
                Some(c) => write!(out, "{}", harmless(c))?,
                None => {}
            }
            rest = after.as_str();
        }
        out.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, out: &mut W, escape: CharEscape) -> io::Result<()> {
        match escape {
            CharEscape::Quote => out.write_all(b"\\\""),
            CharEscape::ReverseSolidus => out.write_all(b"\\\\"),
            CharEscape::Solidus => out.write_all(b"/"),
            CharEscape::LineFeed => out.write_all(b"\\n"),
            CharEscape::Tab => out.write_all(b"\\t"),
            CharEscape::Backspace => write!(out, "{}", harmless('\u{8}')),
            CharEscape::FormFeed => write!(out, "{}", harmless('\u{c}')),
            CharEscape::CarriageReturn => write!(out, "{}", harmless('\r')),
            CharEscape::AsciiControl(byte) => write!(out, "{}", harmless(char::from(byte))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        write(&text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_text_ends_the_element_that_holds_it() {
        assert_eq!(written("a</script><!--&b"), r#""a\u003c/script\u003e\u003c!--\u0026b""#);
        assert_eq!(written("\"\\\n\t/"), r#""\"\\\n\t/""#);
    }

    #[test]
    fn what_acts_upon_a_terminal_or_reorders_text_is_shown_instead() {
        assert_eq!(written("\x1b[31m\r\u{202e}\u{2028}\u{8}x"), "\"␛[31m␍\u{fffd}\u{fffd}␈x\"");
    }
}
