//! Secret, by its type (`ValidateSecret`). No message holds a part of a value.

use std::borrow::Cow;

use crate::validation::grammar::config_key;
use crate::validation::{Context, Field};

/// The most bytes that all values of a Secret or ConfigMap may have together.
pub(super) const MOST_DATA: usize = 1024 * 1024;

/// A Secret.
pub(in crate::validation) fn secret<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let data = Data { encoded: root.get("data"), plain: root.get("stringData") };
    keys_and_size(cx, &data);
    match root.get("type").text_or_empty() {
        "kubernetes.io/service-account-token" => {
            let name = root.path(&["metadata", "annotations", "kubernetes.io/service-account.name"]);
            cx.require(&name, "name the ServiceAccount in this annotation; the server fills in its token");
        }
        "kubernetes.io/dockercfg" => registry_logins(cx, &data, ".dockercfg"),
        "kubernetes.io/dockerconfigjson" => registry_logins(cx, &data, ".dockerconfigjson"),
        "kubernetes.io/basic-auth" => login(cx, &data),
        "kubernetes.io/ssh-auth" => private_key(cx, &data),
        "kubernetes.io/tls" => certificate(cx, &data),
        _ => {}
    }
}

/// What a Secret holds: the server puts `stringData` over `data`.
struct Data<'p, 'a> {
    encoded: Field<'p, 'a>,
    plain: Field<'p, 'a>,
}

impl<'a> Data<'_, 'a> {
    fn has(&self, key: &str) -> bool {
        holds(&self.plain, key) || holds(&self.encoded, key)
    }

    /// The field of a value; where there is none, the one to add to `data`.
    fn field(&self, key: &'a str) -> Field<'_, 'a> {
        if holds(&self.plain, key) { self.plain.get(key) } else { self.encoded.get(key) }
    }

    /// A value; nothing if it is absent or no base64, which the schema tells.
    fn value(&self, key: &'a str) -> Option<Cow<'a, [u8]>> {
        if holds(&self.plain, key) {
            return Some(Cow::Borrowed(self.plain.get(key).text_or_empty().as_bytes()));
        }
        if !holds(&self.encoded, key) {
            return None;
        }
        let text: Vec<u8> =
            self.encoded.get(key).text_or_empty().bytes().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
        data_encoding::BASE64.decode(&text).ok().map(Cow::Owned)
    }
}

/// Whether a mapping has a key, be its value null.
fn holds(map: &Field<'_, '_>, key: &str) -> bool {
    map.node().is_some_and(|node| node.get(key).is_some())
}

/// The number of bytes that a text in base64 stands for.
pub(super) fn decoded_length(text: &str) -> usize {
    text.bytes().filter(|b| !matches!(b, b'\r' | b'\n' | b'=')).count() * 3 / 4
}

fn keys_and_size<'a>(cx: &mut Context<'_, 'a>, data: &Data<'_, 'a>) {
    let mut size = 0;
    for (key, value) in data.encoded.entries() {
        cx.check_key(key, &value, config_key);
        if !holds(&data.plain, key) {
            size += decoded_length(value.text_or_empty());
        }
    }
    for (key, value) in data.plain.entries() {
        cx.check_key(key, &value, config_key);
        size += value.text_or_empty().len();
    }
    if size > MOST_DATA {
        cx.too_large(if data.encoded.is_empty() { &data.plain } else { &data.encoded }, size, MOST_DATA, "bytes");
    }
}

fn login<'a>(cx: &mut Context<'_, 'a>, data: &Data<'_, 'a>) {
    if !data.has("username") && !data.has("password") {
        let help = "a Secret of type `kubernetes.io/basic-auth` needs one of `username` and `password`";
        cx.required(&data.encoded.get("username"), help);
        cx.required(&data.encoded.get("password"), help);
    }
}

fn private_key<'a>(cx: &mut Context<'_, 'a>, data: &Data<'_, 'a>) {
    if data.value("ssh-privatekey").is_none_or(|value| value.is_empty()) {
        cx.required(&data.field("ssh-privatekey"), "a Secret of type `kubernetes.io/ssh-auth` needs the key");
    }
}

/// The logins of registries, which are JSON.
fn registry_logins<'a>(cx: &mut Context<'_, 'a>, data: &Data<'_, 'a>, key: &'static str) {
    let field = data.field(key);
    if !data.has(key) {
        cx.required(&field, "a Secret of this type holds the logins of registries in this key");
    } else if data.value(key).is_some_and(|value| !is_json_object(&value)) {
        let help =
            "make it with `kubectl create secret docker-registry`, or encode the whole file that `docker login` writes";
        cx.invalid(&field, "be a JSON object", help);
    }
}

/// Whether Go reads it as a map; null is an empty one.
fn is_json_object(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii();
    text == b"null" || (text.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok())
}

/// A certificate and its key, which must be there, and should be PEM.
fn certificate<'a>(cx: &mut Context<'_, 'a>, data: &Data<'_, 'a>) {
    let parts =
        [("tls.crt", "certificate", "-----BEGIN CERTIFICATE-----"), ("tls.key", "private key", "PRIVATE KEY-----")];
    for (key, what, mark) in parts {
        let field = data.field(key);
        if !data.has(key) {
            cx.required(&field, "a Secret of type `kubernetes.io/tls` needs both `tls.crt` and `tls.key`");
        } else if data.value(key).is_some_and(|value| memchr::memmem::find(&value, mark.as_bytes()).is_none()) {
            let message = format!("`{key}` holds no {what} in PEM form");
            cx.warn(&field, message, "make the Secret with `kubectl create secret tls`");
        }
    }
}
