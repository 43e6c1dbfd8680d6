//! Credentials of a form of their own: private keys, web tokens, URLs and headers with a password in them.

use std::ops::Range;

use serde_json::Value;

use super::Kind;
use super::harmless;
use super::randomness::{decode, entropy};
use super::tokens::is_word_or_dash;

/// What was found and where.
pub(super) type Found = (Kind, Range<usize>);

/// A form: looks at a place of a text where its beginning stands, which ends at the second offset.
pub(super) type Form = fn(&str, usize, usize) -> Option<Found>;

/// Beginnings, in any case of letters, and what they may begin.
pub(super) const FORMS: &[(&str, Form)] = &[
    ("-----BEGIN ", pem_key),
    ("LS0tLS1CRUdJTi", encoded_pem_key),
    ("PuTTY-User-Key-File-", putty_key),
    ("eyJ", web_token),
    ("://", url_password),
    ("Authorization", header),
    ("\"auth\"", registry_login),
    ("AccountKey=", azure_key),
    ("SharedAccessKey=", azure_key),
    (":AA", bot_token),
];

const PRIVATE_KEY: Kind = Kind::new("private-key", "a private key");
const SERVICE_ACCOUNT: Kind = Kind::new("gcp-service-account", "a key of a Google Cloud service account");
/// How far before a private key the type of the file may stand that holds it.
const TYPE_BEFORE: usize = 600;
/// Keys are shorter: where one ends that has no end mark.
const MAX_KEY: usize = 16 * 1024;
/// How much of a token is decoded.
const MAX_HEADER: usize = 2048;

/// A PEM block of a private key, of whatever kind; a certificate is none.
fn pem_key(text: &str, start: usize, behind: usize) -> Option<Found> {
    let rest = text.get(behind..)?;
    let label = rest.get(..rest.bytes().take(40).position(|b| b == b'-')?)?;
    let is_key = label.ends_with("PRIVATE KEY") || label.ends_with("PRIVATE KEY BLOCK");
    let body = rest.get(label.len()..)?.strip_prefix("-----")?;
    let line = body.trim_start_matches(['\\', 'n', 'r', '\n', '\r', ' ', '\t']);
    let letters = line.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')).count();
    if !is_key || letters < 4 || body.len() == line.len() {
        return None;
    }
    let end_mark = format!("-----END {label}-----");
    let block = body.get(..floor(body, MAX_KEY)).unwrap_or(body);
    let from = text.len() - body.len();
    let end = block.find(&end_mark).map_or(from + block.len(), |at| from + at + end_mark.len());
    let before = text.get(floor(text, start.saturating_sub(TYPE_BEFORE))..start).unwrap_or_default();
    let kind = if before.contains("service_account") { SERVICE_ACCOUNT } else { PRIVATE_KEY };
    Some((kind, start..end))
}

/// The same in base64, as kubeconfigs have it.
fn encoded_pem_key(text: &str, start: usize, _: usize) -> Option<Found> {
    let len = if begins_word(text, start) { base64_len(text.get(start..)?) } else { return None };
    let head = text.get(start..start + len.min(96) / 4 * 4)?;
    let decoded = decode(head)?;
    let label = String::from_utf8_lossy(&decoded);
    (label.starts_with("-----BEGIN ") && label.contains("PRIVATE KEY-----")).then(|| (PRIVATE_KEY, start..start + len))
}

fn putty_key(text: &str, start: usize, _: usize) -> Option<Found> {
    let block = text.get(start..floor(text, start + MAX_KEY))?;
    block.contains("Private-Lines:").then(|| (PRIVATE_KEY, start..start + block.len()))
}

/// A signed JSON web token: three parts, of which the first decodes to a header that names an algorithm.
fn web_token(text: &str, start: usize, _: usize) -> Option<Found> {
    let rest = text.get(start..)?;
    if !begins_word(text, start) {
        return None;
    }
    let letters = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    let token = rest.get(..rest.bytes().take_while(letters).count())?.trim_end_matches('.');
    let mut parts = token.split('.');
    let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let header: Value = serde_json::from_slice(&decode(header.get(..header.len().min(MAX_HEADER))?)?).ok()?;
    let algorithm = header.get("alg")?.as_str()?;
    let signed = !algorithm.eq_ignore_ascii_case("none") && signature.len() >= 16 && claims.len() >= 4;
    signed.then(|| (Kind::new("jwt", "a JSON web token"), start..start + token.len()))
}

