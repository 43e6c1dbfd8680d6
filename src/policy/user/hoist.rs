//! Gives `not f(x.y)` the meaning it has in OPA.
//!
//! OPA evaluates the arguments of a call before its negation: where `x.y` is undefined, the body does not hold. regorus
//! negates the call as a whole, so that it holds; its virtual machine does so even where `x.y` was assigned to a variable
//! before. So every argument must be defined before the negation is asked, on the same line: `x.y == x.y; not f(x.y)`.

use crate::policy::bundle::code::is_word;

/// The source with the arguments of negated calls required before the negation.
pub(super) fn hoist_arguments(source: &str) -> String {
    let code = blanked(source);
    let mut text = String::with_capacity(source.len());
    let mut written = 0;
    for (at, _) in code.match_indices("not ") {
        let Some(negation) = Negation::at(&code, source, at).filter(|_| at >= written) else { continue };
        let required = |argument: &&str| format!("{argument} == {argument}; ");
        let required: String = negation.arguments.iter().map(required).collect();
        let whole = source.get(at..negation.end).unwrap_or_default();
        text.push_str(source.get(written..at).unwrap_or_default());
        match negation.alone {
            true => text.push_str(&format!("{{ {required}{whole} }}")),
            false => text.push_str(&format!("{required}{whole}")),
        }
        written = negation.end;
    }
    text.push_str(source.get(written..).unwrap_or_default());
    text
}

/// A negated call with arguments that may be undefined.
struct Negation<'s> {
    arguments: Vec<&'s str>,
    /// Where the call ends.
    end: usize,
    /// It is the whole body of a rule: `if not f(x.y)`.
    alone: bool,
}

impl<'s> Negation<'s> {
    /// The one that begins at an offset; nothing where there is no room before it.
    fn at(code: &str, source: &'s str, at: usize) -> Option<Self> {
        let before = code.get(..at)?.trim_end_matches([' ', '\t']);
        let alone = before.strip_suffix("if").is_some_and(|rest| !rest.ends_with(is_word));
        if !alone && !before.ends_with(['\n', '{', ';', '|']) {
            return None;
        }
        let call = code.get(at + "not ".len()..)?;
        let open = call.find(|c| !is_word(c)).filter(|&open| open > 0 && call.get(open..).is_some_and(is_open))?;
        let inside = at + "not ".len() + open + 1;
        let arguments = arguments(code, inside)?;
        let end = arguments.last().map(|(_, end)| *end)? + 1;
        let rest = code.get(end..)?.lines().next().unwrap_or_default().trim_start();
        let is_whole = if alone { rest.is_empty() } else { rest.is_empty() || rest.starts_with([';', '}', ']']) };
        let arguments: Vec<&str> = arguments
            .iter()
            .filter_map(|&(start, end)| source.get(start..end).map(str::trim))
            .filter(|argument| may_be_undefined(argument))
            .collect();
        (is_whole && !arguments.is_empty()).then_some(Self { arguments, end, alone })
    }
}

fn is_open(text: &str) -> bool {
    text.starts_with('(')
}

/// Where the arguments of a call begin and end, from the offset behind its parenthesis on.
fn arguments(code: &str, inside: usize) -> Option<Vec<(usize, usize)>> {
    let mut arguments = Vec::new();
    let mut depth = 0_usize;
    let mut start = inside;
    for (at, c) in code.get(inside..)?.char_indices() {
        let at = inside + at;
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                arguments.push((start, at));
                return Some(arguments);
            }
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                arguments.push((start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

/// Whether an argument is a variable or a reference: `x`, `input.x`, `c["y"].z`.
fn may_be_undefined(argument: &str) -> bool {
    let begins = argument.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let plain = |c: char| is_word(c) || matches!(c, '[' | ']' | '"' | '-' | '/');
    let is_constant = matches!(argument, "true" | "false" | "null" | "_" | "input");
    begins && !is_constant && argument.chars().all(plain) && !argument.contains("[_]")
}

/// The source with blanks in place of comments and the insides of strings, byte for byte.
pub(super) fn blanked(source: &str) -> String {
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
        match hidden && c != '\n' {
            true => code.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => code.push(c),
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::{blanked, hoist_arguments};

    #[test]
    fn arguments_of_negated_calls_are_required_before_them() {
        for (source, expected) in [
            ("deny if {\n\tnot f(input.x)\n}", "deny if {\n\tinput.x == input.x; not f(input.x)\n}"),
            ("deny if {\n\tnot f(x)\n}", "deny if {\n\tx == x; not f(x)\n}"),
            ("deny if not f(input.x)", "deny if { input.x == input.x; not f(input.x) }"),
            (
                "a { x; not f(c[\"y-z\"], 1, c.d) }",
                "a { x; c[\"y-z\"] == c[\"y-z\"]; c.d == c.d; not f(c[\"y-z\"], 1, c.d) }",
            ),
        ] {
            assert_eq!(hoist_arguments(source), expected);
        }
    }

    #[test]
    fn what_cannot_be_undefined_or_has_no_room_before_it_stays() {
        for source in [
            "deny if { not f(true, 1) }",
            "deny if { not input.x }",
            "deny if { not f(\"a.b\") }",
            "deny if { not f(g(input.x)) }",
            "deny if { not f(input.x[_]) }",
            "deny if { not f(input.x) with input as {} }",
            "deny if { not f(input.x) == 1 }",
            "# not f(input.x)\na := \"not f(input.x)\"",
            "deny if { cannot f(input.x) }",
            "deny if not f(input.x) else := 1",
            "deny if { not f(input.x",
        ] {
            assert_eq!(hoist_arguments(source), source);
        }
    }

    #[test]
    fn strings_and_comments_are_blanked_byte_for_byte() {
        assert_eq!(blanked("a \"ä\\\"b\" # c\nd `e\"` f"), "a \"     \" #  \nd `  ` f");
    }
}
