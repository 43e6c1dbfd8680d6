//! Reads what `deny`, `violation` and `warn` return.
//!
//! A rule is a set or list of findings, or one alone. A finding is a text; an object with `msg` or `message`, and perhaps
//! `severity` and `path`; or a list that begins with the message. Whatever else it holds of the input tells its place.

use std::cell::OnceCell;

use regorus::Value;

use super::input::Places;
use super::rule::RawRule;
use crate::finding::{Severity, Violation};
use crate::object::Object;
use crate::policy::message::argument;
use crate::policy::secrets::Guard;
use crate::yaml::{Pointer, Segment};

/// What findings are read against: one object and its input.
pub(super) struct Reader<'r, 'a> {
    object: &'r Object<'a>,
    input: &'r Value,
    guard: &'r Guard,
    places: OnceCell<Places>,
}

/// What is wrong with a result.
pub(super) type Nonsense = String;

impl<'r, 'a> Reader<'r, 'a> {
    pub(super) fn new(object: &'r Object<'a>, input: &'r Value, guard: &'r Guard) -> Self {
        Self { object, input, guard, places: OnceCell::new() }
    }

    /// The findings in the result of a rule, and what in it is none.
    pub(super) fn read(&self, rule: &RawRule, result: &Value) -> Vec<Result<Violation, Nonsense>> {
        match result {
            Value::Undefined | Value::Bool(false) => Vec::new(),
            Value::Bool(true) => vec![Ok(self.violation(rule, None, None, Pointer::root()))],
            Value::Set(findings) => findings.iter_sorted().map(|finding| self.finding(rule, finding)).collect(),
            Value::Array(findings) => findings.iter().map(|finding| self.finding(rule, finding)).collect(),
            finding => vec![self.finding(rule, finding)],
        }
    }

    fn finding(&self, rule: &RawRule, finding: &Value) -> Result<Violation, Nonsense> {
        let (message, severity, path) = match finding {
            Value::String(text) => (Some(&**text), None, None),
            Value::Object(fields) => {
                let field = |name: &str| fields.get(&Value::from(name));
                let message = field("msg").or_else(|| field("message"));
                let text = message.map(|message| message.as_string().map_err(|_| "`msg` must be text"));
                (text.transpose()?.map(|text| &**text), field("severity").map(severity).transpose()?, field("path"))
            }
            Value::Array(parts) => {
                let text = parts.iter().filter_map(|part| part.as_string().ok());
                let own = text.clone().find(|text| self.places().get(&Value::String((*text).clone())).is_none());
                (own.or_else(|| text.clone().next()).map(|text| &**text), None, None)
            }
            other => return Err(format!("a finding must be text, an object or a list, not {}", kind(other))),
        };
        let known = |value: &Value| self.places().get(value).is_some();
        let is_piece = known(finding);
        if message.is_none() && !is_piece {
            return Err("a finding must be text, hold `msg`, or be a part of the input".to_owned());
        }
        let message = message.filter(|_| !is_piece || matches!(finding, Value::String(_)));
        let pointer = match path.filter(|path| !known(path)) {
            Some(path) => self.pointer(path)?,
            None => self.places().deepest(finding).cloned().unwrap_or_default(),
        };
        Ok(self.violation(rule, message, severity, pointer))
    }

    fn violation(&self, rule: &RawRule, text: Option<&str>, severity: Option<Severity>, path: Pointer) -> Violation {
        let message = text.map_or_else(|| rule.title.clone(), |text| self.guard.mask_within(text));
        let mut violation = Violation::new(rule.id.clone(), message, self.object.place(&path));
        violation.severity = severity;
        violation.help = rule.help.clone();
        violation
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self.input))
    }

    /// The way that a finding names itself: `["spec", "containers", 0]`, `spec.containers[0]` or `/spec/containers/0`.
    fn pointer(&self, path: &Value) -> Result<Pointer, Nonsense> {
        let steps = match path {
            Value::Array(steps) => steps.iter().map(step).collect::<Option<Vec<_>>>(),
            Value::String(text) if text.starts_with('/') => {
                Pointer::parse(text).map(|pointer| pointer.segments().collect())
            }
            Value::String(text) => field_path(text),
            _ => None,
        };
        let steps =
            steps.ok_or("`path` must be a list of steps, `spec.containers[0].image` or `/spec/containers/0/image`")?;
        let mut pointer = Pointer::root();
        for step in &steps {
            pointer.push(Segment::Key(&self.guard.mask(step)));
        }
        Ok(pointer)
    }
}

fn step(step: &Value) -> Option<String> {
    match step {
        Value::String(_) => Some(argument(step)),
        Value::Number(_) => step.as_u32().ok().map(|index| index.to_string()),
        _ => None,
    }
}

/// The steps of `spec.containers[0].image`; keys that hold dots stand in brackets, with or without quotes.
fn field_path(text: &str) -> Option<Vec<String>> {
    let mut steps = Vec::new();
    let mut rest = text.trim_start_matches('$').trim_start_matches('.');
    while !rest.is_empty() {
        if let Some(bracket) = rest.strip_prefix('[') {
            let (inside, after) = bracket.split_once(']')?;
            steps.push(inside.trim_matches(['"', '\'']).to_owned());
            rest = after.strip_prefix('.').unwrap_or(after);
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            if key.is_empty() {
                return None;
            }
            steps.push(key.to_owned());
            rest = after.strip_prefix('.').unwrap_or(after);
        }
    }
    Some(steps)
}

/// The severity a finding gives itself, in the words of kubevet or in those of scanners.
fn severity(value: &Value) -> Result<Severity, Nonsense> {
    let name = value.as_string().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
    match name.as_str() {
        "error" | "critical" | "high" => Ok(Severity::Error),
        "warning" | "warn" | "medium" => Ok(Severity::Warning),
        "info" | "low" => Ok(Severity::Info),
        _ => Err("`severity` must be `error`, `warning` or `info`".to_owned()),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Set(_) => "a set",
        Value::Object(_) => "an object",
        Value::Undefined => "undefined",
    }
}

#[cfg(test)]
mod tests {
    use super::field_path;

    #[test]
    fn field_paths_are_read_as_kubernetes_writes_them() {
        for (text, steps) in [
            ("spec.containers[0].image", Some(vec!["spec", "containers", "0", "image"])),
            (
                ".metadata.labels[\"app.kubernetes.io/name\"]",
                Some(vec!["metadata", "labels", "app.kubernetes.io/name"]),
            ),
            ("metadata.annotations[a.b/c].d", Some(vec!["metadata", "annotations", "a.b/c", "d"])),
            ("$.spec", Some(vec!["spec"])),
            ("", Some(vec![])),
            ("spec..a", None),
            ("spec[0", None),
        ] {
            let steps = steps.map(|steps| steps.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(field_path(text), steps, "{text}");
        }
    }
}
