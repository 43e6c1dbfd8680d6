//! A file of documents: cut apart as Kubernetes tools cut it, each document read for itself.

use std::sync::Arc;

use super::encoding::{self, Decoded};
use super::{Document, Span, SyntaxError, SyntaxErrorKind, Tape, exact, fast, hints, json};

/// What begins a line that separates documents.
const SEPARATOR: &str = "---";

/// How many bytes of a file Kubernetes looks at to tell whether it is JSON.
const JSON_PROBE: usize = 4096;

/// The documents of one file and what could not be read of it.
#[derive(Debug)]
pub struct Stream {
    /// The text of the file as UTF-8; all spans refer to it.
    ///
    /// It differs from the bytes where they are UTF-16 or no text at all, and by a line feed at the end where the last
    /// line has none: Kubernetes adds it, and the text of a block scalar ends with it.
    pub text: Arc<str>,
    /// The documents that could be read, in order; those without content, or with nothing but `null`, are left out.
    pub documents: Vec<Document>,
    /// What could not be read, in order. The text behind the end of a document is an error of that document.
    pub errors: Vec<SyntaxError>,
}

impl Stream {
    /// Reads a file of YAML or JSON documents as Kubernetes tools do: split first, then each chunk for itself.
    ///
    /// Never fails: what cannot be read becomes an entry of [`Stream::errors`], and the other documents are read.
    pub fn parse(bytes: Vec<u8>) -> Self {
        Reader::read(bytes, parse_chunk)
    }

    /// Reads a file by the exact path alone, for tests that compare the two.
    #[doc(hidden)]
    pub fn parse_exactly(bytes: Vec<u8>) -> Self {
        Reader::read(bytes, exact::parse)
    }
}

impl Document {
    /// Reads a text as one document, whatever lines separate others in it: what `sigs.k8s.io/yaml` makes of the text.
    /// Only the first document is read.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, SyntaxError> {
        parse_document(bytes, parse_chunk)
    }

    /// Reads a text by the exact path alone, for tests that compare the two.
    #[doc(hidden)]
    pub fn parse_exactly(bytes: Vec<u8>) -> Result<Self, SyntaxError> {
        parse_document(bytes, exact::parse)
    }
}

/// Parses a chunk of a text.
type ParseChunk = fn(&str, Span) -> Result<exact::Parsed, SyntaxError>;

fn parse_chunk(text: &str, chunk: Span) -> Result<exact::Parsed, SyntaxError> {
    match fast::parse(text, chunk) {
        Some(tape) => Ok(exact::Parsed { tape, unread: None }),
        None => exact::parse(text, chunk).map_err(|error| hints::explain(error, text, chunk)),
    }
}

fn parse_document(bytes: Vec<u8>, parse: ParseChunk) -> Result<Document, SyntaxError> {
    check_size(&bytes)?;
    let Decoded { text, invalid, .. } = encoding::decode(bytes);
    let chunk = Span::new(0, text.len() as u32);
    Decoded::check(&invalid, chunk)?;
    let tape = parse(&text, chunk)?.tape;
    Ok(Document::new(text.into(), tape, 0, chunk))
}

/// Spans have 32 bits; a byte that is no text takes three in the text.
fn check_size(bytes: &[u8]) -> Result<(), SyntaxError> {
    if bytes.len() < u32::MAX as usize / 3 {
        return Ok(());
    }
    let message = "the file is larger than 1.4 GB".to_owned();
    Err(error(SyntaxErrorKind::TooLarge, message, "split it into several files", Span::at(0)))
}

fn error(kind: SyntaxErrorKind, message: String, help: &str, span: Span) -> SyntaxError {
    SyntaxError { kind, message, help: Some(help.to_owned()), span, related: None, document: 0 }
}

fn bad_separator(span: Span) -> SyntaxError {
    let message = "only a comment may follow `---` on its line".to_owned();
    error(SyntaxErrorKind::Separator, message, "put the content on the next line", span)
}

/// The state of reading one file.
struct Reader {
    stream: Stream,
    parse: ParseChunk,
    /// Places where the bytes are no text.
    invalid: Vec<Span>,
    /// Index of the next document.
    index: usize,
}

impl Reader {
    fn read(bytes: Vec<u8>, parse: ParseChunk) -> Stream {
        if let Err(error) = check_size(&bytes) {
            return Stream { text: "".into(), documents: Vec::new(), errors: vec![error] };
        }
        let Decoded { mut text, invalid, is_utf16 } = encoding::decode(bytes);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let stream = Stream { text: text.into(), documents: Vec::new(), errors: Vec::new() };
        let mut reader = Self { stream, parse, invalid, index: 0 };
        let text = Arc::clone(&reader.stream.text);
        let whole = Span::new(0, text.len() as u32);
        if is_utf16 {
            reader.read_chunk(whole);
        } else if is_json(&text) {
            reader.read_json(&text);
        } else {
            reader.read_yaml(&text, whole);
        }
        reader.stream
    }

