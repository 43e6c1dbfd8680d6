//! Reading Rego as text, as far as kubevet needs to know what a rule mentions. Rules are written in the style of `opa fmt`.

/// The source without its comments and with the text of strings left out, line for line.
pub fn code_of(source: &str) -> String {
    let mut code = String::new();
    let mut quote = None;
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some('"'), '\\') => _ = chars.next(),
            (Some(open), c) if c == open => {
                quote = None;
                code.push(c);
            }
            (Some(_), c) => code.extend((c == '\n').then_some(c)),
            (None, '"' | '`') => {
                quote = Some(c);
                code.push(c);
            }
            (None, '#') => {
                chars.by_ref().find(|&c| c == '\n');
                code.push('\n');
            }
            (None, c) => code.push(c),
        }
    }
    code
}

/// The text up to the parenthesis, bracket or brace that closes what is open at its beginning, and what follows it.
pub fn split_at_close(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return text.split_at(at),
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    (text, "")
}

/// Whether a character may be part of a reference.
pub fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.')
}

/// The statements of a body: its lines, where a bracket that stays open joins the next.
pub fn statements(body: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let is_end = move |c: char| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '\n' | ';')
    };
    body.split(is_end).map(str::trim).filter(|statement| !statement.is_empty()).collect()
}
