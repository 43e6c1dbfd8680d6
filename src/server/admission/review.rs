//! AdmissionReview `admission.k8s.io/v1`, read as the API server writes it.
//!
//! The body is read by the same JSON reader as manifests: of keys that stand twice the last counts, as in Go, and depth
//! costs no stack.

use thiserror::Error;

use crate::yaml::{Document, Node, SyntaxError};

/// The only version that is understood; API servers send what the webhook configuration asks for.
pub const API_VERSION: &str = "admission.k8s.io/v1";
const KIND: &str = "AdmissionReview";
/// The longest uid that is sent back. Those of API servers have 36 characters.
const MAX_UID: usize = 256;

/// Why a body is no review that could be answered.
#[derive(Debug, Error)]
pub enum ReviewError {
    /// Bytes that are not text.
    #[error("the body is not UTF-8")]
    Encoding,
    /// Text that is not JSON.
    #[error("the body is not JSON: {}", .0.message)]
    Json(SyntaxError),
    /// JSON, but no review.
    #[error("the body is not an AdmissionReview: it says neither `kind: AdmissionReview` nor an apiVersion of it")]
    NoReview,
    /// A review of another version.
    #[error("AdmissionReview is understood in version {API_VERSION} only, not in {0}")]
    Version(String),
    /// An answer, or nothing at all.
    #[error("the AdmissionReview has no `request`")]
    NoRequest,
    /// Nothing to answer to.
    #[error("`request.uid` must be a text of 1 to {MAX_UID} characters")]
    Uid,
}

/// What a client does with an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// An object is created.
    Create,
    /// An object is changed.
    Update,
    /// An object is deleted.
    Delete,
    /// A connection to an object is opened: exec, port-forward, proxy.
    Connect,
    /// What Kubernetes does not have yet.
    Other,
}

impl Operation {
    /// Its name in reviews and metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "CREATE",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
            Self::Connect => "CONNECT",
            Self::Other => "OTHER",
        }
    }

    fn parse(name: &str) -> Self {
        let known = [Self::Create, Self::Update, Self::Delete, Self::Connect];
        known.into_iter().find(|operation| operation.name() == name).unwrap_or(Self::Other)
    }
}

/// What a review is about, besides the objects. What the API server leaves out is empty.
#[derive(Clone, Debug)]
pub struct Request {
    /// What the answer must repeat.
    pub uid: String,
    /// The group of the object as the webhook gets it.
    pub group: String,
    /// Its version.
    pub version: String,
    /// Its kind.
    pub kind: String,
    /// The resource: `deployments`.
    pub resource: String,
    /// The subresource: `status`, `ephemeralcontainers`.
    pub subresource: String,
    /// The name of the object; empty for a deletion of a collection, and for a generated name on older servers.
    pub name: String,
    /// Its namespace. For a Namespace that is its own name.
    pub namespace: String,
    /// What is done.
    pub operation: Operation,
    /// Who does it.
    pub user: String,
    /// Whether nothing will be stored.
    pub dry_run: bool,
}

impl Request {
    /// `apiVersion` as the object says it.
    pub fn api_version(&self) -> String {
        if self.group.is_empty() { self.version.clone() } else { format!("{}/{}", self.group, self.version) }
    }
}

/// A review as it came.
#[derive(Debug)]
pub struct Review {
    document: Document,
    /// What it is about.
    pub request: Request,
}

impl Review {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// A body that is no review of the one version that is understood.
    pub fn parse(body: Vec<u8>) -> Result<Self, ReviewError> {
        let text = String::from_utf8(body).map_err(|_| ReviewError::Encoding)?;
        let document = Document::parse_json(text).map_err(ReviewError::Json)?;
        let root = document.root();
        match (text_of(root, "apiVersion"), text_of(root, "kind")) {
            (API_VERSION, KIND) => {}
            (other, KIND) if !other.is_empty() => return Err(ReviewError::Version(other.to_owned())),
            _ => return Err(ReviewError::NoReview),
        }
        let request = root.get("request").filter(|request| request.is_map()).ok_or(ReviewError::NoRequest)?;
        let request = read(request)?;
        Ok(Self { document, request })
    }

    /// The object after the operation; nothing where the review has none.
    pub fn object(&self) -> Option<Node<'_>> {
        self.part("object")
    }

    /// The object before the operation; nothing where the review has none.
    pub fn old_object(&self) -> Option<Node<'_>> {
        self.part("oldObject")
    }

    /// The bytes of a part of the review.
    pub(super) fn text(&self) -> &str {
        self.document.text()
    }

    fn part(&self, key: &str) -> Option<Node<'_>> {
        self.document.root().get("request")?.get_set(key)
    }
}

fn read(request: Node<'_>) -> Result<Request, ReviewError> {
    let text = |key: &str| text_of(request, key).to_owned();
    let of_kind = |key: &str| request.get("kind").map_or("", |kind| text_of(kind, key)).to_owned();
    let uid = text("uid");
    if uid.is_empty() || uid.chars().count() > MAX_UID {
        return Err(ReviewError::Uid);
    }
    Ok(Request {
        uid,
        group: of_kind("group"),
        version: of_kind("version"),
        kind: of_kind("kind"),
        resource: request.get("resource").map_or("", |resource| text_of(resource, "resource")).to_owned(),
        subresource: text("subResource"),
        name: text("name"),
        namespace: text("namespace"),
        operation: Operation::parse(text_of(request, "operation")),
        user: request.get("userInfo").map_or("", |user| text_of(user, "username")).to_owned(),
        dry_run: request.get("dryRun").and_then(Node::as_bool).unwrap_or_default(),
    })
}

/// The text under a key; empty where there is none.
fn text_of<'a>(node: Node<'a>, key: &str) -> &'a str {
    node.get(key).and_then(Node::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Review, ReviewError> {
        Review::parse(text.as_bytes().to_vec())
    }

    #[test]
    fn a_body_that_is_no_review_is_told_apart_by_its_fault() {
        let message = |text: &str| parse(text).map(|_| ()).unwrap_err().to_string();
        assert!(message("").starts_with("the body is not JSON"));
        assert!(message("{} x").starts_with("the body is not JSON"));
        assert!(message("[]").contains("not an AdmissionReview"));
        assert!(message("{}").contains("not an AdmissionReview"));
        let review = |rest: &str| format!(r#"{{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"{rest}}}"#);
        assert!(message(&review("")).contains("has no `request`"));
        assert!(message(&review(r#","request":null"#)).contains("has no `request`"));
        assert!(message(&review(r#","request":{"uid":""}"#)).contains("request.uid"));
        let long = "u".repeat(MAX_UID + 1);
        assert!(message(&review(&format!(r#","request":{{"uid":"{long}"}}"#))).contains("request.uid"));
        let old = r#"{"apiVersion":"admission.k8s.io/v1beta1","kind":"AdmissionReview","request":{"uid":"1"}}"#;
        assert!(message(old).contains("v1beta1"));
    }

    #[test]
    fn of_keys_that_stand_twice_the_last_counts_as_in_go() {
        let text = r#"{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview",
            "request":{"uid":"first","uid":"last","operation":"CREATE"}}"#;
        assert_eq!(parse(text).unwrap().request.uid, "last");
    }
}
