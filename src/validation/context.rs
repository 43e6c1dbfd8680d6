//! What the checks of one object share: the object, the version, and the faults found so far.

use crate::finding::{Applicability, Fix, Place, Violation};
use crate::object::{KubernetesVersion, Object};
use crate::yaml::{Change, Pointer};

use super::field::Field;
use super::grammar::{Broken, Grammar};
use super::release::Release;
use super::rules;

/// How much of a value a message shows.
const SHOWN: usize = 60;

/// The checks of one object.
pub(crate) struct Context<'o, 'a> {
    object: &'o Object<'a>,
    release: Release<'o>,
    violations: Vec<Violation>,
}

impl<'o, 'a> Context<'o, 'a> {
    /// Nothing found so far.
    pub(super) fn new(object: &'o Object<'a>, release: Release<'o>) -> Self {
        Self { object, release, violations: Vec::new() }
    }

    /// The object.
    pub(crate) fn object(&self) -> &'o Object<'a> {
        self.object
    }

    /// The release of Kubernetes the object is judged for.
    pub(crate) fn release(&self) -> Release<'o> {
        self.release
    }

    /// The version of Kubernetes the object is judged for, where it matters as a whole; else compare [`Self::release`].
    pub(crate) fn version(&self) -> KubernetesVersion {
        self.release.exactly()
    }

    pub(super) fn into_violations(self) -> Vec<Violation> {
        self.violations
    }

    /// What is underlined for a field; for one that is absent, its nearest parent.
    pub(crate) fn place(&self, field: &Field<'_, 'a>) -> Place {
        self.object.place(&field.pointer())
    }

    /// The way to a field from the root of the document, as changes of its text need it.
    pub(crate) fn way(&self, field: &Field<'_, 'a>) -> Pointer {
        self.object.pointer.clone().join(&field.pointer())
    }

    /// Gives what was reported last a fix, unless the changes cannot be made without touching something else.
    pub(crate) fn mend(&mut self, applicability: Applicability, message: &str, changes: &[Change]) {
        if let Some(violation) = self.violations.last_mut() {
            let edits = self.object.document.edits(changes);
            violation.fix = edits.ok().map(|edits| Fix { applicability, message: message.to_owned(), edits });
        }
    }

    /// Reports a fault at a field. The message is a sentence without a full stop; the help says what to do.
    pub(crate) fn report(&mut self, rule: &'static str, field: &Field<'_, 'a>, message: String, help: &str) {
        let violation = Violation::new(rule, message, self.place(field)).with_help(help);
        self.violations.push(violation);
    }

    /// A value that is absent or empty, but must be there.
    pub(crate) fn required(&mut self, field: &Field<'_, 'a>, help: &str) {
        let state = match field.is_set() && field.is_empty() {
            true => ", but empty".to_owned(),
            false => self.but_is(field),
        };
        self.report(rules::REQUIRED_VALUE, field, format!("{} is required{state}", named(field)), help);
    }

    /// A mapping that has none of the fields of which it needs one; `what` names them.
    pub(crate) fn required_part(&mut self, field: &Field<'_, 'a>, what: &str, help: &str) {
        self.report(rules::REQUIRED_VALUE, field, format!("{} needs {what}", named(field)), help);
    }

    /// A key that does not exist, under which something stands; `problem` completes "`spec.x` …".
    pub(crate) fn unsupported_key(&mut self, field: &Field<'_, 'a>, problem: &str, help: &str) {
        self.report(rules::UNSUPPORTED_VALUE, field, format!("{} {problem}", named(field)), help);
    }

    /// Reports a field that is absent or empty. Returns whether it has a value.
    pub(crate) fn require(&mut self, field: &Field<'_, 'a>, help: &str) -> bool {
        let empty = field.is_empty();
        if empty {
            self.required(field, help);
        }
        !empty
    }

    /// A value that breaks a rule; `must` completes "`spec.x` must …".
    pub(crate) fn invalid(&mut self, field: &Field<'_, 'a>, must: &str, help: &str) {
        let message = format!("{} must {must}{}", named(field), self.but_is(field));
        self.report(rules::INVALID_VALUE, field, message, help);
    }

    /// A number outside of its range.
    pub(crate) fn in_range(&mut self, field: &Field<'_, 'a>, range: std::ops::RangeInclusive<i64>) {
        if field.int().is_some_and(|number| !range.contains(&number)) {
            let (low, high) = range.into_inner();
            match high {
                i64::MAX => self.invalid(field, &format!("be {low} or more"), &format!("write a number from {low} on")),
                _ => self.invalid(
                    field,
                    &format!("be from {low} to {high}"),
                    &format!("write a number from {low} to {high}"),
                ),
            }
        }
    }

    /// A value that is none of those that exist.
    pub(crate) fn one_of(&mut self, field: &Field<'_, 'a>, known: &[&str]) {
        if let Some(text) = field.text()
            && !known.contains(&text)
        {
            let list = known.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ");
            let message = format!("{} must be one of {list}{}", named(field), self.but_is(field));
            self.report(rules::UNSUPPORTED_VALUE, field, message, "write one of these values");
        }
    }

    /// A field that must not be set here; `why` completes "… must not be set: …".
    pub(crate) fn forbidden(&mut self, field: &Field<'_, 'a>, why: &str, help: &str) {
        self.report(rules::FORBIDDEN_FIELD, field, format!("{} must not be set: {why}", named(field)), help);
    }

    /// A value that stands at an earlier place too.
    pub(crate) fn duplicate(&mut self, field: &Field<'_, 'a>, first: &Field<'_, 'a>, help: &str) {
        let message = format!("{} repeats the value of {}{}", named(field), named(first), self.shown_after(field));
        let related = self.place(first);
        let violation = Violation::new(rules::DUPLICATE_VALUE, message, self.place(field))
            .with_help(help)
            .with_related("the first one", self.object.document.index(), related);
        self.violations.push(violation);
    }

    /// A name that something in the same object should have but has not; `what` is for example `volume`.
    pub(crate) fn not_found(&mut self, field: &Field<'_, 'a>, what: &str, known: &[&str]) {
        let message = format!("{} names no {what} of this object{}", named(field), self.shown_after(field));
        let help = match known {
            [] => format!("add the {what}: there is none"),
            known => format!("use one that exists ({}), or add the {what}", known.join(", ")),
        };
        self.report(rules::NOT_FOUND, field, message, &help);
    }

    /// A text, list or map above its limit; `unit` is for example `characters`.
    pub(crate) fn too_large(&mut self, field: &Field<'_, 'a>, found: usize, limit: usize, unit: &str) {
        let message = format!("{} has {found} {unit}, but {limit} are the most", named(field));
        self.report(rules::TOO_LARGE, field, message, "shorten it");
    }

    /// Holds a text against a grammar, if it is set.
    pub(crate) fn check(&mut self, field: &Field<'_, 'a>, grammar: Grammar) {
        if let Some(Err(broken)) = field.text().map(grammar) {
            self.broken(field, &broken);
        }
    }

    /// A text that breaks a grammar.
    pub(crate) fn broken(&mut self, field: &Field<'_, 'a>, broken: &Broken) {
        let message = format!("{} must {}{}", named(field), broken.must, self.but_is(field));
        self.report(broken.rule, field, message, &broken.help);
    }

    /// What the server takes, but warns about. The message is a sentence without a full stop.
    pub(crate) fn warn(&mut self, field: &Field<'_, 'a>, message: String, help: &str) {
        self.report(rules::ACCEPTED_WITH_WARNING, field, message, help);
    }

    /// As [`Context::warn`], where the key is underlined: a field that does nothing any more.
    pub(crate) fn warn_key(&mut self, field: &Field<'_, 'a>, message: String, help: &str) {
        let place = self.object.place_of_key(&field.pointer());
        self.violations.push(Violation::new(rules::ACCEPTED_WITH_WARNING, message, place).with_help(help));
    }

    /// Holds the key of a map's entry against a grammar; the key is underlined.
    pub(crate) fn check_key(&mut self, key: &str, entry: &Field<'_, 'a>, grammar: Grammar) {
        if let Err(broken) = grammar(key) {
            let message = format!("the key of {} must {}", named(entry), broken.must);
            let place = self.object.place_of_key(&entry.pointer());
            self.violations.push(Violation::new(broken.rule, message, place).with_help(broken.help));
        }
    }

    fn but_is(&self, field: &Field<'_, 'a>) -> String {
        self.shown(field).map_or_else(String::new, |shown| format!(", but is `{shown}`"))
    }

    fn shown_after(&self, field: &Field<'_, 'a>) -> String {
        self.shown(field).map_or_else(String::new, |shown| format!(": `{shown}`"))
    }

    /// A scalar as messages show it; nothing for collections, and for what may be secret.
    fn shown(&self, field: &Field<'_, 'a>) -> Option<String> {
        let node = field.node()?;
        if self.is_secret(field) || node.is_map() || node.items().next().is_some() {
            return None;
        }
        let text = node.text();
        let short: String = text.chars().take(SHOWN).collect();
        Some(if short.len() < text.len() { short + "…" } else { short }).filter(|_| !text.contains('\n'))
    }

    /// Whether a field holds, or may hold, a secret.
    fn is_secret(&self, field: &Field<'_, 'a>) -> bool {
        let pointer = field.pointer();
        let path = pointer.as_str();
        path.contains("/annotations/")
            || (self.object.gvk.kind == "Secret" && (path.starts_with("/data") || path.starts_with("/stringData")))
    }
}

/// Names in code marks, as a choice: "`a`, `b` or `c`".
pub(crate) fn either(names: &[&str]) -> String {
    let marked: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match marked.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// A field's path in code marks.
pub(crate) fn named(field: &Field<'_, '_>) -> String {
    format!("`{}`", field.pointer().field_path())
}
