//! `--since`: the manifests as they stood in a revision.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::CheckArgs;
use super::checking;
use super::error::CliError;
use super::progress::Progress;
use super::projects::Projects;
use super::rendering;
use crate::source::render::Renderings;
use crate::source::{self, Loaded, Revision, STDIN};

/// Loads what the paths of a run named in a revision, each manifest under the name it has in the work tree, with the
/// positions of their projects.
///
/// # Errors
/// A revision that cannot be read.
pub fn load(
    arguments: &CheckArgs,
    projects: &mut Projects,
    revision: &str,
) -> Result<(Loaded, Vec<usize>, Renderings), CliError> {
    let of_projects = projects.all().iter().flat_map(|project| project.context.iter().chain(&project.crds));
    let flags = arguments.input.context.iter().chain(&arguments.judgement.crds);
    let context: Vec<String> = flags.chain(of_projects).cloned().collect();
    let paths: Vec<String> = checking::paths(arguments).into_iter().filter(|path| path != STDIN).collect();
    let all: Vec<PathBuf> = paths.iter().chain(&context).map(PathBuf::from).collect();
    let tree = Revision::unpack(revision, &all)?;
    let there = |paths: &[String]| -> Vec<String> {
        let found = paths.iter().filter_map(|path| tree.path(Path::new(path)));
        found.map(|path| path.to_string_lossy().into_owned()).collect()
    };
    let progress = Progress::start(false);
    let options = checking::source_options(arguments, there(&context), &progress);
    let mut loaded = source::load(&there(&paths), &options);
    let renderings = rendering::of_revision(arguments, projects, &mut loaded, &tree)?;
    let here = std::env::current_dir().unwrap_or_default();
    for manifest in &mut loaded.manifests {
        if let Some(original) = tree.original(&manifest.file) {
            let shown = original.strip_prefix(&here).unwrap_or(&original);
            manifest.file = Arc::from(shown.to_string_lossy().as_ref());
        }
    }
    let mut owners = Vec::with_capacity(loaded.manifests.len());
    for manifest in &loaded.manifests {
        owners.push(if manifest.reported { projects.of_file(&manifest.file, arguments)? } else { 0 });
    }
    checking::exclude(&mut loaded, &mut owners, projects);
    Ok((loaded, owners, renderings))
}
