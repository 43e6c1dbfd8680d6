//! `kubevet serve`: the admission webhook. The same engine and the same verdicts as `kubevet check`, behind the door of
//! the API server.
//!
//! [`admission`] turns a review into an answer and knows nothing of networks. Around it: `http` speaks with clients, [`tls`]
//! keeps the certificate, `gate` and `workers` bound what is done at once, `reload` exchanges the configuration while reviews
//! are judged, and [`run`] starts and stops it all.

pub mod admission;
mod gate;
mod http;
mod log;
mod metrics;
mod reload;
mod run;
mod state;
pub mod tls;
mod watch;
mod workers;

pub use reload::Source;
pub use run::{Options, ServeError, run};
