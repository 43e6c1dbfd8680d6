//! `'%s'.format([…])`.

use crate::cel::error::EvaluateError;
use crate::cel::evaluate::{Evaluator, shown};
use crate::cel::value::{Evaluated, Value, failed};

/// How many digits behind the point a clause may ask for.
const MOST_DIGITS: usize = 100;

pub(super) fn call<'a>(cx: &mut Evaluator<'_, 'a>, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let [Value::String(template), list] = args else { return None };
    let items = list.items()?;
    Some(items.and_then(|items| fill(cx, template, &items)))
}

fn fill<'a>(cx: &mut Evaluator<'_, 'a>, template: &str, items: &[Value<'a>]) -> Evaluated<'a> {
    let (mut text, mut items) = (String::with_capacity(template.len()), items.iter());
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        if chars.next_if_eq(&'%').is_some() {
            text.push('%');
            continue;
        }
        let mut digits = None;
        if chars.next_if_eq(&'.').is_some() {
            let mut number = String::new();
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                number.push(digit);
            }
            digits = Some(number.parse().ok().filter(|digits| *digits <= MOST_DIGITS));
        }
        let (Some(clause), Some(item)) = (chars.next(), items.next()) else {
            return failed("the text has more clauses than the list has items");
        };
        let Some(digits) = digits.unwrap_or(Some(6)) else { return failed("too many digits are asked for") };
        let part = clause_text(clause, digits, item)?;
        cx.budget.spend(part.len() / 10 + 1)?;
        text.push_str(&part);
    }
    Ok(Value::text(text))
}

fn clause_text(clause: char, digits: usize, item: &Value<'_>) -> Result<String, EvaluateError> {
    Ok(match (clause, item) {
        ('s', item) => shown(item).into_owned(),
        ('d', Value::Int(_) | Value::Uint(_)) => shown(item).into_owned(),
        ('d', Value::Double(number)) if !number.is_finite() => shown(item).into_owned(),
        ('f', Value::Double(number)) => format!("{number:.digits$}"),
        ('f', Value::Int(number)) => format!("{:.digits$}", *number as f64),
        ('f', Value::Uint(number)) => format!("{:.digits$}", *number as f64),
        ('e', Value::Double(number)) => scientific(*number, digits),
        ('e', Value::Int(number)) => scientific(*number as f64, digits),
        ('e', Value::Uint(number)) => scientific(*number as f64, digits),
        ('b', Value::Bool(value)) => u8::from(*value).to_string(),
        ('b' | 'o' | 'x' | 'X', Value::Int(number)) => {
            let sign = if *number < 0 { "-" } else { "" };
            format!("{sign}{}", based(clause, number.unsigned_abs()))
        }
        ('b' | 'o' | 'x' | 'X', Value::Uint(number)) => based(clause, *number),
        ('x' | 'X', Value::String(text)) => hex(clause, text.as_bytes()),
        ('x' | 'X', Value::Bytes(bytes)) => hex(clause, bytes),
        (clause, item) => return failed(format!("`%{clause}` does not take a {}", item.type_name())),
    })
}

fn scientific(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |exponent| ('-', exponent));
    format!("{digits}e{sign}{exponent:0>2}")
}

fn based(clause: char, number: u64) -> String {
    match clause {
        'b' => format!("{number:b}"),
        'o' => format!("{number:o}"),
        'x' => format!("{number:x}"),
        _ => format!("{number:X}"),
    }
}

fn hex(clause: char, bytes: &[u8]) -> String {
    if clause == 'x' { data_encoding::HEXLOWER.encode(bytes) } else { data_encoding::HEXUPPER.encode(bytes) }
}
