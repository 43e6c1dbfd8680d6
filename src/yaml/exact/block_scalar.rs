//! Scanning literal (`|`) and folded (`>`) scalars.

use super::fold::Collected;
use super::problem::{BadScalar, Problem};
use super::scanner::Scanner;
use crate::yaml::tape::Style;
use crate::yaml::{Span, SyntaxError};

/// What happens to the line breaks at the end.
#[derive(Clone, Copy, PartialEq)]
enum Chomping {
    Strip,
    Clip,
    Keep,
}

impl<'t> Scanner<'t> {
    pub(super) fn scan_block_scalar(&mut self) -> Result<(), SyntaxError> {
        let start = self.reader.offset();
        let literal = self.reader.peek(0) == b'|';
        self.reader.skip_ascii(1);
        let (chomping, increment) = self.scan_block_header()?;
        let mut end = self.reader.offset();
        self.reader.skip_rest_of_line();
        if !self.reader.is_break_or_end(0) {
            let at = self.reader.offset();
            self.reader.skip_to_break();
            return Err(BadScalar::BlockHeader.at(Span::new(at, self.reader.offset())));
        }
        self.reader.skip_break();

        let given = (increment > 0).then(|| self.indent.max(0) + increment);
        let mut blank_lines = String::new();
        let indent = self.scan_block_breaks(given, &mut blank_lines)?;
        let mut text = Collected::new(self.reader.source(), self.reader.offset());
        let mut last_break = "";
        let mut after_blank = false;
        while self.reader.column() as isize == indent && !self.reader.at_end() {
            let line = self.reader.offset();
            let begins_blank = self.reader.is_blank(0);
            if !literal && !after_blank && !begins_blank && last_break == "\n" {
                // A single break between two lines of the same paragraph folds to a space.
                text.replace(if blank_lines.is_empty() { " " } else { "" }, line);
            } else {
                text.replace(last_break, line);
            }
            if !blank_lines.is_empty() {
                text.replace(&blank_lines, line);
                blank_lines.clear();
            }
            after_blank = begins_blank;
            self.reader.skip_to_break();
            end = self.reader.offset();
            text.extend_to(end);
            last_break = self.reader.skip_break().unwrap_or_default();
            self.scan_block_breaks(Some(indent), &mut blank_lines)?;
        }
        let last_break = if chomping == Chomping::Strip { "" } else { last_break };
        text.replace(last_break, end);
        if chomping == Chomping::Keep {
            text.replace(&blank_lines, end);
        }
        self.push_scalar(if literal { Style::Literal } else { Style::Folded }, text, start, end);
        Ok(())
    }

    /// The chomping and the indentation that the header gives, in either order; an indentation of 0 is none.
    fn scan_block_header(&mut self) -> Result<(Chomping, isize), SyntaxError> {
        let mut chomping = None;
        let mut increment = 0;
        for _ in 0..2 {
            match self.reader.peek(0) {
                b'+' if chomping.is_none() => chomping = Some(Chomping::Keep),
                b'-' if chomping.is_none() => chomping = Some(Chomping::Strip),
                b'0' if increment == 0 => {
                    let at = self.reader.offset();
                    return Err(BadScalar::ZeroIndentation.at(Span::new(at, at + 1)));
                }
                digit @ b'1'..=b'9' if increment == 0 => increment = isize::from(digit - b'0'),
                _ => break,
            }
            self.reader.skip_ascii(1);
        }
        Ok((chomping.unwrap_or(Chomping::Clip), increment))
    }

    /// Passes blank lines and the indentation of the line after them, which decides the indentation when none is given.
    fn scan_block_breaks(&mut self, given: Option<isize>, breaks: &mut String) -> Result<isize, SyntaxError> {
        let mut widest = 0;
        loop {
            let within = |column: usize| given.is_none_or(|indent| (column as isize) < indent);
            while self.reader.peek(0) == b' ' && within(self.reader.column()) {
                self.reader.skip_ascii(1);
            }
            widest = widest.max(self.reader.column() as isize);
            if self.reader.peek(0) == b'\t' && within(self.reader.column()) {
                let at = self.reader.offset();
                return Err(BadScalar::TabInBlockScalar.at(Span::new(at, at + 1)));
            }
            match self.reader.skip_break() {
                Some(text) => breaks.push_str(text),
                None => return Ok(given.unwrap_or_else(|| widest.max(self.indent + 1).max(1))),
            }
        }
    }
}
