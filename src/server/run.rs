//! From the start of the server to its end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::admission::OnError;
use super::gate::Gate;
use super::http::{Door, Listener};
use super::log::Event;
use super::reload::{self, Source};
use super::state::State;
use super::tls::{Certificate, CertificateError};
use super::workers::Workers;

/// How long reviews may take to end once no new ones are taken: longer than any deadline.
const DRAIN_TIME: Duration = Duration::from_secs(35);
/// How many reviews may wait for a thread.
const QUEUE: usize = 64;

/// How to serve.
pub struct Options {
    /// The address for API servers.
    pub listen: SocketAddr,
    /// The address for probes and Prometheus.
    pub metrics_listen: SocketAddr,
    /// The certificate; without one, plain HTTP is spoken.
    pub certificate: Option<Certificate>,
    /// How many reviews are judged at once.
    pub threads: usize,
    /// What happens to requests that could not be judged.
    pub on_error: OnError,
    /// How long to go on after the signal to stop, so that everybody learns of it.
    pub shutdown_delay: Duration,
}

/// A server that cannot serve.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The configuration or the policies cannot be used.
    #[error("{0}")]
    Source(String),
    /// The certificate cannot be served.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// An address cannot be listened at.
    #[error("cannot listen at {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The system gives no threads.
    #[error("cannot start threads: {0}")]
    Threads(String),
}

/// Serves until the process is told to stop.
///
/// # Errors
/// What keeps the server from beginning.
pub fn run(options: Options, source: Arc<dyn Source>) -> Result<(), ServeError> {
    log_panics();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| ServeError::Threads(error.to_string()))?;
    runtime.block_on(serve(options, source))
}

async fn serve(options: Options, source: Arc<dyn Source>) -> Result<(), ServeError> {
    let judge = source.load().map_err(ServeError::Source)?;
    let (rules, left_out) = (judge.engine().selection().len(), judge.without_context().to_vec());
    let workers = Workers::start(options.threads).map_err(|error| ServeError::Threads(error.to_string()))?;
    let certificate = options.certificate.map(Arc::new);
    let tls = certificate.as_ref().map(Certificate::acceptor).transpose()?;
    let gate = Gate::new(options.threads, QUEUE);
    let state = Arc::new(State::new(judge, workers, gate, options.on_error, certificate.clone()));

    let bind = async |address, door, tls| {
        Listener::bind(address, door, tls).await.map_err(|source| ServeError::Listen { address, source })
    };
    let reviews = bind(options.listen, Door::Reviews, tls).await?;
    let metrics = bind(options.metrics_listen, Door::Metrics, None).await?;
    let mut stopping = Signals::new().map_err(|error| ServeError::Threads(error.to_string()))?;
    Event::new("started")
        .value("version", env!("CARGO_PKG_VERSION"))
        .value("address", address(&reviews))
        .value("metricsAddress", address(&metrics))
        .value("tls", certificate.is_some())
        .value("rules", rules)
        .value("leftOutForWantOfOtherObjects", left_out)
        .write();

    let (stop, stopped) = watch::channel(false);
    if let Some(certificate) = certificate {
        reload::tell_end(&state, &certificate);
        tokio::spawn(reload::follow_certificate(Arc::clone(&state), certificate));
    }
    tokio::spawn(reload::follow_source(Arc::clone(&state), source));
    let listening = [reviews, metrics].map(|door| tokio::spawn(door.run(Arc::clone(&state), stopped.clone())));

    stopping.wait().await;
    state.drain();
    Event::new("stopping").write();
    sleep(options.shutdown_delay).await;
    // Nobody needs to be told any more.
    let _ = stop.send(true);
    for door in listening {
        let _ = timeout(DRAIN_TIME, door).await;
    }
    Event::new("stopped").write();
    Ok(())
}

fn address(listener: &Listener) -> String {
    listener.address().map(|address| address.to_string()).unwrap_or_default()
}

/// The signals by which systems tell a process to stop.
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Tells of panics in the log: where, but not what, as that may hold values of an object.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        Event::new("panic").text("place", &place).write();
    }));
}
