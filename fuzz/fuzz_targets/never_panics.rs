//! No bytes make the loader panic, place an error or a node outside the text, or find a comment that is none.
//!
//! Run with `cargo +nightly fuzz run never_panics -- -timeout=5`: a text that takes longer than it should is a fault too.

#![no_main]
#![allow(dead_code, unused_imports, reason = "the target compiles one module of the package and uses a part of it")]

#[path = "../../src/yaml/mod.rs"]
mod yaml;

use libfuzzer_sys::fuzz_target;
use yaml::Stream;

fuzz_target!(|bytes: &[u8]| {
    let stream = Stream::parse(bytes.to_vec());
    for error in &stream.errors {
        assert!(error.span.start <= error.span.end && error.span.end as usize <= stream.text.len(), "{error:?}");
    }
    for document in &stream.documents {
        assert!(document.root().span().end as usize <= stream.text.len());
        document.comments().for_each(|comment| assert!(comment.span.slice(document.text()).starts_with('#')));
        let _ = document.root().to_json();
    }
});
