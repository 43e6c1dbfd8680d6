//! The file format of the built-in schemas, as the generator writes and [`super::catalog`] reads it.
//!
//! One file holds all Kubernetes versions: a definition or resource that several versions share stands in it once, with
//! the set of versions that have it. Strings are numbers into one list. The encoding is postcard.

use serde::{Deserialize, Serialize};

/// A set of Kubernetes versions; bit `n` is version 1.`(FIRST_MINOR + n)`.
pub type Versions = u16;

/// The oldest Kubernetes version that a table can hold.
pub const FIRST_MINOR: u16 = 27;

/// How many Kubernetes versions a table can hold.
pub const CAPACITY: usize = Versions::BITS as usize;

/// The set that has one version only; empty for versions that a table cannot hold.
pub const fn version_bit(minor: u16) -> Versions {
    if minor < FIRST_MINOR || (minor - FIRST_MINOR) as usize >= CAPACITY { 0 } else { 1 << (minor - FIRST_MINOR) }
}

/// A string, by its place in [`Strings`].
pub type StringIndex = u32;

/// All strings, each once, one after the other: reading them costs as much as reading one.
#[derive(Debug, Serialize, Deserialize)]
pub struct Strings<'a> {
    /// All strings without anything between them.
    pub text: &'a str,
    /// Where in the text each string ends.
    pub ends: Vec<u32>,
}

impl<'a> Strings<'a> {
    /// The string at a place.
    pub fn get(&self, index: StringIndex) -> Option<&'a str> {
        let index = index as usize;
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*start as usize..end as usize)
    }
}

/// The whole file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tables<'a> {
    /// All strings that the rest refers to.
    #[serde(borrow)]
    pub strings: Strings<'a>,
    /// All definitions, sorted by name and version.
    #[serde(borrow)]
    pub definitions: Vec<Definition<'a>>,
    /// All kinds, sorted by kind, group, version.
    pub resources: Vec<Resource>,
}

/// A named type.
#[derive(Debug, Serialize, Deserialize)]
pub struct Definition<'a> {
    /// For example `io.k8s.api.core.v1.Container`.
    pub name: StringIndex,
    /// The versions in which the name has this meaning.
    pub versions: Versions,
    /// A [`Shape`], encoded on its own so that it is decoded only when somebody asks for it.
    pub shape: &'a [u8],
}

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Resource<S = StringIndex> {
    /// For example `Deployment`.
    pub kind: S,
    /// For example `apps`; empty for the core group.
    pub group: S,
    /// For example `v1`.
    pub version: S,
    /// The name of its definition.
    pub definition: S,
    /// Where its objects live.
    pub scope: Scope,
    /// The Kubernetes versions that know it.
    pub versions: Versions,
}

/// Where objects of a kind live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// In a namespace.
    Namespaced,
    /// Beside the namespaces.
    Cluster,
    /// Under another object, such as `Eviction` under a Pod: sent by programs, never found in manifests.
    Subresource,
    /// A list of objects, such as `PodList`.
    List,
}

/// What a value must be, with strings as they are (in the generator) or as numbers (in the file).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Shape<S = StringIndex> {
    /// Anything.
    Any,
    /// True or false.
    Boolean,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A number.
    Number,
    /// Text.
    String,
    /// Text in base64.
    Bytes,
    /// A time with seconds.
    Time,
    /// A time with microseconds.
    MicroTime,
    /// One of these texts.
    Enum(Vec<S>),
    /// A whole number of 32 bits, or text.
    IntOrString,
    /// An amount such as `500m`.
    Quantity,
    /// A list in which items may repeat.
    Array(Box<Shape<S>>),
    /// A list in which each scalar stands once.
    Set(Box<Shape<S>>),
    /// A list of objects that differ in the values of the fields named.
    Keyed(Box<Shape<S>>, Vec<S>),
    /// Any keys, each with such a value.
    Map(Box<Shape<S>>),
    /// An object with these fields and no others, sorted by name.
    Object(Vec<Field<S>>),
    /// The definition with a name.
    Named(S),
}

/// A field of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Field<S = StringIndex> {
    /// As written in manifests.
    pub name: S,
    /// Whether the object is refused without it.
    pub required: bool,
    /// What it is when it is absent, as JSON text.
    pub default: Option<S>,
    /// What it must be.
    pub shape: Shape<S>,
}
