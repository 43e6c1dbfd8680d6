//! Which fields an object has anywhere, out of those that some rule cannot do without.

use rustc_hash::FxHashMap;

use crate::yaml::{Kind, Node};

/// The fields that rules need, numbered.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldNames(FxHashMap<String, usize>);

/// A set of fields: a bit for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<u64>);

impl FieldNames {
    /// The set of some names, which are numbered where they are new.
    pub(super) fn set_of(&mut self, names: &[String]) -> Fields {
        let mut fields = Fields::default();
        for name in names {
            let next = self.0.len();
            fields.insert(*self.0.entry(name.clone()).or_insert(next));
        }
        fields
    }

    /// The fields that stand anywhere under a node.
    pub(super) fn of(&self, root: Node<'_>) -> Fields {
        let mut present = Fields(vec![0; self.0.len().div_ceil(64)]);
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            for (key, value) in node.pairs() {
                if let Some(&field) = self.0.get(key.text()) {
                    present.insert(field);
                }
                open.extend(matches!(value.kind(), Kind::Map | Kind::Seq).then_some(value));
            }
            open.extend(node.items().filter(|item| matches!(item.kind(), Kind::Map | Kind::Seq)));
        }
        present
    }
}

impl Fields {
    fn insert(&mut self, field: usize) {
        let (word, bit) = (field / 64, field % 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << bit;
        }
    }

    /// Whether all fields of another set are in this one.
    pub(super) fn contains_all(&self, others: &Self) -> bool {
        others.0.iter().enumerate().all(|(at, word)| self.0.get(at).copied().unwrap_or_default() & word == *word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Stream;

    #[test]
    fn the_fields_of_an_object_are_those_of_all_its_parts() {
        let mut names = FieldNames::default();
        let many: Vec<String> = (0..70).map(|number| format!("f{number}")).collect();
        let all = names.set_of(&many);
        let stream = Stream::parse(b"a: {f1: 1}\nb: [{f69: {}}, f3]\n".to_vec());
        let present = names.of(stream.documents.first().unwrap().root());
        let holds = |wanted: &[&str]| {
            let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
            present.contains_all(&names.clone().set_of(&wanted))
        };
        assert!(holds(&["f1", "f69"]) && holds(&[]));
        assert!(!holds(&["f1", "f3"]) && !present.contains_all(&all));
    }
}
