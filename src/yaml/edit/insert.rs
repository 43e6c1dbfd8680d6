//! Keys and items that are added.

use serde_json::Value as Json;

use super::layout::Layout;
use super::{APPEND, Edit, Way, render};
use crate::yaml::{Kind, Node};

/// Adds a value under the first missing step of a way.
pub(super) fn insert(way: &Way<'_>, step: &str, value: &Json, edits: &mut Vec<Edit>) -> Option<()> {
    let node = way.node;
    let layout = Layout::of(node.document());
    let in_block = way.parent().is_none_or(|parent| !parent.is_flow());
    match node.kind() {
        Kind::Map if node.is_empty() => instead(&layout, way, in_block, &one_pair(step, value), edits),
        Kind::Map if node.is_flow() => edits.push(flow_pair(&layout, node, &render::pair(&layout, step, value))?),
        Kind::Map => {
            let column = layout.column(node.span().start);
            edits.push(below(&layout, node, column, &render::block_pair(&layout, step, value, column)));
        }
        Kind::Seq if !is_end(node, step) => return None,
        Kind::Seq if node.is_empty() => {
            let small = !matches!(value, Json::Array(_) | Json::Object(_));
            instead(&layout, way, in_block && !small, &Json::Array(vec![value.clone()]), edits);
        }
        Kind::Seq if node.is_flow() => edits.push(flow_item(&layout, node, &render::flow(&layout, value))?),
        Kind::Seq => {
            let column = layout.column(node.span().start);
            edits.push(below(&layout, node, column, &render::item(&layout, value, column)));
        }
        // Nothing is what a mapping or list without entries is, for Kubernetes.
        Kind::Null if way.parent().is_some() => {
            let value = if step == APPEND { Json::Array(vec![value.clone()]) } else { one_pair(step, value) };
            super::replace::value(way, &value, edits);
        }
        _ => return None,
    }
    Some(())
}

fn one_pair(key: &str, value: &Json) -> Json {
    Json::Object([(key.to_owned(), value.clone())].into_iter().collect())
}

/// Whether a step is the place behind the last item.
fn is_end(list: Node<'_>, step: &str) -> bool {
    step == APPEND || step.parse() == Ok(list.len())
}

/// Writes a value in the place of `{}` or `[]`: over several lines where it stands in a block.
fn instead(layout: &Layout<'_>, way: &Way<'_>, in_block: bool, value: &Json, edits: &mut Vec<Edit>) {
    let span = way.node.span();
    if !in_block || layout.is_json {
        edits.push(Edit::new(span.start, span.end, render::flow(layout, value)));
        return;
    }
    match way.key {
        Some(_) => super::replace::value(way, value, edits),
        None => {
            let text = match value {
                Json::Object(_) => render::mapping(layout, value, layout.column(span.start)),
                other => render::flow(layout, other),
            };
            edits.push(Edit::new(span.start, span.end, text));
        }
    }
}

/// A line below the last one of a block collection.
fn below(layout: &Layout<'_>, collection: Node<'_>, column: usize, text: &str) -> Edit {
    let mut inserted = String::new();
    render::line(layout, &mut inserted, column);
    inserted.push_str(text);
    Edit::insert(layout.line_stop(end(layout, collection)), inserted)
}

/// Where a block collection ends. Blank lines after a block scalar that keeps them (`|+`) belong to it.
fn end(layout: &Layout<'_>, collection: Node<'_>) -> u32 {
    let mut last = collection;
    loop {
        let below = match last.kind() {
            Kind::Map => last.pairs().all().last().map(|(_, value)| value),
            Kind::Seq => last.items().last(),
            _ => None,
        };
        match below.filter(|below| super::is_inside(last, *below)) {
            Some(below) => last = below,
            None => break,
        }
    }
    let span = last.span();
    let header = layout.between(span.start, layout.line_stop(span.start));
    if !last.is_block_scalar() || !header.contains('+') {
        return collection.span().end;
    }
    let mut end = span.end;
    loop {
        let next = layout.next_line(end);
        let line = layout.between(next, layout.line_stop(next));
        if next == end || !line.trim().is_empty() || layout.next_line(next) == next {
            return end;
        }
        end = next;
    }
}

/// A pair behind the last of a flow mapping, on a line of its own if the last one has one.
fn flow_pair(layout: &Layout<'_>, map: Node<'_>, pair: &str) -> Option<Edit> {
    let (key, value) = map.pairs().all().last()?;
    let end = value.span().end.max(key.span().end);
    Some(Edit::insert(end, format!(",{}{pair}", gap(layout, map, key))))
}

fn flow_item(layout: &Layout<'_>, list: Node<'_>, item: &str) -> Option<Edit> {
    let last = list.items().last()?;
    Some(Edit::insert(last.span().end, format!(",{}{item}", gap(layout, list, last))))
}

/// What stands between the last entry of a flow collection and what comes before it.
fn gap<'a>(layout: &Layout<'a>, collection: Node<'_>, last: Node<'_>) -> &'a str {
    let before = layout.between(collection.span().start + 1, last.span().start);
    let blanks = before.len() - before.trim_end().len();
    let gap = before.get(before.len() - blanks..).unwrap_or_default();
    let is_only = blanks == before.len();
    if gap.contains('\n') || !(is_only || gap.is_empty()) || (layout.is_json && gap.is_empty() && !is_only) {
        gap
    } else {
        " "
    }
}
