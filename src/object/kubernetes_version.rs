//! The version of Kubernetes that objects are judged for.

use std::str::FromStr;

use thiserror::Error;

/// A minor release of Kubernetes 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KubernetesVersion {
    minor: u16,
}

/// A version that kubevet has no schemas for.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("unknown Kubernetes version `{0}`; known are {first} to {last}", first = KubernetesVersion::OLDEST, last = KubernetesVersion::NEWEST)]
pub struct UnknownVersion(pub String);

impl KubernetesVersion {
    /// The oldest release with built-in schemas.
    pub const OLDEST: Self = Self { minor: 27 };
    /// The newest release with built-in schemas, and the default.
    pub const NEWEST: Self = Self { minor: 37 };

    /// The number after `1.`.
    pub const fn minor(self) -> u16 {
        self.minor
    }

    /// All releases with built-in schemas, oldest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (Self::OLDEST.minor..=Self::NEWEST.minor).map(|minor| Self { minor })
    }
}

impl Default for KubernetesVersion {
    fn default() -> Self {
        Self::NEWEST
    }
}

impl std::fmt::Display for KubernetesVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "1.{}", self.minor)
    }
}

impl FromStr for KubernetesVersion {
    type Err = UnknownVersion;

    /// Reads `1.31`, `v1.31` or `1.31.4`.
    fn from_str(text: &str) -> Result<Self, UnknownVersion> {
        let unknown = || UnknownVersion(text.to_owned());
        let rest = text.strip_prefix('v').unwrap_or(text).strip_prefix("1.").ok_or_else(unknown)?;
        let minor = match rest.split_once('.') {
            Some((minor, patch)) if patch.chars().all(|c| c.is_ascii_digit()) => minor,
            Some(_) => return Err(unknown()),
            None => rest,
        };
        let version = Self { minor: minor.parse().map_err(|_| unknown())? };
        if (Self::OLDEST..=Self::NEWEST).contains(&version) { Ok(version) } else { Err(unknown()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_people_write_them() {
        for text in ["1.31", "v1.31", "1.31.4", "v1.31.0"] {
            assert_eq!(text.parse::<KubernetesVersion>().map(KubernetesVersion::minor), Ok(31), "{text}");
        }
        for text in ["", "1", "2.0", "1.26", "1.38", "1.x", "31", "1.31.x"] {
            assert_eq!(text.parse::<KubernetesVersion>(), Err(UnknownVersion(text.to_owned())));
        }
    }
}
