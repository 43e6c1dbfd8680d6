//! Other tools whose suppressions kubevet understands.

use std::fmt;
use std::str::FromStr;

/// A tool whose requests kubevet understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Peer {
    /// Annotations `ignore-check.kube-linter.io/CHECK` and `kube-linter.io/ignore-all`.
    /// Source: <https://docs.kubelinter.io/#/configuring-kubelinter>.
    KubeLinter,
    /// The annotation `kube-score/ignore: CHECK,CHECK`. Source: README of kube-score, "Ignoring a test".
    KubeScore,
    /// Annotations `polaris.fairwinds.com/CHECK-exempt` and `polaris.fairwinds.com/exempt`.
    /// Source: <https://polaris.docs.fairwinds.com/customization/exemptions/>.
    Polaris,
    /// Annotations `checkov.io/skip1: CHECK=reason`, and comments `checkov:skip=CHECK:reason`.
    /// Source: <https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html>.
    Checkov,
    /// Comments `trivy:ignore:CHECK`. Source: <https://trivy.dev/latest/docs/configuration/filtering/>.
    Trivy,
}

/// A name that no tool among them has.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("kubevet does not read the suppressions of `{0}`; it does those of {list}", list = Peer::ALL.map(Peer::name).join(", "))]
pub struct UnknownPeer(pub String);

impl Peer {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::KubeLinter, Self::KubeScore, Self::Polaris, Self::Checkov, Self::Trivy];

    /// The name of the tool, as in the sources of rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::KubeLinter => "kube-linter",
            Self::KubeScore => "kube-score",
            Self::Polaris => "polaris",
            Self::Checkov => "checkov",
            Self::Trivy => "trivy",
        }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Peer {
    type Err = UnknownPeer;

    fn from_str(name: &str) -> Result<Self, UnknownPeer> {
        Self::ALL.into_iter().find(|peer| peer.name() == name).ok_or_else(|| UnknownPeer(name.to_owned()))
    }
}
