//! `kubevet: ignore[SEC006, memory-limit-missing] reason until=2027-01-31`: how a comment suppresses findings.

use std::ops::Range;

use thiserror::Error;

use super::Date;

/// What comments for kubevet begin with.
pub const PREFIX: &str = "kubevet:";

/// What a comment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What it covers.
    pub reach: Reach,
    /// The rules it names, each with its bytes in the comment.
    pub rules: Vec<(Range<usize>, String)>,
    /// Why.
    pub reason: Option<String>,
    /// The last day on which it counts.
    pub until: Option<Date>,
}

/// What a directive covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// What the comment is about.
    Subject,
    /// The whole file.
    File,
}

/// A comment that begins like a directive and is none.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct DirectiveError {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// Where, in bytes of the comment.
    pub range: Range<usize>,
}

const FORM: &str = "write `# kubevet: ignore[SEC006] reason`, with the ids or names of the rules";

impl Directive {
    /// Reads the text of a comment, without its `#`; nothing when it is not meant for kubevet.
    ///
    /// # Errors
    /// A comment that is meant for kubevet, but cannot be understood.
    pub fn parse(text: &str) -> Option<Result<Self, DirectiveError>> {
        let rest = text.trim_start().strip_prefix(PREFIX)?;
        Some(Self::parse_rest(text, rest.trim_start()))
    }

    fn parse_rest(text: &str, rest: &str) -> Result<Self, DirectiveError> {
        // Every part is a slice of the text, so that its length tells where it begins.
        let from = |part: &str| text.len() - part.len();
        let error = |range: Range<usize>, message: String, help: &str| {
            Err(DirectiveError { message, help: help.to_owned(), range })
        };
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let reach = match word {
            "ignore" => Reach::Subject,
            "ignore-file" => Reach::File,
            _ => {
                let help = format!("{FORM}; `ignore-file[..]` covers the whole file");
                return error(from(rest)..from(rest) + word.len(), format!("`{word}` is nothing kubevet knows"), &help);
            }
        };
        let Some((list, tail)) = after.strip_prefix('[').and_then(|list| list.split_once(']')) else {
            return error(from(rest)..from(after), "no rules are named in brackets".to_owned(), FORM);
        };
        let list_start = from(after) + 1;
        let rules = rules(list, list_start);
        if rules.is_empty() {
            return error(list_start - 1..list_start + list.len() + 1, "no rule is named".to_owned(), FORM);
        }
        let (reason, until) = reason_and_until(text, tail)?;
        Ok(Self { reach, rules, reason, until })
    }
}

/// The text of a comment that asks to suppress findings of some rules.
pub fn comment(rules: &[&str], reason: &str) -> String {
    let list = rules.join(", ");
    format!("{PREFIX} ignore[{list}] {reason}").trim_end().to_owned()
}

