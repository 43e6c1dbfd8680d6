//! The documents do not lie: commands in `console` blocks are run and must print what stands there, every path that a
//! document names exists, and the picture shows what the command in its title prints.
//!
//! With `KUBEVET_UPDATE=1` the output in the blocks is rewritten instead of compared.

use std::path::{Path, PathBuf};
use std::process::Command;

const DOCUMENTS: &[&str] = &["README.md", "docs/ci.md", "docs/policies.md"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a line in a shell at the root of the repository, with this build of kubevet first on the path.
fn run(line: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_kubevet"));
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(root())
        .env("PATH", format!("{}:{path}", binary.parent().unwrap().display()))
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    scrub(&String::from_utf8(output.stdout).unwrap())
}

/// Time is the only thing that differs from run to run.
fn scrub(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = match line.rsplit_once(" · ") {
            Some((head, time)) if time.ends_with(" s") => format!("{head} · 0.01 s"),
            _ => line.trim_end().to_owned(),
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Runs the `$ ` lines of all `console` blocks and puts what they print under them. A last line `...` stands for the
/// rest of the output.
fn rerun(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    let mut in_console = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("```") {
            in_console = line == "```console";
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) else { continue };
        let mut shown = Vec::new();
        while let Some(next) = lines.next_if(|next| !next.starts_with("```") && !next.starts_with("$ ")) {
            shown.push(next);
        }
        let printed = run(command);
        let cut = shown.last() == Some(&"...");
        let count = if cut { shown.len() - 1 } else { usize::MAX };
        for printed in printed.lines().take(count) {
            out.push_str(printed);
            out.push('\n');
        }
        if cut {
            out.push_str("...\n");
        }
    }
    out
}

#[test]
fn every_command_in_the_documents_prints_what_stands_there() {
    for document in DOCUMENTS {
        let path = root().join(document);
        let text = std::fs::read_to_string(&path).unwrap();
        let actual = rerun(&text);
        if std::env::var_os("KUBEVET_UPDATE").is_some() {
            std::fs::write(&path, actual).unwrap();
        } else {
            let differ = text.lines().zip(actual.lines()).find(|(old, new)| old != new);
            assert!(text == actual, "{document} is out of date ({differ:?}); run the tests with KUBEVET_UPDATE=1");
        }
    }
}

#[test]
fn every_link_into_the_repository_leads_somewhere() {
    let mut broken = Vec::new();
    for document in DOCUMENTS {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#']).next().unwrap_or_default();
            let folder = root().join(document).parent().unwrap().to_owned();
            if !target.is_empty() && !target.starts_with("http") && !folder.join(target).exists() {
                broken.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:?}");
}

/// The lines of text in a picture that `scripts/picture` made, title first.
fn text_of_picture(svg: &str) -> Vec<String> {
    let elements = svg.split("<text").skip(1).filter_map(|rest| rest.split_once('>')).map(|(_, rest)| rest);
    elements
        .map(|element| {
            let inner = element.split("</text>").next().unwrap_or_default();
            let mut text = String::new();
            for piece in inner.split('<') {
                text.push_str(piece.rsplit_once('>').map_or(piece, |(_, text)| text));
            }
            ["&lt;", "&gt;", "&quot;", "&#x27;", "&amp;"]
                .iter()
                .zip(["<", ">", "\"", "'", "&"])
                .fold(text, |text, (from, to)| text.replace(from, to))
        })
        .collect()
}

#[test]
fn the_picture_shows_what_the_command_in_its_title_prints() {
    let svg = std::fs::read_to_string(root().join("docs/check.svg")).unwrap();
    let drawn = text_of_picture(&svg);
    let (title, lines) = drawn.split_first().unwrap();
    let drawn = scrub(&lines.join("\n"));
    let printed: Vec<String> = run(title).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    assert_eq!(
        drawn.lines().collect::<Vec<_>>(),
        printed,
        "draw it anew: scripts/picture --title '{title}' docs/check.svg -- target/release/{title} --color always"
    );
}
