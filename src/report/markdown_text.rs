//! Makes text from manifests safe to stand in a cell of a Markdown table.

use super::terminal_text::one_line;

/// What means something in Markdown outside of code, as GitHub and GitLab read it; the bar is not among it.
const SPECIAL: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '~', '&', '$', '#', '!'];

/// Text whose spans of code stay code, and in which nothing else is Markdown or HTML.
pub fn cell(text: &str) -> String {
    let text = one_line(text);
    let mut cell = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, fence, after)) = split_at_backticks(rest) {
        cell.push_str(&escape(before));
        match closed_by(after, fence.len()) {
            Some((code, after)) if code.contains('|') => {
                cell.push_str(&format!("<code>{}</code>", escape(code)));
                rest = after;
            }
            Some((code, after)) => {
                cell.push_str(&format!("{fence}{code}{fence}"));
                rest = after;
            }
            None => {
                cell.push_str(&escape(fence));
                rest = after;
            }
        }
    }
    cell.push_str(&escape(rest));
    cell
}

/// A link, where the address is one that pages may link to.
pub fn link(text: &str, url: Option<&str>) -> String {
    let plain = |c: char| c.is_ascii_graphic() && !"()<>[]|\\`\"".contains(c);
    match url.filter(|url| url.starts_with("https://") && url.chars().all(plain)) {
        Some(url) => format!("[{}]({url})", cell(text)),
        None => cell(text),
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // A bar ends a cell even where it is escaped, if what is before it ends with a backslash.
            '|' => escaped.push_str("&#124;"),
            c if SPECIAL.contains(&c) => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// What is before the first run of backticks, the run, and what is after it.
fn split_at_backticks(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = text.split_at_checked(text.find('`')?)?;
    let run = from.find(|c| c != '`').unwrap_or(from.len());
    let (fence, after) = from.split_at_checked(run)?;
    Some((before, fence, after))
}

/// The code up to the next run of exactly so many backticks, and what is after it.
fn closed_by(text: &str, length: usize) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let (before, fence, after) = split_at_backticks(text.get(from..)?)?;
        if fence.len() == length {
            return Some((text.get(..from + before.len())?, after));
        }
        from += before.len() + fence.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_code_and_nothing_else_is_markdown() {
        for (text, expected) in [
            ("container `app` runs privileged", "container `app` runs privileged"),
            ("`<img>` and <img src=x>", "`<img>` and \\<img src=x\\>"),
            ("`a|b`", "<code>a&#124;b</code>"),
            ("`a\\|*b*`", "<code>a\\\\&#124;\\*b\\*</code>"),
            ("a | b", "a &#124; b"),
            ("``a`b`` c`", "``a`b`` c\\`"),
            ("field `x`![y](z)``", "field `x`\\!\\[y\\](z)\\`\\`"),
            ("a\nb", "a b"),
            ("*a* _b_ ~c~ $d$ &amp; #1", "\\*a\\* \\_b\\_ \\~c\\~ \\$d\\$ \\&amp; \\#1"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected, "{text}");
        }
    }

    #[test]
    fn only_plain_addresses_are_linked() {
        assert_eq!(
            link("SEC006", Some("https://kubevet.dev/rules/SEC006")),
            "[SEC006](https://kubevet.dev/rules/SEC006)"
        );
        for url in ["javascript:alert(1)", "https://a.b/) [x](y", "https://a.b/|"] {
            assert_eq!(link("X1", Some(url)), "X1");
        }
    }
}
