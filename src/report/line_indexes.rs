//! The lines of the files that findings are about, indexed when first asked for.

use rustc_hash::FxHashMap;

use super::Outcome;
use crate::object::Manifest;
use crate::yaml::LineIndex;

/// Turns offsets into positions, file by file.
pub struct LineIndexes<'a> {
    manifests: FxHashMap<&'a str, &'a Manifest>,
    indexes: FxHashMap<&'a str, LineIndex<'a>>,
}

impl<'a> LineIndexes<'a> {
    /// For all files of a run.
    pub fn new(outcome: Outcome<'a>) -> Self {
        let manifests = outcome.manifests.iter().map(|manifest| (manifest.file.as_ref(), manifest)).collect();
        Self { manifests, indexes: FxHashMap::default() }
    }

    /// The manifest in a file, if the run read it.
    pub fn manifest(&self, file: &str) -> Option<&'a Manifest> {
        self.manifests.get(file).copied()
    }

    /// The lines of a file, if the run read it.
    pub fn get(&mut self, file: &str) -> Option<&LineIndex<'a>> {
        let (&name, manifest) = self.manifests.get_key_value(file)?;
        Some(self.indexes.entry(name).or_insert_with(|| LineIndex::new(&manifest.stream.text)))
    }
}
