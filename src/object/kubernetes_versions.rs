//! The versions of Kubernetes that objects are judged for: one, a range, or some.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{KubernetesVersion, UnknownVersion};

/// A set of Kubernetes versions, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KubernetesVersions {
    /// Bit `n` is the version `n` after the oldest.
    bits: u16,
}

/// A text that names no versions.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum VersionsError {
    /// A version that kubevet has no schemas for.
    #[error(transparent)]
    Unknown(#[from] UnknownVersion),
    /// A range that ends before it begins.
    #[error("the range `{first}..{last}` holds no version; did you mean `{last}..{first}`?")]
    Reversed {
        /// What stands first.
        first: KubernetesVersion,
        /// What stands last.
        last: KubernetesVersion,
    },
}

impl KubernetesVersions {
    /// All versions with built-in schemas.
    pub fn all() -> Self {
        Self::range(KubernetesVersion::OLDEST, KubernetesVersion::NEWEST)
    }

    /// The versions, oldest first.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = KubernetesVersion> {
        KubernetesVersion::all().filter(move |version| self.contains(*version))
    }

    /// Whether a version is among these.
    pub fn contains(self, version: KubernetesVersion) -> bool {
        self.bits & bit(version) != 0
    }

    /// These, and one more.
    #[must_use]
    pub fn with(self, version: KubernetesVersion) -> Self {
        Self { bits: self.bits | bit(version) }
    }

    /// How many versions these are.
    pub fn count(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The oldest one.
    pub fn oldest(self) -> KubernetesVersion {
        self.iter().next().unwrap_or(KubernetesVersion::OLDEST)
    }

    /// The newest one.
    pub fn newest(self) -> KubernetesVersion {
        self.iter().next_back().unwrap_or_default()
    }

    /// Where these lie within others, in words: `from 1.34 on`, `up to 1.33`, `in 1.31 to 1.33`.
    ///
    /// Only within a range without gaps is it known that nothing changes beyond what is listed.
    pub fn within(self, all: Self) -> String {
        let (oldest, newest) = (self.oldest(), self.newest());
        if all.is_contiguous() && self.is_contiguous() && newest == all.newest() {
            return format!("from {oldest} on");
        }
        if all.is_contiguous() && self.is_contiguous() && oldest == all.oldest() && oldest != newest {
            return format!("up to {newest}");
        }
        let mut runs = self.runs().into_iter().map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first} to {last}"),
        });
        let first = runs.next().unwrap_or_default();
        let rest: Vec<String> = runs.collect();
        match rest.split_last() {
            None => format!("in {first}"),
            Some((last, [])) => format!("in {first} and {last}"),
            Some((last, middle)) => format!("in {first}, {} and {last}", middle.join(", ")),
        }
    }

    fn range(first: KubernetesVersion, last: KubernetesVersion) -> Self {
        let within = KubernetesVersion::all().filter(|version| (first..=last).contains(version));
        Self { bits: within.map(bit).fold(bit(first), |bits, bit| bits | bit) }
    }

    fn is_contiguous(self) -> bool {
        self.runs().len() == 1
    }

    /// Versions that follow each other, as first and last.
    fn runs(self) -> Vec<(KubernetesVersion, KubernetesVersion)> {
        let mut runs: Vec<(KubernetesVersion, KubernetesVersion)> = Vec::new();
        for version in self.iter() {
            match runs.last_mut() {
                Some((_, last)) if last.minor() + 1 == version.minor() => *last = version,
                _ => runs.push((version, version)),
            }
        }
        runs
    }
}

fn bit(version: KubernetesVersion) -> u16 {
    1 << (version.minor() - KubernetesVersion::OLDEST.minor())
}

impl From<KubernetesVersion> for KubernetesVersions {
    fn from(version: KubernetesVersion) -> Self {
        Self { bits: bit(version) }
    }
}

impl Default for KubernetesVersions {
    /// The newest version alone.
    fn default() -> Self {
        KubernetesVersion::default().into()
    }
}

impl fmt::Display for KubernetesVersions {
    /// As it is read: `1.34`, `1.31..1.34`, `1.31..1.33,1.36`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (first, last)) in self.runs().into_iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            match first == last {
                true => write!(f, "{comma}{first}")?,
                false => write!(f, "{comma}{first}..{last}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for KubernetesVersions {
    type Err = VersionsError;

    /// Reads `1.31`, `1.31..1.34` with both ends, `1.31..` to the newest, `..1.34` from the oldest, and lists of these
    /// with commas.
    fn from_str(text: &str) -> Result<Self, VersionsError> {
        let mut bits = 0;
        for part in text.split(',').map(str::trim) {
            bits |= part_of(part)?.bits;
        }
        Ok(Self { bits })
    }
}

fn part_of(text: &str) -> Result<KubernetesVersions, VersionsError> {
    let Some((first, last)) = text.split_once("..") else { return Ok(text.parse::<KubernetesVersion>()?.into()) };
    let end = |text: &str, open| match text.trim() {
        "" => Ok(open),
        text => text.parse(),
    };
    let (first, last) = (end(first, KubernetesVersion::OLDEST)?, end(last, KubernetesVersion::NEWEST)?);
    if first > last { Err(VersionsError::Reversed { first, last }) } else { Ok(KubernetesVersions::range(first, last)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> KubernetesVersions {
        text.parse().unwrap()
    }

    #[test]
    fn ranges_and_lists_are_read_and_shown_in_their_shortest_form() {
        for (text, shown, count) in [
            ("1.31", "1.31", 1),
            ("v1.31.4", "1.31", 1),
            ("1.31..1.34", "1.31..1.34", 4),
            ("1.31..1.31", "1.31", 1),
            ("1.35..", "1.35..1.37", 3),
            ("..1.28", "1.27..1.28", 2),
            ("..", "1.27..1.37", 11),
            ("1.34,1.36", "1.34,1.36", 2),
            ("1.36, 1.34,1.35", "1.34..1.36", 3),
            ("1.31..1.33,1.36", "1.31..1.33,1.36", 4),
        ] {
            assert_eq!(parse(text).to_string(), shown, "{text}");
            assert_eq!(parse(text).count(), count, "{text}");
            assert_eq!(parse(text), parse(shown), "{text}");
        }
    }

    #[test]
    fn what_is_no_range_says_what_is_known() {
        let error = |text: &str| text.parse::<KubernetesVersions>().unwrap_err().to_string();
        assert_eq!(error("1.34..1.31"), "the range `1.34..1.31` holds no version; did you mean `1.31..1.34`?");
        for text in ["", "1.31,", "1.20..1.31", "1.31..1.99", "1.31...1.33", "1.31-1.33", "latest"] {
            assert!(error(text).ends_with("known are 1.27 to 1.37"), "{text}: {}", error(text));
        }
    }

    #[test]
    fn the_part_of_a_range_is_told_in_words() {
        let all = parse("1.31..1.37");
        for (part, words) in [
            ("1.34..1.37", "from 1.34 on"),
            ("1.37", "from 1.37 on"),
            ("1.31..1.33", "up to 1.33"),
            ("1.31", "in 1.31"),
            ("1.32..1.33", "in 1.32 to 1.33"),
            ("1.31,1.33", "in 1.31 and 1.33"),
            ("1.31,1.33,1.35..1.36", "in 1.31, 1.33 and 1.35 to 1.36"),
        ] {
            assert_eq!(parse(part).within(all), words, "{part}");
        }
        assert_eq!(parse("1.36").within(parse("1.34,1.36")), "in 1.36");
    }
}
