//! Lines and columns from byte offsets.

/// A place as people and editors name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
    /// Offset in bytes, from 0.
    pub offset: u32,
}

/// The starts of the lines of one text, for turning many offsets into positions, however long a line is.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<u32>,
    /// How many scalar values begin before each block of the text, and at last in all of it.
    before_blocks: Vec<u32>,
}

/// Bytes of a block; so many are counted anew for each position.
const BLOCK: usize = 256;

impl<'a> LineIndex<'a> {
    /// Indexes a text by its line feeds; a carriage return before one belongs to its line.
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        let mut before_blocks = vec![0];
        let mut before = 0;
        before_blocks.extend(text.as_bytes().chunks(BLOCK).map(|block| {
            before += scalar_values(block);
            before
        }));
        Self { text, starts, before_blocks }
    }

    /// The position of an offset; one past the end gives the end of the text.
    pub fn position(&self, offset: u32) -> Position {
        let offset = offset.min(self.text.len() as u32);
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let column = self.scalars_before(offset) - self.scalars_before(start) + 1;
        Position { line: line as u32, column, offset }
    }

    /// The offset at which a line begins, from 1; past the last one the end of the text.
    pub fn line_start(&self, line: u32) -> u32 {
        let index = line.saturating_sub(1) as usize;
        self.starts.get(index).copied().unwrap_or(self.text.len() as u32)
    }

    /// How many scalar values begin before an offset.
    fn scalars_before(&self, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        let within = self.text.as_bytes().get(block * BLOCK..offset as usize).unwrap_or_default();
        self.before_blocks.get(block).copied().unwrap_or_default() + scalar_values(within)
    }
}

/// How many scalar values begin in some bytes of UTF-8: bytes that continue one do not count.
fn scalar_values(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalar_values_and_lines_from_one() {
        let index = LineIndex::new("a\nü€b\r\nc");
        let at = |offset| {
            let position = index.position(offset);
            (position.line, position.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (2, 1));
        assert_eq!(at(7), (2, 3));
        assert_eq!(at(10), (3, 1));
        assert_eq!(at(99), (3, 2));
        assert_eq!([1, 2, 3, 4].map(|line| index.line_start(line)), [0, 2, 10, 11]);
    }

    #[test]
    fn columns_of_long_lines_are_those_that_counting_gives() {
        for text in
            ["é€x🦀".repeat(200), "a".repeat(BLOCK), "a".repeat(2 * BLOCK) + "\n" + &"ü".repeat(BLOCK), String::new()]
        {
            let index = LineIndex::new(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = text.get(..offset).unwrap();
                let line = before.rsplit('\n').next().unwrap();
                let expected = (before.matches('\n').count() + 1, line.chars().count() + 1);
                let position = index.position(offset as u32);
                assert_eq!((position.line as usize, position.column as usize), expected, "{offset}");
            }
        }
    }
}
