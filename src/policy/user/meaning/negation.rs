//! Negations hold only where what they negate is defined but for its truth.
//!
//! OPA evaluates the arguments of a call before its negation: where `x.y` is undefined, `not f(x.y)` does not hold. regorus
//! negates the call as a whole, so that it holds. So the operands must be defined first, on the same line:
//! `x.y == x.y; not f(x.y)`. A reference alone, or compared by `==`, is the exception: `not x.y == 1` holds in OPA too.

use super::scan::{between_commas, blanked, statement_end};
use crate::policy::bundle::code::is_word;

/// Operators between the operands of a comparison.
const COMPARISONS: [&str; 7] = [" == ", " != ", " <= ", " >= ", " < ", " > ", " in "];

/// The source with the operands of negations required before them.
pub(super) fn require_operands(source: &str) -> String {
    let code = blanked(source);
    let mut text = String::with_capacity(source.len());
    let mut written = 0;
    for (at, _) in code.match_indices("not ") {
        let Some(negation) = Negation::at(&code, source, at).filter(|_| at >= written) else { continue };
        let required = |operand: &&str| format!("{operand} == {operand}; ");
        let required: String = negation.operands.iter().map(required).collect();
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

/// A negation with operands that may be undefined.
struct Negation<'s> {
    operands: Vec<&'s str>,
    /// Where it ends.
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
        let from = at + "not ".len();
        let end = statement_end(code, from)?;
        let negated = code.get(from..end)?;
        let has_other = |word: &str| negated.split_whitespace().any(|found| found == word);
        if has_other("with") || has_other("else") || (alone && negated.contains('\n')) {
            return None;
        }
        let operands = operands(code, from, end).into_iter();
        let operands: Vec<&str> = operands.filter_map(|(start, end)| source.get(start..end).map(str::trim)).collect();
        (!operands.is_empty()).then_some(Self { operands, end, alone })
    }
}

/// Where the operands begin and end that OPA evaluates before the negation and that may be undefined.
fn operands(code: &str, from: usize, end: usize) -> Vec<(usize, usize)> {
    let negated = code.get(from..end).unwrap_or_default();
    let comparison = COMPARISONS.iter().find_map(|sign| outside_brackets(negated, sign).map(|at| (at, *sign)));
    let text = |&(from, to): &(usize, usize)| code.get(from..to).unwrap_or_default();
    let is_wanted = |place: &(usize, usize)| may_be_undefined(text(place).trim());
    match comparison {
        Some((at, sign)) => {
            let sides = [(from, from + at), (from + at + sign.len(), end)];
            let is_wanted = |side: &(usize, usize)| is_wanted(side) && (sign != " == " || text(side).contains('('));
            sides.into_iter().filter(is_wanted).collect()
        }
        None => {
            let open = negated.find(|c| !is_word(c)).filter(|&open| open > 0);
            let open = open.filter(|&open| negated.get(open..).is_some_and(|rest| rest.starts_with('(')));
            let inside = open.filter(|_| negated.ends_with(')')).map(|open| (from + open + 1, end - 1));
            let arguments = inside.map(|(start, end)| between_commas(code, start, end)).unwrap_or_default();
            arguments.into_iter().filter(is_wanted).collect()
        }
    }
}

/// Where a sign first stands outside of all brackets.
fn outside_brackets(text: &str, sign: &str) -> Option<usize> {
    let depths = super::scan::depths(text);
    text.match_indices(sign).map(|(at, _)| at).find(|&at| depths.get(at) == Some(&0))
}

/// Whether an operand is a variable, a reference, a call, or a list of these: not one that brings variables of its own.
fn may_be_undefined(operand: &str) -> bool {
    let begins = operand.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '[' | '{'));
    let plain =
        |c: char| is_word(c) || matches!(c, '[' | ']' | '{' | '}' | '(' | ')' | '"' | '-' | '/' | ',' | ':' | ' ');
    let is_constant = matches!(operand, "true" | "false" | "null" | "_" | "input" | "[]" | "{}");
    begins
        && !is_constant
        && operand.contains(char::is_alphabetic)
        && operand.chars().all(plain)
        && !operand.contains("[_]")
        && !operand.contains(" in ")
}

#[cfg(test)]
mod tests {
    use super::require_operands;

    #[test]
    fn operands_of_negations_are_required_before_them() {
        for (source, expected) in [
            ("deny if {\n\tnot f(input.x)\n}", "deny if {\n\tinput.x == input.x; not f(input.x)\n}"),
            ("deny if {\n\tnot f(x)\n}", "deny if {\n\tx == x; not f(x)\n}"),
            ("deny if not f(input.x)", "deny if { input.x == input.x; not f(input.x) }"),
            (
                "a { x; not f(c[\"y-z\"], 1, c.d) }",
                "a { x; c[\"y-z\"] == c[\"y-z\"]; c.d == c.d; not f(c[\"y-z\"], 1, c.d) }",
            ),
            ("a if { not f(g(x.y)) }", "a if { g(x.y) == g(x.y); not f(g(x.y)) }"),
            ("a if { not f(x.y) == 1 }", "a if { f(x.y) == f(x.y); not f(x.y) == 1 }"),
            ("a if { not x.y in z }", "a if { x.y == x.y; z == z; not x.y in z }"),
            ("a if { not x.y > z }", "a if { x.y == x.y; z == z; not x.y > z }"),
        ] {
            assert_eq!(require_operands(source), expected);
        }
    }

    #[test]
    fn what_cannot_be_undefined_or_has_no_room_before_it_stays() {
        for source in [
            "deny if { not f(true, 1) }",
            "deny if { not input.x }",
            "deny if { not input.x == 1 }",
            "deny if { not f(\"a.b\") }",
            "deny if { not f(input.x[_]) }",
            "deny if { not f([x | x := 1]) }",
            "deny if { not f(input.x) with input as {} }",
            "# not f(input.x)\na := \"not f(input.x)\"",
            "deny if { cannot f(input.x) }",
            "deny if not f(input.x) else := 1",
            "deny if { not f(input.x",
        ] {
            assert_eq!(require_operands(source), source);
        }
    }
}
