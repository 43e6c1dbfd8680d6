//! Edits as users see them, and a check that they change what they say and nothing else.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{Change, EditError, apply};
use crate::yaml::{Document, Pointer};

fn document(text: &str) -> Document {
    Document::parse(text.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error:?} in\n{text}"))
}

fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap()
}

fn set(at: &str, value: Json) -> Change {
    Change::Set(pointer(at), value)
}

fn remove(at: &str) -> Change {
    Change::Remove(pointer(at))
}

fn edited(text: &str, changes: &[Change]) -> Result<String, EditError> {
    document(text).edits(changes).map(|edits| apply(text, &edits))
}

/// Each case: a text, a change, the text afterwards.
fn holds(cases: &[(&str, Change, &str)]) {
    for (before, change, after) in cases {
        assert_eq!(edited(before, std::slice::from_ref(change)).as_deref(), Ok(*after), "{change:?} of\n{before}");
    }
}

#[test]
fn values_keep_their_quotes_comments_and_places() {
    holds(&[
        ("a: 1 # one\nb: 2\n", set("/a", json!(3)), "a: 3 # one\nb: 2\n"),
        ("a: 'x'\n", set("/a", json!("it's")), "a: 'it''s'\n"),
        ("a: \"x\"\n", set("/a", json!("z")), "a: \"z\"\n"),
        ("a: x\n", set("/a", json!("yes")), "a: \"yes\"\n"),
        ("a:\nb: 1\n", set("/a", json!(true)), "a: true\nb: 1\n"),
        ("a: # why\nb: 1\n", set("/a", json!(true)), "a: true # why\nb: 1\n"),
        ("a: |\n  x\n  y\nb: 1\n", set("/a", json!("z")), "a: z\nb: 1\n"),
        ("a:\n  b: 1\n  c: 2\nd: 1\n", set("/a", json!("z")), "a: z\nd: 1\n"),
        ("a: x\n", set("/a", json!({"b": {"c": 1}})), "a:\n  b:\n    c: 1\n"),
        ("a: [1, 2]\n", set("/a/1", json!("x")), "a: [1, x]\n"),
        ("- x\n- z\n", set("/1", json!({"a": 1, "b": [2]})), "- x\n- a: 1\n  b:\n    - 2\n"),
        ("{\"a\": 1}", set("/a", json!("x")), "{\"a\": \"x\"}"),
    ]);
}

#[test]
fn keys_are_added_below_the_last_one_at_its_column() {
    holds(&[
        ("a: 1\n", set("/b", json!(2)), "a: 1\nb: 2\n"),
        ("a: 1", set("/b", json!(2)), "a: 1\nb: 2"),
        ("a: 1\r\n", set("/b", json!(2)), "a: 1\r\nb: 2\r\n"),
        (
            "a:\n    b: 1 # b\n    # c\nd: 1\n",
            set("/a/x/z", json!(2)),
            "a:\n    b: 1 # b\n    x:\n        z: 2\n    # c\nd: 1\n",
        ),
        ("a:\n- k: x\n  m: z\n- k: z\n", set("/a/0/l", json!(["q"])), "a:\n- k: x\n  m: z\n  l:\n  - q\n- k: z\n"),
        ("a: {}\n", set("/a/b", json!(1)), "a:\n  b: 1\n"),
        ("a: {} # c\n", set("/a/b", json!(1)), "a:\n  b: 1 # c\n"),
        ("a: {x: 1}\n", set("/a/b", json!("c d")), "a: {x: 1, b: c d}\n"),
        ("a:\nb: 1\n", set("/a/c", json!(1)), "a:\n  c: 1\nb: 1\n"),
        ("a: # why\nb: 1\n", set("/a/c", json!(1)), "a: # why\n  c: 1\nb: 1\n"),
        ("a: null\n", set("/a/c", json!(1)), "a:\n  c: 1\n"),
        ("a: |+\n  x\n\nb: 1\n", set("/c", json!(1)), "a: |+\n  x\n\nb: 1\nc: 1\n"),
        ("{\"a\": {\"b\": 1}}", set("/a/c", json!("d")), "{\"a\": {\"b\": 1, \"c\": \"d\"}}"),
        ("{\n  \"a\": 1\n}\n", set("/b", json!([1])), "{\n  \"a\": 1,\n  \"b\": [1]\n}\n"),
    ]);
}

