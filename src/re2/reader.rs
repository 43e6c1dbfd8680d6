//! The way through a pattern, and what is written of it.

use super::Fault;

/// Where the reading of a pattern stands.
pub(super) struct Reader<'p> {
    rest: &'p str,
    out: String,
    /// How many groups are open.
    pub(super) depth: usize,
    pub(super) names: Vec<&'p str>,
    /// What a repetition here would repeat.
    pub(super) before: Before,
}

/// What stands before a place in a pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The beginning of an alternative.
    Nothing,
    /// What can be repeated.
    Something,
    /// A repetition.
    Repeat,
}

impl<'p> Reader<'p> {
    pub(super) fn new(pattern: &'p str) -> Self {
        let out = String::with_capacity(pattern.len() + 8);
        Self { rest: pattern, out, depth: 0, names: Vec::new(), before: Before::Nothing }
    }

    pub(super) fn into_text(self) -> String {
        self.out
    }

    /// Reads to the end.
    pub(super) fn expression(&mut self) -> Result<(), Fault> {
        while let Some(c) = self.next() {
            self.part(c)?;
        }
        if self.depth > 0 { Err(Fault::UnclosedGroup) } else { Ok(()) }
    }

    fn part(&mut self, c: char) -> Result<(), Fault> {
        match c {
            '(' => return self.open_group(),
            ')' => {
                self.depth = self.depth.checked_sub(1).ok_or(Fault::UnopenedGroup)?;
                self.write(")");
            }
            '|' => {
                self.write("|");
                self.before = Before::Nothing;
                return Ok(());
            }
            '*' | '+' | '?' => return self.repeat(c),
            '{' => return self.counted_repeat(),
            '[' => self.class()?,
            '\\' => return self.escape(),
            '^' | '$' | '.' => self.out.push(c),
            c => self.literal(c),
        }
        self.before = Before::Something;
        Ok(())
    }

    /// The next character, which is then read.
    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = self.rest.strip_prefix(c)?;
        Some(c)
    }

    /// Reads a text if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        self.rest.strip_prefix(text).map(|rest| self.rest = rest).is_some()
    }

    /// What is yet to be read.
    pub(super) fn rest(&self) -> &'p str {
        self.rest
    }

    /// Goes on behind what was read.
    pub(super) fn go_on(&mut self, rest: &'p str) {
        self.rest = rest;
    }

    pub(super) fn write(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes a character that stands for itself.
    pub(super) fn literal(&mut self, c: char) {
        if c.is_ascii_punctuation() && c != '<' && c != '>' {
            self.out.push('\\');
        }
        self.out.push(c);
    }
}
