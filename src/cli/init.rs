//! `kubevet init`: writes a configuration to begin with, or takes over that of another tool.

use std::path::Path;

use super::args::InitArgs;
use super::error::CliError;
use super::exit::Exit;
use super::{output, terminal};
use crate::config::{self, Draft};
use crate::engine::{Engine, Settings};

/// Writes `kubevet.yaml` into the current folder.
///
/// # Errors
/// A file that is there already, a configuration of another tool that cannot be taken over, or no right to write.
pub fn run(arguments: &InitArgs) -> Result<Exit, CliError> {
    let [file, ..] = config::NAMES;
    let path = Path::new(file);
    if let Some(there) = config::NAMES.iter().find(|name| Path::new(name).exists()).filter(|_| !arguments.force) {
        return Err(CliError::ConfigExists { path: (*there).to_owned() });
    }
    let draft = match arguments.from {
        Some(tool) => {
            let draft = tool.import(Path::new("."), arguments.file.as_deref()).map_err(CliError::Import)?;
            let engine = Engine::new(Settings::default())?;
            draft.checked(&|selector| !engine.registry().select(selector).is_empty())
        }
        None => Draft::default(),
    };
    let written = output::write_whole(path, draft.to_text().as_bytes());
    written.map_err(|source| CliError::Write { path: file.to_owned(), source })?;
    output::to_stdout(|out| writeln!(out, "{file}: written"))?;
    draft.notes().iter().for_each(|note| terminal::say(&format!("note: {note}")));
    Ok(Exit::Clean)
}
