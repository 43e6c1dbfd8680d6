//! Edits of scalars.

use crate::finding::Edit;
use crate::yaml::Node;

/// Writes another text in the place of a scalar, between the quotes if it has some: JSON cannot do without them.
pub(crate) fn replacing(scalar: Node<'_>, text: &str) -> Edit {
    let span = scalar.span();
    let quote = u32::from(scalar.is_quoted() && !scalar.is_block_scalar() && span.len() >= 2);
    Edit { start: span.start + quote, end: span.end - quote, text: text.to_owned() }
}
