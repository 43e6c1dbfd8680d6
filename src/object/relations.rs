//! How the objects of a run belong together, for those who draw it: `graph` finds it, a report shows it.

use std::sync::Arc;

use crate::finding::ObjectRef;
use crate::yaml::Pointer;

/// The objects of a run and what leads from one to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// All objects, in the order of the run.
    pub objects: Vec<RelatedObject>,
    /// What leads from them to others, in the order of the objects it begins at.
    pub links: Vec<Link>,
}

/// An object of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedObject {
    /// What it is called.
    pub reference: ObjectRef,
    /// The file it stands in.
    pub file: Arc<str>,
    /// The document of the file, from 0.
    pub document: usize,
    /// The way from the document's root to its own.
    pub pointer: Pointer,
    /// Where its text begins, in bytes.
    pub start: u32,
    /// What network policies do to its pods, if it makes some.
    pub coverage: Option<Coverage>,
}

/// Which traffic of pods the network policies of the run restrict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Traffic to the pods.
    pub ingress: bool,
    /// Traffic from the pods.
    pub egress: bool,
}

/// One relation of an object to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The object it begins at, by its position in [`Relations::objects`].
    pub from: usize,
    /// What it leads to.
    pub to: Target,
    /// What the one does with the other.
    pub kind: LinkKind,
    /// The way from the document's root to where it is written.
    pub pointer: Pointer,
}

/// What a relation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An object of the run, by its position.
    Object(usize),
    /// A key, port or subset that an object of the run lacks.
    Part {
        /// The object, by its position; nothing where the part belongs to no object that is known.
        object: Option<usize>,
        /// What it lacks.
        part: String,
    },
    /// An object that is not part of the run.
    Missing {
        /// Its kind.
        kind: String,
        /// The namespace it should be in; empty for kinds without namespace.
        namespace: String,
        /// Its name.
        name: String,
    },
    /// No pod at all: a selector that matches none.
    NoPods,
}

impl Target {
    /// Whether it is not there.
    pub fn is_broken(&self) -> bool {
        !matches!(self, Self::Object(_))
    }
}

/// What an object does with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// Sends traffic on: an Ingress or a route to a Service.
    Routes,
    /// Sends traffic to pods: a Service to a workload.
    Selects,
    /// Changes the number or the size of pods.
    Scales,
    /// Limits how many pods go away at once.
    Budgets,
    /// Restricts the traffic of pods.
    Restricts,
    /// Takes configuration or credentials from a ConfigMap or Secret.
    Reads,
    /// Keeps data in a claim.
    Stores,
    /// Has an identity: pods and their ServiceAccount.
    RunsAs,
    /// Gives an identity what a role allows.
    Binds,
    /// Names the role that is granted.
    Grants,
    /// Names the other for some other purpose.
    Refers,
}

impl LinkKind {
    /// The relation in words, as in `Service web selects Deployment web`.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Routes => "routes to",
            Self::Selects => "selects",
            Self::Scales => "scales",
            Self::Budgets => "limits disruption of",
            Self::Restricts => "restricts traffic of",
            Self::Reads => "reads",
            Self::Stores => "stores data in",
            Self::RunsAs => "runs as",
            Self::Binds => "grants rights to",
            Self::Grants => "grants",
            Self::Refers => "refers to",
        }
    }
}
