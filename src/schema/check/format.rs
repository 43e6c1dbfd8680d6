//! Base64 and times, as the API server reads them in built-in kinds.

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
}
