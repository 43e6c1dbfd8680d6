//! Durations and points in time, as protocol buffers and Go have them.

/// Nanoseconds of a second.
pub(super) const SECOND: i128 = 1_000_000_000;

/// The units of durations and their nanoseconds; longer names first.
const UNITS: [(&str, i128); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", SECOND),
    ("m", 60 * SECOND),
    ("h", 3600 * SECOND),
];

/// A duration such as `1h30m`, `-1.5s` or `0`, in nanoseconds; nothing for other texts and those that 64 bits cannot hold.
///
/// Source: `time.ParseDuration` of Go.
pub(super) fn parse_duration(text: &str) -> Option<i64> {
    let (rest, negative) = match text.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    if rest == "0" {
        return Some(0);
    }
    let (mut total, mut rest) = (0_i128, rest);
    while {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').filter(|end| *end > 0)?;
        let (number, after) = rest.split_at_checked(end)?;
        let (unit, size) = UNITS.iter().find(|(unit, _)| {
            after
                .strip_prefix(unit)
                .is_some_and(|next| next.is_empty() || next.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
        })?;
        total += amount(number, *size)?;
        rest = after.get(unit.len()..)?;
        !rest.is_empty() && total <= i128::from(i64::MAX) + 1
    } {}
    i64::try_from(if negative { -total } else { total }).ok()
}

/// `1.5` of a unit in nanoseconds.
fn amount(number: &str, unit: i128) -> Option<i128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && fraction.is_empty() || fraction.contains('.') {
        return None;
    }
    let value = if whole.is_empty() { 0 } else { i128::from(whole.parse::<u64>().ok()?) };
    let digits: String = fraction.chars().take(18).collect();
    let part = if digits.is_empty() { 0 } else { digits.parse::<i128>().ok()? };
    let scale = 10_i128.checked_pow(u32::try_from(digits.len()).ok()?)?;
    value.checked_mul(unit)?.checked_add(part.checked_mul(unit)? / scale)
}

/// A point in time written as RFC 3339, in nanoseconds since 1970; nothing for other texts and years outside of 1 to 9999.
pub(super) fn parse_timestamp(text: &str) -> Option<i128> {
    let (date, rest) = text.split_at_checked(10)?;
    let days = parse_date(date)?;
    let rest = rest.strip_prefix('T')?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let mut parts = clock.split(':').map(|part| number(part, 2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    if hour > 23 || minute > 59 || second > 59 || parts.next().is_some() {
        return None;
    }
    let (nanos, zone) = match rest.strip_prefix('.') {
        Some(rest) => {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, zone) = rest.split_at_checked(end)?;
            let nanos = format!("{:0<9}", digits.chars().take(9).collect::<String>());
            (nanos.parse::<i128>().ok().filter(|_| !digits.is_empty())?, zone)
        }
        None => (0, rest),
    };
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset(zone)?;
    Some(i128::from(seconds) * SECOND + nanos).filter(|nanos| is_timestamp(*nanos))
}

/// Whether a point in time is within the years that timestamps may have: 1 to 9999.
pub(super) fn is_timestamp(nanos: i128) -> bool {
    (-62_135_596_800..=253_402_300_799).contains(&nanos.div_euclid(SECOND))
}

/// The day of a date such as `2026-01-31`, counted from 1970.
pub(super) fn parse_date(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1..=last).contains(&day) && parts.next().is_none()).then(|| days_from_civil(year, month, day))
}

/// Seconds that a zone such as `Z`, `+02:00` or `-09:30` is ahead of UTC.
pub(super) fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn number(text: &str, digits: usize) -> Option<i64> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Days since 1970 of a date of the Gregorian calendar, whose years begin in March here: the leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// A point in time, or the beginning of a day.
pub(super) fn parse_timestamp_or_date(text: &str) -> Option<i128> {
    parse_timestamp(text).or_else(|| parse_date(text).map(|days| i128::from(days) * 86_400 * SECOND))
}

/// The year, month and day of a day counted from 1970.
pub(super) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// A point in time as RFC 3339 writes it, in UTC.
pub(super) fn format_timestamp(nanos: i128) -> String {
    let (seconds, rest) = (nanos.div_euclid(SECOND) as i64, nanos.rem_euclid(SECOND));
    let (days, clock) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil_from_days(days);
    let fraction = if rest == 0 { String::new() } else { format!(".{rest:09}").trim_end_matches('0').to_owned() };
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}{fraction}Z", clock / 3600, clock / 60 % 60, clock % 60)
}

/// A duration as expressions write it: in seconds.
pub(super) fn format_duration(nanos: i64) -> String {
    format!("{}s", nanos as f64 / SECOND as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_go_reads_them() {
        for (text, nanos) in [
            ("1h30m", 5_400_000_000_000),
            ("-1.5s", -1_500_000_000),
            ("+1ms1us1ns", 1_001_001),
            ("0", 0),
            (".5s", 500_000_000),
            ("1.s", 1_000_000_000),
            ("2540400h10m10.000000000s", 9_145_440_610_000_000_000),
        ] {
            assert_eq!(parse_duration(text), Some(nanos), "{text}");
        }
        for text in ["", "1", "s", "1d", "1h 1m", "-", "1.2.3s", ".s", "9999999h", "1hm"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }

    #[test]
    fn times_come_back_as_they_were() {
        for text in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59.5Z", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"] {
            assert_eq!(parse_timestamp(text).map(format_timestamp).as_deref(), Some(text));
        }
        assert_eq!(parse_timestamp("2026-01-01T01:00:00+01:00"), parse_timestamp("2026-01-01T00:00:00Z"));
        for text in ["2023-02-29T00:00:00Z", "2023-01-01", "2023-01-01T24:00:00Z", "2023-01-01T00:00:00", "x"] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }
}
