//! What each path answers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use tokio::time::timeout;

use super::body::{BodyError, Held};
use super::deadline::Deadline;
use crate::config::Mode;
use crate::server::admission::{Answer, Request as ReviewRequest, Review, ReviewError, Unjudged, Verdict};
use crate::server::log::Event;
use crate::server::state::State;
use crate::server::workers::Crashed;

const JSON: &str = "application/json";
/// The content type of metrics that Prometheus expects of this format.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Which of the two ports a request came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The one for API servers.
    Reviews,
    /// The plain one for probes and Prometheus.
    Metrics,
}

type Reply = Response<Full<Bytes>>;

/// Answers a request.
pub async fn answer(state: Arc<State>, door: Door, request: Request<Incoming>) -> Reply {
    let path = request.uri().path();
    let mut reply = match (door, path) {
        (_, "/healthz") => of_get(request.method(), || plain(StatusCode::OK, "ok\n".to_owned())),
        (_, "/readyz") => of_get(request.method(), || readiness(&state)),
        (Door::Metrics, "/metrics") => of_get(request.method(), || metrics(&state)),
        (Door::Reviews, "/validate") => review(&state, request, Mode::Deny).await,
        (Door::Reviews, "/warn") => review(&state, request, Mode::Warn).await,
        (Door::Reviews, "/audit") => review(&state, request, Mode::Audit).await,
        _ => plain(StatusCode::NOT_FOUND, "there is nothing here\n".to_owned()),
    };
    if state.is_draining() {
        // API servers keep connections for hours: they are told to open the next one elsewhere.
        reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    reply
}

fn of_get(method: &Method, answer: impl FnOnce() -> Reply) -> Reply {
    if method == Method::GET { answer() } else { plain(StatusCode::METHOD_NOT_ALLOWED, "GET only\n".to_owned()) }
}

fn readiness(state: &State) -> Reply {
    match state.unready() {
        None => plain(StatusCode::OK, "ok\n".to_owned()),
        Some(why) => plain(StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n")),
    }
}

fn metrics(state: &State) -> Reply {
    let mut reply = plain(StatusCode::OK, state.metrics.text());
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(OPEN_METRICS));
    reply
}

fn plain(status: StatusCode, text: String) -> Reply {
    let mut reply = Response::new(Full::new(Bytes::from(text)));
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    reply
}

/// Why a request is answered with an error of HTTP.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("POST only")]
    Method,
    #[error("the body must be {JSON}, not compressed")]
    MediaType,
    #[error(transparent)]
    Body(#[from] BodyError),
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error("too many reviews wait already")]
    Overload,
    #[error(transparent)]
    Unread(Unjudged),
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Body(BodyError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Body(BodyError::TooSlow) => StatusCode::REQUEST_TIMEOUT,
            Self::Body(BodyError::Broken) | Self::Review(_) => StatusCode::BAD_REQUEST,
            Self::Unread(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Body(BodyError::Overload) | Self::Overload => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

async fn review(state: &Arc<State>, request: Request<Incoming>, most: Mode) -> Reply {
    let in_flight = InFlight::begin(state);
    let answered = answer_review(state, request, most).await;
    drop(in_flight);
    match answered {
        Ok(answer) => {
            let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let mut reply = plain(status, answer.body);
            if answer.is_review {
                reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
            }
            reply
        }
        Err(refusal) => {
            let status = refusal.status();
            state.metrics.refuse(status.as_u16());
            if status == StatusCode::SERVICE_UNAVAILABLE {
                state.metrics.overload.inc();
            }
            Event::new("refused").value("status", status.as_u16()).text("reason", &refusal.to_string()).write();
            plain(status, format!("kubevet: {refusal}\n"))
        }
    }
}

async fn answer_review(state: &Arc<State>, request: Request<Incoming>, most: Mode) -> Result<Answer, Refusal> {
    let began = Instant::now();
    if request.method() != Method::POST {
        return Err(Refusal::Method);
    }
    if !is_plain_json(request.headers()) {
        return Err(Refusal::MediaType);
    }
    let deadline = Deadline::of_query(request.uri().query());
    let held = state.room.read(request.into_body(), deadline.left()).await?;
    let waits = Instant::now();
    let permit = state.gate.enter(deadline.left()).await.map_err(|_| Refusal::Overload)?;
    state.metrics.queued(waits.elapsed());

    let Held { bytes, room } = held;
    let parsing = state.workers.run(move || (Review::parse(bytes), permit));
    let (review, permit) = match timeout(deadline.left(), parsing).await {
        Ok(Ok((review, permit))) => (Arc::new(review?), permit),
        // There is no review yet that could be answered, whatever `--on-error` says.
        Ok(Err(Crashed)) => return Err(Refusal::Unread(Unjudged::Crash)),
        Err(_) => return Err(Refusal::Unread(Unjudged::OutOfTime)),
    };
    let (judge, judged) = (state.judge(), Arc::clone(&review));
    let judging = state.workers.run(move || {
        // Both are given back when the work is done, even where nobody waits for it any more.
        let _held = (permit, room);
        judge.judge(&judged, most)
    });
    let verdict = match timeout(deadline.left(), judging).await {
        Ok(Ok(verdict)) => verdict,
        Ok(Err(Crashed)) => Verdict::Unjudged(Unjudged::Crash),
        Err(_) => Verdict::Unjudged(Unjudged::OutOfTime),
    };
    let took = began.elapsed();
    state.metrics.review(&review.request, &verdict, took);
    log(&review.request, &verdict, took);
    Ok(Answer::new(&review.request, &verdict, state.on_error))
}

/// Whether a body is JSON as it stands: API servers send no other, and nothing is unpacked that may be a bomb.
fn is_plain_json(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let media_type = text(CONTENT_TYPE).and_then(|value| value.split(';').next()).unwrap_or_default();
    let encoding = text(CONTENT_ENCODING).unwrap_or("identity");
    media_type.trim().eq_ignore_ascii_case(JSON) && encoding.eq_ignore_ascii_case("identity")
}

/// One line for each review: who, what and what came of it, never the object.
fn log(request: &ReviewRequest, verdict: &Verdict, took: Duration) {
    let mut rules: Vec<&str> = verdict.counted().iter().map(|counted| counted.finding.rule.as_ref()).collect();
    rules.sort_unstable();
    rules.dedup();
    let mut event = Event::new("review")
        .text("uid", &request.uid)
        .text("group", &request.group)
        .text("version", &request.version)
        .text("kind", &request.kind)
        .text("namespace", &request.namespace)
        .text("name", &request.name)
        .value("operation", request.operation.name())
        .text("subresource", &request.subresource)
        .text("user", &request.user)
        .value("dryRun", request.dry_run)
        .value("decision", verdict.decision().name())
        .value("rules", rules)
        .value("milliseconds", (took.as_secs_f64() * 1e5).round() / 1e2);
    match verdict {
        Verdict::Skipped(skip) => event = event.value("reason", skip.name()),
        Verdict::Unjudged(unjudged) => event = event.text("reason", &unjudged.to_string()),
        Verdict::Judged(_) => {}
    }
    event.write();
}

/// Counts a review as long as it lasts, also when its client goes away.
struct InFlight<'s>(&'s State);

impl<'s> InFlight<'s> {
    fn begin(state: &'s State) -> Self {
        state.metrics.in_flight.inc();
        Self(state)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.metrics.in_flight.dec();
    }
}
