//! What the checks of pod specs ask of a field and say about it.
//!
//! A `problem` continues a sentence that begins with the field.

use core::net::IpAddr;

use crate::validation::context::named;
use crate::validation::grammar::{self, Grammar};
use crate::validation::{Context, Field, labels, rules};
use crate::yaml::{Kind, Node};

/// Longest piece of a value that a message shows, in characters.
const SHOWN: usize = 60;

/// The release from which names of environment variables may be nearly any text.
const RELAXED_ENV_NAMES: u16 = 32;

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

    pub(super) fn at_most(&self, cx: &mut Context<'_, 'a>, most: usize, what: &str) {
        if self.len() > most {
            cx.too_large(self, self.len(), most, what);
        }
    }

    /// A key that does not exist, under which something stands.
    pub(super) fn unsupported_key(&self, cx: &mut Context<'_, 'a>, problem: &str, help: &str) {
        self.report(cx, rules::UNSUPPORTED_VALUE, problem, help);
    }

    /// Text must be one of some values.
    pub(super) fn one_of(&self, cx: &mut Context<'_, 'a>, values: &[&str]) {
        cx.one_of(self, values);
    }

    pub(super) fn is_map(&self) -> bool {
        self.node().is_some_and(Node::is_map)
    }

    /// Its text, if it is text that is not empty.
    pub(super) fn some_text(&self) -> Option<&'a str> {
        self.text().filter(|text| !text.is_empty())
    }

    /// A field that the schema requires: its absence is told there, so only the empty text is told here.
    pub(super) fn filled(&self, cx: &mut Context<'_, 'a>, help: &str) {
        if self.text() == Some("") {
            self.required(cx, "is required, but empty", help);
        }
    }

    /// A field that the schema does not require, though the server does.
    pub(super) fn needed(&self, cx: &mut Context<'_, 'a>, help: &str) {
        if self.is_set() {
            self.filled(cx, help);
        } else {
            self.required(cx, "is required", help);
        }
    }

    /// A list that the schema does not require, though the server does.
    pub(super) fn needed_list(&self, cx: &mut Context<'_, 'a>, help: &str) {
        if self.node().is_none_or(|node| node.kind() == Kind::Seq && node.is_empty()) {
            self.required(cx, "needs at least one item", help);
        }
    }

    pub(super) fn range(&self, cx: &mut Context<'_, 'a>, least: i64, most: i64) {
        cx.in_range(self, least..=most);
    }

    pub(super) fn not_negative(&self, cx: &mut Context<'_, 'a>) {
        self.range(cx, 0, i64::MAX);
    }

    pub(super) fn positive(&self, cx: &mut Context<'_, 'a>) {
        self.range(cx, 1, i64::MAX);
    }

    /// A user or group id.
    pub(super) fn id(&self, cx: &mut Context<'_, 'a>) {
        self.range(cx, 0, i64::from(i32::MAX));
    }

    /// Permission bits of a file.
    pub(super) fn file_mode(&self, cx: &mut Context<'_, 'a>) {
        if let Some(mode) = self.int().filter(|mode| !(0..=0o777).contains(mode)) {
            let problem = format!("must be between 0 and 0777 (octal), which is 511, but is {mode}");
            self.invalid(cx, &problem, "write it in octal with a leading zero, such as 0644");
        }
    }

    pub(super) fn port(&self, cx: &mut Context<'_, 'a>) {
        self.range(cx, 1, 65535);
    }

    /// A port by number or by name.
    pub(super) fn port_or_name(&self, cx: &mut Context<'_, 'a>) {
        self.port(cx);
        if let Some(text) = self.text() {
            self.form(cx, text, grammar::port_name);
        }
    }

    pub(super) fn dns_label(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::dns_label);
    }

    pub(super) fn dns_subdomain(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::dns_subdomain);
    }

    pub(super) fn port_name(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::port_name);
    }

    pub(super) fn config_key(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::config_key);
    }

    pub(super) fn env_name(&self, cx: &mut Context<'_, 'a>) {
        let relaxed = cx.version().minor() >= RELAXED_ENV_NAMES;
        self.optional_form(cx, if relaxed { grammar::env_name } else { grammar::strict_env_name });
    }

    pub(super) fn http_header(&self, cx: &mut Context<'_, 'a>) {
        if let Some(text) = self.text() {
            self.form(cx, text, grammar::http_header_name);
        }
    }

    /// The key of a label, as a value.
    pub(super) fn label_key(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::qualified_name);
    }

    /// Labels as keys and values.
    pub(super) fn labels(&self, cx: &mut Context<'_, 'a>) {
        labels::labels(cx, self);
    }

    /// A part of its text that must be a qualified name.
    pub(super) fn qualified(&self, cx: &mut Context<'_, 'a>, text: &str) {
        self.form(cx, text, grammar::qualified_name);
    }

    pub(super) fn label_value(&self, cx: &mut Context<'_, 'a>) {
        self.optional_form(cx, grammar::label_value);
    }

    pub(super) fn ip(&self, cx: &mut Context<'_, 'a>) {
        if let Some(text) = self.text()
            && !is_lenient_ip(text)
        {
            let problem = format!("must be an IP address, but is `{}`", shown(text));
            self.invalid(cx, &problem, "write it as in `10.9.8.7` or `2001:db8::ffff`");
        }
    }

    /// As [`Field::dns_subdomain`], where the empty text is refused too.
    pub(super) fn dns_subdomain_or_empty(&self, cx: &mut Context<'_, 'a>) {
        if let Some(text) = self.text() {
            self.form(cx, text, grammar::dns_subdomain);
        }
    }

    /// A search path of DNS: a subdomain that may have underscores and end in a dot, or the dot alone.
    pub(super) fn dns_search(&self, cx: &mut Context<'_, 'a>) {
        let Some(text) = self.text().filter(|text| *text != ".") else { return };
        let name = text.strip_suffix('.').unwrap_or(text);
        self.form(cx, &name.replace('_', "x"), grammar::dns_subdomain);
    }

    fn optional_form(&self, cx: &mut Context<'_, 'a>, form: Grammar) {
        if let Some(text) = self.some_text() {
            self.form(cx, text, form);
        }
    }

    fn form(&self, cx: &mut Context<'_, 'a>, text: &str, form: Grammar) {
        if let Err(wrong) = form(text) {
            self.report(cx, wrong.rule, &format!("must {}, but is `{}`", wrong.must, shown(text)), &wrong.help);
        }
    }

    /// A path below something: neither absolute nor with `..`.
    pub(super) fn descending_path(&self, cx: &mut Context<'_, 'a>) {
        if let Some(text) = self.text().filter(|text| text.starts_with('/')) {
            let problem = format!("must be a relative path, but is `{}`", shown(text));
            self.invalid(cx, &problem, "remove the slash at its start");
        }
        self.no_backsteps(cx);
    }

    /// As [`Field::descending_path`], and no part of Kubernetes' own files, which begin with `..`.
    pub(super) fn local_path(&self, cx: &mut Context<'_, 'a>) {
        self.descending_path(cx);
        if let Some(text) = self.text()
            && text.starts_with("..")
            && !text.split('/').any(|part| part == "..")
        {
            let problem = format!("must not begin with `..`, but is `{}`", shown(text));
            self.invalid(cx, &problem, "files that begin so are Kubernetes' own; name it otherwise");
        }
    }

    pub(super) fn no_backsteps(&self, cx: &mut Context<'_, 'a>) {
        if let Some(text) = self.text().filter(|text| text.split('/').any(|part| part == "..")) {
            let problem = format!("must not contain `..`, but is `{}`", shown(text));
            self.invalid(cx, &problem, "write the path without steps back");
        }
    }

    /// A `LabelSelector`.
    pub(super) fn label_selector(&self, cx: &mut Context<'_, 'a>) {
        labels::label_selector(cx, self);
    }
}

/// Whether the server reads a text as an IP address in fields older than its strict rules: octets may have leading zeros.
fn is_lenient_ip(text: &str) -> bool {
    let octet = |octet: &str| if octet.len() > 1 { octet.trim_start_matches('0') } else { octet }.to_owned();
    let octets: Vec<String> =
        text.split('.').map(octet).map(|o| if o.is_empty() { "0".to_owned() } else { o }).collect();
    text.parse::<IpAddr>().is_ok()
        || (!text.contains(':') && !text.contains("..") && octets.join(".").parse::<IpAddr>().is_ok())
}

/// The beginning of a text, for a message.
pub(super) fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).flat_map(char::escape_debug).collect();
    if text.chars().nth(SHOWN).is_some() {
        short.push('…');
    }
    short
}
