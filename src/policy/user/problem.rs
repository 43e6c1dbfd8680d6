//! What is wrong with a policy, at its place in the file of Rego.

use thiserror::Error;

/// How many columns a tab takes in places that regorus names.
pub const TAB_COLUMNS: u32 = 4;

/// Something the author of a policy has to change.
#[derive(Clone, Debug, Error, PartialEq, Eq, PartialOrd, Ord)]
#[error("{file}: {message}")]
pub struct RegoProblem {
    /// The file.
    pub file: String,
    /// Line and column, from 1, a tab as wide as [`TAB_COLUMNS`]; nothing when the file as a whole is meant.
    pub place: Option<(u32, u32)>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl RegoProblem {
    /// A problem of a file as a whole.
    pub(super) fn of_file(file: &str, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), place: None, message: message.into(), help: None }
    }

    /// The same problem with what to do about it.
    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Reads what regorus says: a block with `--> file:line:column`, the line, a caret, and `error: message` at its end. Of
    /// blocks within each other the innermost says most.
    /// `file` is the one in question where the text names none.
    pub(super) fn parse(text: &str, file: &str) -> Self {
        let place = text.lines().rev().find_map(|line| place(line.trim_start().strip_prefix("--> ")?));
        let after_error = text.lines().rev().find_map(|line| line.trim_start().strip_prefix("error: "));
        let (file, place) = place.map_or((file, None), |(file, line, column)| (file, Some((line, column))));
        let message = after_error.or_else(|| text.lines().next()).unwrap_or_default().trim();
        Self { file: file.to_owned(), place, message: message.to_owned(), help: None }
    }
}

/// `file:line:column`.
fn place(text: &str) -> Option<(&str, u32, u32)> {
    let (rest, column) = text.trim().rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_block_of_regorus_becomes_a_place_and_a_message() {
        let text = "\n--> a/b.rego:3:7\n  |\n3 | deny contains x\n  |       ^\nerror: expecting `if`";
        let problem = RegoProblem::parse(text, "other.rego");
        assert_eq!((problem.file.as_str(), problem.place), ("a/b.rego", Some((3, 7))));
        assert_eq!(problem.message, "expecting `if`");
    }

    #[test]
    fn a_text_without_place_is_about_the_file_in_question() {
        let problem = RegoProblem::parse("not a valid rule path", "a.rego");
        assert_eq!(problem, RegoProblem::of_file("a.rego", "not a valid rule path"));
    }
}
