//! Random documents, written in random styles.

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;

/// What a document says.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    Seq(Vec<Tree>),
    Map(BTreeMap<String, Tree>),
}

/// Texts in which everything that YAML gives a meaning to occurs often.
fn text() -> impl Strategy<Value = String> {
    let odd = [
        "",
        "yes",
        "0777",
        "1e3",
        "~",
        "null",
        "<<",
        "- a",
        "a: b",
        "a #b",
        "#c",
        "{{ .x }}",
        "---",
        "...",
        "'",
        "\"",
        " a",
        "b ",
        "a\n\nb\n",
        "\n",
        "  c\nd\n",
        "e\n\n\n",
        "http://x:80/y?z",
        "a\tb",
        "\tc",
        "%d",
        "@e",
        "`f",
        "!g",
        "&h",
        "*i",
        "|",
        ">",
        "?",
        ": j",
        "k:",
        "-l",
        "\u{e9}\u{20ac}\u{1f600}",
        "\u{85}",
        "\u{feff}",
        "\u{7}",
        "a,b[c]{d}",
    ];
    prop_oneof![
        4 => "[a-z]{1,9}",
        2 => "[a-z]{1,6}( [a-z:#]{1,6}){0,6}",
        2 => "[ -~]{0,20}",
        1 => "[ -~\n\t\u{e9}\u{1f600}]{0,30}",
        1 => "([a-z#:]{0,3} ?\n){1,5}[a-z ]{0,5}",
        2 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
    ]
}

/// Documents that are no plain null at their root.
pub fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        1 => Just(Tree::Null),
        1 => any::<bool>().prop_map(Tree::Bool),
        1 => any::<i64>().prop_map(Tree::Int),
        5 => text().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Tree::Seq),
            prop::collection::btree_map(text(), inner, 0..6).prop_map(Tree::Map),
        ]
    })
    .prop_filter("an empty document is none", |tree| *tree != Tree::Null)
}

/// What precedes a value in block style.
#[derive(Clone, Copy, PartialEq)]
enum After {
    Nothing,
    Colon,
    Dash,
}

/// Writes trees as YAML; every free choice is made by the next byte of `choices`.
pub struct Writer<'c> {
    out: String,
    choices: std::iter::Cycle<std::slice::Iter<'c, u8>>,
    /// Comments and blank lines may not follow: a block scalar would take them.
    in_block_scalar: bool,
}

/// A tree in the style that `choices` describe; it must not be empty.
pub fn render(tree: &Tree, choices: &[u8]) -> String {
    let mut writer = Writer { out: String::new(), choices: choices.iter().cycle(), in_block_scalar: false };
    let windows = writer.choice(4) == 0;
    writer.noise();
    writer.value(tree, -1, After::Nothing);
    if windows { writer.out.replace('\n', "\r\n") } else { writer.out }
}

