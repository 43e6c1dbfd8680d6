//! What the formats in XML share.

use std::borrow::Cow;

use super::terminal_text::one_line;

/// The first line of a file.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// Text without the characters that XML 1.0 cannot hold in any way of writing (section 2.2), on one line. What must be
/// escaped is not escaped yet.
pub fn xml_text(text: &str) -> Cow<'_, str> {
    let text = one_line(text);
    if text.contains(NONCHARACTERS) {
        return Cow::Owned(text.replace(NONCHARACTERS, "\u{fffd}"));
    }
    text
}

/// The characters above the controls that XML does not allow.
const NONCHARACTERS: [char; 2] = ['\u{fffe}', '\u{ffff}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_of_xml_are_left() {
        let all: String = (0..=0x1_ffff).filter_map(char::from_u32).collect();
        let allowed = |c: char| matches!(c, '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(xml_text(&all).chars().all(allowed));
        assert_eq!(xml_text("a <b> & \u{ffff}"), "a <b> & \u{fffd}");
    }
}
