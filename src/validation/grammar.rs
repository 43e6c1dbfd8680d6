//! The grammars of names and other texts, as `k8s.io/apimachinery/pkg/util/validation` has them.

use std::borrow::Cow;

use super::rules::{INVALID_LABEL, INVALID_NAME, INVALID_VALUE};

/// A grammar: accepts a text, or tells what is wrong with it.
pub(crate) type Grammar = fn(&str) -> Result<(), Broken>;

/// What a text must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The rule it breaks.
    pub(crate) rule: &'static str,
    /// Completes "it must …".
    pub(crate) must: Cow<'static, str>,
    /// What to write, with an example.
    pub(crate) help: Cow<'static, str>,
}

impl Broken {
    /// A text that breaks a rule.
    pub(crate) fn new(
        rule: &'static str,
        must: impl Into<Cow<'static, str>>,
        help: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { rule, must: must.into(), help: help.into() }
    }
}

/// The longest DNS label, label value, and name part of a label key.
pub(crate) const LABEL_LENGTH: usize = 63;
/// The longest DNS subdomain.
pub(crate) const SUBDOMAIN_LENGTH: usize = 253;

/// A DNS label (RFC 1123): the name of a Namespace, container, volume …
pub(crate) fn dns_label(text: &str) -> Result<(), Broken> {
    let must = "be a DNS label: at most 63 lower case letters, digits and `-`, with a letter or digit at both ends";
    test(text.len() <= LABEL_LENGTH && is_dns_part(text), INVALID_NAME, must, "write for example `web-1`")
}

/// A DNS label that begins with a letter (RFC 1035): the name of a Service before Kubernetes 1.36 …
pub(crate) fn dns1035_label(text: &str) -> Result<(), Broken> {
    let must = "be at most 63 lower case letters, digits and `-`, begin with a letter and end with a letter or digit";
    let letter = text.starts_with(|c: char| c.is_ascii_lowercase());
    test(letter && text.len() <= LABEL_LENGTH && is_dns_part(text), INVALID_NAME, must, "write for example `web-1`")
}

/// A DNS subdomain (RFC 1123): the name of most objects.
pub(crate) fn dns_subdomain(text: &str) -> Result<(), Broken> {
    let must = "be a DNS name: at most 253 lower case letters, digits, `-` and `.`, with a letter or digit at both ends of each part";
    test(is_dns_subdomain(text), INVALID_NAME, must, "write for example `web-1` or `web.example.com`")
}

/// A DNS subdomain below a wildcard: the host of an Ingress.
pub(crate) fn wildcard_subdomain(text: &str) -> Result<(), Broken> {
    let must = "be `*.` and a DNS name of lower case letters, digits, `-` and `.`";
    let fits = text.len() <= SUBDOMAIN_LENGTH && text.strip_prefix("*.").is_some_and(is_dns_subdomain);
    test(fits, INVALID_NAME, must, "write for example `*.example.com`")
}

/// A name that stands as one segment of a URL: the name of RBAC objects.
pub(crate) fn path_segment(text: &str) -> Result<(), Broken> {
    let fits = !matches!(text, "." | "..") && !text.contains(['/', '%']);
    test(fits, INVALID_NAME, "not be `.` or `..` and hold no `/` or `%`", "write for example `system:reader`")
}

/// A qualified name: a key of labels and annotations, a resource name …
pub(crate) fn qualified_name(text: &str) -> Result<(), Broken> {
    let must = "be at most 63 letters, digits, `-`, `_` and `.` with a letter or digit at both ends, after an optional DNS name and `/`";
    let fits = match text.split_once('/') {
        Some((prefix, name)) => is_dns_subdomain(prefix) && is_name_part(name),
        None => is_name_part(text),
    };
    test(fits, INVALID_LABEL, must, "write for example `app` or `example.com/app`")
}

/// A key of annotations: a qualified name, in any case of letters.
pub(crate) fn annotation_key(text: &str) -> Result<(), Broken> {
    qualified_name(&text.to_ascii_lowercase())
}

/// A path of a URL with a domain before it: the controller of an IngressClass.
pub(crate) fn domain_prefixed_path(text: &str) -> Result<(), Broken> {
    let in_path = |b: u8| b.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:".contains(&b);
    let fits = text
        .split_once('/')
        .is_some_and(|(domain, path)| is_dns_subdomain(domain) && !path.is_empty() && path.bytes().all(in_path));
    test(fits, INVALID_NAME, "be a domain, `/` and a path", "write for example `example.com/ingress-controller`")
}

/// The value of a label; may be empty.
pub(crate) fn label_value(text: &str) -> Result<(), Broken> {
    let must = "be empty, or at most 63 letters, digits, `-`, `_` and `.` with a letter or digit at both ends";
    test(text.is_empty() || is_name_part(text), INVALID_LABEL, must, "write for example `web` or `1.2.3`")
}

/// The name of a port (IANA service name).
pub(crate) fn port_name(text: &str) -> Result<(), Broken> {
    let must = "be at most 15 lower case letters, digits and `-`, hold a letter, and have no `-` at the ends or twice in a row";
    let chars = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let letter = text.bytes().any(|b| b.is_ascii_lowercase());
    let dashes = text.contains("--") || text.starts_with('-') || text.ends_with('-');
    test(chars && letter && !dashes && text.len() <= 15, INVALID_NAME, must, "write for example `http` or `grpc-2`")
}

