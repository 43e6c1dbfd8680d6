//! Whether a text looks as if a generator of random letters had written it.

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD};

/// How random a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Randomness {
    /// Not at all.
    None,
    /// As the hash of something: hexadecimal.
    Digest,
    /// As letters and digits in one case.
    Likely,
    /// As capitals, small letters and digits at random.
    Certain,
}

/// Shorter texts say too little, longer ones are files.
const LENGTHS: std::ops::RangeInclusive<usize> = 20..=512;
/// From here on capitals, small letters and digits alone are sure enough.
pub(super) const LONG: usize = 32;
/// Lengths of MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512 in hexadecimal.
const DIGESTS: &[usize] = &[32, 40, 56, 64, 96, 128];
/// How many small letters in a row are a word. Seven of them are one in four hundred among random letters.
const WORD: usize = 7;
/// What the base64 of certificates, public keys and PEM files begins with.
const ENCODED: &[&str] = &["MII", "AAAA", "LS0t", "H4sI"];

/// Bits of information in each letter, after Shannon.
pub(super) fn entropy(text: &str) -> f64 {
    let mut counts = [0u32; 256];
    for byte in text.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let total = text.len() as f64;
    let share = |&count: &u32| f64::from(count) / total;
    -counts.iter().filter(|count| **count > 0).map(share).map(|share| share * share.log2()).sum::<f64>()
}

/// How random a word looks.
pub(super) fn randomness(word: &str) -> Randomness {
    let body = word.trim_end_matches('=');
    let encoded = body.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_'));
    if !encoded || !LENGTHS.contains(&body.len()) || ENCODED.iter().any(|start| body.starts_with(start)) {
        return Randomness::None;
    }
    let count = |class: fn(&u8) -> bool| body.as_bytes().iter().filter(|b| class(b)).count();
    let (upper, lower) = (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase));
    let digits = count(u8::is_ascii_digit);
    let one_case = upper == 0 || lower == 0;
    let bits = entropy(body);
    if digits < 2 || upper + lower < 2 {
        return Randomness::None;
    }
    if one_case && body.bytes().all(|b| b.is_ascii_hexdigit()) {
        let certain = if DIGESTS.contains(&body.len()) { Randomness::Digest } else { Randomness::Likely };
        return if bits >= 3.0 && body.len() >= LONG { certain } else { Randomness::None };
    }
    if changes(body) < 0.35 || longest_word(body) >= WORD || is_text(word) {
        return Randomness::None;
    }
    match one_case {
        true if bits >= 3.5 && body.len() >= 24 && !body.contains(['-', '/', '_']) => Randomness::Likely,
        false if bits >= 4.0 && body.len() >= LONG => Randomness::Certain,
        false if bits >= 3.6 => Randomness::Likely,
        _ => Randomness::None,
    }
}

/// In how many places of all a letter follows one of another sort. Words and numbers have few of them.
fn changes(text: &str) -> f64 {
    let sort = |byte: u8| match byte {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    };
    let followers = text.bytes().skip(1);
    let changed = text.bytes().zip(followers).filter(|(a, b)| sort(*a) != sort(*b)).count();
    changed as f64 / text.len().saturating_sub(1).max(1) as f64
}

/// The length of the longest run of small letters.
fn longest_word(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_lowercase()).map(str::len).max().unwrap_or_default()
}

/// Whether it is the base64 of something that can be read.
fn is_text(word: &str) -> bool {
    decode(word).is_some_and(|bytes| {
        let readable = bytes.iter().filter(|b| b.is_ascii_graphic() || b.is_ascii_whitespace()).count();
        readable * 20 >= bytes.len() * 19
    })
}

/// Decodes base64 of any of its four ways.
pub(super) fn decode(word: &str) -> Option<Vec<u8>> {
    let ways = [BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD];
    ways.iter().find_map(|way| way.decode(word.as_bytes()).ok())
}
