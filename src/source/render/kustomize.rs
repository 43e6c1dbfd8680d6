//! Overlays, built by `kustomize build` or `kubectl kustomize`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tool::{self, RenderError};
use super::{Origin, Rendering};
use crate::object::Manifest;
use crate::source::kustomization::{self, FILE_NAMES};
use crate::source::path::{from_here, lexical, shown};
use crate::yaml::Stream;

/// A program that builds overlays, and what to tell it first.
#[derive(Clone, Debug)]
pub(super) struct Builder {
    program: PathBuf,
    subcommand: &'static str,
}

impl Builder {
    /// The one on the PATH.
    pub(super) fn find() -> Option<Self> {
        let kustomize = tool::find("kustomize").map(|program| Self { program, subcommand: "build" });
        kustomize.or_else(|| tool::find("kubectl").map(|program| Self { program, subcommand: "kustomize" }))
    }
}

/// Whether a folder holds a kustomization.
pub fn is_overlay(folder: &Path) -> bool {
    FILE_NAMES.iter().any(|name| folder.join(name).is_file())
}

/// Builds an overlay.
pub(super) fn render(builder: &Builder, folder: &str) -> Result<Rendering, RenderError> {
    let files = files(Path::new(folder))?;
    let arguments: [OsString; 2] = [builder.subcommand.into(), folder.into()];
    let bytes = tool::output(&builder.program, &arguments)?;
    let name = FILE_NAMES.into_iter().find(|name| Path::new(folder).join(name).is_file()).unwrap_or_default();
    let piece = Manifest { file: shown(&Path::new(folder).join(name)), stream: Stream::parse(bytes), reported: true };
    Ok(Rendering {
        source: folder.into(),
        with: "kustomize".to_owned(),
        pieces: vec![piece],
        origin: Origin::Files(files),
    })
}

/// The files with resources that an overlay builds on, directly or through others.
///
/// # Errors
/// Something that is not on this machine.
pub(super) fn files(folder: &Path) -> Result<Vec<Arc<str>>, RenderError> {
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    let mut folders = vec![lexical(folder)];
    while let Some(next) = folders.pop() {
        let Some(kustomization) = kustomization::read(&next).filter(|_| seen.insert(next.clone())) else { continue };
        if let Some(remote) = kustomization.remote.first() {
            return Err(RenderError::Remote(remote.clone()));
        }
        for resource in kustomization.resources {
            if resource.is_dir() {
                folders.push(resource);
            } else if resource.is_file() {
                files.push(shown(&from_here(&resource)));
            } else {
                return Err(RenderError::Remote(shown(&from_here(&resource)).to_string()));
            }
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}
