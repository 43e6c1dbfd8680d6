//! Keys of an object that are not in the order of the alphabet.

use crate::object::Object;
use crate::object::facts::UnsortedKeyFact;
use crate::yaml::Pointer;

/// The first key of each mapping that stands behind one which it comes before, in the order of bytes.
pub(super) fn unsorted(object: &Object<'_>) -> Vec<UnsortedKeyFact> {
    let mut found = Vec::new();
    let mut open = vec![(object.root, Pointer::root())];
    while let Some((node, path)) = open.pop() {
        let keys: Vec<&str> = node.pairs().map(|(key, _)| key.text()).collect();
        let pairs = keys.iter().zip(keys.iter().skip(1));
        if let Some((after, key)) = pairs.into_iter().find(|(before, key)| before > key) {
            let path = path.clone().key(key);
            found.push(UnsortedKeyFact { path, key: (*key).to_owned(), after: (*after).to_owned() });
        }
        // Pushed from the last to the first, so that what stands first is looked at first.
        let mut below: Vec<_> = node.pairs().map(|(key, value)| (value, path.clone().key(key.text()))).collect();
        below.extend(node.items().enumerate().map(|(index, item)| (item, path.clone().index(index))));
        open.extend(below.into_iter().rev().filter(|(node, _)| !node.is_empty()));
    }
    found
}
