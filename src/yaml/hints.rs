//! Why a document does not parse, in the words of the mistake rather than of the grammar.
//!
//! A parser notices a mistake where the text stops making sense, which is often a line too late. The hints look at the
//! lines around that place for the mistakes that people make most, and move the error to where it was made. They quote
//! keys at most: a value may be a secret.

use super::{Span, SyntaxError, SyntaxErrorKind};

/// The error with a better message, help and place, if a hint knows the mistake.
pub(crate) fn explain(error: SyntaxError, text: &str, chunk: Span) -> SyntaxError {
    let is_structural = matches!(
        error.kind,
        SyntaxErrorKind::Syntax | SyntaxErrorKind::Tab | SyntaxErrorKind::NotJson | SyntaxErrorKind::UnclosedQuote
    );
    if !is_structural {
        return error;
    }
    let Some(scene) = Scene::new(error.span.start, text, chunk) else { return error };
    let hints: [fn(&Scene<'_>) -> Option<Hint>; 3] = [conflict_marker, template, tab];
    let structure_hints: [fn(&Scene<'_>) -> Option<Hint>; 6] = [
        dash_without_blank,
        colon_without_blank,
        quote_ends_late,
        deeper_than_its_sibling,
        item_among_keys,
        unknown_column,
    ];
    let found = hints.iter().find_map(|hint| hint(&scene)).or_else(|| {
        let structure = error.kind == SyntaxErrorKind::Syntax;
        structure.then(|| structure_hints.iter().find_map(|hint| hint(&scene))).flatten()
    });
    match found {
        Some(Hint { kind, message, help, span, related }) => {
            SyntaxError { kind, message, help: Some(help), span, related, document: error.document }
        }
        None => error,
    }
}

/// What a hint makes of an error.
struct Hint {
    kind: SyntaxErrorKind,
    message: String,
    help: String,
    span: Span,
    related: Option<(String, Span)>,
}

impl Hint {
    fn new(kind: SyntaxErrorKind, message: impl Into<String>, help: impl Into<String>, span: Span) -> Self {
        Self { kind, message: message.into(), help: help.into(), span, related: None }
    }

    fn syntax(message: impl Into<String>, help: impl Into<String>, span: Span) -> Self {
        Self::new(SyntaxErrorKind::Syntax, message, help, span)
    }
}

/// The lines of a chunk up to the one in which the error was noticed.
struct Scene<'t> {
    before: Vec<Line<'t>>,
    line: Line<'t>,
    /// Offset at which the error was noticed.
    at: u32,
}

/// One line, without its break and the blanks before that.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: u32,
    text: &'t str,
}

/// A key with what stands after its colon.
#[derive(Clone, Copy)]
struct KeyLine<'t> {
    key: &'t str,
    span: Span,
    /// Column of the key, from 0, after the dashes of list items.
    column: usize,
    /// Offset of its colon.
    colon: u32,
    value: &'t str,
}

impl<'t> Scene<'t> {
    fn new(at: u32, text: &'t str, chunk: Span) -> Option<Self> {
        let mut start = chunk.start;
        let mut before = Vec::new();
        for line in chunk.slice(text).split_inclusive('\n') {
            let end = start + line.len() as u32;
            before.push(Line { start, text: line.trim_ascii_end() });
            if at < end {
                break;
            }
            start = end;
        }
        let line = before.pop()?;
        Some(Self { before, line, at })
    }

    /// The lines above that hold more than a comment, the nearest first.
    fn above(&self) -> impl Iterator<Item = Line<'t>> {
        self.before.iter().rev().copied().filter(|line| line.has_content())
    }

    /// The line of the error and the nearest one above: between them most mistakes lie.
    fn nearest_lines(&self) -> impl Iterator<Item = Line<'t>> {
        std::iter::once(self.line).chain(self.above().take(1))
    }

    /// The text of the line before the error.
    fn before_error(&self) -> &'t str {
        self.line.text.get(..self.at.saturating_sub(self.line.start) as usize).unwrap_or(self.line.text)
    }
}