/// `postgres://web:correct-horse@db/shop`: the password, from the colon before the `://` on.
fn url_password(text: &str, start: usize, behind: usize) -> Option<Found> {
    let rest = text.get(behind..)?;
    let is_end = |b: u8| {
        b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'?' | b'#' | b'\\' | b',')
    };
    let authority = rest.get(..rest.bytes().take(512).position(is_end).unwrap_or_else(|| rest.len().min(512)))?;
    let (login, host) = authority.rsplit_once('@')?;
    let (user, password) = login.split_once(':')?;
    let schemed = text.get(..start)?.bytes().next_back().is_some_and(|b| b.is_ascii_alphanumeric());
    let known = ["pass", "passwd", "password", "pwd", "secret", "token", "example", "user", "username", "admin:admin"];
    let is_example = known.contains(&password.to_ascii_lowercase().as_str()) || password == user && password == "user";
    let open = |part: &str| part.contains(['$', '{', '}', '%', '*']) && !part.contains("%4") && !part.contains("%2");
    let harmless =
        password.len() < 3 || is_example || open(password) || harmless::is_harmless(password) && password.len() > 3;
    let at = behind + user.len() + 1;
    let found = schemed && !harmless && !host.is_empty();
    found.then(|| (Kind::new("password-in-url", "a URL with a password"), at..at + password.len()))
}

/// `Authorization: Basic d2ViOmNvcnJlY3Q=` and `Bearer` with a token that looks like one.
fn header(text: &str, _: usize, behind: usize) -> Option<Found> {
    let rest = text.get(behind..)?;
    let line = rest
        .get(..floor(rest, rest.bytes().take(4096).position(|b| b == b'\n').unwrap_or_else(|| rest.len().min(4096))))?;
    let value = line.trim_start_matches(['"', '\'', '\\', ':', '=', ' ', '\t', ',']);
    let (scheme, value) = value.split_once(' ')?;
    let value = value.trim_start();
    let len = value
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_' | b'.'))
        .count();
    let token = value.get(..len)?;
    let at = behind + line.len() - value.len();
    match scheme.to_ascii_lowercase().as_str() {
        "basic" if is_login(token) => Some((Kind::new("basic-auth-header", "a header with a password"), at..at + len)),
        "bearer" if len >= 16 && entropy(token) >= 3.5 && token.bytes().any(|b| b.is_ascii_digit()) => {
            Some((Kind::new("bearer-token", "a header with a token"), at..at + len))
        }
        _ => None,
    }
}

/// `"auth": "d2ViOmNvcnJlY3Q="` in the file that `docker login` writes.
fn registry_login(text: &str, _: usize, behind: usize) -> Option<Found> {
    let rest = text.get(behind..)?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let len = base64_len(value);
    let at = text.len() - value.len();
    let closed = value.get(len..)?.starts_with('"');
    (closed && is_login(value.get(..len)?))
        .then(|| (Kind::new("docker-config-auth", "a login of a registry"), at..at + len))
}

/// The key of a storage account or service bus of Azure, in a connection string: 32 or 64 bytes in base64.
fn azure_key(text: &str, _: usize, behind: usize) -> Option<Found> {
    let len = base64_len(text.get(behind..)?);
    let fits = matches!(len, 44 | 88) && text.get(behind..behind + len)?.ends_with('=');
    fits.then(|| (Kind::new("azure-key", "a key of Azure"), behind..behind + len))
}

/// The token of a Telegram bot: its number, a colon, and 35 letters of which the first two are always the same.
fn bot_token(text: &str, start: usize, behind: usize) -> Option<Found> {
    let before = text.get(..start)?;
    let digits = before.bytes().rev().take(11).take_while(u8::is_ascii_digit).count();
    let letters = text.get(behind..)?.bytes().take(34).take_while(|b| is_word_or_dash(*b)).count();
    let from = start - digits;
    let fits = (8..=10).contains(&digits) && letters == 33 && begins_word(text, from);
    fits.then(|| (Kind::new("telegram-token", "a token of a Telegram bot"), from..behind + letters))
}

/// Whether it is the base64 of a user and a password.
fn is_login(token: &str) -> bool {
    let decoded = decode(token).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let parts = decoded.split_once(':');
    parts.is_some_and(|(user, password)| !user.is_empty() && password.len() >= 3 && !harmless::is_harmless(password))
        && decoded.chars().all(|c| !c.is_control())
}

/// Whether no letter or digit stands before an offset. Looks for the end of a word from there stay linear that way.
fn begins_word(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.bytes().next_back().is_none_or(|b| !b.is_ascii_alphanumeric()))
}

fn base64_len(text: &str) -> usize {
    let letters = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).count();
    letters + text.bytes().skip(letters).take(2).take_while(|b| *b == b'=').count()
}

/// The nearest offset at or before another one where a character begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}
