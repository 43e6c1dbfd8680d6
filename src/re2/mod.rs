//! Regular expressions as Go's `regexp` reads them (RE2), which Kubernetes uses for patterns and in CEL.
//!
//! The syntax of the crate `regex` is nearly the same, but `\d`, `\w`, `\s` and `\b` are wider there, and some texts are
//! patterns in only one of the two. So a pattern is read here by Go's grammar and written anew.
//!
//! Source: the package `regexp/syntax` of Go.

mod class;
mod escape;
mod group;
mod reader;
mod repeat;

use regex::{Regex, RegexBuilder};

/// How large a compiled pattern may be, in bytes.
const LARGEST: usize = 1 << 21;

/// Why a text is no pattern for Go; completes "the pattern …".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// `)` without `(`.
    #[error("closes a group that it does not open")]
    UnopenedGroup,
    /// `(` without `)`.
    #[error("opens a group that it does not close")]
    UnclosedGroup,
    /// `[` without `]`.
    #[error("opens a class of characters with `[` that it does not close")]
    UnclosedClass,
    /// `[z-a]`, `[[:letter:]]`.
    #[error("has a class of characters with a range that is none")]
    ClassRange,
    /// `(?=`, `(?<!`, `(?x)`.
    #[error("begins a group with `(?` in a way that Go does not know, such as look-around")]
    GroupSyntax,
    /// `(?P<a-b>x)`, or a name twice.
    #[error("names a group in a way that is not allowed, or twice")]
    GroupName,
    /// `\1`, `\y`.
    #[error("has an escape that Go does not know, such as a backreference")]
    Escape,
    /// `\` at the end.
    #[error("ends with a backslash")]
    TrailingBackslash,
    /// `*a`.
    #[error("repeats nothing: `*`, `+`, `?` and counts in braces follow what they repeat")]
    NothingToRepeat,
    /// `a**`.
    #[error("repeats a repetition, as `**` does")]
    RepeatedRepeat,
    /// `a{2,1}`, `a{1001}`.
    #[error("repeats too often, or with a maximum below the minimum: 1000 is the most")]
    RepeatSize,
}

/// Compiles a pattern; nothing when it is one, but too large, or of a kind that cannot be written anew.
///
/// # Errors
/// A text that Go refuses.
pub fn compile(pattern: &str) -> Result<Option<Regex>, Fault> {
    let rewritten = rewrite(pattern)?;
    Ok(RegexBuilder::new(&rewritten).size_limit(LARGEST).build().ok())
}

/// Writes a pattern of Go's syntax in that of the crate `regex`.
///
/// # Errors
/// A text that Go refuses.
pub fn rewrite(pattern: &str) -> Result<String, Fault> {
    let mut reader = reader::Reader::new(pattern);
    reader.expression()?;
    Ok(reader.into_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_what_go_matches() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            (r"^\d+$", &["1", "42"], &["", "٣", "1\n"]),
            (r"^\w$", &["a", "_"], &["ä"]),
            (r"^[^\s]\S$", &["ab", "\u{a0}\u{a0}"], &["a "]),
            (r"^[\d.-]+$", &["1.2-3"], &["a"]),
            (r"^[\D]$", &["a"], &["1"]),
            (r"^[a-c&&b]$", &["a", "&", "b"], &["d"]),
            (r"^[[a]$", &["[", "a"], &["]"]),
            (r"^[]a]$", &["]", "a"], &["b"]),
            (r"^[a~~b]$", &["~", "a", "b"], &["c"]),
            (r"^[[:alpha:]]$", &["a"], &["1"]),
            (r"^a{,2}$", &["a{,2}"], &["a"]),
            (r"^a{2,3}?$", &["aa"], &["a"]),
            (r"^{$", &["{"], &[]),
            (r"^\Qa.b\E$", &["a.b"], &["axb"]),
            (r"^\_\/\<\-$", &["_/<-"], &[]),
            (r"^\x41\x{42}\101$", &["ABA"], &[]),
            (r"(?i)^ab$", &["AB"], &["ac"]),
            (r"^(?P<n>a)(?:b|)(?<m>c)$", &["abc", "ac"], &["b"]),
            (r"\bé\b", &[], &["é"]),
            (r"^\pL\p{Greek}\PL$", &["aα1"], &["1αa"]),
            ("^a#b $", &["a#b "], &["a"]),
        ];
        for (pattern, good, bad) in cases {
            let regex = compile(pattern).unwrap_or_else(|fault| panic!("{pattern}: {fault}")).unwrap();
            good.iter().for_each(|text| assert!(regex.is_match(text), "{pattern} {text:?}: {regex}"));
            bad.iter().for_each(|text| assert!(!regex.is_match(text), "{pattern} {text:?}: {regex}"));
        }
    }

    #[test]
    fn what_go_refuses_is_refused_with_its_reason() {
        for (pattern, fault) in [
            (")", Fault::UnopenedGroup),
            ("a)", Fault::UnopenedGroup),
            ("(a", Fault::UnclosedGroup),
            ("[a", Fault::UnclosedClass),
            ("[]", Fault::UnclosedClass),
            ("[z-a]", Fault::ClassRange),
            (r"[a-\d]", Fault::ClassRange),
            ("[[:letter:]]", Fault::ClassRange),
            ("(?=a)", Fault::GroupSyntax),
            ("(?!a)", Fault::GroupSyntax),
            ("(?<=a)", Fault::GroupSyntax),
            ("(?x)", Fault::GroupSyntax),
            ("(?", Fault::GroupSyntax),
            ("(?P<a-b>c)", Fault::GroupName),
            ("(?P<a>b)(?P<a>c)", Fault::GroupName),
            (r"(a)\1", Fault::Escape),
            (r"\y", Fault::Escape),
            (r"\Z", Fault::Escape),
            (r"\u0041", Fault::Escape),
            (r"\xg", Fault::Escape),
            (r"[\y]", Fault::Escape),
            ("\\", Fault::TrailingBackslash),
            ("*a", Fault::NothingToRepeat),
            ("a|*", Fault::NothingToRepeat),
            ("(+)", Fault::NothingToRepeat),
            ("{2}", Fault::NothingToRepeat),
            ("a**", Fault::RepeatedRepeat),
            ("a*??", Fault::RepeatedRepeat),
            ("a++", Fault::RepeatedRepeat),
            ("a{2}{3}", Fault::RepeatedRepeat),
            ("a{2,1}", Fault::RepeatSize),
            ("a{1001}", Fault::RepeatSize),
        ] {
            assert_eq!(rewrite(pattern), Err(fault), "{pattern}");
        }
    }
}
