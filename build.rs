//! Compiles the rules under `policies/` into one bundle, so that kubevet starts without parsing any Rego.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// The types of `src/finding` that rule metadata is made of.
#[path = "src/finding"]
#[allow(dead_code)] // The library uses what a build does not.
mod finding {
    mod severity;
    pub use severity::{Applicability, Category, Severity};
}

/// The types of `src/rule` that describe a rule.
#[path = "src/rule"]
#[allow(dead_code)] // As above.
mod rule {
    mod metadata;
    pub use metadata::{FixText, Metadata, Origin, Profile, Scope};
}

#[path = "src/policy/bundle/mod.rs"]
#[allow(dead_code)] // As above.
mod bundle;

fn main() {
    println!("cargo::rerun-if-changed=policies");
    println!("cargo::rerun-if-changed=src/policy/bundle");
    println!("cargo::rerun-if-changed=src/rule/metadata.rs");
    println!("cargo::rerun-if-changed=src/finding/severity.rs");
    if let Err(error) = build() {
        for line in error.to_string().lines() {
            println!("cargo::error={line}");
        }
        process::exit(1);
    }
}

fn build() -> Result<(), Box<dyn std::error::Error>> {
    let target = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let folders = read_folders(Path::new("policies"))?;
    fs::write(target.join("readmes.rs"), texts(&folders, "README.md")?)?;
    fs::write(target.join("sources.rs"), texts(&folders, "rule.rego")?)?;
    let rules = bundle::compile::parse_rules(folders)?;
    let bytes = bundle::compile::compile(&rules, true)?;
    fs::write(target.join("policies.bin"), bytes)?;
    Ok(())
}

/// A file of all rules as Rust source: a slice of names and texts, ordered by name.
fn texts(folders: &[bundle::Folder], file: &str) -> std::io::Result<String> {
    let mut entries = Vec::new();
    for folder in folders {
        let path = folder.path.join(file);
        if path.is_file() {
            entries.push(format!("({:?}, include_str!({:?})),\n", folder.name, fs::canonicalize(path)?));
        }
    }
    entries.sort();
    Ok(format!("&[\n{}]\n", entries.concat()))
}

/// All rule folders below a root, ordered by group and name. Every folder of a group is a rule.
fn read_folders(root: &Path) -> Result<Vec<bundle::Folder>, Box<dyn std::error::Error>> {
    let mut folders = Vec::new();
    for group in subfolders(root)? {
        for path in subfolders(&group)? {
            let file = path.join("rule.rego");
            let source =
                fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            folders.push(bundle::Folder { group: name_of(&group), name: name_of(&path), path, source });
        }
    }
    Ok(folders)
}

fn subfolders(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
