//! Finding keys that stand twice in one mapping.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::document::Duplicate;
use super::scalar;
use super::tape::{EntryKind, Tape};

/// Up to so many keys are compared pair by pair; more are brought together by hash.
const FEW: usize = 12;

/// The keys of a mapping that stand in it again; of a key that stands three times, each but the first is one.
///
/// `merged` tells for a key's index whether it came in by a merge.
pub(super) fn find(tape: &Tape, map: u32, next: u32, source: &str, merged: impl Fn(u32) -> bool) -> Vec<Duplicate> {
    let mut finder = Finder { tape, source, map, merged, found: Vec::new() };
    let mut few = [0; FEW];
    let mut count = 0;
    tape.for_each_counting_key(map + 1, next, |key| {
        if let Some(slot) = few.get_mut(count) {
            *slot = key;
        }
        count += 1;
    });
    match few.get(..count) {
        Some(keys) => finder.compare_pairs(keys),
        None => finder.compare_hashes(count, next),
    }
    finder.found
}

struct Finder<'t, M> {
    tape: &'t Tape,
    source: &'t str,
    map: u32,
    merged: M,
    found: Vec<Duplicate>,
}

impl<'t, M: Fn(u32) -> bool> Finder<'t, M> {
    fn compare_pairs(&mut self, keys: &[u32]) {
        for (at, key) in keys.iter().enumerate() {
            let text = self.text(*key);
            let earlier = keys.iter().take(at).rfind(|earlier| self.text(**earlier) == text);
            if let Some(earlier) = earlier {
                self.note(*earlier, *key);
            }
        }
    }

    /// Sorts keys by hash, eight bytes a key, and looks at those whose hashes are equal.
    fn compare_hashes(&mut self, count: usize, next: u32) {
        let mut keys: Vec<(u32, u32)> = Vec::with_capacity(count);
        self.tape.for_each_counting_key(self.map + 1, next, |key| {
            keys.push(((FxBuildHasher.hash_one(self.text(key)) >> 32) as u32, key));
        });
        keys.sort_unstable();
        for group in keys.chunk_by_mut(|left, right| left.0 == right.0).filter(|group| group.len() > 1) {
            // By text too, so that texts made to share a hash cost no more than others.
            group.sort_unstable_by(|left, right| self.text(left.1).cmp(self.text(right.1)).then(left.1.cmp(&right.1)));
            for ((_, first), (_, second)) in group.iter().zip(group.iter().skip(1)) {
                if self.text(*first) == self.text(*second) {
                    self.note(*first, *second);
                }
            }
        }
        self.found.sort_unstable_by_key(|duplicate| duplicate.second);
    }

    fn note(&mut self, first: u32, second: u32) {
        let only_as_text = !self.is_same_key(first, second);
        self.found.push(Duplicate { map: self.map, first, second, only_as_text, merged: (self.merged)(second) });
    }

    fn text(&self, key: u32) -> &'t str {
        self.tape.text(&self.tape.entry(self.tape.resolve(key)), self.source)
    }

    /// Whether two keys of the same text are one key to a strict decoder: they have one type and one value. Floats that
    /// differ can share a text, which has the precision of 32 bits only.
    fn is_same_key(&self, first: u32, second: u32) -> bool {
        let [first, second] = [first, second].map(|key| self.tape.entry(self.tape.resolve(key)));
        let float = |entry: super::tape::Entry| {
            let written = self.source.get(entry.start as usize..entry.end as usize).unwrap_or_default();
            match scalar::value(EntryKind::Float, written.trim_matches(['\'', '"'])) {
                super::Value::Float(value) => Some(value),
                _ => None,
            }
        };
        first.kind == second.kind && (first.kind != EntryKind::Float || float(first) == float(second))
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::Document;

    /// Places of the duplicates, with whether they are equal only as text.
    fn duplicates(yaml: &str) -> Vec<(u32, u32, bool)> {
        let document = Document::parse(yaml.into()).unwrap();
        let keys = document.duplicates();
        keys.iter().map(|key| (key.first.span().start, key.second.span().start, key.only_as_text)).collect()
    }

    #[test]
    fn each_repetition_is_found_with_the_one_before_it() {
        assert_eq!(duplicates("a: 1\nb: 1\na: 2\na: 3\n"), [(0, 10, false), (10, 15, false)]);
        let many: String = (0..100).map(|i| format!("k{i:03}: v\n")).collect();
        assert_eq!(
            duplicates(&format!("{many}k050: v\nk007: v\nk050: v\n")),
            [(400, 800, false), (56, 808, false), (800, 816, false)]
        );
    }

    #[test]
    fn keys_of_other_types_or_values_are_equal_only_as_text() {
        assert_eq!(duplicates("yes: 1\ntrue: 2\n'true': 3\n"), [(0, 7, false), (7, 15, true)]);
        assert_eq!(duplicates("1.5: 1\n1.50: 2\n"), [(0, 7, false)]);
        assert_eq!(duplicates("1234567.891: 1\n1234567.8910001: 2\n"), [(0, 15, true)]);
        assert_eq!(duplicates(".nan: 1\n.NaN: 2\n"), [(0, 8, true)]);
    }
}
