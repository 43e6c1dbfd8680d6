//! The answer to a review, within the limits of what an API server passes on.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::review::{API_VERSION, Request};
use super::text::{one_line, shortened};
use super::verdict::{Counted, Unjudged, Verdict};
use crate::config::Mode;
use crate::finding::Finding;

/// The longest message, in bytes. API servers pass megabytes on to the client's terminal.
const MAX_MESSAGE: usize = 8 << 10;
/// The longest line of a message, in characters.
const MAX_LINE: usize = 500;
/// How many causes are listed.
const MAX_CAUSES: usize = 100;
/// How many warnings are sent, and the length of one in characters; API servers cut at 256 and drop all beyond 4,096 together.
const MAX_WARNINGS: usize = 15;
const MAX_WARNING: usize = 120;
/// The longest value of an audit annotation, in characters.
const MAX_ANNOTATION: usize = 1024;

/// What happens to a request that could not be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum OnError {
    /// The failurePolicy of the webhook configuration decides
    #[default]
    FailPolicy,
    /// It is refused
    Deny,
    /// It is admitted with a warning
    Warn,
}

/// An answer, ready to be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The status of HTTP: 200 unless nothing could be judged and the API server shall decide.
    pub status: u16,
    /// The AdmissionReview, or the text of an error.
    pub body: String,
    /// Whether the body is an AdmissionReview.
    pub is_review: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Response<'a> {
    uid: &'a str,
    allowed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<String>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    audit_annotations: Map<String, Value>,
}

impl Answer {
    /// The answer to a request of which this came.
    pub fn new(request: &Request, verdict: &Verdict, on_error: OnError) -> Self {
        match verdict {
            Verdict::Skipped(_) => Self::review(Response::admitting(request)),
            Verdict::Judged(counted) => Self::review(judged(request, counted)),
            Verdict::Unjudged(reason) => Self::unjudged(request, reason, on_error),
        }
    }

    fn unjudged(request: &Request, reason: &Unjudged, on_error: OnError) -> Self {
        let told = format!("kubevet: {}", one_line(&reason.to_string()));
        match on_error {
            OnError::FailPolicy => Self { status: 500, body: told + "\n", is_review: false },
            OnError::Deny => {
                let status = json!({ "code": 500, "reason": "InternalError", "message": shortened(&told, MAX_LINE) });
                Self::review(Response { allowed: false, status: Some(status), ..Response::admitting(request) })
            }
            OnError::Warn => {
                let warnings = vec![shortened(&told, MAX_WARNING).into_owned()];
                Self::review(Response { warnings, ..Response::admitting(request) })
            }
        }
    }

    fn review(response: Response<'_>) -> Self {
        let review = json!({ "apiVersion": API_VERSION, "kind": "AdmissionReview", "response": response });
        Self { status: 200, body: review.to_string(), is_review: true }
    }
}

impl<'a> Response<'a> {
    fn admitting(request: &'a Request) -> Self {
        Self { uid: &request.uid, allowed: true, status: None, warnings: Vec::new(), audit_annotations: Map::new() }
    }
}

fn judged<'a>(request: &'a Request, counted: &[Counted]) -> Response<'a> {
    let of = |mode: Mode| -> Vec<&Finding> {
        let fitting = counted.iter().filter(|counted| counted.mode == mode);
        let mut found: Vec<&Finding> = fitting.map(|counted| &counted.finding).collect();
        found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        found
    };
    let denied = of(Mode::Deny);
    let mut response = Response::admitting(request);
    if !denied.is_empty() {
        response.allowed = false;
        response.status = Some(refusal(request, &denied));
    }
    response.warnings = warnings(&of(Mode::Warn));
    response.audit_annotations = audit_annotations(counted);
    response
}

/// The status of a refusal, as API servers make it of their own.
fn refusal(request: &Request, denied: &[&Finding]) -> Value {
    let causes = denied.iter().take(MAX_CAUSES).map(|finding| {
        let field = finding.location.pointer.field_path();
        let cut = |text: &str| one_line(&shortened(text, MAX_LINE)).into_owned();
        json!({ "reason": &*finding.rule, "field": cut(&field), "message": cut(&finding.message) })
    });
    let name = shortened(&request.name, MAX_LINE);
    json!({
        "status": "Failure",
        "code": 403,
        "reason": "Forbidden",
        "message": message(request, denied),
        "details": {
            "name": name,
            "group": shortened(&request.group, MAX_LINE),
            "kind": shortened(&request.kind, MAX_LINE),
            "causes": causes.collect::<Vec<_>>(),
        },
    })
}

/// What the client reads: a line a finding, as many as there is room for.
fn message(request: &Request, denied: &[&Finding]) -> String {
    let object = format!("{} {}", request.kind, request.name);
    let mut message = format!("kubevet refuses {}:", one_line(&shortened(object.trim_end(), MAX_LINE)));
    for (told, finding) in denied.iter().enumerate() {
        let line = line(finding, MAX_LINE);
        let more = format!("\nand {} more", denied.len() - told);
        if message.len() + 1 + line.len() + more.len() > MAX_MESSAGE {
            return message + &more;
        }
        message.push('\n');
        message.push_str(&line);
    }
    message
}

fn warnings(warned: &[&Finding]) -> Vec<String> {
    let mut warnings: Vec<String> =
        warned.iter().take(MAX_WARNINGS).map(|finding| format!("kubevet {}", line(finding, MAX_WARNING - 8))).collect();
    if warned.len() > MAX_WARNINGS {
        warnings.push(format!("kubevet: and {} more", warned.len() - MAX_WARNINGS));
    }
    warnings
}

/// `SEC006 spec.containers[0].securityContext.privileged: the container is privileged`, in at most so many characters. Where
/// there is no room for both, what is wrong goes before where.
fn line(finding: &Finding, characters: usize) -> String {
    let field = finding.location.pointer.field_path();
    let message = one_line(&finding.message);
    let whole = format!("{} {}: {message}", finding.rule, one_line(&field));
    let fits = field.is_empty() || whole.chars().count() > characters;
    let text = if fits { format!("{}: {message}", finding.rule) } else { whole };
    shortened(&text, characters).into_owned()
}

/// What stands in the audit log of the API server, under the name of the webhook.
fn audit_annotations(counted: &[Counted]) -> Map<String, Value> {
    let mut rules: Vec<String> =
        counted.iter().map(|counted| format!("{}={}", counted.finding.rule, counted.mode.name())).collect();
    rules.sort();
    rules.dedup();
    let mut annotations = Map::new();
    if !rules.is_empty() {
        annotations.insert("rules".to_owned(), shortened(&rules.join(","), MAX_ANNOTATION).into());
    }
    annotations.insert("version".to_owned(), env!("CARGO_PKG_VERSION").into());
    annotations
}
