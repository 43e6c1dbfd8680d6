//! URLs of webhooks, read as Go's `net/url` does.

/// What is wrong with the URL of a webhook; completes "it must …".
///
/// Go reads nearly any text as a URL, so only what it refuses, and what the server asks for beyond, is a fault.
pub(super) fn url_fault(text: &str) -> Option<&'static str> {
    if text.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
        return Some("have no control characters");
    }
    let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
    let Some((scheme, rest)) = before.split_once(':') else { return Some("begin with `https://`") };
    if !scheme.eq_ignore_ascii_case("https") {
        return Some("begin with `https://`, as webhooks are called over TLS alone");
    }
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let Some(after) = address.strip_prefix("//") else { return Some("name a host after `https://`") };
    let end = after.find('/').unwrap_or(after.len());
    let (authority, path) = after.split_at_checked(end).unwrap_or((after, ""));
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    if user.is_some() {
        return Some("have no user name or password");
    }
    if host.is_empty() {
        return Some("name a host after `https://`");
    }
    if !is_host(host) {
        return Some("have a host of letters, digits, `-` and `.`, and after it at most a port number");
    }
    if !query.is_empty() {
        return Some("have no query (`?` and what follows)");
    }
    if !fragment.is_empty() {
        return Some("have no fragment (`#` and what follows)");
    }
    (!escapes_are_whole(path)).then_some("have two hexadecimal digits after every `%`")
}

fn is_host(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[') {
        Some(inner) => match inner.rsplit_once(']') {
            Some((name, "")) => (name, ""),
            Some((name, after)) => match after.strip_prefix(':') {
                Some(port) => (name, port),
                None => return false,
            },
            None => return false,
        },
        None => host.rsplit_once(':').unwrap_or((host, "")),
    };
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"-_.~!$&'()*+,;=:[]<>\"%".contains(&byte);
    name.bytes().all(allowed) && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn escapes_are_whole(path: &str) -> bool {
    let is_hex = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
    path.split('%').skip(1).all(|after| {
        let mut bytes = after.bytes();
        is_hex(bytes.next()) && is_hex(bytes.next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_webhooks_are_taken_and_refused_as_the_server_does() {
        for good in [
            "https://a",
            "HTTPS://a.b:8443/v",
            "https://[::1]:443/",
            "https://a:/x y",
            "https://a/%2fb",
            "https://a?",
            "https://a#",
            "https://:443",
        ] {
            assert_eq!(url_fault(good), None, "{good}");
        }
        for bad in [
            "",
            "a",
            "http://a",
            "https:a",
            "https://",
            "https:///p",
            "https://u@a",
            "https://u:p@a/b",
            "https://a?b=c",
            "https://a#b",
            "https://a b",
            "https://a:b",
            "https://[::1",
            "https://a/%zz",
            "https://a/\u{1}",
        ] {
            assert!(url_fault(bad).is_some(), "{bad}");
        }
    }
}
