//! Promises that the loader keeps for every text.

use std::collections::BTreeMap;

use kubevet::yaml::agreement::{Agreement, compare};
use kubevet::yaml::{Node, Span, Stream, Value};
use proptest::prelude::*;

use super::generated::{Tree, render, tree};

fn read(node: Node<'_>) -> Tree {
    match node.value() {
        Value::Null => Tree::Null,
        Value::Bool(value) => Tree::Bool(value),
        Value::Int(value) => Tree::Int(value),
        Value::Uint(value) => Tree::Text(format!("unexpected number {value}")),
        Value::Float(value) => Tree::Text(format!("unexpected number {value}")),
        Value::Str(value) => Tree::Text(value.to_owned()),
        Value::Seq => Tree::Seq(node.items().map(read).collect()),
        Value::Map => {
            Tree::Map(node.pairs().map(|(key, value)| (key.text().to_owned(), read(value))).collect::<BTreeMap<_, _>>())
        }
    }
}

/// Pieces of YAML that mean something, for breaking documents.
const PIECES: [&str; 48] = [
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\n  ",
    ":",
    ": ",
    "- ",
    "-",
    "? ",
    "#",
    " #",
    ",",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "|",
    ">",
    "|2-",
    ">+",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "---",
    "...",
    "%YAML 1.1",
    "\\",
    "\\\n",
    "a",
    "b: c",
    "- d",
    "\u{e9}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\u{7f}",
    "~",
    "0777",
    "yes",
    ".nan",
    "\n\n",
];

/// Where to cut a text, how much to remove there, and what to put in.
fn edits() -> impl Strategy<Value = Vec<(usize, usize, &'static str)>> {
    prop::collection::vec(
        (any::<usize>(), prop_oneof![3 => Just(0_usize), 1 => 1_usize..4], prop::sample::select(&PIECES[..])),
        1..5,
    )
}

fn edit(text: &str, edits: &[(usize, usize, &str)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for &(at, remove, piece) in edits {
        let at = at % (characters.len() + 1);
        let end = (at + remove).min(characters.len());
        characters.splice(at..end, piece.chars());
    }
    characters.into_iter().collect()
}

fn agree(text: &str) -> Result<(), TestCaseError> {
    match compare(text, Span::new(0, text.len() as u32)) {
        Agreement::Differs(difference) => Err(TestCaseError::fail(format!("{difference}\n{text}\n{text:?}"))),
        Agreement::GaveUp | Agreement::Same => Ok(()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_document_loads_to_what_was_written_in_any_style(tree in tree(), choices in prop::collection::vec(any::<u8>(), 1..200)) {
        let text = render(&tree, &choices);
        let stream = Stream::parse(text.clone().into_bytes());
        prop_assert!(stream.errors.is_empty(), "{:?}\n{text}\n{text:?}", stream.errors);
        prop_assert_eq!(stream.documents.len(), 1, "{}", text);
        prop_assert_eq!(read(stream.documents[0].root()), tree, "{}\n{:?}", text, text);
        agree(&text)?;
    }

    #[test]
    fn both_paths_agree_on_documents_that_were_broken(
        tree in tree(), choices in prop::collection::vec(any::<u8>(), 1..200), edits in edits(),
    ) {
        let text = edit(&render(&tree, &choices), &edits);
        agree(&text)?;
        Stream::parse(text.into_bytes());
    }

    #[test]
    fn both_paths_agree_on_any_pieces_of_yaml(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)) {
        let text = pieces.concat();
        agree(&text)?;
        Stream::parse(text.into_bytes());
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let stream = Stream::parse(bytes);
        for error in &stream.errors {
            prop_assert!(error.span.end as usize <= stream.text.len());
        }
    }
}
