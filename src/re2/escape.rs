//! What a backslash begins.

use super::Fault;
use super::reader::{Before, Reader};

impl Reader<'_> {
    /// What follows a `\` outside of classes.
    pub(super) fn escape(&mut self) -> Result<(), Fault> {
        if self.take("Q") {
            self.quoted();
            return Ok(());
        }
        if let Some(class) = self.perl_class() {
            self.write("[");
            self.write(class);
            self.write("]");
        } else if self.take("A") {
            self.write(r"\A");
        } else if self.take("z") {
            self.write(r"\z");
        } else if self.take("b") {
            self.write(r"(?-u:\b)");
        } else if self.take("B") {
            self.write(r"(?-u:\B)");
        } else if self.rest().starts_with(['p', 'P']) {
            self.unicode_class()?;
        } else {
            let c = self.escaped_char()?;
            self.literal(c);
        }
        self.before = Before::Something;
        Ok(())
    }

    /// `\Q…\E`.
    fn quoted(&mut self) {
        let (text, rest) = self.rest().split_once(r"\E").unwrap_or((self.rest(), ""));
        for c in text.chars() {
            self.literal(c);
            self.before = Before::Something;
        }
        self.go_on(rest);
    }

    /// `\d` and its like, without the backslash, as the inside of a class.
    pub(super) fn perl_class(&mut self) -> Option<&'static str> {
        let class = match self.rest().chars().next()? {
            'd' => "0-9",
            'D' => "^0-9",
            's' => r"\t\n\x0C\r ",
            'S' => r"^\t\n\x0C\r ",
            'w' => "0-9A-Za-z_",
            'W' => "^0-9A-Za-z_",
            _ => return None,
        };
        self.next();
        Some(class)
    }

    /// `\pL`, `\p{Greek}`; whether the name exists is left to the compiler.
    pub(super) fn unicode_class(&mut self) -> Result<(), Fault> {
        let sign = self.next().ok_or(Fault::TrailingBackslash)?;
        let name = match self.next().ok_or(Fault::ClassRange)? {
            '{' => {
                let (name, rest) = self.rest().split_once('}').ok_or(Fault::ClassRange)?;
                self.go_on(rest);
                name.to_owned()
            }
            letter => letter.to_string(),
        };
        self.write(if sign == 'p' { r"\p{" } else { r"\P{" });
        self.write(&name);
        self.write("}");
        Ok(())
    }

    /// A character that an escape stands for.
    pub(super) fn escaped_char(&mut self) -> Result<char, Fault> {
        match self.next().ok_or(Fault::TrailingBackslash)? {
            digit @ '0'..='7' => self.octal(digit),
            'x' => self.hexadecimal(),
            'a' => Ok('\x07'),
            'f' => Ok('\x0c'),
            'n' => Ok('\n'),
            'r' => Ok('\r'),
            't' => Ok('\t'),
            'v' => Ok('\x0b'),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => Ok(c),
            _ => Err(Fault::Escape),
        }
    }

    /// Up to three octal digits; one alone that is not zero would be a backreference.
    fn octal(&mut self, first: char) -> Result<char, Fault> {
        let digit = |c: char| c.to_digit(8);
        let mut value = digit(first).ok_or(Fault::Escape)?;
        let mut more = 0;
        while let Some(next) = self.rest().chars().next().and_then(digit).filter(|_| more < 2) {
            self.next();
            value = value * 8 + next;
            more += 1;
        }
        if first != '0' && more == 0 {
            return Err(Fault::Escape);
        }
        char::from_u32(value).ok_or(Fault::Escape)
    }

    /// `\x41` or `\x{41}`.
    fn hexadecimal(&mut self) -> Result<char, Fault> {
        let digits = if self.take("{") {
            let (digits, rest) = self.rest().split_once('}').ok_or(Fault::Escape)?;
            self.go_on(rest);
            digits
        } else {
            let (digits, rest) = self.rest().split_at_checked(2).ok_or(Fault::Escape)?;
            self.go_on(rest);
            digits
        };
        let value = digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok());
        value.flatten().and_then(char::from_u32).ok_or(Fault::Escape)
    }
}
