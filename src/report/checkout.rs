//! The names of files as a site knows them that shows findings beside the code.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

/// The checkout of a repository that kubevet runs in. Sites know a file by its path from the root, wherever kubevet was
/// started and however the file was given.
#[derive(Clone, Debug, Default)]
pub struct Checkout {
    root: PathBuf,
    current: PathBuf,
}

impl Checkout {
    /// A checkout by its root and the folder that relative paths start from, both absolute.
    pub fn new(root: PathBuf, current: PathBuf) -> Self {
        Self { root, current }
    }

    /// The path from the root, `/` between its parts. Standard input and files elsewhere keep their names.
    pub fn path<'a>(&self, file: &'a str) -> Cow<'a, str> {
        if file == "-" {
            return Cow::Borrowed(file);
        }
        let full = without_dots(&self.current.join(file));
        match full.strip_prefix(&self.root) {
            Ok(path) if path.is_relative() => {
                Cow::Owned(path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
            }
            _ => Cow::Borrowed(file),
        }
    }
}

/// The path without `.` and `..`, by the letter: the file may be gone.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_path_from_the_root() {
        let checkout = Checkout::new("/src/shop".into(), "/src/shop/deploy".into());
        for (file, path) in [
            ("web.yaml", "deploy/web.yaml"),
            ("./prod/../web.yaml", "deploy/web.yaml"),
            ("../charts/a b.yaml", "charts/a b.yaml"),
            ("/src/shop/deploy/web.yaml", "deploy/web.yaml"),
            ("/tmp/web.yaml", "/tmp/web.yaml"),
            ("../../other/web.yaml", "../../other/web.yaml"),
            ("-", "-"),
        ] {
            assert_eq!(checkout.path(file), path);
        }
    }

    #[test]
    fn without_a_checkout_relative_files_keep_their_path() {
        for (file, path) in [("./a.yaml", "a.yaml"), ("d/a.yaml", "d/a.yaml"), ("../a.yaml", "../a.yaml")] {
            assert_eq!(Checkout::default().path(file), path);
        }
    }
}
