//! Repetitions: `*`, `+`, `?`, `{n,m}`.

use super::Fault;
use super::reader::{Before, Reader};

/// The most repetitions of one thing.
const MOST: u32 = 1000;

impl Reader<'_> {
    /// One of `*`, `+` and `?`.
    pub(super) fn repeat(&mut self, operator: char) -> Result<(), Fault> {
        self.may_repeat()?;
        self.write(operator.encode_utf8(&mut [0; 4]));
        self.after_repeat();
        Ok(())
    }

    /// `{n}`, `{n,}` or `{n,m}`; any other `{` stands for itself.
    pub(super) fn counted_repeat(&mut self) -> Result<(), Fault> {
        let Some((least, most, rest)) = counts(self.rest()) else {
            self.literal('{');
            self.before = Before::Something;
            return Ok(());
        };
        let within = |count: Option<u32>| count.is_some_and(|count| count <= MOST);
        let ordered = most.is_none_or(|most| most >= least);
        if !within(least) || most.is_some_and(|most| !within(most)) || !ordered {
            return Err(Fault::RepeatSize);
        }
        self.may_repeat()?;
        let read = self.rest().strip_suffix(rest).unwrap_or_default();
        self.write("{");
        self.write(read);
        self.go_on(rest);
        self.after_repeat();
        Ok(())
    }

    fn may_repeat(&self) -> Result<(), Fault> {
        match self.before {
            Before::Nothing => Err(Fault::NothingToRepeat),
            Before::Repeat => Err(Fault::RepeatedRepeat),
            Before::Something => Ok(()),
        }
    }

    /// A `?` that makes the repetition as short as possible.
    fn after_repeat(&mut self) {
        if self.take("?") {
            self.write("?");
        }
        self.before = Before::Repeat;
    }
}

/// A count; nothing when it is beyond all bounds.
type Count = Option<u32>;

/// The counts behind a `{`: the least, the most if there is one, and what follows the `}`.
fn counts(text: &str) -> Option<(Count, Option<Count>, &str)> {
    let (least, rest) = count(text)?;
    if let Some(rest) = rest.strip_prefix('}') {
        return Some((least, Some(least), rest));
    }
    let rest = rest.strip_prefix(',')?;
    if let Some(rest) = rest.strip_prefix('}') {
        return Some((least, None, rest));
    }
    let (most, rest) = count(rest)?;
    Some((least, Some(most), rest.strip_prefix('}')?))
}

/// A number without leading zeros.
fn count(text: &str) -> Option<(Count, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let fits = !digits.is_empty() && (digits == "0" || !digits.starts_with('0'));
    fits.then(|| (digits.parse().ok(), rest))
}