impl<'t> Line<'t> {
    fn content(self) -> &'t str {
        self.text.trim_ascii()
    }

    fn has_content(self) -> bool {
        !self.content().is_empty() && !self.content().starts_with('#')
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_ascii_start().len()
    }

    fn span(self, from: usize, len: usize) -> Span {
        let start = self.start + from as u32;
        Span::new(start, start + len as u32)
    }

    /// The columns of its first tokens: of the dashes of list items, and of what follows them.
    fn columns(self) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(self.indent()), move |&column| {
            let rest = self.text.get(column..)?.strip_prefix("- ")?;
            Some(column + 2 + (rest.len() - rest.trim_ascii_start().len()))
        })
    }

    /// Column of the first token after the dashes of list items.
    fn column_after_dashes(self) -> usize {
        self.columns().last().unwrap_or_default()
    }

    /// The key of a line like `key: value` or `- key: value`.
    fn key(self) -> Option<KeyLine<'t>> {
        let column = self.column_after_dashes();
        let rest = self.text.get(column..)?;
        let len = rest.find(": ").or_else(|| rest.strip_suffix(':').map(str::len))?;
        let key = rest.get(..len)?.trim_end();
        let value = rest.get(len + 1..)?.trim_ascii();
        let value = if value.starts_with('#') { "" } else { value };
        let is_name = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-./".contains(c));
        is_name.then(|| KeyLine {
            key,
            span: self.span(column, key.len()),
            column,
            colon: self.start + (column + len) as u32,
            value,
        })
    }
}

fn conflict_marker(scene: &Scene<'_>) -> Option<Hint> {
    let is_marker = |line: &Line<'_>| ["<<<<<<< ", ">>>>>>> "].iter().any(|marker| line.text.starts_with(marker));
    let line = scene.before.iter().copied().chain([scene.line]).find(is_marker)?;
    Some(Hint::syntax(
        "a merge conflict was not resolved",
        "keep one of the two versions and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
        line.span(0, line.text.len()),
    ))
}

fn template(scene: &Scene<'_>) -> Option<Hint> {
    // An action alone in its line reads as a mapping, so that only the next lines fail.
    let above = scene.above().take(2).filter(|line| line.content().starts_with('{'));
    let (line, from) =
        std::iter::once(scene.line).chain(above).find_map(|line| Some((line, template_action(line.text)?)))?;
    let rest = line.text.get(from..)?;
    let helm = rest.starts_with("{{");
    let len = rest.find(if helm { "}}" } else { "%}" }).map_or(rest.len(), |end| end + 2);
    let help = if helm {
        "render the chart first: `helm template . | kubevet check -`"
    } else {
        "render the template first, and check what comes out"
    };
    let message = "this is a template that was not rendered";
    Some(Hint::new(SyntaxErrorKind::UnrenderedTemplate, message, help, line.span(from, len)))
}

/// Where a template action begins in a line, outside quotes and comments.
fn template_action(line: &str) -> Option<usize> {
    let at = line.find("{{").or_else(|| line.find("{%"))?;
    let before = line.get(..at)?;
    let in_quotes = ['"', '\''].iter().any(|&quote| before.matches(quote).count() % 2 == 1);
    let in_comment = before.trim_start().starts_with('#') || before.contains(" #");
    (!in_quotes && !in_comment).then_some(at)
}

fn tab(scene: &Scene<'_>) -> Option<Hint> {
    let indent = scene.line.text.get(..scene.line.indent())?;
    let from = indent.find('\t')?;
    let len = indent.get(from..)?.chars().take_while(|&c| c == '\t').count();
    let message = "a tab stands where only spaces may indent";
    let help = "replace it by spaces, as many as the lines around it have";
    Some(Hint::new(SyntaxErrorKind::Tab, message, help, scene.line.span(from, len)))
}

fn dash_without_blank(scene: &Scene<'_>) -> Option<Hint> {
    let starts_with_letter = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || "\"'{[$".contains(c));
    let is_sibling = |other: Line<'_>, indent| other.indent() == indent && other.content().starts_with("- ");
    let line = scene.nearest_lines().find(|line| {
        let content = line.content();
        content.strip_prefix('-').is_some_and(starts_with_letter)
            && (line.key().is_some() || scene.above().any(|other| is_sibling(other, line.indent())))
    })?;
    let message = "a blank is missing after the dash of this list item";
    Some(Hint::syntax(message, "write `- ` before the item", line.span(line.indent(), 1)))
}

