//! The side of the server that speaks HTTP.
//!
//! HTTP/1.1 only: over HTTP/2 an API server would send all its reviews through one connection to one replica.

mod body;
mod connection;
mod deadline;
mod listener;
mod service;

pub use body::Room;
pub use listener::Listener;
pub use service::Door;
