//! The release that an object is judged for, watched: which others would have judged it alike.

use std::cell::Cell;
use std::cmp::Ordering;

use crate::object::{KubernetesVersion, KubernetesVersions};

/// The releases that would have given the same answers so far.
pub(super) struct Watch {
    version: KubernetesVersion,
    /// The first and the last minor release.
    alike: Cell<(u16, u16)>,
}

impl Watch {
    /// Nothing asked so far.
    pub(super) fn new(version: KubernetesVersion) -> Self {
        let all = (KubernetesVersion::OLDEST.minor(), KubernetesVersion::NEWEST.minor());
        Self { version, alike: Cell::new(all) }
    }

    /// The release, to ask it.
    pub(super) fn release(&self) -> Release<'_> {
        Release { watch: self }
    }

    /// The releases that gave the same answers to all that was asked.
    pub(super) fn alike(&self) -> KubernetesVersions {
        let (first, last) = self.alike.get();
        let others = KubernetesVersion::all().filter(|version| (first..=last).contains(&version.minor()));
        others.fold(self.version.into(), KubernetesVersions::with)
    }
}

/// A release to compare with minor releases: `cx.release() >= 35`.
///
/// What is never asked of it cannot differ between releases, so that a run for many of them judges an object once.
#[derive(Clone, Copy)]
pub(crate) struct Release<'w> {
    watch: &'w Watch,
}

impl Release<'_> {
    /// The version itself: with this, no other release is taken to be like it.
    pub(crate) fn exactly(self) -> KubernetesVersion {
        let version = self.watch.version;
        self.watch.alike.set((version.minor(), version.minor()));
        version
    }

    /// Whether it is a minor release or a later one.
    fn is_from(self, minor: u16) -> bool {
        let (first, last) = self.watch.alike.get();
        let is_from = self.watch.version.minor() >= minor;
        let alike = if is_from { (first.max(minor), last) } else { (first, last.min(minor.saturating_sub(1))) };
        self.watch.alike.set(alike);
        is_from
    }
}

impl PartialEq<u16> for Release<'_> {
    fn eq(&self, minor: &u16) -> bool {
        self.is_from(*minor) && !self.is_from(minor.saturating_add(1))
    }
}

impl PartialOrd<u16> for Release<'_> {
    fn partial_cmp(&self, minor: &u16) -> Option<Ordering> {
        Some(self.exactly().minor().cmp(minor))
    }

    fn lt(&self, minor: &u16) -> bool {
        !self.is_from(*minor)
    }

    fn le(&self, minor: &u16) -> bool {
        !self.is_from(minor.saturating_add(1))
    }

    fn gt(&self, minor: &u16) -> bool {
        self.is_from(minor.saturating_add(1))
    }

    fn ge(&self, minor: &u16) -> bool {
        self.is_from(*minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(ask: impl Fn(Release<'_>) -> bool) -> String {
        let watch = Watch::new("1.34".parse().unwrap());
        ask(watch.release());
        watch.alike().to_string()
    }

    #[test]
    fn comparisons_leave_the_releases_that_would_answer_alike() {
        assert_eq!(alike(|_| true), "1.27..1.37");
        assert_eq!(alike(|release| release >= 35), "1.27..1.34");
        assert_eq!(alike(|release| release < 35), "1.27..1.34");
        assert_eq!(alike(|release| release >= 34), "1.34..1.37");
        assert_eq!(alike(|release| release > 32 && release <= 35), "1.33..1.35");
        assert_eq!(alike(|release| release == 36), "1.27..1.35");
        assert_eq!(alike(|release| release == 34), "1.34");
        assert_eq!(alike(|release| release.exactly().minor() > 1), "1.34");
    }
}
