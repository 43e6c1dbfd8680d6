//! What each kind of the core group may not say, and what it may although it looks wrong.

mod data;
mod endpoints;
mod limits;
mod others;
mod service;
