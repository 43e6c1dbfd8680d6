//! Groups: `(`, `(?:`, `(?P<name>`, `(?i)`.

use super::Fault;
use super::reader::{Before, Reader};

impl Reader<'_> {
    /// What follows a `(`.
    pub(super) fn open_group(&mut self) -> Result<(), Fault> {
        if !self.take("?") {
            self.write("(");
            return self.opened();
        }
        let looks_behind = self.rest().starts_with("<=") || self.rest().starts_with("<!");
        if self.take("P<") || (!looks_behind && self.take("<")) {
            return self.named_group();
        }
        self.flags()
    }

    fn opened(&mut self) -> Result<(), Fault> {
        self.depth += 1;
        self.before = Before::Nothing;
        Ok(())
    }

    fn named_group(&mut self) -> Result<(), Fault> {
        let (name, rest) = self.rest().split_once('>').ok_or(Fault::GroupName)?;
        let letters = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if name.is_empty() || !letters || self.names.contains(&name) {
            return Err(Fault::GroupName);
        }
        self.names.push(name);
        self.go_on(rest);
        // The name does not matter for matching, and may begin with a digit only in Go.
        self.write("(");
        self.opened()
    }

    /// `(?flags)` or `(?flags:`.
    fn flags(&mut self) -> Result<(), Fault> {
        let end = self.rest().find([':', ')']).ok_or(Fault::GroupSyntax)?;
        let (flags, rest) = self.rest().split_at_checked(end).ok_or(Fault::GroupSyntax)?;
        let (set, cleared) = flags.split_once('-').unwrap_or((flags, "i"));
        let known = |flags: &str| flags.chars().all(|c| "imsU".contains(c));
        let ends_group = rest.starts_with(')');
        if !known(set) || !known(cleared) || cleared.is_empty() {
            return Err(Fault::GroupSyntax);
        }
        if flags.is_empty() && ends_group {
            // Go reads `(?)` as no flags at all.
            self.write("(?:)");
        } else {
            self.write("(?");
            self.write(flags);
            self.write(if ends_group { ")" } else { ":" });
        }
        self.go_on(rest.get(1..).unwrap_or_default());
        if ends_group { Ok(()) } else { self.opened() }
    }
}
