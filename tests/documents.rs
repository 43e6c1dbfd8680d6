//! The documents do not lie: commands in `console` blocks are run and must print what stands there, every path that a
//! document names exists, and the picture shows what the command in its title prints.
//!
//! With `KUBEVET_UPDATE=1` the output in the blocks is rewritten instead of compared.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Documents whose commands run at the root of the repository.
const DOCUMENTS: &[&str] = &["README.md", "docs/ci.md", "docs/policies.md"];
/// The document whose commands run one after another in a project that knows nothing of kubevet so far.
const ADOPTION: &str = "docs/adopt.md";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A project under git whose manifests under `deploy/` nobody has checked.
fn legacy_project() -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    let deploy = project.path().join("deploy");
    std::fs::create_dir(&deploy).unwrap();
    for fixtures in ["shop", "legacy"] {
        for entry in std::fs::read_dir(root().join("fixtures").join(fixtures)).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, deploy.join(path.file_name().unwrap())).unwrap();
        }
    }
    run("git init --quiet && git add --all && git commit --quiet --message 'As it has always been'", project.path());
    project
}

/// Runs a line in a shell in a folder, with this build of kubevet first on the path.
fn run(line: &str, folder: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_kubevet"));
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "A Developer")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "developer@example.com")))
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
fn rerun(text: &str, folder: &Path) -> String {
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
        let printed = run(command, folder);
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
    let project = legacy_project();
    let in_repository = DOCUMENTS.iter().map(|document| (*document, root()));
    for (document, folder) in in_repository.chain([(ADOPTION, project.path().to_owned())]) {
        let path = root().join(document);
        let text = std::fs::read_to_string(&path).unwrap();
        let actual = rerun(&text, &folder);
        if std::env::var_os("KUBEVET_UPDATE").is_some() {
            std::fs::write(&path, actual).unwrap();
        } else {
            let differ = text.lines().zip(actual.lines()).find(|(old, new)| old != new);
            assert!(text == actual, "{document} is out of date ({differ:?}); run the tests with KUBEVET_UPDATE=1");
        }
    }
}

#[test]
fn a_team_with_forty_findings_has_a_green_gate_in_under_ten_commands() {
    let project = legacy_project();
    let text = std::fs::read_to_string(root().join(ADOPTION)).unwrap();
    let (before_the_gate, _) = text.split_once("## Put up the gate").unwrap();
    let commands: Vec<&str> = before_the_gate.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
    assert!(commands.len() < 10, "{commands:?}");
    let count = |line: &str| run(line, project.path()).lines().count();
    let findings = count("kubevet deploy --output concise --quiet");
    assert!(findings >= 40, "only {findings} findings to begin with");
    for command in commands {
        run(command, project.path());
    }
    assert_eq!(run("kubevet deploy --quiet; echo $?", project.path()), "0\n");
}

#[test]
fn every_link_into_the_repository_leads_somewhere() {
    let mut broken = Vec::new();
    for document in DOCUMENTS.iter().chain([&ADOPTION]) {
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
    let printed: Vec<String> = run(title, &root()).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    assert_eq!(
        drawn.lines().collect::<Vec<_>>(),
        printed,
        "draw it anew: scripts/picture --title '{title}' docs/check.svg -- target/release/{title} --color always"
    );
}
