//! Texts that are made to hurt: each ends in an error with a place, or in the right result.

use kubevet::yaml::{Document, Stream, SyntaxError, SyntaxErrorKind};

/// Reads a text by both paths, on a thread with as little stack as they come.
fn read(text: impl Into<Vec<u8>>) -> Result<Document, SyntaxError> {
    let bytes = text.into();
    let small = || std::thread::Builder::new().stack_size(128 << 10);
    let exactly = bytes.clone();
    let exact = small().spawn(|| Document::parse_exactly(exactly)).unwrap().join().unwrap();
    let usual = small().spawn(|| Document::parse(bytes)).unwrap().join().unwrap();
    match (&usual, &exact) {
        (Ok(usual), Ok(exact)) => assert_eq!(usual.root().len(), exact.root().len()),
        (Err(_), Err(_)) => {}
        _ => panic!("the paths differ: {usual:?} {exact:?}"),
    }
    usual
}

fn kind_and_start(error: &SyntaxError) -> (SyntaxErrorKind, u32) {
    (error.kind, error.span.start)
}

#[test]
fn nesting_of_10_000_levels_is_read_and_one_more_is_an_error() {
    for (open, inner, close) in [("[", "", "]"), ("{a: ", "1", "}"), ("- ", "x", "")] {
        let text = |levels: usize| format!("{}{inner}{}\n", open.repeat(levels), close.repeat(levels));
        assert!(read(text(10_000)).is_ok(), "{open}");
        let error = read(text(10_001)).unwrap_err();
        assert_eq!(kind_and_start(&error), (SyntaxErrorKind::TooLarge, 10_000 * open.len() as u32), "{open}");
    }
}

#[test]
fn block_collections_that_share_a_column_count_as_levels_too() {
    let text = |levels: usize| (0..levels).map(|i| format!("{0}a:\n{0}-\n", " ".repeat(i))).collect::<String>();
    let error = read(text(5_001)).unwrap_err();
    assert_eq!(error.kind, SyntaxErrorKind::TooLarge);
}

#[test]
fn collections_that_are_never_closed_are_an_error() {
    for text in ["{\"a\"!x :1 # c:}", "[a", "{", "[\n", "{a: [", "[a, {b: c}", "k: [#"] {
        assert!(read(text).is_err(), "{text}");
    }
    assert_eq!(read("[".repeat(1_000_000)).unwrap_err().kind, SyntaxErrorKind::TooLarge);
}

#[test]
fn aliases_that_multiply_a_document_are_an_error() {
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for i in 1..9 {
        let alias = format!("*a{}", i - 1);
        laughs += &format!("a{i}: &a{i} [{}]\n", vec![alias; 9].join(", "));
    }
    assert_eq!(read(laughs).unwrap_err().kind, SyntaxErrorKind::TooLarge);
}

#[test]
fn merges_that_multiply_a_document_are_an_error() {
    let mut chain = "a0: &a0 {k: v}\n".to_owned();
    for i in 1..64 {
        chain += &format!("a{i}: &a{i}\n  <<: [*a{0}, *a{0}]\n  k{i}: v\n", i - 1);
    }
    assert_eq!(read(chain).unwrap_err().kind, SyntaxErrorKind::TooLarge);
}

#[test]
fn aliases_cannot_pile_up_more_levels_than_may_be_written() {
    let nested = |inner: &str| format!("{}{inner}{}", "[".repeat(6_000), "]".repeat(6_000));
    let error = read(format!("- &a {}\n- {}\n", nested("x"), nested("*a"))).unwrap_err();
    assert_eq!(error.kind, SyntaxErrorKind::TooLarge);
}

#[test]
fn scalars_of_many_megabytes_are_read() {
    let size = 8 << 20;
    let plain = "a".repeat(size);
    assert_eq!(read(format!("k: {plain}\n")).unwrap().root().get("k").unwrap().text().len(), size);
    assert_eq!(read(format!("k: \"{plain}\"\n")).unwrap().root().get("k").unwrap().text().len(), size);
    let lines = "  0123456789abcde\n".repeat(size / 16);
    assert_eq!(read(format!("k: |\n{lines}")).unwrap().root().get("k").unwrap().text().len(), size);
    assert_eq!(read(format!("k: >\n{lines}")).unwrap().root().get("k").unwrap().text().len(), size);
    assert_eq!(read(format!("k:\n{lines}")).unwrap().root().get("k").unwrap().text().len(), size - 1);
}

#[test]
fn many_keys_and_many_duplicates_are_read() {
    let keys: String = (0..200_000).map(|i| format!("k{i}: {i}\n")).collect();
    assert_eq!(read(keys).unwrap().root().len(), 200_000);
    let same = read("a: 1\n".repeat(50_000)).unwrap();
    assert_eq!((same.root().len(), same.duplicates().len()), (1, 49_999));
}

#[test]
fn bytes_that_are_no_text_are_an_error_at_their_place() {
    for (bytes, start) in [
        (b"a: x\0y\n".as_slice(), 4),
        (b"a: 1\n\0", 5),
        (b"a: x\x01y\n", 4),
        (b"a: x\x7fy\n", 4),
        (b"a: \xff\n", 3),
        (b"a: \xed\xa0\x80\n", 3),
        (b"a: \xe2\x82", 3),
        ("a: \u{ffff}\n".as_bytes(), 3),
        ("a: x\u{85}b: \u{86}\n".as_bytes(), 9),
    ] {
        assert_eq!(kind_and_start(&read(bytes).unwrap_err()), (SyntaxErrorKind::Encoding, start), "{bytes:?}");
    }
}

#[test]
fn a_broken_document_does_not_hide_the_others() {
    let stream = Stream::parse(b"a: 1\n---\nb: \xff\n---\nc: [\n---\n# nothing\n---\nd: 4\n--- x\ne: 5\n".to_vec());
    let read: Vec<usize> = stream.documents.iter().map(Document::index).collect();
    let failed: Vec<_> = stream.errors.iter().map(|error| (error.kind, error.document)).collect();
    assert_eq!(read, [0, 4, 5]);
    let expected = [(SyntaxErrorKind::Encoding, 1), (SyntaxErrorKind::Syntax, 2), (SyntaxErrorKind::Separator, 4)];
    assert_eq!(failed, expected);
}

#[test]
fn text_behind_the_end_of_a_document_is_never_dropped_in_silence() {
    for (text, rest) in
        [("a: 1\n...\nb: 2\n", "b: 2\n"), ("{a: 1}\nb: 2\n", "b: 2\n"), ("a: 1\r---\rb: 2\r", "b: 2\r\n")]
    {
        let stream = Stream::parse(text.into());
        assert_eq!(stream.documents.len(), 1, "{text:?}");
        assert_eq!(stream.errors[0].kind, SyntaxErrorKind::Separator, "{text:?}");
        assert_eq!(stream.errors[0].span.slice(&stream.text), rest, "{text:?}");
    }
    assert!(Stream::parse("a: 1\n...\n# the end\n".into()).errors.is_empty());
}

#[test]
fn windows_and_utf16_files_are_read() {
    let text = "a: 1\r\nb:\r\n- x\r\nc: |\r\n  y\r\n";
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.as_bytes().to_vec(), little] {
        let json = read(bytes).unwrap().root().to_json();
        assert_eq!(json.to_string(), r#"{"a":1,"b":["x"],"c":"y\n"}"#);
    }
}