#[test]
fn items_are_added_behind_the_last_one() {
    holds(&[
        ("a:\n- x\nb: 1\n", set("/a/-", json!("z")), "a:\n- x\n- z\nb: 1\n"),
        ("a:\n  - k: 1\n", set("/a/1", json!({"k": 2, "m": 3})), "a:\n  - k: 1\n  - k: 2\n    m: 3\n"),
        ("a: [x]\n", set("/a/-", json!("z")), "a: [x, z]\n"),
        ("a: []\n", set("/a/-", json!("z")), "a: [z]\n"),
        ("a: {}\n", set("/a/b/-", json!("ALL")), "a:\n  b:\n    - ALL\n"),
    ]);
}

#[test]
fn what_is_removed_takes_its_lines_along_and_leaves_the_rest() {
    holds(&[
        ("a: 1\nb: 2 # two\nc: 3\n", remove("/b"), "a: 1\nc: 3\n"),
        ("a: 1\nb: 2", remove("/b"), "a: 1"),
        ("a:\n  b: 1\nc: 2\n", remove("/a/b"), "a: {}\nc: 2\n"),
        ("a:\n- k: x\n  m: z\n", remove("/a/0/k"), "a:\n- m: z\n"),
        ("a:\n- k: x\n- k: z\n", remove("/a/0"), "a:\n- k: z\n"),
        ("a:\n- k: x\n", remove("/a/0"), "a: []\n"),
        ("a: {b: 1, c: 2}\n", remove("/a/b"), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", remove("/a/c"), "a: {b: 1}\n"),
        ("a: {b: 1}\n", remove("/a/b"), "a: {}\n"),
        ("a:\n  b: |\n    x\n    y\n  c: 1\n", remove("/a/b"), "a:\n  c: 1\n"),
    ]);
}

#[test]
fn keys_are_renamed_in_their_quotes() {
    let rename = |at: &str, key: &str| Change::Rename(pointer(at), key.to_owned());
    holds(&[
        ("a:\n  b: 1\n", rename("/a", "c"), "c:\n  b: 1\n"),
        ("{\"a\": 1}", rename("/a", "c"), "{\"c\": 1}"),
        ("a: 1\n", rename("/a", "true"), "\"true\": 1\n"),
    ]);
}

#[test]
fn what_an_anchor_shares_is_refused() {
    let text = "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 1\n";
    for at in ["/a/b", "/c/b", "/d/b", "/a"] {
        assert!(matches!(edited(text, &[set(at, json!(2))]), Err(EditError::Shared(_))), "{at}");
    }
    assert_eq!(edited(text, &[set("/d/e", json!(2))]).unwrap(), text.replace("e: 1", "e: 2"));
}

#[test]
fn places_that_cannot_be_are_refused() {
    for (text, change) in [
        ("a: 1\n", set("/a/b", json!(1))),
        ("a: [1]\n", set("/a/3", json!(1))),
        ("a: 1\n", remove("/b")),
        ("a: 1\n", Change::Remove(Pointer::root())),
    ] {
        assert!(matches!(edited(text, &[change]), Err(EditError::NoPlace(_))), "{text}");
    }
    assert!(matches!(
        edited("a: 1\n", &[remove("/a"), set("/a/b/c", json!(1)), remove("/d")]),
        Err(EditError::NoPlace(_))
    ));
}

#[test]
fn changes_that_meet_are_made_one_after_the_other() {
    let cases: [(&str, &[Change], &str); 4] = [
        ("a:\n  b: 1\nc: 2\n", &[remove("/a/b"), set("/a/d", json!(3))], "a:\n  d: 3\nc: 2\n"),
        ("a:\n  b: 1\n", &[set("/a/d", json!(3)), remove("/a/b")], "a:\n  d: 3\n"),
        ("a: {}\n", &[set("/a/b/c", json!(1)), set("/a/b/d", json!(2))], "a:\n  b:\n    c: 1\n    d: 2\n"),
        ("ä: é\nb: 1\n", &[remove("/b"), set("/c", json!("é"))], "ä: é\nc: \"é\"\n"),
    ];
    for (before, changes, after) in cases {
        assert_eq!(edited(before, changes).as_deref(), Ok(after), "{changes:?} of\n{before}");
    }
}

/// The same change made to the JSON value.
fn changed(mut root: Json, change: &Change) -> Json {
    let steps: Vec<String> = change.pointer().segments().collect();
    let (last, above) = steps.split_last().unwrap();
    let mut here = &mut root;
    for step in above {
        if here.is_null() {
            *here = json!({});
        }
        here = match here {
            Json::Array(items) => &mut items[step.parse::<usize>().unwrap()],
            Json::Object(pairs) => pairs.entry(step).or_insert(Json::Null),
            other => panic!("{other:?} holds nothing"),
        };
    }
    match (change, here) {
        (Change::Set(_, value), Json::Array(items)) => match last.parse::<usize>() {
            Ok(index) if index < items.len() => items[index] = value.clone(),
            _ => items.push(value.clone()),
        },
        (Change::Set(_, value), here @ Json::Null) if last == "-" => *here = json!([value]),
        (Change::Set(_, value), here @ Json::Null) => *here = json!({ last: value }),
        (Change::Set(_, value), Json::Object(pairs)) => {
            pairs.insert(last.clone(), value.clone());
        }
        (Change::Remove(_), Json::Array(items)) => {
            items.remove(last.parse::<usize>().unwrap());
        }
        (Change::Remove(_), Json::Object(pairs)) => {
            pairs.remove(last);
        }
        other => panic!("{other:?}"),
    }
    root
}

fn scalar() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i32>().prop_map(Json::from),
        "[a-z]{1,6}".prop_map(Json::from),
        "[ -~]{0,12}".prop_map(Json::from),
        "\\PC{0,6}".prop_map(Json::from),
        prop::sample::select(vec![
            "yes",
            "~",
            "0777",
            "1:30",
            "- a",
            "a: b",
            "a #b",
            "x\ny\n",
            "<<",
            "=",
            "2024-01-01"
        ])
        .prop_map(Json::from),
    ]
}

