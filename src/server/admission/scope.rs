//! Which requests are judged at all.

use super::review::{Operation, Request, Review};
use crate::config::Admission;
use crate::yaml::Node;

/// Why a request is admitted without being judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It deletes or connects, or does what Kubernetes does not have yet.
    Operation,
    /// It is about a part of an object that holds nothing to judge.
    Subresource,
    /// The object is being deleted: only its finalizers may still change.
    BeingDeleted,
    /// Its namespace is excluded by the configuration.
    Namespace,
    /// Its user is excluded by the configuration.
    User,
    /// Nothing counts in its namespace.
    Off,
}

impl Skip {
    /// The reason in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Subresource => "subresource",
            Self::BeingDeleted => "being-deleted",
            Self::Namespace => "excluded-namespace",
            Self::User => "excluded-user",
            Self::Off => "off",
        }
    }
}

/// Subresources without anything to judge. Others are judged, so that a new one that brings a pod does not pass unseen.
const HARMLESS: [&str; 13] = [
    "approval",
    "attach",
    "binding",
    "eviction",
    "exec",
    "finalize",
    "log",
    "portforward",
    "proxy",
    "scale",
    "status",
    "token",
    "ephemeralcontainers/status",
];

/// Why a request is not judged; nothing when it is.
pub(super) fn skip(review: &Review, admission: &Admission) -> Option<Skip> {
    let request = &review.request;
    let excluded = |globs: &[globset::GlobMatcher], name: &str| globs.iter().any(|glob| glob.is_match(name));
    if !matches!(request.operation, Operation::Create | Operation::Update) {
        Some(Skip::Operation)
    } else if HARMLESS.contains(&request.subresource.as_str()) {
        Some(Skip::Subresource)
    } else if excluded(&admission.excluded_namespaces, namespace(request)) {
        Some(Skip::Namespace)
    } else if excluded(&admission.excluded_users, &request.user) {
        Some(Skip::User)
    } else if is_being_deleted(review) {
        Some(Skip::BeingDeleted)
    } else {
        None
    }
}

/// The namespace that a request is in; of a Namespace, itself.
pub(super) fn namespace(request: &Request) -> &str {
    let is_namespace = request.group.is_empty() && request.kind == "Namespace";
    if is_namespace && request.namespace.is_empty() { &request.name } else { &request.namespace }
}

/// Whether the object was being deleted before the request already. What a client writes into a new object counts for nothing:
/// the API server sets `deletionTimestamp` itself.
fn is_being_deleted(review: &Review) -> bool {
    let is_set = |object: Node<'_>| object.path(&["metadata", "deletionTimestamp"]).is_some_and(|time| !time.is_null());
    review.request.operation == Operation::Update && review.old_object().is_some_and(is_set)
}
