//! Bytes to text: UTF-8, or UTF-16 with a byte order mark.

use super::{Span, SyntaxError, SyntaxErrorKind};

/// The text of a file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, with U+FFFD where bytes are no characters.
    pub(super) text: String,
    /// Such places, in order, as spans of the text.
    pub(super) invalid: Vec<Span>,
    /// The bytes are UTF-16, in which Kubernetes finds no line that separates documents.
    pub(super) is_utf16: bool,
}

/// Decodes a file. A byte order mark of UTF-8 stays in the text.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        _ => match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, invalid: Vec::new(), is_utf16: false },
            Err(error) => decode_broken_utf8(error.as_bytes()),
        },
    }
}

fn decode_broken_utf8(bytes: &[u8]) -> Decoded {
    let mut decoded = Decoded { text: String::with_capacity(bytes.len()), invalid: Vec::new(), is_utf16: false };
    for chunk in bytes.utf8_chunks() {
        decoded.text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            decoded.push_invalid();
        }
    }
    decoded
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let mut decoded = Decoded { text: String::with_capacity(bytes.len()), invalid: Vec::new(), is_utf16: true };
    let (units, rest) = bytes.as_chunks::<2>();
    for character in char::decode_utf16(units.iter().copied().map(unit)) {
        match character {
            Ok(character) => decoded.text.push(character),
            Err(_) => decoded.push_invalid(),
        }
    }
    if !rest.is_empty() {
        decoded.push_invalid();
    }
    decoded
}

impl Decoded {
    fn push_invalid(&mut self) {
        let start = self.text.len() as u32;
        self.text.push(char::REPLACEMENT_CHARACTER);
        self.invalid.push(Span::new(start, self.text.len() as u32));
    }

    /// The error of a chunk that holds bytes which are no characters.
    pub(super) fn check(invalid: &[Span], chunk: Span) -> Result<(), SyntaxError> {
        let first = invalid.partition_point(|span| span.start < chunk.start);
        match invalid.get(first) {
            Some(span) if span.start < chunk.end => Err(SyntaxError {
                kind: SyntaxErrorKind::Encoding,
                message: "these bytes are no text in UTF-8".to_owned(),
                help: Some("save the file as UTF-8".to_owned()),
                span: *span,
                related: None,
                document: 0,
            }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_becomes_utf8() {
        let little: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("a: ü😀".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain("a: ü😀".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for bytes in [little, big] {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_str(), decoded.invalid.len()), ("a: ü😀", 0));
        }
    }

    #[test]
    fn bytes_that_are_no_text_have_a_place() {
        let decoded = decode(b"a: \xff\nb: \xe2\x82\n".to_vec());
        assert_eq!(decoded.text, "a: \u{fffd}\nb: \u{fffd}\n");
        assert_eq!(decoded.invalid, [Span::new(3, 6), Span::new(10, 13)]);
        assert_eq!(Decoded::check(&decoded.invalid, Span::new(7, 14)).unwrap_err().span, Span::new(10, 13));
        assert!(Decoded::check(&decoded.invalid, Span::new(0, 3)).is_ok());
    }
}