fn value() -> impl Strategy<Value = Json> {
    scalar().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map("[a-e]{1,2}|[ -~]{1,4}", inner, 0..4)
                .prop_map(|pairs| Json::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Writes a value as somebody's YAML: in block or flow style, with comments, blank lines and several kinds of quotes.
fn written(value: &Json, habits: &mut impl Iterator<Item = u8>, column: usize, may_flow: bool, out: &mut String) {
    let pad = " ".repeat(column);
    let habit = habits.next().unwrap_or_default();
    let flow = may_flow && habit.is_multiple_of(5);
    match value {
        Json::Object(pairs) if !pairs.is_empty() && !flow => {
            for (index, (key, value)) in pairs.iter().enumerate() {
                let comment = habits.next().unwrap_or_default();
                if index > 0 {
                    if comment.is_multiple_of(4) {
                        out.push_str(&format!("{pad}# about {index}\n"));
                    }
                    out.push_str(&pad);
                }
                out.push_str(&Json::from(key.as_str()).to_string());
                out.push(':');
                below(value, habits, column + 2 + usize::from(habit % 2) * 2, column, out);
            }
        }
        Json::Array(items) if !items.is_empty() && !flow => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(&pad);
                }
                out.push_str("- ");
                written(item, habits, column + 2, true, out);
            }
        }
        Json::String(text)
            if habit.is_multiple_of(3)
                && !text.is_empty()
                && text.chars().all(|c| c.is_ascii_lowercase())
                && !matches!(text.as_str(), "y" | "n" | "no" | "on" | "yes" | "off" | "true" | "false" | "null") =>
        {
            out.push_str(&format!("{text}\n"));
        }
        other => {
            out.push_str(&other.to_string());
            out.push_str(if habit % 4 == 1 { " # note\n" } else { "\n" });
        }
    }
}

