//! The bytes of a file, or of standard input.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::failure::Failure;

/// Places count bytes in 32 bits.
const MAX_BYTES: u64 = u32::MAX as u64;

/// How many bytes are looked at before the rest is read.
const HEAD: u64 = 1024;

/// Reads a file whole; binary data is left after its first bytes.
pub(super) fn file(path: &Path) -> Result<Vec<u8>, Failure> {
    let file = File::open(path)?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    if length > MAX_BYTES {
        return Err(Failure::TooLarge);
    }
    all(file, length)
}

/// Reads standard input to its end.
pub(super) fn stdin() -> Result<Vec<u8>, Failure> {
    all(std::io::stdin().lock(), 0)
}

/// Reads to the end; `expected` is how many bytes are likely to come.
pub(super) fn all(mut input: impl Read, expected: u64) -> Result<Vec<u8>, Failure> {
    // One byte more than the file has: the read that finds the end then needs no more room.
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0).saturating_add(1));
    input.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    if is_binary(&bytes) {
        return Err(Failure::Binary);
    }
    if (bytes.len() as u64) < HEAD {
        return Ok(bytes);
    }
    input.take(MAX_BYTES + 1 - bytes.len() as u64).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Failure::TooLarge);
    }
    Ok(bytes)
}

/// Zero bytes tell data from text, except in UTF-16, which begins with a byte order mark.
fn is_binary(head: &[u8]) -> bool {
    let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    !utf16 && memchr::memchr(0, head).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_bytes_tell_binary_data_unless_it_is_utf_16() {
        assert!(matches!(all(&b"\x7fELF\0\0"[..], 0), Err(Failure::Binary)));
        assert!(all(&b"\xFF\xFEa\0:\0"[..], 0).is_ok());
        assert!(matches!(all(&b"a: 1\n"[..], 5), Ok(bytes) if bytes == b"a: 1\n"));
    }

    #[test]
    fn input_longer_than_announced_is_read_whole() {
        let text = "a".repeat(5000);
        assert!(matches!(all(text.as_bytes(), 10), Ok(bytes) if bytes.len() == 5000));
    }

    #[test]
    fn input_without_end_is_refused_or_read_no_further_than_its_head() {
        assert!(matches!(all(std::io::repeat(0), 0), Err(Failure::Binary)));
    }
}
