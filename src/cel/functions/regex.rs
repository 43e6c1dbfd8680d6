//! Regular expressions in text.

use crate::cel::error::EvaluateError;
use crate::cel::evaluate::Evaluator;
use crate::cel::value::{Evaluated, Value, failed};
use crate::re2;

pub(super) fn call<'a>(cx: &mut Evaluator<'_, 'a>, name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let [Value::String(text), Value::String(pattern), rest @ ..] = args else { return None };
    let most = match rest {
        [] => usize::MAX,
        [Value::Int(most)] => usize::try_from(*most).unwrap_or(usize::MAX),
        _ => return None,
    };
    if let Err(error) = cx.budget.spend(text.len() / 5 + pattern.len() / 10) {
        return Some(Err(error));
    }
    let regex = match compiled(cx, pattern) {
        Ok(regex) => regex,
        Err(error) => return Some(Err(error)),
    };
    Some(Ok(match name {
        "matches" => Value::Bool(regex.is_match(text)),
        "find" => Value::text(regex.find(text).map_or("", |found| found.as_str())),
        "findAll" => Value::texts(regex.find_iter(text).take(most).map(|found| found.as_str())),
        _ => return Some(failed(format!("no such overload: {name}"))),
    }))
}

fn compiled<'c>(cx: &'c mut Evaluator<'_, '_>, pattern: &str) -> Result<&'c regex::Regex, EvaluateError> {
    if !cx.patterns.contains_key(pattern) {
        let regex = match re2::compile(pattern) {
            Ok(Some(regex)) => regex,
            Ok(None) => return Err(EvaluateError::Unsupported(format!("the pattern `{pattern}`"))),
            Err(fault) => return failed(format!("the pattern `{pattern}` {fault}")),
        };
        cx.patterns.insert(pattern.to_owned(), regex);
    }
    cx.patterns.get(pattern).ok_or(EvaluateError::TooLong)
}
