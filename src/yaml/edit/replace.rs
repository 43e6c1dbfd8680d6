//! Values and keys that another takes the place of.

use serde_json::Value as Json;

use super::layout::Layout;
use super::{Edit, Way, render};
use crate::yaml::{Kind, Node, Span};

/// Writes a value in the place of the last node of a way.
pub(super) fn value(way: &Way<'_>, value: &Json, edits: &mut Vec<Edit>) {
    let node = way.node;
    let layout = Layout::of(node.document());
    let span = node.span();
    let in_block = way.parent().is_none_or(|parent| !parent.is_flow());
    let is_block = matches!(node.kind(), Kind::Map | Kind::Seq) && !node.is_flow();
    if let (Json::String(text), true) = (value, is_in_quotes(node)) {
        edits.push(Edit::new(span.start, span.end, in_same_quotes(&layout, span, text)));
        return;
    }
    let is_small = value.as_array().is_none_or(Vec::is_empty) && value.as_object().is_none_or(|pairs| pairs.is_empty());
    let written = !span.is_empty();
    match way.key {
        Some(key) if in_block && (is_block || !is_small || !written) => {
            // From the colon on, as the value may begin on the next line.
            let start = if written && !is_block && !is_small { span.start } else { layout.after_colon(key) };
            let text = render::after_key(&layout, value, layout.column(key.span().start));
            replace_after(&layout, Span::new(start, span.end.max(start)), text, edits);
        }
        None if in_block && (is_block || !is_small) => {
            let text = match value {
                Json::Object(pairs) if !pairs.is_empty() => render::mapping(&layout, value, layout.column(span.start)),
                other => render::flow(&layout, other),
            };
            edits.push(Edit::new(span.start, span.end, text));
        }
        _ => {
            let space = if written { "" } else { " " };
            edits.push(Edit::new(span.start, span.end, format!("{space}{}", render::flow(&layout, value))));
        }
    }
}

/// Puts a text that may begin with a line break behind a key's colon, without blanks before the break.
fn replace_after(layout: &Layout<'_>, span: Span, text: String, edits: &mut Vec<Edit>) {
    let breaks = text.starts_with(['\r', '\n']);
    let head = layout.between(layout.line_start(span.start), span.start);
    let blanks = if breaks { head.len() - head.trim_end_matches([' ', '\t']).len() } else { 0 };
    let stop = layout.line_stop(span.end);
    if breaks && span.is_empty() {
        // A comment behind the colon stays with its key.
        edits.push(Edit::insert(stop, text));
    } else {
        let space = if !breaks && head.ends_with([' ', '\t']) { text.trim_start_matches(' ').to_owned() } else { text };
        edits.push(Edit::new(span.start - blanks as u32, span.end, space));
    }
}

/// Gives a key another name.
pub(super) fn rename(way: &Way<'_>, name: &str, edits: &mut Vec<Edit>) -> Option<()> {
    let key = way.key?;
    let layout = Layout::of(key.document());
    let span = key.span();
    let text = if is_in_quotes(key) { in_same_quotes(&layout, span, name) } else { render::text(&layout, name) };
    edits.push(Edit::new(span.start, span.end, text));
    Some(())
}

fn is_in_quotes(node: Node<'_>) -> bool {
    node.is_quoted() && !node.is_block_scalar()
}

fn in_same_quotes(layout: &Layout<'_>, span: Span, text: &str) -> String {
    let single = layout.between(span.start, span.end).starts_with('\'');
    let printable = text.chars().all(|c| !c.is_control());
    if single && printable { format!("'{}'", text.replace('\'', "''")) } else { render::quoted(text) }
}
