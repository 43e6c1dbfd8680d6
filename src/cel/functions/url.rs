//! URLs as Go's `net/url` reads those of requests: absolute, or an absolute path.

use std::sync::Arc;

use data_encoding::HEXUPPER;

use crate::cel::value::{Evaluated, Value, failed};

/// The parts of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    scheme: String,
    host: String,
    path: String,
    query: String,
}

pub(super) fn call<'a>(name: &str, args: &[Value<'a>]) -> Option<Evaluated<'a>> {
    let [value] = args else { return None };
    let text = |text: &str| Ok(Value::text(text));
    Some(match (name, value) {
        ("url", Value::String(written)) => match Url::parse(written) {
            Some(url) => Ok(Value::Url(Arc::new(url))),
            None => failed(format!("URL parse error during conversion from string: `{written}`")),
        },
        ("isURL", Value::String(written)) => Ok(Value::Bool(Url::parse(written).is_some())),
        ("getScheme", Value::Url(url)) => text(&url.scheme),
        ("getHost", Value::Url(url)) => text(&url.host),
        ("getHostname", Value::Url(url)) => text(url.host_and_port().0),
        ("getPort", Value::Url(url)) => text(url.host_and_port().1),
        ("getEscapedPath", Value::Url(url)) => text(&url.path),
        ("getQuery", Value::Url(url)) => Ok(url.query()),
        _ => return None,
    })
}

impl Url {
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.is_empty() || text.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
            return None;
        }
        if text == "*" {
            return Some(Self { scheme: String::new(), host: String::new(), path: "*".into(), query: String::new() });
        }
        let (scheme, rest) = scheme(text)?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let url = |host: &str, path: String| Self {
            scheme: scheme.clone(),
            host: host.to_owned(),
            path,
            query: query.to_owned(),
        };
        if !rest.starts_with('/') {
            // What follows a scheme without a slash has no parts: `mailto:a@b`.
            return (!scheme.is_empty()).then(|| url("", String::new()));
        }
        let Some(authority) = rest.strip_prefix("//").filter(|_| !scheme.is_empty()) else {
            return Some(url("", escaped_path(rest)?));
        };
        let end = authority.find('/').unwrap_or(authority.len());
        let (authority, path) = authority.split_at_checked(end)?;
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        is_host(host).then_some(())?;
        Some(url(host, escaped_path(path)?))
    }

    fn host_and_port(&self) -> (&str, &str) {
        let (host, port) = match self.host.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
            _ => (self.host.as_str(), ""),
        };
        (host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host), port)
    }

    fn query<'a>(&self) -> Value<'a> {
        let mut values: Vec<(String, Vec<String>)> = Vec::new();
        for pair in self.query.split('&').filter(|pair| !pair.is_empty() && !pair.contains(';')) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (Some(key), Some(value)) = (unescaped(&key.replace('+', " ")), unescaped(&value.replace('+', " ")))
            else {
                continue;
            };
            match values.iter_mut().find(|(known, _)| *known == key) {
                Some((_, all)) => all.push(value),
                None => values.push((key, vec![value])),
            }
        }
        let entries = values.into_iter().map(|(key, all)| (Value::text(key), Value::texts(all)));
        Value::Map(Arc::new(entries.collect()))
    }
}

/// The scheme in small letters, and what follows its colon. Nothing when the text begins with a colon.
fn scheme(text: &str) -> Option<(String, &str)> {
    let none = Some((String::new(), text));
    let Some((before, rest)) = text.split_once(':') else { return none };
    if before.is_empty() {
        return None;
    }
    let is_scheme = before.starts_with(|c: char| c.is_ascii_alphabetic())
        && before.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    if is_scheme { Some((before.to_ascii_lowercase(), rest)) } else { none }
}

/// Whether a text is a host with an optional port.
fn is_host(text: &str) -> bool {
    if text.bytes().any(|byte| matches!(byte, b' ' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`' | b'%' | b'#' | b'/')) {
        return false;
    }
    let after = match text.strip_prefix('[') {
        Some(rest) => match rest.rsplit_once(']') {
            Some((_, after)) => after,
            None => return false,
        },
        None => text.find(':').and_then(|colon| text.get(colon..)).unwrap_or_default(),
    };
    after.is_empty() || after.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A path with escapes for what cannot stand in one. Nothing when an escape in it is broken.
fn escaped_path(path: &str) -> Option<String> {
    unescaped(path)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~$&+,/:;=@!'()*[]%".contains(&byte);
    Some(path.bytes().fold(String::with_capacity(path.len()), |mut escaped, byte| {
        if plain(byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push_str(&HEXUPPER.encode(&[byte]));
        }
        escaped
    }))
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let code = digit(rest.next())? * 16 + digit(rest.next())?;
            bytes.push(u8::try_from(code).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