fn colon_without_blank(scene: &Scene<'_>) -> Option<Hint> {
    let column = scene.line.column_after_dashes();
    scene.nearest_lines().filter(|line| line.column_after_dashes() == column && line.key().is_none()).find_map(|line| {
        let rest = line.text.get(column..)?;
        let (key, value) = rest.split_once(':')?;
        let is_name =
            key.starts_with(char::is_alphabetic) && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
        if !is_name || value.starts_with('/') || value.trim_ascii().is_empty() {
            return None;
        }
        Some(Hint::syntax(
            format!("a blank is missing after the colon of `{key}`"),
            format!("write `{key}: ` before the value"),
            line.span(column + key.len(), 1),
        ))
    })
}

fn quote_ends_late(scene: &Scene<'_>) -> Option<Hint> {
    let line_end = scene.line.start + scene.line.text.len() as u32;
    if scene.at >= line_end {
        return None;
    }
    let before = scene.before_error();
    let quoted = before.trim_end();
    let quote = quoted.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let count = |line: &str| line.matches(quote).count();
    if count(before) % 2 == 1 {
        let opening = scene.above().find(|line| count(line.text) % 2 == 1)?;
        let from = opening.text.rfind(quote)?;
        let mut hint = Hint::new(
            SyntaxErrorKind::UnclosedQuote,
            "the quote that is opened here is not closed in its line",
            "close the quote where its text ends",
            opening.span(from, 1),
        );
        hint.related = Some(("it takes all text up to this quote".to_owned(), scene.line.span(quoted.len() - 1, 1)));
        return Some(hint);
    }
    let value_is_quoted = scene.line.key().map_or(scene.line.content(), |line| line.value).starts_with(quote);
    if !value_is_quoted {
        return None;
    }
    let help = match quote {
        _ if quoted.len() < before.len() => "put the whole value in quotes, or remove what follows the closing quote",
        '\'' => "within single quotes an apostrophe is written twice: `''`",
        _ => "within double quotes a quote is written `\\\"`",
    };
    Some(Hint::syntax("text follows the closing quote of a value", help, Span::new(scene.at, line_end)))
}

fn deeper_than_its_sibling(scene: &Scene<'_>) -> Option<Hint> {
    let inner = scene.line.key()?;
    let outer = scene.above().next()?.key()?;
    let is_text = !outer.value.is_empty() && !outer.value.starts_with(['|', '>', '[', '{', '&', '!']);
    if !is_text || inner.column <= outer.column || scene.at > inner.colon {
        return None;
    }
    let mut hint = Hint::syntax(
        format!("`{}` is indented deeper than `{}`, which already has a value", inner.key, outer.key),
        format!("begin both in column {}, or remove the value of `{}`", outer.column + 1, outer.key),
        inner.span,
    );
    hint.related = Some((format!("`{}` has its value here", outer.key), outer.span));
    Some(hint)
}

fn item_among_keys(scene: &Scene<'_>) -> Option<Hint> {
    let column = scene.line.indent();
    let sibling = scene.above().find(|line| line.column_after_dashes() <= column)?.key()?;
    if !scene.line.content().starts_with("- ") || sibling.column != column || sibling.value.is_empty() {
        return None;
    }
    let mut hint = Hint::syntax(
        "a list item stands among the keys of a mapping",
        "put the list below the key it belongs to, and leave the line of that key empty after its colon",
        scene.line.span(column, 1),
    );
    hint.related = Some((format!("`{}` has its value here", sibling.key), sibling.span));
    Some(hint)
}

/// The columns in which the collections around a line begin.
fn columns_around(scene: &Scene<'_>) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    let mut least = usize::MAX;
    for line in scene.above() {
        columns.extend(line.columns().filter(|&column| column < least));
        least = least.min(line.indent());
        if least == 0 {
            break;
        }
    }
    columns
}

fn unknown_column(scene: &Scene<'_>) -> Option<Hint> {
    let column = scene.line.indent();
    let columns = columns_around(scene);
    let is_at_first_token = scene.at <= scene.line.start + column as u32 && scene.line.has_content();
    if !is_at_first_token || columns.is_empty() || columns.contains(&column) {
        return None;
    }
    let left = columns.iter().filter(|&&other| other < column).max();
    let right = columns.iter().filter(|&&other| other > column).min();
    let expected: Vec<String> = left.into_iter().chain(right).map(|column| (column + 1).to_string()).collect();
    let place = scene.line.span(column, scene.line.content().len());
    Some(Hint::syntax(
        format!("this line begins in column {}, where nothing around it does", column + 1),
        format!("begin it in column {}, as the lines above it", expected.join(" or ")),
        place,
    ))
}

#[cfg(test)]
mod tests {
    use crate::yaml::{LineIndex, Stream};