/// The edits, in bytes of the text of a comment, that add rules to those it names, and a reason where it gives none.
pub fn extend(text: &str, directive: &Directive, rules: &[&str], reason: &str) -> Vec<(usize, String)> {
    let named = |rule: &&&str| directive.rules.iter().any(|(_, known)| known == **rule);
    let new: String = rules.iter().filter(|rule| !named(rule)).map(|rule| format!(", {rule}")).collect();
    let list_end = directive.rules.last().map_or(0, |(range, _)| range.end);
    let bracket = text.get(list_end..).and_then(|rest| rest.find(']')).map_or(text.len(), |at| list_end + at + 1);
    let reason = if directive.reason.is_none() && !reason.is_empty() { format!(" {reason}") } else { String::new() };
    [(list_end, new), (bracket, reason)].into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// The names in a list separated by commas, each with its bytes in the text that holds the list from `start` on.
pub fn rules(list: &str, start: usize) -> Vec<(Range<usize>, String)> {
    let mut at = start;
    let mut rules = Vec::new();
    for entry in list.split(',') {
        let name = entry.trim();
        let begin = at + (entry.len() - entry.trim_start().len());
        if !name.is_empty() {
            rules.push((begin..begin + name.len(), name.to_owned()));
        }
        at += entry.len() + 1;
    }
    rules
}

/// The words behind the brackets: the reason, and `until=` among them.
fn reason_and_until(text: &str, tail: &str) -> Result<(Option<String>, Option<Date>), DirectiveError> {
    let mut words = Vec::new();
    let mut until = None;
    for word in tail.split_whitespace() {
        let Some(day) = word.strip_prefix("until=") else {
            words.push(word);
            continue;
        };
        let start = text.find(word).unwrap_or_default();
        until = Some(day.parse::<Date>().map_err(|error| DirectiveError {
            message: error.to_string(),
            help: "the findings are suppressed up to this day".to_owned(),
            range: start..start + word.len(),
        })?);
    }
    let reason = words.join(" ");
    let reason = reason.trim_start_matches([':', '-', '–', '—']).trim();
    Ok(((!reason.is_empty()).then(|| reason.to_owned()), until))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Directive {
        Directive::parse(text).unwrap().unwrap()
    }

    #[test]
    fn rules_reason_and_last_day_are_read() {
        let directive = parsed("kubevet: ignore[SEC006, memory-limit-missing] reads host metrics until=2027-01-31");
        let names: Vec<&str> = directive.rules.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["SEC006", "memory-limit-missing"]);
        assert_eq!(directive.reason.as_deref(), Some("reads host metrics"));
        assert_eq!(directive.until.map(|date| date.to_string()).as_deref(), Some("2027-01-31"));
        assert_eq!(directive.reach, Reach::Subject);

        let whole = parsed("kubevet:ignore-file[SEC]: made by a generator");
        assert_eq!((whole.reach, whole.reason.as_deref()), (Reach::File, Some("made by a generator")));
        assert_eq!(parsed("kubevet: ignore[SEC006]").reason, None);
    }

    #[test]
    fn names_know_their_bytes() {
        let text = "kubevet: ignore[ SEC006 ,,RES003]";
        let ranges = parsed(text).rules;
        let slices: Vec<&str> = ranges.iter().map(|(range, _)| text.get(range.clone()).unwrap()).collect();
        assert_eq!(slices, ["SEC006", "RES003"]);
    }

    #[test]
    fn what_is_meant_for_kubevet_but_cannot_be_understood_says_where() {
        for (text, wrong) in [
            ("kubevet: ignore SEC006", "ignore"),
            ("kubevet: ignore[]", "[]"),
            ("kubevet: ignore[ , ]", "[ , ]"),
            ("kubevet: ignore[SEC006", "ignore"),
            ("kubevet: disable[SEC006]", "disable"),
            ("kubevet:", ""),
            ("kubevet: ignore[SEC006] soon until=2027-02-30", "until=2027-02-30"),
        ] {
            let error = Directive::parse(text).unwrap().unwrap_err();
            assert_eq!(text.get(error.range.clone()), Some(wrong), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_written_can_be_read_and_extended() {
        let text = comment(&["SEC006", "shop.deny"], "legacy");
        assert_eq!(text, "kubevet: ignore[SEC006, shop.deny] legacy");
        assert_eq!(comment(&["SEC006"], ""), "kubevet: ignore[SEC006]");
        let extended = |text: &str, rules: &[&str], reason: &str| {
            let mut out = text.to_owned();
            for (at, new) in extend(text, &parsed(text), rules, reason).into_iter().rev() {
                out.insert_str(at, &new);
            }
            out
        };
        assert_eq!(extended(&text, &["SEC006", "RES003"], "new"), "kubevet: ignore[SEC006, shop.deny, RES003] legacy");
        let bare = "kubevet: ignore[ SEC006 ] until=2999-01-01";
        assert_eq!(extended(bare, &["RES003"], "why"), "kubevet: ignore[ SEC006, RES003 ] why until=2999-01-01");
        assert_eq!(extended(bare, &["SEC006"], ""), bare);
    }

    #[test]
    fn other_comments_are_left_alone() {
        for text in ["", "kubevet is a linter", "see kubevet: ignore[SEC006]", "yaml-language-server: $schema=x"] {
            assert_eq!(Directive::parse(text), None, "{text}");
        }
    }
}