fn below(value: &Json, habits: &mut impl Iterator<Item = u8>, column: usize, key_column: usize, out: &mut String) {
    let collection = matches!(value, Json::Object(pairs) if !pairs.is_empty())
        || matches!(value, Json::Array(items) if !items.is_empty());
    let habit = habits.next().unwrap_or_default();
    if value.is_null() && habit.is_multiple_of(2) {
        out.push_str(if habit.is_multiple_of(4) { "\n" } else { " # nothing\n" });
    } else if collection {
        let at_key = value.is_array() && habit.is_multiple_of(3);
        let column = if at_key { key_column } else { column };
        out.push_str(if habit.is_multiple_of(7) { " # below\n" } else { "\n" });
        out.push_str(&" ".repeat(column));
        written(value, habits, column, !at_key, out);
    } else {
        out.push(' ');
        written(value, habits, column, true, out);
    }
}

/// All places of a value, and one that is missing in each collection.
fn places(value: &Json, at: &Pointer, existing: &mut Vec<Pointer>, missing: &mut Vec<Pointer>) {
    match value {
        Json::Object(pairs) => {
            missing.push(at.clone().key("new"));
            missing.push(at.clone().key("new").key("deep").key("er"));
            for (key, value) in pairs {
                existing.push(at.clone().key(key));
                places(value, &at.clone().key(key), existing, missing);
            }
        }
        Json::Array(items) => {
            missing.push(at.clone().key("-"));
            for (index, value) in items.iter().enumerate() {
                existing.push(at.clone().index(index));
                places(value, &at.clone().index(index), existing, missing);
            }
        }
        Json::Null if !at.is_root() => missing.push(at.clone().key("new")),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_change_does_what_it_says_and_touches_nothing_else(
        root in prop::collection::btree_map("[a-e]{1,2}", value(), 1..4),
        new in value(),
        habits in prop::collection::vec(any::<u8>(), 64),
        choice in any::<prop::sample::Index>(),
        next in any::<prop::sample::Index>(),
        removes in any::<bool>(),
    ) {
        let root = Json::Object(root.into_iter().collect());
        let mut text = String::new();
        written(&root, &mut habits.into_iter().cycle(), 0, true, &mut text);
        let document = document(&text);
        prop_assert_eq!(document.root().to_json(), root.clone(), "{}", text);
        let (mut existing, mut missing) = (Vec::new(), Vec::new());
        places(&root, &Pointer::root(), &mut existing, &mut missing);
        let change = if removes {
            Change::Remove(choice.get(&existing).clone())
        } else {
            existing.extend(missing);
            Change::Set(choice.get(&existing).clone(), new)
        };
        let edits = document.edits(std::slice::from_ref(&change)).unwrap();
        let after = apply(&text, &edits);
        let read = Document::parse(after.clone().into_bytes());
        let read = read.map(|document| document.root().to_json());
        prop_assert_eq!(read.as_ref().ok(), Some(&changed(root.clone(), &change)), "{:?}\n{}\nbecame\n{}", change, text, after);
        // And another one after it, which may meet the first.
        let all = changed(root.clone(), &change);
        let (mut places_left, mut gaps) = (Vec::new(), Vec::new());
        places(&all, &Pointer::root(), &mut places_left, &mut gaps);
        gaps.extend(places_left);
        let second = Change::Set(next.get(&gaps).clone(), Json::from("second"));
        if let Ok(edits) = document.edits(&[change.clone(), second.clone()]) {
            let both = apply(&text, &edits);
            let read = Document::parse(both.clone().into_bytes()).map(|document| document.root().to_json());
            prop_assert_eq!(read.as_ref().ok(), Some(&changed(all, &second)), "{:?} {:?}\n{}\nbecame\n{}", change, second, text, both);
        }
        let comments = |text: &str| text.matches("# about").count();
        if !removes && !change.pointer().as_str().is_empty() && !existing_collection(&document, &change) {
            prop_assert_eq!(comments(&text), comments(&after), "{}\nbecame\n{}", text, after);
        }
    }
}

/// Whether a change replaces a whole collection, whose comments go with it.
fn existing_collection(document: &Document, change: &Change) -> bool {
    document.find(change.pointer()).is_some_and(|node| !node.is_empty())
}