impl Writer<'_> {
    fn choice(&mut self, options: u8) -> u8 {
        self.choices.next().unwrap() % options
    }

    /// Writes one of several ways to say the same.
    fn pick(&mut self, ways: &[&str]) {
        let chosen = self.choice(ways.len() as u8);
        self.out.push_str(ways[usize::from(chosen)]);
    }

    fn spaces(&mut self, count: i32) {
        self.out.extend(std::iter::repeat_n(' ', count.max(0) as usize));
    }

    /// Ends a line, perhaps by a comment, perhaps with lines of comments and blanks after it.
    fn end_line(&mut self) {
        if self.choice(8) == 0 {
            self.out.push_str(" # comment: \"x");
        }
        self.out.push('\n');
        self.noise();
    }

    fn noise(&mut self) {
        if !self.in_block_scalar && self.choice(10) == 0 {
            let count = self.choice(5);
            self.spaces(count.into());
            self.pick(&["\n", "# - a: 'b\n", "#\n\n"]);
        }
    }

    /// A value below a collection in column `parent` (-1: none).
    fn value(&mut self, tree: &Tree, parent: i32, after: After) {
        let collection =
            matches!(tree, Tree::Seq(items) if !items.is_empty()) || matches!(tree, Tree::Map(map) if !map.is_empty());
        self.in_block_scalar = false;
        if collection && self.choice(5) > 0 {
            return self.block_collection(tree, parent, after);
        }
        if *tree == Tree::Null && self.choice(2) == 0 {
            return self.end_line();
        }
        if after != After::Nothing {
            let blanks = self.choice(2);
            self.spaces(1 + i32::from(blanks));
        }
        match tree {
            Tree::Text(text) => self.block_text(text, parent),
            _ => self.flow(tree),
        }
        if self.in_block_scalar {
            return;
        }
        self.end_line();
    }

    fn block_collection(&mut self, tree: &Tree, parent: i32, after: After) {
        let step = i32::from(self.choice(3));
        let compact = after == After::Dash && self.choice(3) > 0;
        let column = match (after, tree) {
            (After::Colon, Tree::Seq(_)) => parent + step,
            _ => parent + 1 + step + i32::from(compact),
        };
        if after != After::Nothing && !compact {
            self.end_line();
        }
        let indent = |writer: &mut Self, first: bool| {
            let inline = first && compact;
            writer.spaces(if inline { column - parent - 1 } else { column });
        };
        match tree {
            Tree::Seq(items) => {
                for (index, item) in items.iter().enumerate() {
                    indent(self, index == 0);
                    self.out.push('-');
                    self.value(item, column, After::Dash);
                }
            }
            Tree::Map(map) => {
                for (index, (key, value)) in map.iter().enumerate() {
                    indent(self, index == 0);
                    self.key(key, false);
                    self.out.push(':');
                    self.value(value, column, After::Colon);
                }
            }
            _ => {}
        }
    }

    fn key(&mut self, key: &str, in_flow: bool) {
        if is_plain(key, in_flow) && self.choice(4) > 0 {
            self.out.push_str(key);
        } else {
            self.quoted(key, None);
        }
        if self.choice(10) == 0 {
            self.out.push(' ');
        }
    }

    fn flow(&mut self, tree: &Tree) {
        match tree {
            Tree::Null => self.pick(&["~", "null", "Null"]),
            Tree::Bool(true) => self.pick(&["true", "yes", "On"]),
            Tree::Bool(false) => self.pick(&["false", "No", "off"]),
            Tree::Int(value) => write!(self.out, "{value}").unwrap(),
            Tree::Text(text) if is_plain(text, true) && self.choice(2) == 0 => self.out.push_str(text),
            Tree::Text(text) => self.quoted(text, Some(1)),
            Tree::Seq(items) => self.flow_items('[', items.iter().map(|item| (None, item)), ']'),
            Tree::Map(map) => self.flow_items('{', map.iter().map(|(key, value)| (Some(key), value)), '}'),
        }
    }

    fn flow_items<'t>(&mut self, open: char, items: impl Iterator<Item = (Option<&'t String>, &'t Tree)>, close: char) {
        self.out.push(open);
        for (index, (key, value)) in items.enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.flow_gap();
            if let Some(key) = key {
                self.key(key, true);
                self.out.push_str(": ");
            }
            self.flow(value);
        }
        self.flow_gap();
        self.out.push(close);
    }

    fn flow_gap(&mut self) {
        self.pick(&["", " ", "", " # } comment\n  ", "\n ", ""]);
    }

    /// A text in any style that can hold it.
    fn block_text(&mut self, text: &str, parent: i32) {
        let deeper = parent + 1 + i32::from(self.choice(3));
        match self.choice(5) {
            0 if fits_block(text) => self.literal(text, parent, deeper.max(1)),
            1 if fits_folded(text) => self.folded(text, deeper.max(1)),
            2 | 3 if is_plain(text, false) => self.fold_at_spaces(text, deeper.max(1), '\0'),
            _ => self.quoted(text, Some(deeper.max(1))),
        }
    }

    /// A quoted text; `indent`: it may be broken into lines that are so far indented.
    fn quoted(&mut self, text: &str, indent: Option<i32>) {
        let has_control = text.chars().any(|c| c.is_control() || matches!(c, '\u{feff}'));
        let quote = if !has_control && self.choice(2) == 0 { '\'' } else { '"' };
        self.out.push(quote);
        match indent {
            Some(indent) => self.fold_at_spaces(text, indent, quote),
            None => text.chars().for_each(|c| self.character(c, quote)),
        }
        self.out.push(quote);
    }

    /// Text in which single spaces between words may become line breaks.
    fn fold_at_spaces(&mut self, text: &str, indent: i32, quote: char) {
        let characters: Vec<char> = text.chars().collect();
        for (index, &c) in characters.iter().enumerate() {
            let solid = |c: Option<&char>| c.is_some_and(|c| !c.is_whitespace() && *c != '#');
            let between = index > 0 && solid(characters.get(index - 1)) && solid(characters.get(index + 1));
            if c == ' ' && between && self.choice(3) == 0 {
                self.out.push('\n');
                self.spaces(indent);
            } else if quote == '"' && c != ' ' && c != '\t' && self.choice(30) == 0 {
                self.out.push_str("\\\n");
                self.spaces(indent);
                self.character(c, quote);
            } else {
                self.character(c, quote);
            }
        }
    }

    fn character(&mut self, c: char, quote: char) {
        match (quote, c) {
            ('\'', '\'') => self.out.push_str("''"),
            ('"', '"' | '\\') => self.out.extend(['\\', c]),
            ('"', '\n') => self.out.push_str("\\n"),
            ('"', '\t') if self.choice(2) == 0 => self.out.push_str("\\t"),
            ('"', c) if (c.is_control() && c != '\t') || c == '\u{feff}' || self.choice(40) == 0 => {
                let code = u32::from(c);
                let escape = if code < 0x100 { format!("\\x{code:02x}") } else { format!("\\U{code:08X}") };
                self.out.push_str(&escape);
            }
            _ => self.out.push(c),
        }
    }

    fn literal(&mut self, text: &str, parent: i32, column: i32) {
        let first = text.trim_start_matches('\n');
        let explicit = text.starts_with('\n') || first.starts_with([' ', '\t']);
        self.out.push('|');
        if explicit {
            write!(self.out, "{}", column - parent.max(0)).unwrap();
        }
        self.out.push_str(if !text.ends_with('\n') {
            "-"
        } else if text.trim_end_matches('\n').len() + 1 == text.len() {
            ""
        } else {
            "+"
        });
        self.out.push('\n');
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            if !line.is_empty() {
                self.spaces(column);
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
        self.in_block_scalar = true;
    }

    fn folded(&mut self, text: &str, column: i32) {
        self.out.push_str(if text.ends_with('\n') { ">\n" } else { ">-\n" });
        self.spaces(column);
        self.fold_at_spaces(text.trim_end_matches('\n'), column, '\0');
        self.out.push('\n');
        self.in_block_scalar = true;
    }
}

/// Whether a text is itself when written without quotes.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let word = text.to_ascii_lowercase();
    let reserved = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let safe =
        |c: char| c.is_ascii_alphanumeric() || " _./-+=()é€😀".contains(c) || (!in_flow && ",[]{}'\"!&*".contains(c));
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == 'é')
        && !text.ends_with(' ')
        && text.chars().all(safe)
        && !reserved.contains(&word.as_str())
}

/// Whether a literal block scalar can hold a text.
fn fits_block(text: &str) -> bool {
    let has_content = text.contains(|c: char| c != '\n');
    has_content && !text.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{feff}'))
}

/// Whether a text is one line that a folded block scalar may break at its spaces.
fn fits_folded(text: &str) -> bool {
    let line = text.strip_suffix('\n').unwrap_or(text);
    !line.is_empty() && fits_block(line) && !line.contains('\n') && !line.starts_with([' ', '\t'])
}
