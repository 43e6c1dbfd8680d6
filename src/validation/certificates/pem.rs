//! PEM: text with certificates in it (RFC 7468), read as Go's `encoding/pem` does; and as much of what is in it as can
//! be told without a cryptographic library.

use data_encoding::BASE64;

/// The identifier of the extension that says whether a certificate belongs to an authority (2.5.29.19), as it is stored.
const BASIC_CONSTRAINTS: [u8; 5] = [0x06, 0x03, 0x55, 0x1d, 0x13];

/// One block between `-----BEGIN` and `-----END`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    /// What it says to hold, for example `CERTIFICATE`.
    pub(super) label: &'a str,
    /// Whether lines of the form `Key: value` stand before its content.
    pub(super) has_headers: bool,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

/// The blocks of a text; what stands around them, and blocks that cannot be read, count for nothing.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(label) = label(line) else { continue };
        // A block that does not end leaves the lines after its start to be looked at again.
        if let Some((block, rest)) = block(label, lines.clone()) {
            found.push(block);
            lines = rest;
        }
    }
    found
}

/// What a line that begins a block says it to hold.
fn label(line: &str) -> Option<&str> {
    line.trim_end().strip_prefix("-----BEGIN ")?.strip_suffix("-----")
}

fn block<'a>(label: &'a str, mut lines: std::str::Lines<'a>) -> Option<(Block<'a>, std::str::Lines<'a>)> {
    let (mut content, mut has_headers) = (String::new(), false);
    loop {
        let line = lines.next()?.trim();
        if let Some(end) = line.strip_prefix("-----END ") {
            let fits = end.strip_suffix("-----") == Some(label);
            let bytes = BASE64.decode(content.as_bytes()).ok().filter(|_| fits)?;
            return Some((Block { label, has_headers, bytes }, lines));
        }
        if content.is_empty() && line.contains(':') {
            has_headers = true;
        } else {
            content.extend(line.chars().filter(|letter| !letter.is_whitespace()));
        }
    }
}

impl Block<'_> {
    /// Whether its content can be a signed structure of X.509: a sequence of three elements, the last of which is a bit
    /// string, and nothing after it.
    pub(super) fn is_signed(&self) -> bool {
        let Some((0x30, inner, [])) = element(&self.bytes) else { return false };
        let Some((0x30, _, rest)) = element(inner) else { return false };
        let Some((0x30, _, rest)) = element(rest) else { return false };
        matches!(element(rest), Some((0x03, _, [])))
    }

    /// Whether it can be the certificate of an authority: one that says nothing of it is none.
    pub(super) fn may_be_authority(&self) -> bool {
        self.bytes.windows(BASIC_CONSTRAINTS.len()).any(|window| window == BASIC_CONSTRAINTS)
    }
}

/// The first element of DER: its tag, its content, and what follows.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (digits.iter().fold(0, |length: usize, digit| (length << 8) | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((tag, content, after))
}
