//! How long a client waits for an answer: `?timeout=2s`, as API servers append it to the path.

use std::time::{Duration, Instant};

/// What API servers wait when nothing is said, and the most that they can be told to wait is thrice this.
const DEFAULT: Duration = Duration::from_secs(10);
const LONGEST: Duration = Duration::from_secs(30);
/// What is kept back to send the answer.
const MARGIN: Duration = Duration::from_millis(100);

/// The end of the time of a request.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// The deadline of a request that begins now, by its query.
    pub fn of_query(query: Option<&str>) -> Self {
        let mut pairs = query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
        let asked = pairs.find(|(key, _)| *key == "timeout").and_then(|(_, value)| duration(value));
        let time = asked.filter(|time| !time.is_zero()).unwrap_or(DEFAULT).min(LONGEST);
        Self(Instant::now() + time.saturating_sub(MARGIN.min(time / 4)))
    }

    /// What is left of it.
    pub fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }
}

/// A duration as Go writes it: `2s`, `500ms`, `1m30s`.
fn duration(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total = Duration::ZERO;
    while !rest.is_empty() {
        let number = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (value, after) = (rest.get(..number)?.parse::<f64>().ok()?, rest.get(number..)?);
        let unit = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let seconds = match after.get(..unit)? {
            "h" => 3600.0,
            "m" => 60.0,
            "s" => 1.0,
            "ms" => 1e-3,
            "us" | "µs" => 1e-6,
            "ns" => 1e-9,
            _ => return None,
        };
        total = total.checked_add(Duration::try_from_secs_f64(value * seconds).ok()?)?;
        rest = after.get(unit..)?;
    }
    (!text.is_empty()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_go_writes_them() {
        let millis = |text| duration(text).map(|duration| duration.as_millis());
        assert_eq!(millis("2s"), Some(2000));
        assert_eq!(millis("1m30s"), Some(90_000));
        assert_eq!(millis("1.5s"), Some(1500));
        assert_eq!(millis("500ms"), Some(500));
        for wrong in ["", "2", "s", "-2s", "1e999s", "2 s", "9999999999999999999999h"] {
            assert_eq!(millis(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_deadline_lies_before_the_end_of_the_clients_patience() {
        for (query, most) in
            [(None, 10_000), (Some("timeout=2s"), 2000), (Some("a=b&timeout=20h"), 30_000), (Some("timeout=x"), 10_000)]
        {
            let left = Deadline::of_query(query).left().as_millis();
            assert!(left < most, "{query:?}: {left}");
        }
    }
}
