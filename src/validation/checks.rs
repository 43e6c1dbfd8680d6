//! The forms that fields of all kinds share: ranges, names, ports, paths, labels.
//!
//! Each is a method on the field, so that a check reads as what the field is: `port.get("name").port_name(cx)`.

use rustc_hash::FxHashMap;

use super::context::Context;
use super::field::Field;
use super::grammar::{self, Grammar};
use super::labels;
use crate::yaml::{Kind, Node};

/// The release from which names of environment variables may be nearly any text.
const RELAXED_ENV_NAMES: u16 = 32;

impl<'a> Field<'_, 'a> {
    /// At most so many items, entries …; `what` names them.
    pub(crate) fn at_most(&self, cx: &mut Context<'_, 'a>, most: usize, what: &str) {
        if self.len() > most {
            cx.too_large(self, self.len(), most, what);
        }
    }

    /// Whether it is a mapping.
    pub(crate) fn is_map(&self) -> bool {
        self.node().is_some_and(Node::is_map)
    }

    /// Its text, if it is text that is not empty.
    pub(crate) fn some_text(&self) -> Option<&'a str> {
        self.text().filter(|text| !text.is_empty())
    }

    /// Its text as an item of a list, where null is the empty text; nothing if it is of another type.
    pub(crate) fn word(&self) -> Option<&'a str> {
        self.node().map_or(Some(""), Node::as_str)
    }

    /// A field that the schema requires: its absence is told there, so only the empty text is told here.
    pub(crate) fn filled(&self, cx: &mut Context<'_, 'a>, help: &str) {
        if self.text() == Some("") {
            cx.required(self, help);
        }
    }

    /// A field that the schema does not require, though the server does.
    pub(crate) fn needed(&self, cx: &mut Context<'_, 'a>, help: &str) {
        if self.is_set() {
            self.filled(cx, help);
        } else {
            cx.required(self, help);
        }
    }

    /// One of some values, or the empty text, in whose place the server puts its default.
    pub(crate) fn one_of_or_default(&self, cx: &mut Context<'_, 'a>, known: &[&str]) {
        if self.some_text().is_some() {
            cx.one_of(self, known);
        }
    }

    /// A list that the schema does not require, though the server does.
    pub(crate) fn needed_list(&self, cx: &mut Context<'_, 'a>, help: &str) {
        if self.node().is_none_or(|node| node.kind() == Kind::Seq && node.is_empty()) {
            cx.required(self, help);
        }
    }

    /// A list of which no two items may have the same text under a key.
    pub(crate) fn unique(&self, cx: &mut Context<'_, 'a>, key: &'a str, help: &str) {
        if self.len() < 2 {
            return;
        }
        let mut seen = FxHashMap::default();
        for (index, item) in self.items().enumerate() {
            let field = item.get(key);
            let Some(text) = field.some_text() else { continue };
            let first = *seen.entry(text).or_insert(index);
            if let Some(first) = self.items().nth(first).filter(|_| first != index) {
                cx.duplicate(&field, &first.get(key), help);
            }
        }
    }

    /// A number of a range.
    pub(crate) fn range(&self, cx: &mut Context<'_, 'a>, least: i64, most: i64) {
        cx.in_range(self, least..=most);
    }

    /// 0 or more.
    pub(crate) fn not_negative(&self, cx: &mut Context<'_, 'a>) {
        self.range(cx, 0, i64::MAX);
    }

    /// 1 or more.
    pub(crate) fn positive(&self, cx: &mut Context<'_, 'a>) {
        self.range(cx, 1, i64::MAX);
    }

    /// A user or group id.
    pub(crate) fn id(&self, cx: &mut Context<'_, 'a>) {
        self.range(cx, 0, i64::from(i32::MAX));
    }

    /// Permission bits of a file.
    pub(crate) fn file_mode(&self, cx: &mut Context<'_, 'a>) {
        if self.int().is_some_and(|mode| !(0..=0o777).contains(&mode)) {
            let must = "be between 0 and 0777 (octal), which is 511";
            cx.invalid(self, must, "write it in octal with a leading zero, such as 0644");
        }
    }

    /// A port by number.
    pub(crate) fn port(&self, cx: &mut Context<'_, 'a>) {
        self.range(cx, 1, 65535);
    }

    /// A port by number or by name.
    pub(crate) fn port_or_name(&self, cx: &mut Context<'_, 'a>) {
        self.port(cx);
        if let Some(text) = self.text() {
            self.form(cx, text, grammar::port_name);
        }
    }

    /// A DNS label, or nothing.
    pub(crate) fn dns_label(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::dns_label);
    }

    /// A DNS subdomain, or nothing.
    pub(crate) fn dns_subdomain(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::dns_subdomain);
    }

    /// The name of a port, or nothing.
    pub(crate) fn port_name(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::port_name);
    }

    /// A key of a ConfigMap or Secret, or nothing.
    pub(crate) fn config_key(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::config_key);
    }

    /// The name of an environment variable, or nothing.
    pub(crate) fn env_name(&self, cx: &mut Context<'_, 'a>) {
        // What holds by the strict grammar holds by the relaxed one.
        if self.some_text().is_some_and(|text| grammar::strict_env_name(text).is_err()) {
            let relaxed = cx.release() >= RELAXED_ENV_NAMES;
            self.optional_form(cx, if relaxed { grammar::env_name } else { grammar::strict_env_name });
        }
    }

    /// The name of an HTTP header.
    pub(crate) fn http_header(&self, cx: &mut Context<'_, 'a>) {
        if let Some(text) = self.text() {
            self.form(cx, text, grammar::http_header_name);
        }
    }

    /// The key of a label, as a value.
    pub(crate) fn label_key(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::qualified_name);
    }

    /// Labels as keys and values.
    pub(crate) fn labels(&self, cx: &mut Context<'_, 'a>) {
        labels::labels(cx, self);
    }

    /// A part of its text that must be a qualified name.
    pub(crate) fn qualified(&self, cx: &mut Context<'_, 'a>, text: &str) {
        self.form(cx, text, grammar::qualified_name);
    }

    /// A label value.
    pub(crate) fn label_value(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::label_value);
    }

    /// As [`Field::dns_subdomain`], where the empty text is refused too.
    pub(crate) fn dns_subdomain_or_empty(&self, cx: &mut Context<'_, 'a>) {
        if let Some(text) = self.text() {
            self.form(cx, text, grammar::dns_subdomain);
        }
    }

    /// A search path of DNS: a subdomain that may have underscores and end in a dot, or the dot alone.
    pub(crate) fn dns_search(&self, cx: &mut Context<'_, 'a>) {
        let Some(text) = self.text().filter(|text| *text != ".") else { return };
        let name = text.strip_suffix('.').unwrap_or(text);
        self.form(cx, &name.replace('_', "x"), grammar::dns_subdomain);
    }

    fn optional_form(&self, cx: &mut Context<'_, 'a>, form: Grammar) {
        if let Some(text) = self.some_text() {
            self.form(cx, text, form);
        }
    }

    /// A text of this field, or a part of it, against a grammar.
    fn form(&self, cx: &mut Context<'_, 'a>, text: &str, form: Grammar) {
        if let Err(broken) = form(text) {
            cx.broken(self, &broken);
        }
    }

    /// A path below something: neither absolute nor with `..`.
    pub(crate) fn descending_path(&self, cx: &mut Context<'_, 'a>) {
        if self.text_or_empty().starts_with('/') {
            cx.invalid(self, "be a relative path", "remove the slash at its start");
        }
        self.no_backsteps(cx);
    }

    /// As [`Field::descending_path`], and no part of Kubernetes' own files, which begin with `..`.
    pub(crate) fn local_path(&self, cx: &mut Context<'_, 'a>) {
        self.descending_path(cx);
        if let Some(text) = self.text()
            && text.starts_with("..")
            && !text.split('/').any(|part| part == "..")
        {
            cx.invalid(self, "not begin with `..`", "files that begin so are Kubernetes' own; name it otherwise");
        }
    }

    /// A path without `..`.
    pub(crate) fn no_backsteps(&self, cx: &mut Context<'_, 'a>) {
        if self.text_or_empty().split('/').any(|part| part == "..") {
            cx.invalid(self, "not contain `..`", "write the path without steps back");
        }
    }

    /// A `LabelSelector`.
    pub(crate) fn label_selector(&self, cx: &mut Context<'_, 'a>) {
        labels::label_selector(cx, self);
    }
}
