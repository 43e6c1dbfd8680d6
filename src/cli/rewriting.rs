//! Files that are written back: which cannot be, and how the others are kept from harm.

use std::fs;
use std::io;
use std::path::Path;

use super::output;
use crate::finding::Location;
use crate::source::STDIN;

/// Why a file cannot be written back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritable<'l> {
    /// It was rendered from this template.
    Rendered(&'l str),
    /// It is standard input.
    StandardInput,
}

impl<'l> Unwritable<'l> {
    /// Why the file of a location cannot be written back; nothing when it can be.
    pub fn of(location: &'l Location) -> Option<Self> {
        match &location.template {
            Some(template) => Some(Self::Rendered(template)),
            None => (*location.file == *STDIN).then_some(Self::StandardInput),
        }
    }
}

/// Writes a file as a whole that is still as it was read.
///
/// # Errors
/// It has changed meanwhile or is not UTF-8; no right to write there, or no room.
pub fn write_back(file: &Path, before: &str, after: &str) -> io::Result<()> {
    let bytes = fs::read(file)?;
    // The loader adds the line feed that the last line lacks.
    let lacks_end = !bytes.ends_with(b"\n");
    let as_read = if lacks_end { before.strip_suffix('\n').unwrap_or(before) } else { before };
    if bytes != as_read.as_bytes() && bytes != before.as_bytes() {
        return Err(io::Error::other("it has changed meanwhile, or is not UTF-8"));
    }
    let after = if lacks_end { after.strip_suffix('\n').unwrap_or(after) } else { after };
    output::write_whole(file, after.as_bytes())
}
