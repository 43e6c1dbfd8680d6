//! Text: the extension `strings` of cel-go. Places count code points.

use crate::cel::evaluate::Evaluator;
use crate::cel::value::{Evaluated, Value, failed};

pub(super) fn call<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let Some(Value::String(text)) = args.first() else { return joined(cx, name, args) };
    if let Err(error) = cx.budget.spend(text.len() / 10) {
        return Some(Err(error));
    }
    let text: &str = text;
    Some(match (name, args.get(1..)?) {
        ("charAt", [Value::Int(at)]) => char_at(text, *at),
        ("indexOf", [Value::String(part)]) => Ok(Value::Int(index_of(text, part, 0).unwrap_or(-1))),
        ("indexOf", [Value::String(part), Value::Int(from)]) => bounded(text, *from, |from| index_of(text, part, from)),
        ("lastIndexOf", [Value::String(part)]) => Ok(Value::Int(last_index_of(text, part, usize::MAX).unwrap_or(-1))),
        ("lastIndexOf", [Value::String(part), Value::Int(to)]) => {
            bounded(text, *to, |to| last_index_of(text, part, to))
        }
        ("lowerAscii", []) => Ok(Value::text(text.to_ascii_lowercase())),
        ("upperAscii", []) => Ok(Value::text(text.to_ascii_uppercase())),
        ("trim", []) => Ok(Value::text(text.trim())),
        ("reverse", []) => Ok(Value::text(text.chars().rev().collect::<String>())),
        ("strings.quote", []) => Ok(Value::text(quoted(text))),
        ("replace", [Value::String(old), Value::String(new)]) => replaced(cx, text, old, new, -1),
        ("replace", [Value::String(old), Value::String(new), Value::Int(count)]) => {
            replaced(cx, text, old, new, *count)
        }
        ("split", [Value::String(by)]) => Ok(split(text, by, -1)),
        ("split", [Value::String(by), Value::Int(count)]) => Ok(split(text, by, *count)),
        ("substring", [Value::Int(from)]) => substring(text, *from, None),
        ("substring", [Value::Int(from), Value::Int(to)]) => substring(text, *from, Some(*to)),
        _ => return None,
    })
}

fn joined<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let (list, by) = match (name, args) {
        ("join", [list]) => (list, ""),
        ("join", [list, Value::String(by)]) => (list, &**by),
        _ => return None,
    };
    let items = match list.items()? {
        Ok(items) => items,
        Err(error) => return Some(Err(error)),
    };
    let Some(texts) = items.iter().map(Value::as_str).collect::<Option<Vec<_>>>() else {
        return Some(failed("no such overload: `join` of a list that holds more than text"));
    };
    let length = texts.iter().map(|text| text.len() + by.len()).sum::<usize>();
    Some(cx.budget.spend(length / 10 + 1).map(|()| Value::text(texts.join(by))))
}

fn char_at<'a>(text: &str, at: i64) -> Evaluated<'a> {
    let length = text.chars().count();
    match usize::try_from(at) {
        Ok(at) if at <= length => Ok(Value::text(text.chars().nth(at).map(String::from).unwrap_or_default())),
        _ => failed(format!("index out of range: {at}")),
    }
}

/// Where in bytes a code point begins.
fn byte_of(text: &str, at: usize) -> usize {
    text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte)
}

fn bounded<'a>(text: &str, at: i64, find: impl Fn(usize) -> Option<i64>) -> Evaluated<'a> {
    match usize::try_from(at) {
        Ok(place) if place <= text.chars().count() => Ok(Value::Int(find(place).unwrap_or(-1))),
        _ => failed(format!("index out of range: {at}")),
    }
}

fn index_of(text: &str, part: &str, from: usize) -> Option<i64> {
    let start = byte_of(text, from);
    let found = start + text.get(start..)?.find(part)?;
    place(text, found)
}

/// The last place of a part that begins at a code point or before it.
fn last_index_of(text: &str, part: &str, to: usize) -> Option<i64> {
    let last = byte_of(text, to).saturating_add(part.len()).min(text.len());
    let end = (last..=text.len()).find(|end| text.is_char_boundary(*end))?;
    place(text, text.get(..end)?.rfind(part)?)
}

fn place(text: &str, byte: usize) -> Option<i64> {
    i64::try_from(text.get(..byte)?.chars().count()).ok()
}

fn replaced<'a>(cx: &mut Evaluator<'_, 'a>, text: &str, old: &str, new: &str, count: i64) -> Evaluated<'a> {
    cx.budget.spend(text.len().saturating_mul(new.len().max(1)) / 10)?;
    let Ok(count) = usize::try_from(count) else { return Ok(Value::text(text.replace(old, new))) };
    Ok(Value::text(text.replacen(old, new, count)))
}

/// Pieces as Go's `SplitN` makes them: at most a number of them, without end for a negative one.
fn split<'a>(text: &str, by: &str, count: i64) -> Value<'a> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    if count == 0 {
        return Value::list(Vec::new());
    }
    if !by.is_empty() {
        return Value::texts(text.splitn(count, by));
    }
    let end = byte_of(text, count.saturating_sub(1));
    let (single, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let rest = Some(rest).filter(|rest| !rest.is_empty()).map(str::to_owned);
    Value::texts(single.chars().map(String::from).chain(rest))
}

fn substring<'a>(text: &str, from: i64, to: Option<i64>) -> Evaluated<'a> {
    let length = text.chars().count();
    let within = |at: i64| usize::try_from(at).ok().filter(|at| *at <= length);
    let (Some(start), Some(end)) = (within(from), to.map_or(Some(length), within)) else {
        return failed(format!("index out of range: {from}"));
    };
    if start > end {
        return failed(format!("invalid substring range. start: {start}, end: {end}"));
    }
    Ok(Value::text(text.get(byte_of(text, start)..byte_of(text, end)).unwrap_or_default()))
}

/// A text in double quotes, with escapes for what cannot be seen.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '\u{7}' => quoted.push_str("\\a"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{b}' => quoted.push_str("\\v"),
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
