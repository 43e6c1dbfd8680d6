//! One connection, from its first byte to its last.

use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::watch;
use tokio::time::interval;

use super::service::{self, Door};
use crate::server::state::State;

/// How long the head of a request may take from its first byte.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long a connection may do nothing. API servers close idle ones after 90 seconds, and must be first: who writes into a
/// connection that is just being closed has a failed call.
const IDLE_TIME: Duration = Duration::from_secs(180);
/// How often clocks are looked at.
const TICK: Duration = Duration::from_secs(1);
/// The largest head of a request.
const MAX_HEAD: usize = 64 << 10;

/// Answers the requests of a connection, until its client closes it or is too slow, or the server stops.
pub async fn serve<S>(stream: S, state: Arc<State>, door: Door, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let clock = Arc::new(Clock::default());
    let service = service_fn(|request| {
        let (state, clock) = (Arc::clone(&state), Arc::clone(&clock));
        async move {
            clock.set(Doing::Answering);
            let reply = service::answer(state, door, request).await;
            clock.set(Doing::Nothing);
            Ok::<_, std::convert::Infallible>(reply)
        }
    });
    let io = TokioIo::new(Watched { stream, clock: Arc::clone(&clock) });
    let mut connection = pin!(http1::Builder::new().max_buf_size(MAX_HEAD).serve_connection(io, service));
    let mut tick = interval(TICK);
    let mut stopping = false;
    loop {
        tokio::select! {
            // What is wrong with a connection is its client's business.
            _ = &mut connection => return,
            _ = stop.wait_for(|stop| *stop), if !stopping => {
                stopping = true;
                connection.as_mut().graceful_shutdown();
            }
            _ = tick.tick() => match clock.get() {
                (Doing::ReadingHead, since) if since > HEAD_TIME => return,
                (Doing::Nothing, since) if since > IDLE_TIME => connection.as_mut().graceful_shutdown(),
                _ => {}
            },
        }
    }
}

/// What a connection does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    /// It waits for a request.
    Nothing,
    /// The head of a request has begun.
    ReadingHead,
    /// A request is being answered, its body read among it.
    Answering,
}

/// What a connection does, and since when.
#[derive(Debug)]
struct Clock {
    origin: Instant,
    /// Milliseconds since the origin, times four, and what is done.
    state: AtomicU64,
}

impl Default for Clock {
    fn default() -> Self {
        Self { origin: Instant::now(), state: AtomicU64::new(0) }
    }
}

impl Clock {
    fn set(&self, doing: Doing) {
        let millis = u64::try_from(self.origin.elapsed().as_millis()).unwrap_or(u64::MAX >> 2);
        self.state.store((millis << 2) | doing as u64, Ordering::Release);
    }

    fn get(&self) -> (Doing, Duration) {
        let state = self.state.load(Ordering::Acquire);
        let doing = match state & 3 {
            0 => Doing::Nothing,
            1 => Doing::ReadingHead,
            _ => Doing::Answering,
        };
        (doing, self.origin.elapsed().saturating_sub(Duration::from_millis(state >> 2)))
    }

    fn has_read(&self) {
        if self.get().0 == Doing::Nothing {
            self.set(Doing::ReadingHead);
        }
    }
}

/// A stream that tells the clock when bytes come.
struct Watched<S> {
    stream: S,
    clock: Arc<Clock>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            this.clock.has_read();
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
