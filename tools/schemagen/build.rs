//! Lists the kinds of each release of k8s-openapi, which offers no list of its own, from its sources.
//!
//! For each enabled Kubernetes version a file `v1_XX.rs` in `OUT_DIR` holds a function that calls `add` for each kind.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=Cargo.lock");
    let minors: Vec<u32> =
        (0..100).filter(|minor| std::env::var_os(format!("CARGO_FEATURE_V1_{minor}")).is_some()).collect();
    let sources = release_sources(&minors)?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for (minor, source) in sources {
        let mut kinds = Vec::new();
        collect_kinds(&source.join(format!("src/v1_{minor}")), &mut Vec::new(), &mut kinds)?;
        kinds.sort();
        if kinds.is_empty() {
            return Err(format!("no kinds found in {}", source.display()).into());
        }
        let mut calls = String::from("fn collect(generator: &mut SchemaGenerator, kinds: &mut Vec<Kind>) {\n");
        for Kind { path, listable } in kinds {
            let call = if listable { "add_listable" } else { "add" };
            writeln!(calls, "    {call}::<k8s::{path}>(generator, kinds);")?;
        }
        calls.push_str("}\n");
        std::fs::write(out.join(format!("v1_{minor}.rs")), calls)?;
    }
    Ok(())
}

/// The folder of the release that stands for each Kubernetes version.
fn release_sources(minors: &[u32]) -> Result<Vec<(u32, PathBuf)>> {
    let features: Vec<String> = minors.iter().map(|minor| format!("v1_{minor}")).collect();
    let output = Command::new(std::env::var("CARGO")?)
        .args(["metadata", "--format-version=1", "--locked", "--no-default-features", "--features"])
        .arg(features.join(","))
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let folder = |id: &str| {
        let package = metadata["packages"].as_array()?.iter().find(|package| package["id"] == id)?;
        Some(PathBuf::from(package["manifest_path"].as_str()?).parent()?.to_owned())
    };
    let root = metadata["resolve"]["root"].as_str().ok_or("no root package")?;
    let nodes = metadata["resolve"]["nodes"].as_array().ok_or("no resolved packages")?;
    let dependencies = nodes
        .iter()
        .find(|node| node["id"] == root)
        .and_then(|node| node["deps"].as_array())
        .ok_or("no dependencies")?;
    let find = |minor: &u32| {
        let dependency = dependencies.iter().find(|dependency| dependency["name"] == format!("k8s_v1_{minor}"))?;
        Some((*minor, folder(dependency["pkg"].as_str()?)?))
    };
    minors.iter().map(|minor| find(minor).ok_or_else(|| format!("no release for 1.{minor}").into())).collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    /// The Rust path below the crate.
    path: String,
    listable: bool,
}

fn collect_kinds(folder: &Path, modules: &mut Vec<String>, kinds: &mut Vec<Kind>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            modules.push(path.file_name().ok_or("a folder without name")?.to_string_lossy().into_owned());
            collect_kinds(&path, modules, kinds)?;
            modules.pop();
            continue;
        }
        let text = std::fs::read_to_string(&path)?;
        // Generic ones (`List<T>`) are not kinds of their own.
        let implementors =
            text.lines().filter_map(|line| line.strip_prefix("impl crate::Resource for ")?.strip_suffix(" {"));
        for name in implementors.filter(|name| !name.contains('<')) {
            let listable = text.contains(&format!("impl crate::ListableResource for {name} "));
            kinds.push(Kind { path: format!("{}::{name}", modules.join("::")), listable });
        }
    }
    Ok(())
}
