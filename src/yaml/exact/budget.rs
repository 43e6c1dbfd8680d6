//! How much aliases may multiply a document: the bound of go-yaml's decoder, counted without expanding anything.

use super::problem::BadProperty;

/// Up to so many steps, aliases may cause 99 of 100; from `HIGH` on, 10 of 100; between them the share falls evenly.
const LOW: u64 = 400_000;
const HIGH: u64 = 4_000_000;

/// The decoding steps that go-yaml would have taken so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Budget {
    steps: u64,
    /// Steps within aliased nodes.
    aliased: u64,
}

impl Budget {
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    /// One node is decoded.
    pub(super) fn step(&mut self) -> Result<(), BadProperty> {
        self.steps += 1;
        self.check()
    }

    /// An alias is decoded, and with it a node that costs so many steps.
    ///
    /// Within the node both counters grow alike, so the share only grows: to look at its end is enough.
    pub(super) fn alias(&mut self, cost: u64) -> Result<(), BadProperty> {
        self.step()?;
        self.steps = self.steps.saturating_add(cost);
        self.aliased = self.aliased.saturating_add(cost);
        self.check()
    }

    fn check(&self) -> Result<(), BadProperty> {
        let excessive = self.aliased > 100
            && self.steps > 1000
            && self.aliased as f64 / self.steps as f64 > allowed_share(self.steps);
        if excessive { Err(BadProperty::ExcessiveAliasing) } else { Ok(()) }
    }
}

fn allowed_share(steps: u64) -> f64 {
    match steps {
        ..=LOW => 0.99,
        HIGH.. => 0.10,
        _ => 0.99 - 0.89 * ((steps - LOW) as f64 / (HIGH - LOW) as f64),
    }
}
