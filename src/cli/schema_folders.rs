//! JSON schemas in folders that the user names.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::error::CliError;
use crate::object::{GroupVersionKind, KubernetesVersion};
use crate::schema::external::{SchemaSource, SchemaText, file_names};

/// The folders given by `--schemas`, searched in their order.
pub struct SchemaFolders {
    folders: Vec<PathBuf>,
    version: KubernetesVersion,
}

impl SchemaFolders {
    /// The source for some folders; nothing when there are none.
    ///
    /// # Errors
    /// A folder that is not there.
    pub fn open(
        folders: &[PathBuf],
        version: KubernetesVersion,
    ) -> Result<Option<Box<dyn SchemaSource + Send>>, CliError> {
        match folders.iter().find(|folder| !folder.is_dir()) {
            Some(missing) => Err(CliError::NoSchemaFolder { path: missing.display().to_string() }),
            None if folders.is_empty() => Ok(None),
            None => Ok(Some(Box::new(Self { folders: folders.to_vec(), version }))),
        }
    }
}

impl SchemaSource for SchemaFolders {
    fn schema(&self, gvk: &GroupVersionKind<'_>) -> Option<SchemaText> {
        let names = file_names(gvk, self.version);
        let mut candidates = self.folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name)));
        candidates.find_map(|path| {
            let name = path.to_string_lossy().replace('\\', "/");
            match std::fs::read_to_string(&path) {
                Ok(text) => Some(SchemaText { name, text }),
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                // No JSON: what cannot be read is reported as a schema that cannot be used, not passed over.
                Err(error) => Some(SchemaText { name, text: error.to_string() }),
            }
        })
    }
}
