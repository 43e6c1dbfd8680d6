//! Parts of times and durations.

use crate::cel::error::EvaluateError;
use crate::cel::time::{SECOND, civil_from_days, offset, parse_date};
use crate::cel::value::{Evaluated, Value, failed};

pub(super) fn call<'a>(name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    match args {
        [Value::Duration(nanos)] => duration(name, *nanos),
        [Value::Timestamp(nanos)] => timestamp(name, *nanos),
        [Value::Timestamp(nanos), Value::String(zone)] => match ahead(zone) {
            Ok(seconds) => timestamp(name, nanos + i128::from(seconds) * SECOND),
            Err(error) => Some(Err(error)),
        },
        _ => None,
    }
}

/// Seconds that a time zone is ahead of UTC.
fn ahead(zone: &str) -> Result<i64, EvaluateError> {
    if matches!(zone, "" | "UTC") {
        return Ok(0);
    }
    let signed = if zone.starts_with(['+', '-']) { zone.to_owned() } else { format!("+{zone}") };
    match offset(&signed) {
        Some(seconds) => Ok(seconds),
        None if zone.contains(':') => failed(format!("unknown time zone {zone}")),
        None => Err(EvaluateError::Unsupported(format!("the time zone `{zone}`"))),
    }
}

fn duration<'a>(name: &str, nanos: i64) -> Option<Evaluated<'a>> {
    let unit = match name {
        "getHours" => 3_600_000_000_000,
        "getMinutes" => 60_000_000_000,
        "getSeconds" => 1_000_000_000,
        "getMilliseconds" => return Some(Ok(Value::Int(nanos / 1_000_000 % 1000))),
        _ => return None,
    };
    Some(Ok(Value::Int(nanos / unit)))
}

fn timestamp<'a>(name: &str, nanos: i128) -> Option<Evaluated<'a>> {
    let seconds = i64::try_from(nanos.div_euclid(SECOND)).ok()?;
    let (days, clock) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil_from_days(days);
    Some(Ok(Value::Int(match name {
        "getFullYear" => year,
        "getMonth" => month - 1,
        "getDate" => day,
        "getDayOfMonth" => day - 1,
        "getDayOfYear" => days - parse_date(&format!("{year:04}-01-01")).unwrap_or(days),
        "getDayOfWeek" => (days + 4).rem_euclid(7),
        "getHours" => clock / 3600,
        "getMinutes" => clock / 60 % 60,
        "getSeconds" => clock % 60,
        "getMilliseconds" => i64::try_from(nanos.rem_euclid(SECOND) / 1_000_000).ok()?,
        _ => return None,
    })))
}
