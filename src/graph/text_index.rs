//! An index by several texts at once.

use rustc_hash::FxHashMap;

/// Positions by a key of `N` texts, which may be asked for with texts of any lifetime.
///
/// Each text is numbered once and keys are made of the numbers, which also keeps them short to hash.
#[derive(Debug)]
pub(super) struct TextIndex<'a, const N: usize> {
    numbers: FxHashMap<&'a str, u32>,
    positions: FxHashMap<[u32; N], Vec<usize>>,
}

impl<const N: usize> Default for TextIndex<'_, N> {
    fn default() -> Self {
        Self { numbers: FxHashMap::default(), positions: FxHashMap::default() }
    }
}

impl<'a, const N: usize> TextIndex<'a, N> {
    /// Adds a position under a key.
    pub(super) fn insert(&mut self, key: [&'a str; N], position: usize) {
        let key = key.map(|text| {
            let next = self.numbers.len() as u32;
            *self.numbers.entry(text).or_insert(next)
        });
        self.positions.entry(key).or_default().push(position);
    }

    /// The positions under a key, in the order in which they were added.
    pub(super) fn get(&self, key: [&str; N]) -> &[usize] {
        // A text that was never added has the number `u32::MAX`, which no key holds.
        let key = key.map(|text| self.numbers.get(text).copied().unwrap_or(u32::MAX));
        self.positions.get(&key).map_or(&[], Vec::as_slice)
    }
}
