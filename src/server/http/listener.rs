//! Taking connections, as many as can be borne.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::connection;
use super::service::Door;
use crate::server::state::State;

/// Connections at once; more wait until others are closed.
const MAX_CONNECTIONS: usize = 4096;
/// How long the greeting of TLS may take.
const HANDSHAKE_TIME: Duration = Duration::from_secs(5);
/// How long to wait after the system gave no connection, as for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);

/// A port that is listened at.
pub struct Listener {
    socket: TcpListener,
    door: Door,
    tls: Option<TlsAcceptor>,
}

impl Listener {
    /// Listens at an address, with TLS where an acceptor is given.
    ///
    /// # Errors
    /// The address is taken, or not to be had.
    pub async fn bind(address: SocketAddr, door: Door, tls: Option<TlsAcceptor>) -> io::Result<Self> {
        Ok(Self { socket: TcpListener::bind(address).await?, door, tls })
    }

    /// The address that is listened at, with the port that the system chose where it was to choose.
    ///
    /// # Errors
    /// The system does not know.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Takes connections until the server stops, and waits for their ends.
    pub async fn run(self, state: Arc<State>, mut stop: watch::Receiver<bool>) {
        let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        loop {
            let accepted = tokio::select! {
                _ = stop.wait_for(|stop| *stop) => break,
                accepted = accept(&self.socket, &room) => accepted,
            };
            let Some((stream, place)) = accepted else {
                sleep(PAUSE).await;
                continue;
            };
            let (state, door, tls, stop) = (Arc::clone(&state), self.door, self.tls.clone(), stop.clone());
            tokio::spawn(async move {
                let _place = place;
                match tls {
                    None => connection::serve(stream, state, door, stop).await,
                    Some(tls) => {
                        // Who speaks no TLS, or an old one, is no client of ours.
                        if let Ok(Ok(stream)) = timeout(HANDSHAKE_TIME, tls.accept(stream)).await {
                            connection::serve(stream, state, door, stop).await;
                        }
                    }
                }
            });
        }
        drop(self.socket);
        let all = u32::try_from(MAX_CONNECTIONS).unwrap_or(u32::MAX);
        // The semaphore is never closed, so that this ends when the last connection does.
        let _ = room.acquire_many(all).await;
    }
}

type Accepted = (tokio::net::TcpStream, tokio::sync::OwnedSemaphorePermit);

async fn accept(socket: &TcpListener, room: &Arc<Semaphore>) -> Option<Accepted> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    let (stream, _) = socket.accept().await.ok()?;
    // Answers are small and written at once.
    let _ = stream.set_nodelay(true);
    Some((stream, place))
}
