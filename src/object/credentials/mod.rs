//! Credentials in texts: passwords, tokens and keys, told by the name beside them, by their shape, or by their randomness.
//!
//! Reads texts and knows nothing of files. A text is read once, from its beginning to its end, and its time grows with its
//! length alone; what is found is told by kind and place, so that the value itself need go nowhere.

mod forms;
mod harmless;
mod names;
mod pairs;
mod places;
mod randomness;
mod scan;
mod tokens;

#[cfg(test)]
mod tests;

use std::ops::Range;

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

pub use places::{credentials, hidden};

use forms::FORMS;
use names::Bearing;
use randomness::Randomness;
use tokens::SHAPES;

/// Names that tell of a secret, unless rules are told otherwise.
pub const NAME_PATTERNS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "secret",
    "token",
    "bearer",
    "jwt",
    "apikey",
    "api_key",
    "private_key",
    "credential",
    "credentials",
    "connection_string",
];

/// Patterns of what people make up themselves. The others name what programs make, which is no word of a language.
const MADE_UP: &[&str] = &["password", "passwd", "pwd", "secret", "private_key", "connection_string"];
/// Words of such a length are taken for secrets whatever is behind the word for a secret in their name.
const LONG_WORD: usize = 10;
/// The part of a text that is read: a ConfigMap cannot be larger.
const MAX_TEXT: usize = 1024 * 1024;

/// What a credential is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// For programs: `github-token`.
    pub id: &'static str,
    /// In a sentence: `a token of GitHub`.
    pub words: &'static str,
}

impl Kind {
    const fn new(id: &'static str, words: &'static str) -> Self {
        Self { id, words }
    }
}

/// A value whose name says that it is a secret.
pub const NAMED: Kind = Kind::new("named", "a secret");
/// A value that looks random, and whose name does not say that this is no secret.
pub const HIGH_ENTROPY: Kind = Kind::new("high-entropy", "what looks like a key");

/// A credential in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// What it is.
    pub kind: Kind,
    /// The name beside it, if it has one in the text.
    pub name: Option<Range<usize>>,
    /// The patterns that the name beside it, or that of the whole text, fits.
    pub says: Vec<String>,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
}

/// Where a text stands, which says how far its name is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A variable, or a flag of a command.
    Variable,
    /// A key of a ConfigMap or of values of a chart.
    Entry,
    /// An annotation: those named for secrets hold the names of Secrets.
    Annotation,
    /// A line of a text.
    Line,
}

/// Finds credentials, by names of its own.
#[derive(Clone, Debug)]
pub struct Detector {
    patterns: Vec<Pattern>,
    beginnings: AhoCorasick,
    /// What each pattern of the automaton may begin.
    triggers: Vec<Trigger>,
}

/// A pattern for names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    /// Its words, as [`names::snake_case`] writes them.
    words: String,
    given: String,
}

/// What a place may begin.
#[derive(Clone, Copy, Debug)]
enum Trigger {
    /// A name with a value beside it.
    Name,
    /// A token: a position in [`SHAPES`].
    Shape(usize),
    /// Something of a form of its own: a position in [`FORMS`].
    Form(usize),
}