    /// Reads JSON values one after the other. What is no JSON is YAML, unless two values went before.
    fn read_json(&mut self, text: &str) {
        let mut rest = Span::new(0, text.len() as u32);
        let mut values = 0;
        while !rest.slice(text).trim_matches([' ', '\t', '\r', '\n']).is_empty() {
            match json::parse_value(text, rest) {
                Ok((tape, end)) => {
                    self.add(tape, Span::new(rest.start, end), None);
                    rest.start = end;
                    values += 1;
                }
                Err(_) if values < 2 => return self.read_yaml(text, without_blank_lines(text, rest)),
                Err(error) => {
                    self.fail(error);
                    // Kubernetes stops here; the documents behind the next separator are of use all the same.
                    let next = separators(text, rest).into_iter().next();
                    return next.map_or((), |line| self.read_yaml(text, Span::new(line.end, rest.end)));
                }
            }
        }
    }

    /// Reads the documents between the lines that begin with `---`, as the `YAMLReader` of Kubernetes' apimachinery
    /// does. A separator line before any content belongs to the chunk, which is why `%YAML` cannot precede it.
    fn read_yaml(&mut self, text: &str, part: Span) {
        let mut start = part.start;
        for line in separators(text, part) {
            let document = self.index;
            if line.start > start {
                self.read_chunk(Span::new(start, line.start));
            }
            start = line.end;
            let written = line.slice(text).trim_end();
            let behind = written.strip_prefix(SEPARATOR).unwrap_or_default().trim_start();
            if !(behind.is_empty() || behind.starts_with('#')) {
                // Kubernetes stops here, and does not read the document before the line either.
                self.index = document;
                self.fail(bad_separator(Span::new(line.start, line.start + written.len() as u32)));
            }
        }
        if part.end > start {
            self.read_chunk(Span::new(start, part.end));
        }
    }

    fn read_chunk(&mut self, chunk: Span) {
        let text = Arc::clone(&self.stream.text);
        let parsed = Decoded::check(&self.invalid, chunk).and_then(|()| (self.parse)(&text, chunk));
        match parsed {
            Ok(parsed) => self.add(parsed.tape, chunk, parsed.unread),
            Err(error) => self.fail(error),
        }
    }

    fn add(&mut self, mut tape: Tape, chunk: Span, unread: Option<Span>) {
        tape.give_back_room();
        let text = Arc::clone(&self.stream.text);
        let document = Document::new(text, tape, self.index, chunk);
        if !document.root().is_null() {
            self.stream.documents.push(document);
        }
        if let Some(span) = unread {
            let message = "the document ends before this, and Kubernetes does not read what follows".to_owned();
            let help = "begin a new document with `---` on a line of its own";
            let error = error(SyntaxErrorKind::Separator, message, help, span);
            self.stream.errors.push(SyntaxError { document: self.index, ..error });
        }
        self.index += 1;
    }

    fn fail(&mut self, error: SyntaxError) {
        self.stream.errors.push(SyntaxError { document: self.index, ..error });
        self.index += 1;
    }
}

/// Whether Kubernetes tries JSON first: an opening brace is the first thing it sees.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{') && text.len() - text.trim_start().len() < JSON_PROBE
}

/// A part of a text without the blank lines it begins with.
fn without_blank_lines(text: &str, part: Span) -> Span {
    let text = part.slice(text);
    let blank = text.get(..text.len() - text.trim_start().len()).unwrap_or_default();
    Span::new(part.start + blank.rfind('\n').map_or(0, |at| at as u32 + 1), part.end)
}

/// The lines that begin with `---`, line breaks included.
fn separators(text: &str, part: Span) -> Vec<Span> {
    let bytes = part.slice(text).as_bytes();
    let first = bytes.starts_with(SEPARATOR.as_bytes()).then_some(0);
    let later = memchr::memmem::find_iter(bytes, b"\n---").map(|line_feed| line_feed + 1);
    let line = |start: usize| {
        let rest = bytes.get(start..).unwrap_or_default();
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |line_feed| line_feed + 1);
        Span::new(part.start + start as u32, part.start + (start + len) as u32)
    };
    first.into_iter().chain(later).map(line).collect()
}
