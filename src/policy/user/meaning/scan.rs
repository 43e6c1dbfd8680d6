//! Where the statements of Rego end, as far as the text tells.

/// The source with blanks in place of comments and the insides of strings, byte for byte.
pub(in crate::policy::user) fn blanked(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut quote = None;
    let mut in_comment = false;
    let mut escaped = false;
    for c in source.chars() {
        let hidden = in_comment || quote.is_some_and(|open| c != open || escaped);
        match c {
            '\n' => in_comment = false,
            '#' if quote.is_none() => in_comment = true,
            '"' | '`' if !in_comment && !escaped => {
                quote = match quote {
                    None => Some(c),
                    Some(open) if open == c => None,
                    other => other,
                }
            }
            _ => {}
        }
        escaped = c == '\\' && quote == Some('"') && !escaped;
        match (hidden || in_comment) && c != '\n' {
            true => code.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => code.push(c),
        }
    }
    code
}

/// Signs that a statement goes on behind, when they end or begin a line.
const OPERATORS: [char; 13] = ['+', '-', '*', '/', '%', '&', '|', '=', '<', '>', ',', '!', '.'];

/// Where the statement ends that goes on at an offset, blanks behind it left out; nothing where a bracket stays open.
pub(super) fn statement_end(code: &str, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let text = code.get(from..)?;
    for (at, c) in text.char_indices() {
        let before = text.get(..at)?.trim_end();
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return Some(from + before.len()),
            ')' | ']' | '}' => depth -= 1,
            ';' if depth == 0 => return Some(from + before.len()),
            '\n' if depth == 0 && !before.is_empty() && !goes_on(before, text.get(at..)?) => {
                return Some(from + before.len());
            }
            _ => {}
        }
    }
    (depth == 0).then(|| from + text.trim_end().len())
}

/// Whether a statement goes on in the next line.
fn goes_on(before: &str, after: &str) -> bool {
    let next = after.trim_start();
    before.ends_with(OPERATORS) || before.ends_with(" in") || next.starts_with(OPERATORS) || next.starts_with("with ")
}

/// How many brackets are open at each byte of the code.
pub(super) fn depths(code: &str) -> Vec<u32> {
    let mut depth = 0_u32;
    let step = |byte: u8| {
        let at = depth;
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at
    };
    code.bytes().map(step).collect()
}

/// The parts of a text between commas that stand outside of brackets, as they begin and end.
pub(super) fn between_commas(code: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, from);
    for (at, c) in code.get(from..to).unwrap_or_default().char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push((start, from + at));
                start = from + at + 1;
            }
            _ => {}
        }
    }
    parts.push((start, to));
    parts
}

#[cfg(test)]
mod tests {
    use super::{blanked, statement_end};

    #[test]
    fn strings_and_comments_are_blanked_byte_for_byte() {
        assert_eq!(blanked("a \"ä\\\"b\" # c\nd `e\"` f"), "a \"     \"    \nd `  ` f");
    }

    #[test]
    fn statements_end_with_their_line_unless_something_is_open() {
        for (code, statement) in [
            ("a.b\nc", "a.b"),
            ("a; b", "a"),
            ("a }", "a"),
            ("[x |\n x\n]\nb", "[x |\n x\n]"),
            ("a +\n b\nc", "a +\n b"),
            ("a\n | b\nc", "a\n | b"),
            ("f(\n a\n)\n", "f(\n a\n)"),
            ("a\n with input as b\nc", "a\n with input as b"),
        ] {
            assert_eq!(code.get(..statement_end(code, 0).unwrap()), Some(statement), "{code}");
        }
        assert_eq!(statement_end("f(a", 0), None);
    }
}
