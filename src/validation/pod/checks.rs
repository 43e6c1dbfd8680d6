//! What the checks of pod specs ask of a field and say about it.
//!
//! A `problem` continues a sentence that begins with the field.

use crate::validation::context::named;
use crate::validation::{Context, Field, rules};

/// Longest piece of a value that a message shows, in characters.
const SHOWN: usize = 60;

impl<'a> Field<'_, 'a> {
    fn report(&self, cx: &mut Context<'_, 'a>, rule: &'static str, problem: &str, help: &str) {
        cx.report(rule, self, format!("{} {problem}", named(self)), help);
    }

    pub(super) fn required(&self, cx: &mut Context<'_, 'a>, problem: &str, help: &str) {
        self.report(cx, rules::REQUIRED_VALUE, problem, help);
    }

    pub(super) fn invalid(&self, cx: &mut Context<'_, 'a>, problem: &str, help: &str) {
        self.report(cx, rules::INVALID_VALUE, problem, help);
    }

    pub(super) fn forbidden(&self, cx: &mut Context<'_, 'a>, problem: &str, help: &str) {
        self.report(cx, rules::FORBIDDEN_FIELD, problem, help);
    }

    pub(super) fn duplicate(&self, cx: &mut Context<'_, 'a>, problem: &str, help: &str) {
        self.report(cx, rules::DUPLICATE_VALUE, problem, help);
    }

    pub(super) fn not_found(&self, cx: &mut Context<'_, 'a>, problem: &str, help: &str) {
        self.report(cx, rules::NOT_FOUND, problem, help);
    }

    pub(super) fn too_long(&self, cx: &mut Context<'_, 'a>, problem: &str, help: &str) {
        self.report(cx, rules::TOO_LARGE, problem, help);
    }

    /// A key that does not exist, under which something stands.
    pub(super) fn unsupported_key(&self, cx: &mut Context<'_, 'a>, problem: &str, help: &str) {
        self.report(cx, rules::UNSUPPORTED_VALUE, problem, help);
    }

    /// Text must be one of some values.
    pub(super) fn one_of(&self, cx: &mut Context<'_, 'a>, values: &[&str]) {
        cx.one_of(self, values);
    }
}

/// The beginning of a text, for a message.
pub(super) fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).flat_map(char::escape_debug).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}
