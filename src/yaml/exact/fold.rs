//! Text that grows out of slices of the source, copied only when folding or escapes make it differ.

use std::borrow::Cow;

/// Collects a scalar's text.
#[derive(Debug)]
pub(super) struct Collected<'t> {
    source: &'t str,
    /// What is no slice of the source any more.
    owned: Option<String>,
    /// The slice that comes next, not yet copied.
    start: u32,
    end: u32,
}

impl<'t> Collected<'t> {
    pub(super) fn new(source: &'t str, start: u32) -> Self {
        Self { source, owned: None, start, end: start }
    }

    /// Lets the slice reach to an offset.
    pub(super) fn extend_to(&mut self, end: u32) {
        self.end = end;
    }

    /// Adds text that does not stand in the source, and goes on with the source at an offset.
    pub(super) fn replace(&mut self, text: &str, resume: u32) {
        let slice = slice(self.source, self.start, self.end);
        let owned = self.owned.get_or_insert_default();
        owned.push_str(slice);
        owned.push_str(text);
        self.start = resume;
        self.end = resume;
    }

    /// The text, and where it starts if it is a slice of the source.
    pub(super) fn finish(self) -> (Cow<'t, str>, u32) {
        let slice = slice(self.source, self.start, self.end);
        match self.owned {
            None => (Cow::Borrowed(slice), self.start),
            Some(mut owned) => {
                owned.push_str(slice);
                (Cow::Owned(owned), 0)
            }
        }
    }
}

fn slice(source: &str, start: u32, end: u32) -> &str {
    source.get(start as usize..end as usize).unwrap_or_default()
}

/// The line breaks between two lines of a scalar.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    /// The first break as it reads; empty where it was escaped.
    pub(super) first: &'static str,
    /// All further breaks.
    pub(super) rest: String,
}

impl Breaks {
    /// What the breaks become in a flow scalar: one is a space, more lose the first.
    pub(super) fn fold(&self) -> Cow<'_, str> {
        match (self.first, self.rest.is_empty()) {
            ("\n", true) => Cow::Borrowed(" "),
            ("\n", false) => Cow::Borrowed(&self.rest),
            (first, true) => Cow::Borrowed(first),
            (first, false) => Cow::Owned(format!("{first}{}", self.rest)),
        }
    }
}
