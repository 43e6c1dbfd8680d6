//! Regular expressions.

use regex::Regex;

/// How large a compiled pattern may be, in bytes.
const LARGEST: usize = 1 << 20;

#[expect(dead_code, reason = "evaluation will use it")]
/// A pattern, ready for use.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    regex::RegexBuilder::new(pattern).size_limit(LARGEST).build().map_err(|error| error.to_string())
}

/// Why a text is no pattern. The server's grammar (RE2) and ours differ in little: of what ours alone refuses, nothing is
/// said.
pub(super) fn fault(pattern: &str) -> Option<String> {
    match regex_syntax_error(pattern)? {
        message if message.contains("look-around") || message.contains("backreferences") => Some(message),
        message if message.contains("unclosed") || message.contains("unopened") => Some(message),
        message if message.contains("repetition operator missing expression") => Some(message),
        _ => None,
    }
}

fn regex_syntax_error(pattern: &str) -> Option<String> {
    match Regex::new(pattern) {
        Err(regex::Error::Syntax(message)) => {
            let last = message.lines().last().unwrap_or_default();
            Some(last.trim_start_matches("error: ").to_owned())
        }
        _ => None,
    }
}
