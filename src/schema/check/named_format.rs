//! The formats of texts that the schemas of custom resources name.
//!
//! Source: `k8s.io/kube-openapi/pkg/validation/strfmt`, and `supportedFormats` of apiextensions. Where the grammar of a
//! format is far larger than its use (`email`, `hostname`), only what no reading of it takes is refused.

use core::net::IpAddr;

use super::format::{is_base64, is_date};

/// Whether a text has a format. Dashes in the names of formats count for nothing.
type Test = fn(&str) -> bool;

/// The formats that are checked. All others hold for the server too, or are too large to be told here.
const FORMATS: [(&str, Test); 15] = [
    ("bsonobjectid", |text| text.len() == 24 && text.bytes().all(|b| b.is_ascii_hexdigit())),
    ("byte", |text| !text.is_empty() && !text.contains(['\n', '\r']) && is_base64(text)),
    ("cidr", is_cidr),
    ("date", is_date),
    ("datetime", is_date_time),
    ("duration", |text| is_go_duration(text) || is_wordy_duration(text)),
    ("email", is_email),
    ("hexcolor", is_hex_color),
    ("hostname", is_hostname),
    ("ipv4", |text| text.contains('.') && text.parse::<IpAddr>().is_ok()),
    ("ipv6", |text| text.contains(':') && text.parse::<IpAddr>().is_ok()),
    ("mac", is_mac),
    ("uri", is_uri),
    ("uuid", |text| is_uuid(text, None)),
    ("uuid4", |text| is_uuid(text, Some('4'))),
];

/// Whether the server judges texts by a format of this name.
pub(crate) fn is_known(format: &str) -> bool {
    test(format).is_some()
}

/// Whether a text has a format; one that is not known always holds.
pub(crate) fn holds(format: &str, text: &str) -> bool {
    test(format).is_none_or(|test| test(text))
}

fn test(format: &str) -> Option<Test> {
    let same = |name: &str| format.bytes().filter(|b| *b != b'-').eq(name.bytes());
    FORMATS.iter().find(|(name, _)| same(name)).map(|(_, test)| *test)
}

/// A date, `T`, a time with seconds, and a zone; in any case of letters.
fn is_date_time(text: &str) -> bool {
    let mut parts = text.split(['T', 't']);
    let (Some(date), Some(time)) = (parts.next(), parts.next()) else { return false };
    let Some((clock, rest)) = time.split_at_checked(8) else { return false };
    let bytes = clock.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let form = [0, 1, 3, 4, 6, 7].into_iter().all(digit) && bytes.get(2) == Some(&b':') && bytes.get(5) == Some(&b':');
    let within = clock.get(..2) <= Some("23") && clock.get(3..5) <= Some("59") && clock.get(6..) <= Some("59");
    is_date(date) && form && within && is_zone(after_fraction(rest))
}

/// What follows the fraction of a second: any character, and digits.
fn after_fraction(rest: &str) -> &str {
    let mut chars = rest.chars();
    chars.next();
    let digits = chars.as_str();
    let after = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() < digits.len() && !is_zone(rest) { after } else { rest }
}

fn is_zone(zone: &str) -> bool {
    let offset = |hours: &str, minutes: &str| {
        let two = |digits: &str| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        two(hours) && two(minutes)
    };
    let numbers = zone.strip_prefix(['+', '-']).and_then(|zone| zone.split_once(':'));
    zone.eq_ignore_ascii_case("z") || numbers.is_some_and(|(hours, minutes)| offset(hours, minutes))
}

/// A duration of Go: `1h30m`, `-1.5s`, `0`.
fn is_go_duration(text: &str) -> bool {
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    let mut parts = 0;
    while !rest.is_empty() {
        let (number, after) = split(rest, |c| c.is_ascii_digit() || c == '.');
        let (unit, after) = split(after, |c| !c.is_ascii_digit() && c != '.');
        let digits = number.bytes().any(|b| b.is_ascii_digit()) && number.bytes().filter(|b| *b == b'.').count() < 2;
        if !digits || !["ns", "us", "µs", "μs", "ms", "s", "m", "h"].contains(&unit) {
            return false;
        }
        rest = after;
        parts += 1;
    }
    parts > 0
}

/// A duration of whole numbers and words, of which at least one is a unit: `3 days`, `1 week 2d`.
fn is_wordy_duration(text: &str) -> bool {
    const UNITS: [&str; 11] = ["ns", "us", "µs", "ms", "s", "m", "h", "hr", "d", "w", "wk"];
    const WORDS: [&str; 8] = ["nano", "micro", "milli", "sec", "min", "hour", "day", "week"];
    let mut rest = text.trim_start();
    let mut any = false;
    while !rest.is_empty() {
        let (number, after) = split(rest, |c| c.is_ascii_digit());
        let (unit, after) = split(after.trim_start(), |c| c.is_ascii_alphabetic() || c == 'µ');
        if number.is_empty() || unit.is_empty() {
            return false;
        }
        let unit = unit.to_lowercase();
        any |= UNITS.contains(&unit.as_str()) || WORDS.iter().any(|word| unit.starts_with(word));
        rest = after.trim_start();
    }
    any
}

