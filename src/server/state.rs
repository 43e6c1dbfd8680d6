//! What all connections share.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::admission::{Judge, OnError};
use super::gate::Gate;
use super::http::Room;
use super::metrics::Metrics;
use super::tls::Certificate;
use super::workers::Workers;

/// What all connections share.
pub struct State {
    judge: RwLock<Arc<Judge>>,
    draining: AtomicBool,
    /// The certificate that is served; nothing without TLS.
    pub certificate: Option<Arc<Certificate>>,
    /// The threads that judge.
    pub workers: Workers,
    /// How many are judged at once.
    pub gate: Gate,
    /// The room for bodies.
    pub room: Room,
    /// What Prometheus reads.
    pub metrics: Metrics,
    /// What happens to a request that could not be judged.
    pub on_error: OnError,
}

impl State {
    /// The state of a server that begins.
    pub fn new(
        judge: Judge,
        workers: Workers,
        gate: Gate,
        on_error: OnError,
        certificate: Option<Arc<Certificate>>,
    ) -> Self {
        Self {
            judge: RwLock::new(Arc::new(judge)),
            draining: AtomicBool::new(false),
            certificate,
            workers,
            gate,
            room: Room::default(),
            metrics: Metrics::default(),
            on_error,
        }
    }

    /// The judge of a review that begins now.
    pub fn judge(&self) -> Arc<Judge> {
        Arc::clone(&self.judge.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another judge in the place of the present one, which judges to its end what it has begun.
    pub fn exchange(&self, judge: Judge) {
        *self.judge.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(judge);
    }

    /// Says that the server is about to stop: it is not ready any more, and asks clients to come back to another.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Release);
    }

    /// Whether the server is about to stop.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Acquire)
    }

    /// Why no new request should come, if that is so.
    pub fn unready(&self) -> Option<&'static str> {
        if self.is_draining() {
            return Some("stopping");
        }
        let differs = self.certificate.as_ref().is_some_and(|certificate| !certificate.is_current());
        differs.then_some("the served certificate is not that of the file")
    }
}