impl Detector {
    /// A detector for names that hold one of some patterns, such as `api_key`.
    ///
    /// # Errors
    /// More or longer patterns than an automaton can have.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Self, BuildError> {
        let read = |given: &str| Pattern { words: names::snake_case(given), given: given.to_owned() };
        let mut patterns: Vec<Pattern> = patterns.into_iter().filter(|given| !given.is_empty()).map(read).collect();
        patterns.sort();
        patterns.dedup();
        let mut beginnings: Vec<(String, Trigger)> = Vec::new();
        for word in
            patterns.iter().flat_map(|pattern| spellings(&pattern.words)).chain(names::hints().map(str::to_owned))
        {
            beginnings.push((word, Trigger::Name));
        }
        let shapes = SHAPES.iter().enumerate();
        let starts =
            shapes.flat_map(|(index, shape)| shape.starts.iter().map(move |start| (*start, Trigger::Shape(index))));
        let forms = FORMS.iter().enumerate().map(|(index, (start, _))| (*start, Trigger::Form(index)));
        beginnings.extend(starts.chain(forms).map(|(start, trigger)| (start.to_owned(), trigger)));
        let mut automaton = AhoCorasick::builder();
        automaton.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        Ok(Self {
            patterns,
            beginnings: automaton.build(beginnings.iter().map(|(word, _)| word))?,
            triggers: beginnings.into_iter().map(|(_, trigger)| trigger).collect(),
        })
    }

    /// The credentials in a text that has a name, in the order in which they stand there.
    pub fn find(&self, name: &str, text: &str, place: Place) -> Vec<Credential> {
        let text = start_of(text);
        let value = text.trim();
        let from = text.len() - text.trim_start().len();
        let is_one =
            value.len() > 3 && !value.starts_with(['{', '[']) && memchr::memchr(b'\n', value.as_bytes()).is_none();
        let whole = is_one.then(|| self.assess(name, value, place)).flatten();
        let whole = whole.map(|(kind, says)| Credential { kind, name: None, says, span: from..from + value.len() });
        scan::scan(self, text, whole)
    }

    /// Whether a word without quotes is a variable named for what it holds: `token = auth_token`.
    fn is_named_alike(&self, word: &str) -> bool {
        let is_name = word.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'.' | b'-'));
        let words = names::snake_case(word);
        let ends = |pattern: &Pattern| {
            words.strip_suffix(&pattern.words).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
        };
        is_name && self.patterns.iter().any(ends)
    }

    /// What a value is by its name and its randomness.
    fn assess(&self, name: &str, value: &str, place: Place) -> Option<(Kind, Vec<String>)> {
        let told = self.beginnings.is_match(name);
        if (!told && value.len() < randomness::LONG) || harmless::is_harmless(value) {
            return None;
        }
        let words = names::snake_case(name);
        if names::is_checksum(&words) || (place != Place::Variable && harmless::is_several_words(value)) {
            return None;
        }
        let telling = self.patterns.iter().filter(|pattern| is_told(&words, &pattern.words, value, place));
        let says: Vec<String> = telling.map(|pattern| pattern.given.clone()).collect();
        if told && !says.is_empty() {
            return Some((NAMED, says));
        }
        let certain = match randomness::randomness(value) {
            Randomness::Certain => place != Place::Line && !names::is_public(&words),
            _ => false,
        };
        let hinted = || names::hints_at_secret(&words) && randomness::randomness(value) >= names::least_random(&words);
        (certain || hinted()).then(|| (HIGH_ENTROPY, Vec::new()))
    }
}

/// Whether a name says by a pattern that a value is a secret.
fn is_told(words: &str, pattern: &str, value: &str, place: Place) -> bool {
    let made_up = MADE_UP.contains(&pattern) || !NAME_PATTERNS.contains(&pattern);
    let long = value.len() >= LONG_WORD || !harmless::is_plain_word(value);
    let names_object = || {
        matches!(pattern, "secret" | "token" | "credential" | "credentials") && harmless::is_object_name(value, pattern)
    };
    let fits = match names::bearing(words, pattern) {
        Some(Bearing::Secret) => made_up || long,
        Some(Bearing::Related) => long,
        Some(Bearing::Other) | None => false,
    };
    let random = || randomness::randomness(value) > Randomness::None;
    fits && !names_object() && (place != Place::Annotation || pattern != "secret" || random())
}

/// The ways to write a pattern of several words: `api_key`, `apikey`, `api-key`, `api.key`.
fn spellings(pattern: &str) -> Vec<String> {
    if !pattern.contains('_') {
        return vec![pattern.to_owned()];
    }
    ["_", "", "-", "."].iter().map(|sign| pattern.replace('_', sign)).collect()
}

/// The part of a text that is read.
fn start_of(text: &str) -> &str {
    let end = (0..=text.len().min(MAX_TEXT)).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}
