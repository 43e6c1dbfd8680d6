//! Manifests that describe one object several times, as base and overlays or copies of an example do.
//!
//! What belongs together stands in one file or in one folder, so of several copies each object sees the nearest. Relations
//! are kept between identities, of which each is listed once however many copies it has.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::object::Object;

/// The copies of all objects of a run. An identity is the position of the first copy.
#[derive(Debug, Default)]
pub(super) struct Copies {
    identities: Vec<usize>,
    /// The identities with more than one copy.
    copied: FxHashSet<usize>,
    in_file: Places,
    in_folder: Places,
}

/// The copies by where they stand: in which file, or in which folder.
#[derive(Debug, Default)]
struct Places {
    place: Vec<usize>,
    /// The first two copies of an identity in a place: enough to know that there is more than one.
    copies: FxHashMap<(usize, usize), (usize, Option<usize>)>,
}

impl Places {
    fn build<'a>(places: impl Iterator<Item = &'a str>, identities: &[usize]) -> Self {
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        let mut all = Self::default();
        for (id, (place, identity)) in places.zip(identities).enumerate() {
            let next = numbers.len();
            let place = *numbers.entry(place).or_insert(next);
            all.place.push(place);
            let (first, second) = all.copies.entry((*identity, place)).or_insert((id, None));
            if *first != id && second.is_none() {
                *second = Some(id);
            }
        }
        all
    }

    /// The first two copies of an identity in the place of an object.
    fn beside(&self, other: usize, identity: usize) -> Option<(usize, Option<usize>)> {
        let place = self.place.get(other)?;
        self.copies.get(&(identity, *place)).copied()
    }
}

impl Copies {
    /// Takes for each object in turn the position of its first copy, which may be its own.
    pub(super) fn build(objects: &[Object<'_>], identities: Vec<usize>) -> Self {
        let files = || objects.iter().map(|object| &*object.manifest.file);
        let folders = files().map(|file| file.rsplit_once('/').map_or("", |(folder, _)| folder));
        let in_file = Places::build(files(), &identities);
        let in_folder = Places::build(folders, &identities);
        let others = identities.iter().enumerate().filter(|(id, identity)| id != *identity);
        let copied = others.map(|(_, identity)| *identity).collect();
        Self { identities, copied, in_file, in_folder }
    }

    /// The position of the first copy of an object.
    pub(super) fn identity(&self, id: usize) -> usize {
        self.identities.get(id).copied().unwrap_or(id)
    }

    /// Whether the run holds several copies of an object.
    pub(super) fn is_copied(&self, id: usize) -> bool {
        self.copied.contains(&self.identity(id))
    }

    /// The copies of an object in the file and in the folder of another, nearest first.
    pub(super) fn beside(&self, other: usize, identity: usize) -> impl Iterator<Item = usize> + use<> {
        let near = [&self.in_file, &self.in_folder].map(|places| places.beside(other, identity));
        near.into_iter().flatten().map(|(first, _)| first)
    }

    /// The copy of an object that another sees: the nearest.
    pub(super) fn seen_from(&self, other: usize, identity: usize) -> usize {
        self.beside(other, identity).next().unwrap_or(identity)
    }

    /// Another copy in the same file, else in the same folder, and whether it is in the same file.
    pub(super) fn twin(&self, id: usize) -> Option<(usize, bool)> {
        let other = |places: &Places| {
            let (first, second) = places.beside(id, self.identity(id))?;
            if first == id { second } else { Some(first) }
        };
        let in_file = other(&self.in_file).map(|twin| (twin, true));
        in_file.or_else(|| other(&self.in_folder).map(|twin| (twin, false)))
    }

    /// Whether two objects stand in one folder, so that they are likely to be applied together. What is only wrong when both
    /// are applied counts only then: projects keep alternatives in folders of their own.
    pub(super) fn share_folder(&self, one: usize, other: usize) -> bool {
        let folder = |id| self.in_folder.place.get(id);
        folder(one) == folder(other)
    }
}