/// The name of an environment variable, as Kubernetes 1.34 and later take it: any printable ASCII but `=`.
pub(crate) fn env_name(text: &str) -> Result<(), Broken> {
    let fits = !text.is_empty() && text.bytes().all(|b| (b' '..=b'~').contains(&b) && b != b'=');
    test(fits, INVALID_NAME, "be printable ASCII characters without `=`", "write for example `LOG_LEVEL`")
}

/// The name of an environment variable before 1.32, and where the server still is strict.
pub(crate) fn strict_env_name(text: &str) -> Result<(), Broken> {
    let chars = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    let start = text.starts_with(|c: char| !c.is_ascii_digit());
    let must = "hold only letters, digits, `_`, `-` and `.`, and not begin with a digit";
    let fits = chars && start && !matches!(text, "." | "..") && !text.starts_with("..");
    test(fits, INVALID_NAME, must, "write for example `LOG_LEVEL`")
}

/// A key of a ConfigMap or Secret.
pub(crate) fn config_key(text: &str) -> Result<(), Broken> {
    let chars = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    let must = "be at most 253 letters, digits, `-`, `_` and `.`, and neither be `.` nor begin with `..`";
    let dots = text == "." || text.starts_with("..");
    test(chars && !dots && text.len() <= SUBDOMAIN_LENGTH, INVALID_NAME, must, "write for example `app.conf`")
}

/// A percentage such as `25%`.
pub(crate) fn percent(text: &str) -> Result<(), Broken> {
    let digits = text.strip_suffix('%').unwrap_or_default();
    let fits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    test(fits, INVALID_VALUE, "be a whole number, or a percentage", "write for example `1` or `25%`")
}

/// The name of an HTTP header.
pub(crate) fn http_header_name(text: &str) -> Result<(), Broken> {
    let fits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    test(fits, INVALID_NAME, "hold only letters, digits and `-`", "write for example `X-Probe`")
}

fn test(fits: bool, rule: &'static str, must: &'static str, help: &'static str) -> Result<(), Broken> {
    if fits { Ok(()) } else { Err(Broken::new(rule, must, help)) }
}

/// One part of a DNS name, of any length.
fn is_dns_part(text: &str) -> bool {
    let chars = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    chars && !text.is_empty() && !text.starts_with('-') && !text.ends_with('-')
}

/// Whether a text is a DNS subdomain (RFC 1123).
pub(crate) fn is_dns_subdomain(text: &str) -> bool {
    text.len() <= SUBDOMAIN_LENGTH && text.split('.').all(is_dns_part)
}

fn is_name_part(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()].into_iter().all(|b| b.is_some_and(u8::is_ascii_alphanumeric));
    ends && bytes.len() <= LABEL_LENGTH && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_grammar_takes_and_refuses_what_the_api_server_does() {
        let long = "a".repeat(64);
        let cases: &[(Grammar, &[&str], &[&str])] = &[
            (dns_label, &["a", "1-a", "web-1"], &["", "-a", "a-", "A", "a.b", "a_b", &long]),
            (dns1035_label, &["a", "a-1"], &["", "1a", "a.b"]),
            (dns_subdomain, &["a.b-c.1", &long], &["", "a..b", ".a", "a.", "A.b", "a_b"]),
            (wildcard_subdomain, &["*.a", "*.a-1.b"], &["", "*", "*.", "a", "*a.b", "*.*.a", "a.*.b", "*.A"]),
            (domain_prefixed_path, &["a.b/c", "a/b/c:1~"], &["", "a", "a/", "/a", "A/b", "a/b c", "a/b?c"]),
            (path_segment, &["system:a", "A b", ""], &[".", "..", "a/b", "a%b"]),
            (qualified_name, &["a", "A.b_c-d", "x.y/Z"], &["", "/a", "a/", "a/b/c", "a b", "X/a", "-a", &long]),
            (annotation_key, &["Example.com/A"], &["a b"]),
            (label_value, &["", "a", "A_b.c-1"], &["-a", "a b", "a/b", &long]),
            (port_name, &["http", "a-1", "1a"], &["", "80", "HTTP", "a--b", "-a", "a-", "abcdefghijklmnop"]),
            (env_name, &["a b", "1", "A.B"], &["", "a=b", "ä"]),
            (strict_env_name, &["A", "_a.b-c"], &["", "1A", "a b", "..a"]),
            (config_key, &["a", ".a", "A_b-c.d"], &["", ".", "..", "..a", "a b", "a/b"]),
            (percent, &["0%", "150%"], &["", "%", "-1%", "1", "1.5%"]),
            (http_header_name, &["X-A", "a1"], &["", "a b", "a:"]),
        ];
        for (number, (grammar, good, bad)) in cases.iter().enumerate() {
            good.iter().for_each(|text| assert_eq!(grammar(text), Ok(()), "{number}: {text}"));
            bad.iter().for_each(|text| assert!(grammar(text).is_err(), "{number}: {text}"));
        }
    }
}