    /// What is said about the only error of a text: line, column, message, help.
    fn explained(source: &str) -> (u32, u32, String, String) {
        let stream = Stream::parse(source.as_bytes().to_vec());
        assert_eq!(stream.errors.len(), 1, "{source}");
        let error = &stream.errors[0];
        let position = LineIndex::new(source).position(error.span.start);
        (position.line, position.column, error.message.clone(), error.help.clone().unwrap_or_default())
    }

    #[test]
    fn common_mistakes_are_named_where_they_were_made() {
        for (source, line, column, message, help) in [
            ("a:\n\tb: c\n", 2, 1, "a tab stands where only spaces", "replace it by spaces"),
            ("a:\n  b: c\n  \td: e\n", 3, 3, "a tab stands where only spaces", "replace it by spaces"),
            ("a: {{ .Values.x }}\n", 1, 4, "template that was not rendered", "helm template"),
            ("{{- if .Values.x }}\na: b\n{{- end }}\n", 1, 1, "template that was not rendered", "helm template"),
            ("{{ if .Values.x }}\n# c\na: b\n{{ end }}\n", 1, 1, "template that was not rendered", "helm template"),
            ("a:\n  {{- toYaml .Values.x | nindent 2 }}\n", 2, 3, "template that was not rendered", "helm template"),
            ("a: b\n{% if x %}\n", 2, 1, "template that was not rendered", "render the template"),
            ("a: \"{{ x }}\"\nb: @c\n", 2, 4, "cannot begin with `@`", "quotes"),
            ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", 2, 1, "a merge conflict", "keep one"),
            ("a:\n  name:foo\n  b: c\n", 2, 7, "missing after the colon of `name`", "write `name: `"),
            ("a: b\nkind:Pod\nc: d\n", 2, 5, "missing after the colon of `kind`", "write `kind: `"),
            ("a:\n  - name:foo\n    b: c\n", 2, 9, "missing after the colon of `name`", "write `name: `"),
            ("a:\n  -name: b\n   image: c\n", 2, 3, "missing after the dash", "write `- `"),
            ("- a\n-b\n", 2, 1, "missing after the dash", "write `- `"),
            ("a: \"b\nc: \"d\"\n", 1, 4, "not closed in its line", "close the quote"),
            ("a: 'it's'\n", 1, 8, "text follows the closing quote", "written twice"),
            ("a: \"b\"c\"\n", 1, 7, "text follows the closing quote", "`\\\"`"),
            ("{\"a\": b,\n\"c\"", 2, 4, "is missing here", ""),
            ("a: \"b\" c\n", 1, 8, "text follows the closing quote", "whole value"),
            ("a: b\n  c: d\n", 2, 3, "`c` is indented deeper than `a`", "column 1"),
            ("- a: b\n    c: d\n", 2, 5, "`c` is indented deeper than `a`", "column 3"),
            ("a:\n    b: c\n  d: e\n", 3, 3, "begins in column 3, where nothing", "column 1 or 5"),
            ("a:\n  - b: c\n   d: e\n", 3, 4, "begins in column 4, where nothing", "column 3 or 5"),
            ("- - a\n - b\n", 2, 2, "begins in column 2, where nothing", "column 1 or 3"),
            ("a: b\n- c\n", 2, 1, "a list item stands among the keys", "below the key"),
            ("a : b\n  c : d\n", 2, 3, "`c` is indented deeper than `a`", "column 1"),
            ("a: b: c\n", 1, 5, "`key: value`", "quote"),
            ("a: `b`\n", 1, 4, "cannot begin with ```", "quotes"),
            ("a: %b\n", 1, 4, "cannot begin with `%`", "quotes"),
            ("a: *.example.com\n", 1, 4, "", "quote"),
        ] {
            let found = explained(source);
            assert_eq!((found.0, found.1), (line, column), "{source}: {found:?}");
            assert!(found.2.contains(message), "{source}: {found:?}");
            assert!(found.3.contains(help), "{source}: {found:?}");
        }
    }

    #[test]
    fn values_are_never_quoted() {
        for source in
            ["a:\n  password:hunter2\n  b: c\n", "a: hunter2: x\n", "a: 'hunter2's'\n", "a: b\n  hunter2 x: d\n"]
        {
            let (_, _, message, help) = explained(source);
            assert!(!message.contains("hunter2") && !help.contains("hunter2"), "{source}: {message}; {help}");
        }
    }
}
