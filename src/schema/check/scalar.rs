//! Single values: integers, text, quantities.

use super::path::Step;
use super::{Check, Dialect, format};
use crate::finding::{Applicability, Fix, Violation};
use crate::schema::edit::replacing;
use crate::schema::model::{IntegerFormat, Name, StringFormat, StringType};
use crate::schema::{rules, suggest};
use crate::yaml::{Kind, Node, Value};

impl<'d> Check<'_, 'd> {
    /// An integer; `3.0` is one for the API server. Returns whether the value is a number at all.
    pub(super) fn integer(&mut self, format: IntegerFormat, node: Node<'d>, step: &Step<'_, 'd>) -> bool {
        if !matches!(node.kind(), Kind::Int | Kind::Float) {
            return false;
        }
        let (bits, least, greatest) = match format {
            IntegerFormat::Int32 => (32, i64::from(i32::MIN), i64::from(i32::MAX)),
            IntegerFormat::Int64 => (64, i64::MIN, i64::MAX),
        };
        let value = node.as_i64();
        if !value.is_some_and(|value| (least..=greatest).contains(&value)) {
            self.report(|check| {
                let whole = !matches!(node.value(), Value::Float(number) if number.fract() != 0.0);
                let message =
                    format!("{} must be an integer of {bits} bits, but is {}", check.named(step), node.text());
                let help = if whole {
                    format!("use a value between {least} and {greatest}")
                } else {
                    "use a whole number".to_owned()
                };
                Violation::new(rules::NUMBER_RANGE, message, step.place(check.object, node)).with_help(help)
            });
        }
        true
    }

    /// An integer or text. Returns whether the value is one of these.
    pub(super) fn int_or_string(&mut self, node: Node<'d>, step: &Step<'_, 'd>) -> bool {
        match (node.kind(), self.dialect) {
            (Kind::Str, _) => true,
            (Kind::Int | Kind::Float, Dialect::BuiltIn) => self.integer(IntegerFormat::Int32, node, step),
            (Kind::Int | Kind::Float, Dialect::Custom | Dialect::Default) => {
                self.integer(IntegerFormat::Int64, node, step)
            }
            _ => false,
        }
    }

    /// A quantity, as text or number. Returns whether the value is text or a number.
    pub(super) fn quantity(&mut self, node: Node<'d>, step: &Step<'_, 'd>) -> bool {
        let text = match node.kind() {
            Kind::Int | Kind::Float => return true,
            Kind::Str => node.text(),
            _ => return false,
        };
        if text.parse::<crate::object::Quantity>().is_err() {
            self.report(|check| {
                let message = format!("{} is not a quantity: `{}`", check.named(step), shorten(text));
                Violation::new(rules::QUANTITY, message, step.place(check.object, node)).with_help(quantity_help(text))
            });
        }
        true
    }

    /// Text. Returns whether the value is text.
    pub(super) fn string(&mut self, ty: &StringType, node: Node<'d>, step: &Step<'_, 'd>) -> bool {
        if node.kind() != Kind::Str {
            return false;
        }
        if !matches!(ty.format, StringFormat::Any) {
            self.formatted(&ty.format, node, step);
        }
        // For a built-in type an empty text is the same as none.
        let absent = self.dialect == Dialect::BuiltIn && node.text().is_empty();
        if !ty.values.is_empty() && !absent && !ty.values.iter().any(|value| value == node.text()) {
            self.report(|check| check.unsupported(&ty.values, node, step));
        }
        true
    }

    fn formatted(&mut self, format: &StringFormat, node: Node<'d>, step: &Step<'_, 'd>) {
        let text = node.text();
        let (holds, rule, what, help) = match format {
            StringFormat::Any => return,
            StringFormat::Byte => (format::is_base64(text), rules::BASE64, "base64", base64_help(self.is_secret())),
            StringFormat::DateTime => {
                let help = "write the time as RFC 3339 has it, for example `2026-01-31T08:00:00Z`";
                (format::is_date_time(text), rules::FORMAT, "a time", help)
            }
            StringFormat::MicroTime => {
                let help = "write the time with six digits of a second, for example `2026-01-31T08:00:00.000000Z`";
                (format::is_micro_time(text), rules::FORMAT, "a time in microseconds", help)
            }
        };
        if !holds {
            // The value is not shown: bytes are mostly secrets.
            self.report(|check| {
                let message = format!("{} is not {what}", check.named(step));
                Violation::new(rule, message, step.place(check.object, node)).with_help(help)
            });
        }
    }

    fn unsupported(&self, values: &[Name], node: Node<'d>, step: &Step<'_, 'd>) -> Violation {
        let text = node.text();
        let message = format!("{} cannot be `{}`", self.named(step), shorten(text));
        let near =
            if self.may_suggest() { suggest::nearest(text, values.iter().map(AsRef::as_ref)) } else { Vec::new() };
        let known = format!("the values that exist are {}", suggest::join_and(values));
        let place = step.place(self.object, node);
        let violation = Violation::new(rules::UNSUPPORTED_VALUE, message, place);
        match suggest::only_candidate(&near) {
            Some(candidate) => {
                let violation = violation.with_help(format!("did you mean `{candidate}`? {known}"));
                let applicability =
                    if candidate.eq_ignore_ascii_case(text) { Applicability::Safe } else { Applicability::Unsafe };
                violation.with_fix(Fix {
                    applicability,
                    message: format!("write `{candidate}`"),
                    edits: vec![replacing(node, candidate)],
                })
            }
            None => violation.with_help(known),
        }
    }
}

/// A text for a message: at most forty characters of its first line.
pub(super) fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(LONGEST).collect();
    if short.len() == text.len() { short } else { format!("{short}…") }
}

fn base64_help(secret: bool) -> &'static str {
    if secret {
        "encode the value with `base64`, or write it as plain text under `stringData` instead of `data`"
    } else {
        "encode the value with `base64`"
    }
}

/// Names the unit that a wrong one was meant to be.
fn quantity_help(text: &str) -> String {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-')).trim();
    let number = text.strip_suffix(unit).unwrap_or(text).trim();
    let right = match unit.to_ascii_lowercase().as_str() {
        "k" | "kb" => Some("k"),
        "kib" | "ki" => Some("Ki"),
        "mb" => Some("M"),
        "mib" | "mi" => Some("Mi"),
        "g" | "gb" => Some("G"),
        "gib" | "gi" => Some("Gi"),
        "t" | "tb" => Some("T"),
        "tib" | "ti" => Some("Ti"),
        "cores" | "core" | "cpu" | "cpus" | "b" | "bytes" => Some(""),
        _ => None,
    };
    match right {
        Some(right) if !number.is_empty() => format!("write `{number}{right}`"),
        _ => "write a number with one of the suffixes m, k, M, G, T, Ki, Mi, Gi, Ti, for example `500m` or `128Mi`"
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_unit_is_answered_with_the_right_one() {
        for (wrong, right) in
            [("100mb", "100M"), ("1 GB", "1G"), ("512mi", "512Mi"), ("2 cores", "2"), ("10KiB", "10Ki")]
        {
            assert_eq!(quantity_help(wrong), format!("write `{right}`"), "{wrong}");
        }
        assert!(quantity_help("lots").contains("suffixes"));
    }

    #[test]
    fn long_texts_are_cut_for_messages() {
        assert_eq!(shorten("short"), "short");
        assert_eq!(shorten("first\nsecond"), "first…");
        assert_eq!(shorten(&"ä".repeat(50)).chars().count(), 41);
    }
}
