//! Keys and items that are taken away.

use super::layout::Layout;
use super::{Edit, Way};
use crate::yaml::{Kind, Node, Span};

/// Removes the last node of a way, with its key if it has one.
pub(super) fn remove(way: &Way<'_>, edits: &mut Vec<Edit>) {
    let Some(parent) = way.parent() else { return };
    let layout = Layout::of(parent.document());
    let entries = entries(parent);
    let own = way.key.unwrap_or(way.node).span().start;
    let Some(at) = entries.iter().position(|entry| entry.start <= own && own <= entry.end) else { return };
    if entries.len() == 1 {
        edits.push(emptied(&layout, way, parent));
    } else if parent.is_flow() {
        edits.extend(from_flow(&entries, at));
    } else {
        edits.extend(from_block(&layout, parent, &entries, at));
    }
}

/// The entries of a collection as they are written: pairs from key to value, items with their dash.
fn entries(collection: Node<'_>) -> Vec<Span> {
    match collection.kind() {
        Kind::Map => {
            let pairs = collection.pairs().all().filter(|(key, _)| super::is_inside(collection, *key));
            pairs
                .map(
                    |(key, value)| {
                        if value.span().start >= key.span().start { key.span().to(value.span()) } else { key.span() }
                    },
                )
                .collect()
        }
        _ => collection.items().map(Node::span).collect(),
    }
}

/// The last entry goes: an empty collection stays, as the key above it may be required.
fn emptied(layout: &Layout<'_>, way: &Way<'_>, parent: Node<'_>) -> Edit {
    let empty = if parent.kind() == Kind::Map { "{}" } else { "[]" };
    let span = parent.span();
    let above = way.around.iter().rev().nth(1);
    let key =
        above.and_then(|above| above.pairs().all().find(|(_, value)| value.id() == parent.id())).map(|(key, _)| key);
    match key.filter(|_| !parent.is_flow()) {
        // What stands between the colon and the entry is a line break, and comments about what goes.
        Some(key) => Edit::new(layout.after_colon(key), span.end, format!(" {empty}")),
        None => Edit::new(span.start, span.end, empty),
    }
}

fn from_flow(entries: &[Span], at: usize) -> Option<Edit> {
    let own = entries.get(at)?;
    let edit = match entries.get(at + 1) {
        Some(next) => Edit::new(own.start, next.start, ""),
        None => Edit::new(entries.get(at.checked_sub(1)?)?.end, own.end, ""),
    };
    Some(edit)
}

/// Whole lines go, unless the entry shares its first line with a dash that stays.
fn from_block(layout: &Layout<'_>, parent: Node<'_>, entries: &[Span], at: usize) -> Option<Edit> {
    let own = entries.get(at)?;
    let is_item = parent.kind() == Kind::Seq;
    let begins = if is_item { dash(layout, parent, own)? } else { own.start };
    let line = layout.line_start(begins);
    if layout.between(line, begins).trim().is_empty() {
        let stop = layout.next_line(own.end);
        // Without a line break at the end of the text, the one before goes instead.
        if layout.line_stop(own.end) == stop {
            return Some(Edit::new(layout.line_stop(entries.get(at.checked_sub(1)?)?.end), stop, ""));
        }
        return Some(Edit::new(line, stop, ""));
    }
    let next = entries.get(at + 1)?;
    let next_begins = if is_item { dash(layout, parent, next)? } else { next.start };
    Some(Edit::new(begins, next_begins, ""))
}

/// Where the dash of an item stands.
fn dash(layout: &Layout<'_>, list: Node<'_>, item: &Span) -> Option<u32> {
    let head = layout.between(list.span().start, item.start);
    head.rfind('-').map(|at| list.span().start + at as u32)
}
