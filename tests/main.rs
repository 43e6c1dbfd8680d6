//! All integration tests, in one binary because linking is what they cost most.

mod layers;
mod support;
