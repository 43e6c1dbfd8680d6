//! Which texts go-yaml takes for timestamps, which matters to the tag `!!timestamp` alone: they stay text either way.

/// Whether Go's `time.Parse` reads the text with one of go-yaml's formats: a date, a date and a time after a space, or
/// both joined by `T` with a zone.
pub(super) fn is_timestamp(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else { return is_date(text) };
    let joined_by_letter = !text.contains(' ');
    is_date(date) && if joined_by_letter { is_zoned_time(time) } else { is_time(time) }
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let (Some(year_number), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return false;
    };
    let leap = year_number % 4 == 0 && (year_number % 100 != 0 || year_number % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year.len() == 4 && (1..=days).contains(&day)
}

fn is_time(text: &str) -> bool {
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let (Some(hour), Some(minute), Some(second), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    digits(hour, 2).is_some_and(|hour| hour < 24)
        && digits(minute, 2).is_some_and(|minute| minute < 60)
        && digits(second, 2).is_some_and(|second| second < 60)
        && fraction.is_none_or(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn is_zoned_time(text: &str) -> bool {
    if let Some(time) = text.strip_suffix('Z') {
        return is_time(time);
    }
    let Some(at) = text.rfind(['+', '-']) else { return false };
    let (time, zone) = text.split_at(at);
    let zone = zone.get(1..).unwrap_or_default();
    is_time(time)
        && zone.split_once(':').is_some_and(|(hours, minutes)| {
            zone.len() == 5 && digits(hours, 2).is_some_and(|h| h <= 24) && digits(minutes, 2).is_some_and(|m| m < 60)
        })
}

/// A number of one digit up to so many.
fn digits(text: &str, most: usize) -> Option<u32> {
    let well_formed = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    well_formed.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_those_of_go_yaml() {
        for text in [
            "2001-12-14",
            "2001-1-1",
            "2001-12-14T21:59:43.10-05:00",
            "2001-12-14t21:59:43Z",
            "2001-12-14 21:59:43.10",
            "2024-02-29",
        ] {
            assert!(is_timestamp(text), "{text}");
        }
        for text in
            ["x", "2001-13-01", "2001-02-29", "01-01-01", "2001-12-14 21:59:43.10 -5", "2001-12-14T21:59:43", "2001-12"]
        {
            assert!(!is_timestamp(text), "{text}");
        }
    }
}
