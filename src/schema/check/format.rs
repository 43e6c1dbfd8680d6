//! Named text formats, as the API server reads them.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether a text is standard base64 with padding, as Go decodes it: line breaks are skipped.
pub(crate) fn is_base64(text: &str) -> bool {
    let (mut letters, mut padding) = (0_usize, 0_usize);
    for byte in text.bytes() {
        match byte {
            b'\r' | b'\n' => {}
            b'=' => padding += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => letters += 1,
            _ => return false,
        }
    }
    (letters + padding) % 4 == 0 && padding <= 2 && (padding == 0 || letters % 4 != 0)
}

/// Whether a text is a time of RFC 3339 as Go's `time.Parse` takes it.
pub(crate) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let Some((clock, zone)) = split_zone(time) else { return false };
    is_date(date) && is_clock(clock) && is_zone(zone)
}

/// Whether a text is a time with exactly six digits of a second, as the layout of `MicroTime` has it.
pub(crate) fn is_micro_time(text: &str) -> bool {
    let digits = text.split_once('.').map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
    digits == 6 && is_date_time(text)
}

/// Whether a text is a full date: `2026-01-31`.
pub(crate) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}

/// Whether a text has one of the formats that apiextensions validates; a format it does not know always holds.
///
/// Source: `k8s.io/kube-openapi/pkg/validation/strfmt`. Formats whose grammar is far larger than their use in custom
/// resources (`uri`, `email`, `isbn`, `creditcard`) are let through.
pub(crate) fn holds(format: &str, text: &str) -> bool {
    match format {
        "byte" => is_base64(text),
        // strfmt takes several notations; what they share is a date, `T`, and a time.
        "date-time" | "datetime" => {
            let upper = text.to_ascii_uppercase();
            upper.split_once('T').is_some_and(|(date, time)| is_date(date) && time.bytes().any(|b| b.is_ascii_digit()))
        }
        "date" => is_date(text),
        "duration" => is_duration(text),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "cidr" => is_cidr(text),
        "uuid" => is_uuid(text),
        "hostname" => is_hostname(text),
        _ => true,
    }
}

fn digits(text: &str, len: usize) -> Option<u32> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Splits `08:00:00.5+02:00` before its zone.
fn split_zone(time: &str) -> Option<(&str, &str)> {
    let at = time.find(['Z', '+', '-'])?;
    time.split_at_checked(at)
}

fn is_clock(clock: &str) -> bool {
    let (whole, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, "0"));
    let mut parts = whole.split(':');
    let (Some(hour), Some(minute), Some(second), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    // Go takes an hour of one digit.
    let hour = digits(hour, 2).or_else(|| digits(hour, 1));
    hour.is_some_and(|hour| hour < 24)
        && digits(minute, 2).is_some_and(|minute| minute < 60)
        && digits(second, 2).is_some_and(|second| second < 60)
        && !fraction.is_empty()
        && fraction.bytes().all(|b| b.is_ascii_digit())
}

fn is_zone(zone: &str) -> bool {
    if zone == "Z" {
        return true;
    }
    let Some((hours, minutes)) = zone.get(1..).and_then(|rest| rest.split_once(':')) else { return false };
    digits(hours, 2).is_some_and(|hours| hours <= 24) && digits(minutes, 2).is_some_and(|minutes| minutes <= 60)
}

/// A duration of Go (`1h30m`), or a number and a word (`3 days`), as strfmt takes it.
fn is_duration(text: &str) -> bool {
    const UNITS: [&str; 30] = [
        "ns",
        "nano",
        "nanos",
        "nanosecond",
        "nanoseconds",
        "us",
        "µs",
        "μs",
        "micro",
        "micros",
        "ms",
        "milli",
        "millis",
        "s",
        "sec",
        "secs",
        "second",
        "seconds",
        "m",
        "min",
        "mins",
        "minute",
        "minutes",
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "d",
        "w",
    ];
    const WORDS: [&str; 8] = ["day", "days", "week", "weeks", "wk", "microsecond", "microseconds", "milliseconds"];
    let text = text.trim().trim_start_matches(['-', '+']);
    if text == "0" {
        return true;
    }
    let mut rest = text;
    let mut parts = 0;
    while !rest.is_empty() {
        let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (Some(value), Some(tail)) = (rest.get(..number), rest.get(number..)) else { return false };
        let tail = tail.trim_start();
        let unit = tail.find(|c: char| c.is_ascii_digit() || c.is_whitespace()).unwrap_or(tail.len());
        let (Some(name), Some(next)) = (tail.get(..unit), tail.get(unit..)) else { return false };
        let known = UNITS.contains(&name) || WORDS.contains(&name) || name == "millisecond";
        if !value.bytes().any(|b| b.is_ascii_digit()) || !known {
            return false;
        }
        rest = next.trim_start();
        parts += 1;
    }
    parts > 0
}

fn is_cidr(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return false };
    match (address.parse::<IpAddr>(), bits.parse::<u8>()) {
        (Ok(IpAddr::V4(_)), Ok(bits)) => bits <= 32,
        (Ok(IpAddr::V6(_)), Ok(bits)) => bits <= 128,
        _ => false,
    }
}

/// A UUID; strfmt takes it without dashes too.
fn is_uuid(text: &str) -> bool {
    let hex = text.bytes().filter(|b| *b != b'-').count();
    hex == 32 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

fn is_hostname(text: &str) -> bool {
    text.len() <= 255
        && text.trim_end_matches('.').split('.').all(|label| {
            (1..=63).contains(&label.len()) && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_go_reads_it() {
        for good in ["", "YQ==", "YWI=", "YWJj", "YW\nJj", "+/+/"] {
            assert!(is_base64(good), "{good:?}");
        }
        for bad in ["YQ", "YQ=", "Y===", "=", "a b=", "YQ==YQ==", "YWJj====", "-_-_", "not base64!"] {
            assert!(!is_base64(bad), "{bad:?}");
        }
    }

    #[test]
    fn times_are_rfc_3339() {
        for good in ["2026-01-31T08:00:00Z", "2024-02-29T23:59:59.123456+02:00", "1970-01-01T00:00:00-08:00"] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "",
            "2026-01-31",
            "2026-01-31 08:00:00Z",
            "2026-02-30T08:00:00Z",
            "2026-01-31T25:00:00Z",
            "2026-01-31T08:00:00",
            "2026-1-31T08:00:00Z",
            "2026-01-31T08:00:00.Z",
            "now",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn named_formats_tell_good_from_bad() {
        for (format, good, bad) in [
            ("duration", "1h30m", "soon"),
            ("duration", "3 days", "3 moons"),
            ("ipv4", "10.0.0.1", "10.0.0.256"),
            ("ipv6", "::1", "10.0.0.1"),
            ("cidr", "10.0.0.0/8", "10.0.0.0/33"),
            ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"),
            ("date", "2024-02-29", "2023-02-29"),
            ("hostname", "db.example.com", "db..example"),
        ] {
            assert!(holds(format, good), "{format} {good}");
            assert!(!holds(format, bad), "{format} {bad}");
        }
        assert!(holds("of-another-world", "anything"));
    }
}
