//! From an AdmissionReview to its answer, without any network: what `kubevet serve` does with a body, and
//! `kubevet check --as-admission` with a file.

mod answer;
mod judge;
mod modes;
mod review;
mod scope;
mod target;
mod text;
mod verdict;

pub use answer::{Answer, OnError};
pub use judge::{Judge, JudgeError};
pub use modes::Modes;
pub use review::{Operation, Request, Review, ReviewError};
pub use scope::Skip;
pub use text::{one_line, shortened};
pub use verdict::{Counted, Decision, Unjudged, Verdict};
