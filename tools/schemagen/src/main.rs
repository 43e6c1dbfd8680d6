//! `cargo run --no-default-features --features all` writes the schema tables of all Kubernetes versions.

use std::path::Path;

use schemagen::{facts::Facts, file, lower, release};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let facts = Facts::load()?;
    let mut tables = Vec::new();
    for release in release::all() {
        let lowered = lower::lower(&release, &facts)?;
        println!("1.{}: {} kinds, {} types", release.minor, lowered.resources.len(), lowered.definitions.len());
        tables.push(lowered);
    }
    if cfg!(not(feature = "all")) {
        return Err("the tables hold all Kubernetes versions: run with --no-default-features --features all".into());
    }
    let bytes = file::encode(&tables)?;
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/schema/data/kubernetes.bin");
    std::fs::write(&target, &bytes)?;
    println!("{}: {} bytes", target.display(), bytes.len());
    Ok(())
}
