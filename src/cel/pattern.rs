//! Regular expressions.

use regex::Regex;

use crate::re2;

/// A pattern, ready for use.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    re2::compile(pattern).map_err(|fault| fault.to_string())?.ok_or_else(|| "the pattern is too large".to_owned())
}

/// Why a text is no pattern.
pub(super) fn fault(pattern: &str) -> Option<String> {
    re2::rewrite(pattern).err().map(|fault| fault.to_string())
}
