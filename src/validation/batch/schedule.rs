//! The schedule of a CronJob, as the server's cron library (`robfig/cron` v3, standard form) reads it.

use crate::validation::grammar::Broken;
use crate::validation::rules::INVALID_VALUE;

/// A field of a schedule: its name, its bounds, and the names that stand for numbers.
struct Column {
    name: &'static str,
    low: u32,
    high: u32,
    names: &'static [&'static str],
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const COLUMNS: [Column; 5] = [
    Column { name: "minute", low: 0, high: 59, names: &[] },
    Column { name: "hour", low: 0, high: 23, names: &[] },
    Column { name: "day of the month", low: 1, high: 31, names: &[] },
    Column { name: "month", low: 1, high: 12, names: &MONTHS },
    Column { name: "day of the week", low: 0, high: 6, names: &DAYS },
];

const DESCRIPTORS: [&str; 7] = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/// Five fields, or a descriptor such as `@daily` or `@every 1h`.
pub(super) fn cron(text: &str) -> Result<(), Broken> {
    if text.contains("TZ") {
        return Err(broken("hold no time zone".to_owned(), "name the zone in `timeZone`"));
    }
    if text.starts_with('@') {
        let every = text.strip_prefix("@every ").is_some_and(is_duration);
        let known = every || DESCRIPTORS.contains(&text);
        let must = format!("be five fields, `@every` and a duration, or one of {}", DESCRIPTORS.join(", "));
        return if known { Ok(()) } else { Err(broken(must, "write for example `@daily` or `0 3 * * *`")) };
    }
    let fields: Vec<&str> = text.split_whitespace().collect();
    if fields.len() != COLUMNS.len() {
        let must = format!("have five fields (minute, hour, day, month, weekday), not {}", fields.len());
        return Err(broken(must, "write for example `0 3 * * *`"));
    }
    fields.iter().zip(&COLUMNS).try_for_each(|(field, column)| column.check(field))
}

impl Column {
    fn check(&self, field: &str) -> Result<(), Broken> {
        field
            .split(',')
            .filter(|part| !part.is_empty())
            .try_for_each(|part| self.part(part).ok_or_else(|| self.broken(part)))
    }

    fn broken(&self, part: &str) -> Broken {
        let must = format!("have a {} from {} to {} and not `{part}`", self.name, self.low, self.high);
        broken(must, "each field is `*`, a number, a range `1-5`, a step `*/10`, or a list of these")
    }

    /// `*`, `5`, `1-5`, any of them with `/step`.
    fn part(&self, part: &str) -> Option<()> {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        if step.is_some_and(|step| step.parse::<u32>().ok().is_none_or(|step| step == 0)) {
            return None;
        }
        let (first, last) = range.split_once('-').map_or((range, None), |(first, last)| (first, Some(last)));
        if matches!(first, "*" | "?") {
            return Some(());
        }
        let low = self.number(first)?;
        let high = match last {
            Some(last) => self.number(last)?,
            None => low,
        };
        (low >= self.low && high <= self.high && low <= high).then_some(())
    }

    fn number(&self, text: &str) -> Option<u32> {
        let name = text.to_ascii_lowercase();
        let named = (self.low..).zip(self.names).find(|(_, known)| **known == name).map(|(number, _)| number);
        named.or_else(|| text.parse().ok())
    }
}

/// A duration of Go: `1h30m`, `90s`.
fn is_duration(text: &str) -> bool {
    let mut rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    let mut parts = 0;
    while !rest.is_empty() {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let unit = after.trim_start_matches(char::is_alphabetic);
        let number = rest.strip_suffix(after).unwrap_or_default();
        let name = after.strip_suffix(unit).unwrap_or_default();
        let digits = number.contains(|c: char| c.is_ascii_digit()) && number.matches('.').count() <= 1;
        if !digits || !["ns", "us", "µs", "μs", "ms", "s", "m", "h"].contains(&name) {
            return false;
        }
        parts += 1;
        rest = unit;
    }
    parts > 0
}

fn broken(must: String, help: &'static str) -> Broken {
    Broken::new(INVALID_VALUE, must, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_read_as_the_server_reads_them() {
        for good in ["* * * * *", "*/5 0-6/2 1,15 jan-MAR mon-fri", "? ? ? ? ?", "@daily", "@every 1h30m", "0 0 1 1 0"]
        {
            assert_eq!(cron(good), Ok(()), "{good}");
        }
        let bad = [
            "* * * *",
            "* * * * * *",
            "60 * * * *",
            "*/0 * * * *",
            "0 0 L * *",
            "0 0 * * 7",
            "0 0 * * 1#2",
            "5-1 * * * *",
            "TZ=UTC 0 0 * * *",
            "@reboot",
            "@every",
            "@every 1x",
            "1-2-3 * * * *",
            "1/2/3 * * * *",
            "-1 * * * *",
        ];
        for text in bad {
            assert!(cron(text).is_err(), "{text}");
        }
    }
}
