//! Where the items of long sequences stand, so that findings about many of them cost no walk each.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::tape::Tape;

/// From this item on the walk from the first one is longer than the look into a table.
const LONG: usize = 64;

/// Tape indexes of the items of long sequences, by that of the sequence; each list is made when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct ItemIndex(Mutex<FxHashMap<u32, Arc<[u32]>>>);

impl ItemIndex {
    /// Whether items at this position are worth a table.
    pub(crate) fn is_far(position: usize) -> bool {
        position >= LONG
    }

    /// The tape index of an item of a sequence.
    pub(crate) fn item(&self, tape: &Tape, sequence: u32, position: usize) -> Option<u32> {
        let items = {
            // A thread that failed while it held the lock left whole lists behind.
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry(sequence).or_insert_with(|| items(tape, sequence)).clone()
        };
        items.get(position).copied()
    }
}

fn items(tape: &Tape, sequence: u32) -> Arc<[u32]> {
    let end = tape.entry(sequence).next;
    let from = |item: u32| (item < end).then_some(item);
    std::iter::successors(from(sequence + 1), |&item| from(tape.entry(item).next)).collect()
}

#[cfg(test)]
mod tests {
    use crate::yaml::Stream;

    #[test]
    fn items_far_from_the_first_are_those_of_the_walk() {
        let text: String = (0..200).map(|number| format!("- [{number}, [a, b]]\n")).collect();
        let stream = Stream::parse(text.into_bytes());
        let root = stream.documents[0].root();
        for (position, item) in root.items().enumerate() {
            assert_eq!(root.at(position).map(|found| found.id()), Some(item.id()));
        }
        assert!(root.at(200).is_none());
        assert!(root.items().next().and_then(|item| item.at(0)).and_then(|scalar| scalar.at(100)).is_none());
    }
}
