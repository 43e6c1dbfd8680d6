//! Semantic versions.

use std::cmp::Ordering;
use std::sync::Arc;

use semver::Version;

use crate::cel::value::{Evaluated, Value, failed};

pub(super) fn call<'a>(name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let parsed = |text: &str, tolerant: bool| if tolerant { normalized(text) } else { Version::parse(text).ok() };
    let number = |number: u64| Ok(Value::Int(i64::try_from(number).unwrap_or(i64::MAX)));
    Some(match (name, args) {
        ("semver" | "isSemver", [Value::String(text), rest @ ..]) => {
            let tolerant = match rest {
                [] => false,
                [Value::Bool(tolerant)] => *tolerant,
                _ => return None,
            };
            match (name, parsed(text, tolerant)) {
                ("isSemver", version) => Ok(Value::Bool(version.is_some())),
                (_, Some(version)) => Ok(Value::Semver(Arc::new(version))),
                (_, None) => failed(format!("`{text}` is no semantic version")),
            }
        }
        ("major", [Value::Semver(version)]) => number(version.major),
        ("minor", [Value::Semver(version)]) => number(version.minor),
        ("patch", [Value::Semver(version)]) => number(version.patch),
        (_, [Value::Semver(a), Value::Semver(b)]) => {
            let order = a.cmp_precedence(b);
            match name {
                "isGreaterThan" => Ok(Value::Bool(order == Ordering::Greater)),
                "isLessThan" => Ok(Value::Bool(order == Ordering::Less)),
                "compareTo" => Ok(Value::Int(order as i64)),
                _ => return None,
            }
        }
        _ => return None,
    })
}

/// Reads `v1.2`, `01.2.3` and the like: without the `v`, with the parts that lack, without leading zeros.
fn normalized(text: &str) -> Option<Version> {
    let text = text.strip_prefix('v').unwrap_or(text);
    let mut parts: Vec<String> = text.splitn(3, '.').map(without_zeros).collect();
    if parts.len() < 3 && parts.last().is_some_and(|last| last.contains(['+', '-'])) {
        return None;
    }
    parts.resize(3, "0".to_owned());
    Version::parse(&parts.join(".")).ok()
}

fn without_zeros(part: &str) -> String {
    if part.len() < 2 {
        return part.to_owned();
    }
    let rest = part.trim_start_matches('0');
    if rest.starts_with(|c: char| c.is_ascii_digit()) { rest.to_owned() } else { format!("0{rest}") }
}
