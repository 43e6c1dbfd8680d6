//! A file of documents.

use std::sync::Arc;

use super::{Document, Span, SyntaxError, SyntaxErrorKind, fast};

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
        let text: Arc<str> = String::from_utf8(bytes).unwrap_or_default().into();
        let mut stream = Self { text: Arc::clone(&text), documents: Vec::new(), errors: Vec::new() };
        for chunk in chunks(&text).into_iter().filter(|chunk| has_content(chunk.slice(&text))) {
            let index = stream.documents.len() + stream.errors.len();
            match fast::parse(&text, chunk) {
                Some(tape) => stream.documents.push(Document { text: Arc::clone(&text), tape, index, chunk }),
                None => stream.errors.push(SyntaxError {
                    kind: SyntaxErrorKind::Syntax,
                    message: "the document cannot be read".to_owned(),
                    help: None,
                    span: Span::at(chunk.start),
                    related: None,
                    document: index,
                }),
            }
        }
        stream
    }
}

/// The parts of a file between the lines that begin with `---`.
fn chunks(text: &str) -> Vec<Span> {
    let mut chunks = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let next = at + line.len() as u32;
        if line.starts_with("---") {
            chunks.push(Span::new(start, at));
            start = next;
        }
        at = next;
    }
    chunks.push(Span::new(start, at));
    chunks
}

fn has_content(chunk: &str) -> bool {
    chunk.lines().map(str::trim_start).any(|line| !line.is_empty() && !line.starts_with('#'))
}