/// Splits where characters of a kind end.
fn split(text: &str, kind: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !kind(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn is_cidr(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return false };
    let bits = bits.bytes().all(|b| b.is_ascii_digit()).then(|| bits.parse::<u8>().ok()).flatten();
    match (address.parse::<IpAddr>(), bits) {
        (Ok(IpAddr::V4(_)), Some(bits)) => bits <= 32,
        (Ok(IpAddr::V6(_)), Some(bits)) => bits <= 128,
        _ => false,
    }
}

/// 6, 8 or 20 bytes in pairs of digits with `:` or `-` between, or 6 or 8 in fours with dots.
fn is_mac(text: &str) -> bool {
    let groups = |separator: char, length: usize| {
        let all = text.split(separator).all(|g| g.len() == length && g.bytes().all(|b| b.is_ascii_hexdigit()));
        all.then(|| text.split(separator).count())
    };
    let pairs = groups(':', 2).or_else(|| groups('-', 2));
    matches!(pairs, Some(6 | 8 | 20)) || matches!(groups('.', 4), Some(3 | 4 | 10))
}

/// A UUID, of a version if one is asked for; the dashes may be left out.
fn is_uuid(text: &str, version: Option<char>) -> bool {
    let mut rest = text;
    for (index, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
        if index > 0 {
            rest = rest.strip_prefix('-').unwrap_or(rest);
        }
        let Some((group, after)) = rest.split_at_checked(length) else { return false };
        let fits = match (index, version) {
            (2, Some(version)) => group.starts_with(version),
            (3, Some(_)) => group.starts_with(['8', '9', 'a', 'b', 'A', 'B']),
            _ => true,
        };
        if !fits || !group.bytes().all(|b| b.is_ascii_hexdigit()) {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

fn is_hex_color(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or(text);
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit())
}

fn is_hostname(text: &str) -> bool {
    text.len() <= 255
        && text.trim_end_matches('.').split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_' || !c.is_ascii())
        })
}

/// An address; one with a name, quotes or comments is taken for one.
fn is_email(text: &str) -> bool {
    let plain = text.trim();
    let parts = plain.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    plain.contains(['<', '"', '(']) || (parts && !plain.contains(char::is_whitespace))
}

/// A path that begins with `/`, or anything after a scheme, as Go's `url.ParseRequestURI` takes it.
fn is_uri(text: &str) -> bool {
    if text.is_empty() || text.bytes().any(|b| b < b' ' || b == 0x7f) {
        return false;
    }
    let letters = |scheme: &str| scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let scheme = text
        .split_once(':')
        .filter(|(scheme, _)| letters(scheme) && !scheme.starts_with(|c: char| !c.is_ascii_alphabetic()));
    match scheme {
        Some(("", _)) => false,
        Some((_, rest)) => rest.strip_prefix("//").is_none_or(is_authority),
        None => text == "*" || text.starts_with('/'),
    }
}

/// What stands between `//` and the path: its port is a number, its host has no spaces.
fn is_authority(rest: &str) -> bool {
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let port = host.rsplit_once(']').map_or(host, |(_, port)| port).rsplit_once(':').map_or("", |(_, port)| port);
    !host.contains(' ') && port.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_good_from_bad() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("byte", &["YQ=="], &["", "YQ", "YW\nJj", "-_-_"]),
            ("cidr", &["10.0.0.0/8", "::/0"], &["10.0.0.0", "10.0.0.0/33", "10.0.0.0/+8", "a/8"]),
            ("date", &["2024-02-29"], &["2023-02-29", "2024-2-9"]),
            (
                "date-time",
                &["2026-01-31T08:00:00Z", "2026-01-31t08:00:00.5+02:00", "2026-01-31T08:00:00,123z"],
                &["2026-01-31", "2026-01-31T24:00:00Z", "2026-01-31T08:00Z", "2026-01-31T08:00:00", "today"],
            ),
            (
                "duration",
                &["1h30m", "-1.5s", "0", "3 days", "1 week 2d", " 5 seconds ", "1d 2moons"],
                &["", "soon", "3", "3 moons", "1.5 days", "h"],
            ),
            ("email", &["a@b", "A <a@b.c>"], &["", "a", "@b", "a@", "a b@c"]),
            ("hexcolor", &["#fff", "00ff00"], &["#ffff", "red"]),
            ("hostname", &["db.example.com", "my-host"], &["db..example", "a b", ""]),
            ("ipv4", &["10.0.0.1"], &["10.0.0.256", "::1", "10.0.0.01"]),
            ("ipv6", &["::1", "::ffff:1.2.3.4"], &["10.0.0.1", "::g"]),
            (
                "mac",
                &["01:23:45:67:89:ab", "01-23-45-67-89-ab", "0123.4567.89ab"],
                &["01:23", "01:23:45:67:89-ab", "zz:23:45:67:89:ab"],
            ),
            (
                "uri",
                &["https://a/b?c", "/a", "mailto:a", "localhost:80", "http://[::1]:80/"],
                &["", "a", "a b", ":a", "http://a:b/", "http://a b/"],
            ),
            (
                "uuid",
                &["123e4567-e89b-12d3-a456-426614174000", "123E4567e89b12d3a456426614174000"],
                &["123e4567", "123e-4567e89b12d3a456426614174000", ""],
            ),
            ("uuid4", &["123e4567-e89b-42d3-a456-426614174000"], &["123e4567-e89b-12d3-a456-426614174000"]),
        ];
        for (format, good, bad) in cases {
            good.iter().for_each(|text| assert!(holds(format, text), "{format} {text:?}"));
            bad.iter().for_each(|text| assert!(!holds(format, text), "{format} {text:?}"));
        }
        for unknown in ["int32", "of-another-world", "password", "isbn"] {
            assert!(!is_known(unknown) && holds(unknown, "anything"), "{unknown}");
        }
    }
}
