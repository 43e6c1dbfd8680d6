//! The values that literals stand for.

/// The text between quotes, escapes resolved. Nothing when an escape does not exist.
pub(super) fn string(literal: &str) -> Option<String> {
    let (body, raw) = body(literal)?;
    if raw || !body.contains('\\') {
        return Some(body.to_owned());
    }
    let mut text = String::with_capacity(body.len());
    unescape(body, |escaped| match escaped {
        Escaped::Char(c) => {
            text.push(c);
            Some(())
        }
        Escaped::Code(code) => char::from_u32(code).map(|c| text.push(c)),
    })?;
    Some(text)
}

/// The bytes between quotes. Nothing when an escape does not exist.
pub(super) fn bytes(literal: &str) -> Option<Vec<u8>> {
    let (body, raw) = body(literal)?;
    if raw || !body.contains('\\') {
        return Some(body.as_bytes().to_vec());
    }
    let mut bytes = Vec::with_capacity(body.len());
    unescape(body, |escaped| match escaped {
        Escaped::Char(c) => {
            bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            Some(())
        }
        Escaped::Code(code) => u8::try_from(code).ok().map(|byte| bytes.push(byte)),
    })?;
    Some(bytes)
}

/// What is between the quotes, and whether backslashes are just that.
fn body(literal: &str) -> Option<(&str, bool)> {
    let quoted = literal.trim_start_matches(['r', 'R', 'b', 'B']);
    let raw = literal.get(..literal.len() - quoted.len())?.contains(['r', 'R']);
    let width = if quoted.len() >= 6 && (quoted.starts_with("\"\"\"") || quoted.starts_with("'''")) { 3 } else { 1 };
    Some((quoted.get(width..quoted.len().checked_sub(width)?)?, raw))
}

enum Escaped {
    Char(char),
    /// A number that stands for a character in text, and for a byte in bytes.
    Code(u32),
}

fn unescape(body: &str, mut push: impl FnMut(Escaped) -> Option<()>) -> Option<()> {
    let mut chars = body.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            push(Escaped::Char(c))?;
            continue;
        }
        let escape = chars.next()?;
        let mut digits = |count: usize, radix: u32, first: u32| {
            (0..count).try_fold(first, |code, _| Some(code.checked_mul(radix)? + chars.next()?.to_digit(radix)?))
        };
        push(match escape {
            'a' => Escaped::Char('\u{7}'),
            'b' => Escaped::Char('\u{8}'),
            'f' => Escaped::Char('\u{c}'),
            'n' => Escaped::Char('\n'),
            'r' => Escaped::Char('\r'),
            't' => Escaped::Char('\t'),
            'v' => Escaped::Char('\u{b}'),
            '\\' | '\'' | '"' | '`' | '?' => Escaped::Char(escape),
            'x' | 'X' => Escaped::Code(digits(2, 16, 0)?),
            'u' => Escaped::Code(digits(4, 16, 0)?),
            'U' => Escaped::Code(digits(8, 16, 0)?),
            '0'..='3' => Escaped::Code(digits(2, 8, escape.to_digit(8)?)?),
            _ => return None,
        })?;
    }
    Some(())
}

/// A whole number, with its sign.
pub(super) fn int(text: &str, negative: bool) -> Option<i64> {
    let (digits, radix) = digits(text);
    let sign = if negative { "-" } else { "" };
    i64::from_str_radix(&format!("{sign}{digits}"), radix).ok()
}

/// A whole number with a `u` behind it.
pub(super) fn uint(text: &str) -> Option<u64> {
    let (digits, radix) = digits(text.trim_end_matches(['u', 'U']));
    u64::from_str_radix(digits, radix).ok()
}

fn digits(text: &str) -> (&str, u32) {
    text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).map_or((text, 10), |digits| (digits, 16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_what_they_stand_for() {
        for (literal, text) in [
            (r#""a\n\t\\\"""#, "a\n\t\\\""),
            (r"'\x41\u00e4\U0001F431\101'", "Aä🐱A"),
            (r"r'\d+'", r"\d+"),
            ("'''it's\n'''", "it's\n"),
            ("''", ""),
        ] {
            assert_eq!(string(literal).as_deref(), Some(text), "{literal}");
        }
        for literal in [r"'\z'", r"'\400'", r"'\ud800'", r"'\u00'"] {
            assert_eq!(string(literal), None, "{literal}");
        }
        assert_eq!(bytes(r"b'\xff\001a'"), Some(vec![255, 1, b'a']));
    }

    #[test]
    fn numbers_hold_their_whole_range_and_no_more() {
        assert_eq!(int("9223372036854775808", true), Some(i64::MIN));
        assert_eq!(int("9223372036854775808", false), None);
        assert_eq!(int("0x1F", true), Some(-31));
        assert_eq!(uint("18446744073709551615u"), Some(u64::MAX));
    }
}
