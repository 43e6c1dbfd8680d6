//! What Prometheus reads. No names of objects, namespaces or users: they would be more than it can bear, and not for its eyes.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::admission::{Request, Verdict};

/// How many kinds get a label of their own; more than that nobody has, but somebody may invent.
const MAX_KINDS: usize = 256;
const OTHER_KIND: &str = "other";

/// Bounds of the buckets of durations, in seconds.
const SECONDS: [f64; 14] = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    operation: &'static str,
    kind: String,
    decision: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RuleLabels {
    rule: String,
    severity: &'static str,
    mode: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ResultLabels {
    result: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct StatusLabels {
    status: u16,
}

/// All metrics of the server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    refused: Family<StatusLabels, Counter>,
    duration: Histogram,
    queue: Histogram,
    /// Reviews that are being read, queued or judged.
    pub in_flight: Gauge,
    /// Reviews that were turned away because too many waited.
    pub overload: Counter,
    violations: Family<RuleLabels, Counter>,
    reloads: Family<ResultLabels, Counter>,
    /// When the certificate ends, in seconds since 1970.
    pub tls_not_after: Gauge,
    kinds: Mutex<BTreeSet<String>>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("kubevet"),
            requests: Family::default(),
            refused: Family::default(),
            duration: Histogram::new(SECONDS),
            queue: Histogram::new(SECONDS),
            in_flight: Gauge::default(),
            overload: Counter::default(),
            violations: Family::default(),
            reloads: Family::default(),
            tls_not_after: Gauge::default(),
            kinds: Mutex::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("admission_requests", "Reviews by what came of them", self.requests.clone());
        registry.register("admission_refused", "Requests that are no review, by status of HTTP", self.refused.clone());
        let seconds = Unit::Seconds;
        let whole = "From the head of a request to its answer";
        registry.register_with_unit("admission_duration", whole, seconds.clone(), self.duration.clone());
        registry.register_with_unit("admission_queue", "Waiting for a thread", seconds, self.queue.clone());
        registry.register("admission_in_flight", "Reviews being read, queued or judged", self.in_flight.clone());
        let overload = "Reviews turned away because too many waited";
        registry.register("admission_rejected_overload", overload, self.overload.clone());
        registry.register("rule_violations", "Findings that count, by rule", self.violations.clone());
        registry.register(
            "policy_reload",
            "Attempts to load the configuration and policies anew",
            self.reloads.clone(),
        );
        let not_after = "End of the served certificate, seconds since 1970";
        registry.register("tls_not_after_seconds", not_after, self.tls_not_after.clone());
    }

    /// Counts a review and what was found in it.
    pub fn review(&self, request: &Request, verdict: &Verdict, took: Duration) {
        let labels = RequestLabels {
            operation: request.operation.name(),
            kind: self.kind(&request.kind),
            decision: verdict.decision().name(),
        };
        self.requests.get_or_create(&labels).inc();
        self.duration.observe(took.as_secs_f64());
        for counted in verdict.counted() {
            let finding = &counted.finding;
            let (severity, mode) = (finding.severity.name(), counted.mode.name());
            self.violations.get_or_create(&RuleLabels { rule: finding.rule.to_string(), severity, mode }).inc();
        }
    }

    /// Counts how long a review waited for a thread.
    pub fn queued(&self, waited: Duration) {
        self.queue.observe(waited.as_secs_f64());
    }

    /// Counts a request that was answered with an error of HTTP.
    pub fn refuse(&self, status: u16) {
        self.refused.get_or_create(&StatusLabels { status }).inc();
    }

    /// Counts an attempt to load the configuration and policies anew.
    pub fn reloaded(&self, result: &'static str) {
        self.reloads.get_or_create(&ResultLabels { result }).inc();
    }

    /// The text that Prometheus reads.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // A String takes whatever is written.
        let _ = encode(&mut text, &self.registry);
        text
    }

    fn kind(&self, kind: &str) -> String {
        let plausible = !kind.is_empty() && kind.len() <= 63 && kind.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let mut known = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        if plausible && (known.contains(kind) || known.len() < MAX_KINDS) {
            known.insert(kind.to_owned());
            return kind.to_owned();
        }
        OTHER_KIND.to_owned()
    }
}
