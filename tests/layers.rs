//! The layers of the code, as `src/lib.rs` describes them, held by reading every `crate::` path in the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines a source file may have before it must tell two stories as two files.
const MAX_LINES: usize = 600;

/// A module and those it may use besides itself.
const ALLOWED: &[(&str, &[&str])] = &[
    ("yaml", &[]),
    ("re2", &[]),
    ("finding", &["yaml"]),
    ("object", &["yaml", "finding"]),
    ("rule", &["yaml", "finding"]),
    ("cel", &["yaml", "re2", "object"]),
    ("schema", &["yaml", "re2", "finding", "object", "rule", "cel"]),
    ("validation", &["yaml", "re2", "finding", "object", "rule", "cel"]),
    ("policy", &["yaml", "finding", "object", "rule"]),
    ("graph", &["yaml", "finding", "object", "rule"]),
    ("engine", &["yaml", "finding", "object", "rule", "schema", "validation", "policy", "graph"]),
    ("config", &["yaml", "finding", "object", "rule"]),
    ("source", &["yaml", "finding", "object", "rule"]),
    ("report", &["yaml", "finding", "object", "rule"]),
    (
        "cli",
        &[
            "yaml",
            "finding",
            "object",
            "rule",
            "schema",
            "validation",
            "policy",
            "graph",
            "engine",
            "config",
            "source",
            "report",
            "server",
        ],
    ),
    ("server", &["yaml", "finding", "object", "rule", "schema", "validation", "policy", "graph", "engine", "config"]),
];

/// What the judges and the mind never touch: files, processes, the environment, the clock, standard streams.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::process",
    "std::net",
    "std::time::SystemTime",
    "std::io::stdin",
    "std::io::stdout",
    "println!",
    "eprintln!",
];
const PURE: &[&str] =
    &["yaml", "re2", "finding", "object", "rule", "cel", "schema", "validation", "policy", "graph", "engine"];

fn source_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file: its path below `src`, its top-level module, its text without comments and without tests.
fn sources() -> Vec<(String, String, String)> {
    let mut files = Vec::new();
    rust_files(&source_dir(), &mut files);
    files
        .into_iter()
        .map(|path| {
            let relative = path.strip_prefix(source_dir()).unwrap().to_string_lossy().replace('\\', "/");
            let module = relative.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            (relative, module, code_of(&fs::read_to_string(&path).unwrap()))
        })
        .collect()
}

fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).fold(String::new(), |all, line| all + line + "\n")
}

/// The modules of ours that a text names by `crate::module` or `use crate::{module::…, …}`.
fn used_modules(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let mut start = 0;
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            used.push(first_word(&list[start..i]));
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            used.push(first_word(&list[start..i]));
                            start = i + 1;
                        }
                        _ => {}
                    }
                }
            }
            None => used.push(first_word(rest)),
        }
    }
    used.retain(|module| !module.is_empty());
    used
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn every_module_uses_only_the_layers_below_it() {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    let mut broken = Vec::new();
    for (file, module, code) in sources() {
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let Some(may_use) = allowed.get(module.as_str()) else {
            broken.push(format!("{file}: the module `{module}` has no row in the table of layers"));
            continue;
        };
        for used in used_modules(&code) {
            if used != module && !may_use.contains(&used.as_str()) {
                broken.push(format!("{file}: `{module}` must not use `{used}`"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_reader_of_paths_sees_every_form_of_use() {
    let code = "use crate::yaml::Node;\nuse crate::{finding::{A, B}, rule};\nlet x = crate::cli::run();";
    assert_eq!(used_modules(code), ["yaml", "finding", "rule", "cli"]);
}

#[test]
fn judges_and_engine_touch_no_files_streams_environment_or_clock() {
    let mut broken = Vec::new();
    for (file, module, code) in sources() {
        if PURE.contains(&module.as_str()) {
            broken.extend(IMPURE.iter().filter(|word| code.contains(**word)).map(|word| format!("{file}: {word}")));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_source_file_is_short_enough_to_tell_one_story() {
    let mut long = Vec::new();
    let mut files = Vec::new();
    rust_files(&source_dir(), &mut files);
    for path in files {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > MAX_LINES {
            long.push(format!("{}: {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "over {MAX_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn the_main_file_only_parses_runs_and_exits() {
    let main = fs::read_to_string(source_dir().join("main.rs")).unwrap();
    assert!(main.lines().count() <= 40, "main.rs has {} lines", main.lines().count());
}
