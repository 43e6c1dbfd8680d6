//! Literal (`|`) and folded (`>`) block scalars.

use super::quoted::push_breaks;
use super::{EntryKind, Parser, Style, Text};

/// What becomes of the line breaks at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chomp {
    /// All go.
    Strip,
    /// One stays.
    Clip,
    /// All stay.
    Keep,
}

/// The text of a block scalar while it is put together.
struct Lines {
    folded: bool,
    /// Line breaks since the last line of content; before the first one, blank lines.
    breaks: usize,
    has_content: bool,
    /// The last line of content begins with a blank, so that its line break is not folded.
    indented_more: bool,
    /// One past the last byte of content, or of the header.
    end: usize,
}

impl Parser<'_> {
    /// A block scalar; leaves the cursor at the next token.
    pub(super) fn block_scalar(&mut self, style: Style, least: usize) -> Option<u32> {
        let start = self.cursor.at;
        let (chomp, increment) = self.block_header()?;
        let header_end = self.cursor.at;
        let at = self.cursor.header_line(header_end)? + 1;
        let column = match increment {
            Some(increment) => least.saturating_sub(1) + increment,
            None => self.detect_column(at, least)?,
        };
        self.scratch.clear();
        let mut lines = Lines {
            folded: style == Style::Folded,
            breaks: 0,
            has_content: false,
            indented_more: false,
            end: header_end,
        };
        self.block_lines(at, column, &mut lines)?;
        let keep = match (chomp, lines.has_content) {
            (Chomp::Strip, _) | (Chomp::Clip, false) => 0,
            (Chomp::Clip, true) => 1,
            (Chomp::Keep, _) => lines.breaks,
        };
        push_breaks(&mut self.scratch, keep);
        self.tape.scalar(EntryKind::Str, style, start as u32, lines.end as u32, Text::Owned(&self.scratch));
        self.cursor.gap()?;
        Some(lines.end as u32)
    }

    /// `|` or `>`, then a chomping indicator and an indentation indicator in either order.
    fn block_header(&mut self) -> Option<(Chomp, Option<usize>)> {
        let (mut chomp, mut increment) = (None, None);
        loop {
            self.cursor.at += 1;
            match self.cursor.peek() {
                b'-' if chomp.is_none() => chomp = Some(Chomp::Strip),
                b'+' if chomp.is_none() => chomp = Some(Chomp::Keep),
                digit @ b'1'..=b'9' if increment.is_none() => increment = Some(usize::from(digit - b'0')),
                b' ' | b'\n' | b'\r' => return Some((chomp.unwrap_or(Chomp::Clip), increment)),
                _ => return None,
            }
        }
    }

    /// The column of the content, from its first line that is not blank.
    fn detect_column(&self, mut at: usize, least: usize) -> Option<usize> {
        let mut blank = 0;
        loop {
            let line = at;
            at = self.cursor.after_spaces(at);
            let column = at - line;
            match self.cursor.byte(at) {
                b'\n' => at += 1,
                b'\r' => at += 2,
                b'\t' => return None,
                // A blank line that is longer than the indentation is doubtful.
                _ if blank > column => return None,
                _ => return Some(column.max(least).max(1)),
            }
            blank = blank.max(column);
        }
    }

    /// Reads lines into `scratch` until one stands left of `column`; leaves the cursor where it begins.
    fn block_lines(&mut self, mut line: usize, column: usize, lines: &mut Lines) -> Option<()> {
        loop {
            let at = self.cursor.after_spaces(line).min(line + column);
            match self.cursor.byte(at) {
                b'\n' | b'\r' => {
                    lines.breaks += 1;
                    line = self.cursor.line_end(at) + 1;
                    continue;
                }
                // Without a final line feed, what ends the text depends on who reads it.
                0 if at > line => return None,
                0 => {}
                b'\t' if at - line < column => return None,
                _ if at - line < column => {}
                first => {
                    let line_feed = self.cursor.line_end(at);
                    if line_feed == self.cursor.end() {
                        return None;
                    }
                    let end = if self.cursor.byte(line_feed - 1) == b'\r' { line_feed - 1 } else { line_feed };
                    lines.join(&mut self.scratch, matches!(first, b' ' | b'\t'));
                    self.scratch.push_str(self.source.get(at..end)?);
                    lines.end = end;
                    line = line_feed + 1;
                    continue;
                }
            }
            self.cursor.begin_line(line);
            return Some(());
        }
    }
}

impl Lines {
    /// Adds the line breaks before a line of content.
    fn join(&mut self, text: &mut String, indented_more: bool) {
        let folds = self.folded && self.has_content && !self.indented_more && !indented_more;
        if !folds {
            push_breaks(text, self.breaks);
        } else if self.breaks == 1 {
            text.push(' ');
        } else {
            push_breaks(text, self.breaks - 1);
        }
        self.breaks = 1;
        self.has_content = true;
        self.indented_more = indented_more;
    }
}
