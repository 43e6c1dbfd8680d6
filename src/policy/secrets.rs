//! The values of a Secret never leave: what a rule puts into a text or path is masked where it equals or holds one.

use std::borrow::Cow;

use crate::object::Object;
use crate::yaml::Node;

/// What stands instead of a value.
pub(super) const MASK: &str = "•••";
/// Shorter values are masked only where they are the whole text: parts of three letters are in every word.
const MIN_PART: usize = 4;

/// Knows the values of the object under judgement, if it is a Secret.
pub(super) struct Guard {
    values: Vec<String>,
    keys: Vec<String>,
}

impl Guard {
    /// A guard of an object; it lets everything pass when the object is no Secret.
    pub(super) fn new(object: &Object<'_>) -> Self {
        let mut guard = Self { values: Vec::new(), keys: Vec::new() };
        if object.gvk.kind == "Secret" && object.gvk.group.is_empty() {
            for section in ["data", "stringData"] {
                for (key, value) in object.root.get(section).into_iter().flat_map(Node::pairs) {
                    guard.keys.push(key.text().to_owned());
                    guard.add(value.text());
                }
            }
        }
        guard
    }

    fn add(&mut self, value: &str) {
        let compact: String = value.split_whitespace().collect();
        if let Ok(decoded) = data_encoding::BASE64.decode(compact.as_bytes()) {
            self.values.extend(String::from_utf8(decoded).ok().filter(|decoded| !decoded.is_empty()));
        }
        if !value.is_empty() {
            self.values.push(value.to_owned());
        }
    }

    /// The text, or a mask instead of it.
    pub(super) fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.keys.iter().any(|key| key == text) || !self.values.iter().any(|value| reveals(text, value)) {
            Cow::Borrowed(text)
        } else {
            Cow::Borrowed(MASK)
        }
    }

    /// A sentence with a mask instead of every value in it, and of every word that is a part of one.
    pub(super) fn mask_within(&self, sentence: &str) -> String {
        if self.values.is_empty() {
            return sentence.to_owned();
        }
        let mut values: Vec<&String> = self.values.iter().filter(|value| value.len() >= MIN_PART).collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        let text = values.into_iter().fold(sentence.to_owned(), |text, value| text.replace(value.as_str(), MASK));
        let mut masked = String::with_capacity(text.len());
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim().trim_matches(AROUND_WORDS);
            match word.is_empty() || word == MASK || *self.mask(word) == *word {
                true => masked.push_str(piece),
                false => masked.push_str(&piece.replace(word, MASK)),
            }
        }
        masked
    }
}

/// What may stand around a word of a sentence.
const AROUND_WORDS: &[char] = &['"', '\'', '`', '(', ')', '[', ']', '{', '}', ',', '.', ';', ':', '!', '?'];

/// Whether a text is a value, holds it, or is a part of it.
fn reveals(text: &str, value: &str) -> bool {
    text == value
        || (value.len() >= MIN_PART && text.contains(value))
        || (text.len() >= MIN_PART && value.contains(text))
}
