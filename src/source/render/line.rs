//! The line of a template that a place of what it renders most likely comes from.

use crate::yaml::{Pointer, Span};

/// What is looked for in a template.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'w> {
    /// The way to the place in the rendered object.
    pub(super) pointer: &'w Pointer,
    /// The kind of the object.
    pub(super) kind: Option<&'w str>,
    /// How far down in the rendered document the place is, from 0 to 1.
    pub(super) depth: f64,
}

/// A line that holds a key.
#[derive(Debug)]
struct KeyLine<'t> {
    key: &'t str,
    /// Columns before the key; those of the dash of an item count.
    indent: usize,
    /// From the key to the end of the line.
    span: Span,
    /// The document it stands in.
    section: usize,
}

/// The best line for a place: one with the last key of its way that exists, below the same keys; among several, one in a
/// document of the object's kind, and then the one at about the same depth.
pub(super) fn best(text: &str, wanted: Wanted<'_>) -> Span {
    let lines = key_lines(text);
    let is_kind = |line: &KeyLine<'_>| {
        line.key == "kind"
            && wanted.kind.is_some_and(|kind| line.span.slice(text).split([':', ' ']).any(|word| word == kind))
    };
    let sections: Vec<usize> = lines.iter().filter(|line| is_kind(line)).map(|line| line.section).collect();
    let mut keys: Vec<String> = wanted.pointer.segments().filter(|step| step.parse::<usize>().is_err()).collect();
    while let Some(last) = keys.last() {
        let found = lines.iter().enumerate().filter(|(_, line)| line.key == last);
        let ranked = found.map(|(position, line)| {
            let away = (f64::from(line.span.start) / text.len().max(1) as f64 - wanted.depth).abs();
            let rank = (sections.contains(&line.section), parents_in_common(&lines, position, &keys));
            (rank, away, line.span)
        });
        let best = ranked.max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.total_cmp(&a.1)));
        if let Some((_, _, span)) = best {
            return span;
        }
        keys.pop();
    }
    let first = lines.iter().find(|line| is_kind(line)).or(lines.first());
    first.map_or(Span::new(0, first_line(text)), |line| line.span)
}

/// How many keys above a line are those of the way, from the inside out.
fn parents_in_common(lines: &[KeyLine<'_>], position: usize, keys: &[String]) -> usize {
    let Some(line) = lines.get(position) else { return 0 };
    let mut indent = line.indent;
    let above = lines.iter().take(position).rev().take_while(|other| other.section == line.section);
    let parents = above.filter(|other| {
        let is_parent = other.indent < indent;
        if is_parent {
            indent = other.indent;
        }
        is_parent
    });
    parents.zip(keys.iter().rev().skip(1)).take_while(|(parent, key)| parent.key == key.as_str()).count()
}

fn key_lines(text: &str) -> Vec<KeyLine<'_>> {
    let (mut lines, mut start, mut section) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        if line.starts_with("---") {
            section += 1;
        }
        let mut rest = line.trim_end();
        let end = start + rest.len();
        rest = rest.trim_start();
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        if let Some(key) = key_of(rest) {
            let at = end - rest.len();
            lines.push(KeyLine { key, indent: at - start, span: Span::new(at as u32, end as u32), section });
        }
        start += line.len();
    }
    lines
}

/// The key that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let (key, after) = line.split_once(':')?;
    let plain = key.trim_matches(['"', '\'']);
    let is_key = |c: char| c.is_alphanumeric() || "._/-".contains(c);
    (!plain.is_empty() && plain.chars().all(is_key) && (after.is_empty() || after.starts_with(' '))).then_some(plain)
}

fn first_line(text: &str) -> u32 {
    text.lines().next().unwrap_or_default().len() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "\
apiVersion: v1
kind: Service
metadata:
  name: web
---
{{- if .Values.web }}
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec:
      initContainers:
        - name: init
          image: {{ .Values.init }}
      containers:
        - name: app
          image: {{ .Values.image }}
          {{- toYaml .Values.resources | nindent 10 }}
{{- end }}
";

    fn best_line(pointer: &str, kind: &str, depth: f64) -> &'static str {
        let pointer = Pointer::parse(pointer).unwrap();
        best(TEMPLATE, Wanted { pointer: &pointer, kind: Some(kind), depth }).slice(TEMPLATE)
    }

    #[test]
    fn the_line_is_that_of_the_key_below_the_same_keys() {
        for (pointer, kind, expected) in [
            ("/spec/template/spec/containers/0/image", "Deployment", "image: {{ .Values.image }}"),
            ("/spec/template/spec/initContainers/0/image", "Deployment", "image: {{ .Values.init }}"),
            ("/metadata/name", "Service", "name: web"),
            ("/metadata/name", "Deployment", "name: {{ .Release.Name }}"),
            ("/spec/template/spec/containers/0/resources/limits", "Deployment", "containers:"),
            ("", "Deployment", "kind: Deployment"),
            ("/nothing/of/it", "Service", "kind: Service"),
        ] {
            assert_eq!(best_line(pointer, kind, 0.0), expected, "{pointer} of {kind}");
        }
    }

    #[test]
    fn of_lines_that_fit_alike_the_one_at_the_same_depth_is_taken() {
        let text = "a:\n  - port: 1\n  - port: 2\n  - port: 3\n";
        let pointer = Pointer::parse("/a/1/port").unwrap();
        let line = |depth| best(text, Wanted { pointer: &pointer, kind: None, depth }).slice(text);
        assert_eq!((line(0.1), line(0.5), line(0.9)), ("port: 1", "port: 2", "port: 3"));
    }

    #[test]
    fn a_template_without_keys_has_its_first_line() {
        let pointer = Pointer::parse("/a").unwrap();
        let text = "{{ include \"x\" . }}\n{{ end }}\n";
        let span = best(text, Wanted { pointer: &pointer, kind: None, depth: 0.0 });
        assert_eq!(span.slice(text), "{{ include \"x\" . }}");
    }
}
