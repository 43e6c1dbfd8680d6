//! Classes of characters: `[a-z]`.

use super::Fault;
use super::reader::Reader;

/// The classes that stand in brackets of their own: `[[:alpha:]]`.
const NAMED: [&str; 14] = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word",
    "xdigit",
];

impl Reader<'_> {
    /// What follows a `[`.
    pub(super) fn class(&mut self) -> Result<(), Fault> {
        self.write("[");
        if self.take("^") {
            self.write("^");
        }
        // A bracket that comes first stands for itself.
        self.item()?;
        while !self.take("]") {
            self.item()?;
        }
        self.write("]");
        Ok(())
    }

    /// One character, range or class within brackets.
    fn item(&mut self) -> Result<(), Fault> {
        if self.rest().is_empty() {
            return Err(Fault::UnclosedClass);
        }
        if let Some(rest) = self.rest().strip_prefix("[:")
            && let Some((name, rest)) = rest.split_once(":]")
        {
            if !NAMED.contains(&name.strip_prefix('^').unwrap_or(name)) {
                return Err(Fault::ClassRange);
            }
            self.write("[:");
            self.write(name);
            self.write(":]");
            self.go_on(rest);
            return Ok(());
        }
        if self.take("\\") {
            if let Some(class) = self.perl_class() {
                self.write("[");
                self.write(class);
                self.write("]");
                return Ok(());
            }
            if self.rest().starts_with(['p', 'P']) {
                return self.unicode_class();
            }
            let low = self.escaped_char()?;
            return self.range_from(low);
        }
        let low = self.next().ok_or(Fault::UnclosedClass)?;
        self.range_from(low)
    }

    /// A character, or a range that begins with it.
    fn range_from(&mut self, low: char) -> Result<(), Fault> {
        self.literal(low);
        let Some(after) = self.rest().strip_prefix('-') else { return Ok(()) };
        if after.is_empty() || after.starts_with(']') {
            return Ok(());
        }
        self.go_on(after);
        let high = match self.next().ok_or(Fault::UnclosedClass)? {
            '\\' if self.rest().starts_with(['d', 'D', 's', 'S', 'w', 'W', 'p', 'P']) => return Err(Fault::ClassRange),
            '\\' => self.escaped_char()?,
            c => c,
        };
        if high < low {
            return Err(Fault::ClassRange);
        }
        self.write("-");
        self.literal(high);
        Ok(())
    }
}
