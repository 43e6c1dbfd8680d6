//! Flow collections: `{a: b}` and `[a, b]`.

use super::{EntryKind, Parser, Style};

impl Parser<'_> {
    /// The collection whose bracket is at the cursor; leaves the cursor after the closing bracket.
    pub(super) fn flow_collection(&mut self) -> Option<u32> {
        if self.cursor.peek() == b'[' { self.flow_sequence() } else { self.flow_mapping() }
    }

    fn flow_sequence(&mut self) -> Option<u32> {
        let open = self.tape.open(EntryKind::Seq, Style::Flow, self.cursor.at as u32);
        let mut count = 0;
        self.cursor.at += 1;
        loop {
            self.cursor.gap()?;
            if self.cursor.peek() == b']' {
                self.cursor.at += 1;
                let end = self.cursor.at as u32;
                self.tape.close_seq(open, count, end);
                return Some(end);
            }
            self.flow_node()?;
            count += 1;
            self.flow_separator(b']')?;
        }
    }

    fn flow_mapping(&mut self) -> Option<u32> {
        let open = self.tape.open(EntryKind::Map, Style::Flow, self.cursor.at as u32);
        let mut count = 0;
        self.cursor.at += 1;
        loop {
            self.cursor.gap()?;
            if self.cursor.peek() == b'}' {
                self.cursor.at += 1;
                let end = self.cursor.at as u32;
                self.tape.close_map(open, count, end, self.source, |_| false);
                return Some(end);
            }
            self.flow_key()?;
            self.cursor.gap()?;
            self.flow_node()?;
            count += 1;
            self.flow_separator(b'}')?;
        }
    }

    /// After an item: a comma, or the closing bracket, which is left to be read.
    fn flow_separator(&mut self, close: u8) -> Option<()> {
        self.cursor.gap()?;
        match self.cursor.peek() {
            b',' => self.cursor.at += 1,
            byte if byte == close => {}
            _ => return None,
        }
        Some(())
    }

    /// A key and its colon, in one line.
    fn flow_key(&mut self) -> Option<()> {
        let start = self.cursor.at;
        match self.cursor.peek() {
            quote @ (b'"' | b'\'') => {
                self.quote_end_in_line(quote)?;
                self.quoted(quote)?;
            }
            _ => {
                let end = self.flow_key_end()?;
                self.add_plain_key(start, end)?;
                self.cursor.at = end;
            }
        }
        while self.cursor.peek() == b' ' {
            self.cursor.at += 1;
        }
        let is_key = self.cursor.peek() == b':' && self.cursor.at - start <= super::block::MAX_KEY;
        self.cursor.at += 1;
        is_key.then_some(())
    }

    fn flow_node(&mut self) -> Option<u32> {
        match self.cursor.peek() {
            b'[' | b'{' => self.nested(Self::flow_collection),
            quote @ (b'"' | b'\'') => self.quoted(quote),
            _ => self.plain_in_flow(),
        }
    }
}
