//! The functions and operators that expressions have, and since which version of Kubernetes.
//!
//! Sources: the standard definitions of CEL; the extensions `strings`, `lists`, `sets`, `optional` and two-variable
//! comprehensions of cel-go; `k8s.io/apiserver/pkg/cel/library` and `environment/base.go`.

mod signature;
mod tables;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::object::KubernetesVersion;
pub(super) use signature::{PARAMS, Signature};

/// Which part of the library a function belongs to: where its evaluation is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Library {
    /// Operators, conversions and the other functions of the language itself.
    Standard,
    /// Times and durations.
    Time,
    Strings,
    Lists,
    Sets,
    Optional,
    Regex,
    Url,
    Network,
    Quantity,
    Format,
    Semver,
    /// Questions to the cluster's authorizer, which nothing but the cluster answers.
    Authorizer,
}

/// A function or operator with all of its overloads.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) library: Library,
    pub(super) overloads: Vec<Overload>,
}

/// One way to call a function.
#[derive(Debug)]
pub(super) struct Overload {
    pub(super) signature: Signature,
    /// The minor release of Kubernetes that brought it.
    since: u16,
}

impl Overload {
    /// Whether the API server of a version takes it in new objects. The server waits one release, so that every server
    /// of a cluster knows it even while the cluster is upgraded.
    pub(super) fn is_known(&self, version: KubernetesVersion) -> bool {
        self.since < version.minor()
    }
}

/// One function may have overloads in several parts of the library: the name leads to all of them.
static FUNCTIONS: LazyLock<FxHashMap<&'static str, Vec<Function>>> = LazyLock::new(|| {
    let mut functions: FxHashMap<&'static str, Vec<Function>> = FxHashMap::default();
    for &(library, since, rows) in tables::TABLES {
        for &(name, signatures) in rows {
            let overloads = signatures.split(" | ").filter_map(Signature::parse);
            let overloads = overloads.map(|signature| Overload { signature, since }).collect();
            functions.entry(name).or_default().push(Function { library, overloads });
        }
    }
    functions
});

/// The functions of a name; none when there is no such function.
pub(super) fn functions(name: &str) -> &'static [Function] {
    FUNCTIONS.get(name).map_or(&[], Vec::as_slice)
}

/// All names of functions that are no operators.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.keys().copied().filter(|name| !name.starts_with(['_', '@', '!', '-']))
}

/// The types whose names are values: `type(x) == int`.
pub(super) const TYPE_NAMES: [&str; 16] = [
    "bool",
    "bytes",
    "double",
    "int",
    "list",
    "map",
    "null_type",
    "string",
    "type",
    "uint",
    "optional_type",
    "google.protobuf.Duration",
    "google.protobuf.Timestamp",
    "net.IP",
    "net.CIDR",
    "kubernetes.Semver",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signature_of_the_tables_is_read() {
        for (_, _, rows) in tables::TABLES {
            for (name, signatures) in *rows {
                for signature in signatures.split(" | ") {
                    assert!(Signature::parse(signature).is_some(), "{name}: {signature}");
                }
            }
        }
    }

    #[test]
    fn a_function_is_taken_one_release_after_it_came() {
        let since_33 = functions("isSemver").first().and_then(|function| function.overloads.first()).unwrap();
        assert!(!since_33.is_known("1.33".parse().unwrap()));
        assert!(since_33.is_known("1.34".parse().unwrap()));
    }
}
