//! Hides the values of Secrets in documents that cannot be read, where only the text can tell.

use super::secret_mask::is_secret_kind;
use crate::yaml::{Span, Stream};

/// Keys whose line may be shown whole outside of the data.
const SHOWN: &[&str] = &["apiVersion", "kind", "type", "immutable", "name", "namespace"];
/// Keys that may be shown, whatever follows them not.
const SHOWN_KEYS: &[&str] = &["metadata", "labels", "annotations", "data", "stringData", "items"];
/// Keys below which nothing is shown.
const DATA: &[&str] = &["data", "stringData"];

/// Hides all lines but harmless ones in every unreadable part of the file that looks like a Secret.
pub fn hide_unreadable(stream: &Stream, hidden: &mut Vec<Span>) {
    let readable = |part: Span| {
        let holds = |chunk: Span| chunk.start < part.end && part.start < chunk.end;
        let failed = stream.errors.iter().any(|error| part.start <= error.span.start && error.span.start <= part.end);
        !failed && stream.documents.iter().any(|document| holds(document.chunk()))
    };
    for part in parts(&stream.text) {
        if !readable(part) && part.slice(&stream.text).lines().any(names_secret) {
            hide_lines(&stream.text, part, hidden);
        }
    }
}

/// The parts of a file between lines that begin with `---`.
fn parts(text: &str) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = 0;
    for line in lines(text, Span::new(0, text.len() as u32)) {
        if line.slice(text).starts_with("---") {
            parts.push(Span::new(start, line.start));
            start = line.start;
        }
    }
    parts.push(Span::new(start, text.len() as u32));
    parts
}

/// The lines of a part, line feeds included.
fn lines(text: &str, part: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = part.start;
    part.slice(text).split_inclusive('\n').map(move |line| {
        let span = Span::new(at, at + line.len() as u32);
        at = span.end;
        span
    })
}

/// Whether a line says `kind: Secret`, in YAML or JSON.
fn names_secret(line: &str) -> bool {
    let trimmed = |text: &str| text.trim_matches(|c: char| c.is_whitespace() || "\"'{}[],-".contains(c)).to_owned();
    line.split(',').filter_map(|part| part.split_once(':')).any(|(key, value)| {
        trimmed(key) == "kind" && value.split('#').next().is_some_and(|value| is_secret_kind(&trimmed(value)))
    })
}

fn hide_lines(text: &str, part: Span, hidden: &mut Vec<Span>) {
    let mut data_indent = None;
    for line in lines(text, part) {
        let content = line.slice(text);
        let indent = content.len() - content.trim_start().len();
        if data_indent.is_some_and(|data| indent > data) || content.trim().is_empty() {
            hidden.push(line);
            continue;
        }
        let key = content.split_once(':').map(|(key, _)| key.trim_matches([' ', '\t', '-', '"', '\'']));
        data_indent = key.filter(|key| DATA.contains(key)).map(|_| indent);
        match key {
            _ if content.starts_with("---") && content.trim_end() == "---" => {}
            Some(key) if SHOWN.contains(&key) && !content.contains(['{', '[', '|', '>', '&', '*', '!']) => {}
            Some(key) if SHOWN_KEYS.contains(&key) => {
                let colon = content.find(':').unwrap_or_default() as u32;
                hidden.push(Span::new(line.start + colon + 1, line.end));
            }
            _ => hidden.push(line),
        }
    }
}
