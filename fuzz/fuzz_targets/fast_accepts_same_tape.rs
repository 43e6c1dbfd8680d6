//! Whatever the fast path accepts, the exact path reads into the same nodes at the same places.
//!
//! Run with `cargo +nightly fuzz run fast_accepts_same_tape`.

#![no_main]
#![allow(dead_code, unused_imports, reason = "the target compiles one module of the package and uses a part of it")]

#[path = "../../src/yaml/mod.rs"]
mod yaml;

use libfuzzer_sys::fuzz_target;
use yaml::Span;
use yaml::agreement::{Agreement, compare};

fuzz_target!(|text: &str| {
    if let Agreement::Differs(difference) = compare(text, Span::new(0, text.len() as u32)) {
        panic!("{difference}");
    }
});
