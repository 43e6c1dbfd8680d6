//! Paths as users see them, and paths that can be compared.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The extensions of the files that are looked at in folders.
pub(super) const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// Whether the name ends as those of manifests do.
pub(super) fn has_manifest_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// The path as the user gave it: relative stays relative, `./` is left out, `/` stands between the parts.
pub(super) fn shown(path: &Path) -> Arc<str> {
    let mut text = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => text.push('/'),
            part => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push('/');
                }
                text.push_str(&part.as_os_str().to_string_lossy());
            }
        }
    }
    if text.is_empty() { ".".into() } else { text.into() }
}

/// The absolute path without `.` and `..`, links not followed: enough to compare the places of files with the paths that
/// a kustomization or chart writes down.
pub(super) fn lexical(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut normal = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// How to show a path near a file that is shown: `deploy/kustomization.yaml` for the kustomization of `deploy/base/a.yaml`.
///
/// `file` is the file's absolute place, `shown` what users see of it, `near` an absolute path in one of its folders.
pub(super) fn shown_beside(file: &Path, shown: &str, near: &Path) -> String {
    let folder = near.parent().unwrap_or(near);
    let levels = file.strip_prefix(folder).map_or(0, |rest| rest.components().count());
    let mut parts: Vec<&str> = shown.split('/').collect();
    for _ in 0..levels {
        if matches!(parts.last(), None | Some(&"..")) {
            parts.push("..");
        } else {
            parts.pop();
        }
    }
    let name = near.file_name().unwrap_or_default().to_string_lossy();
    parts.push(&name);
    parts.join("/")
}

/// A path as a user in the current folder would write it.
pub(super) fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).map_or_else(|_| path.to_owned(), Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_they_were_given() {
        for (given, expected) in [
            ("deploy/a.yaml", "deploy/a.yaml"),
            ("./deploy/./a.yaml", "deploy/a.yaml"),
            ("deploy//a.yaml", "deploy/a.yaml"),
            ("../a.yaml", "../a.yaml"),
            ("/srv/a.yaml", "/srv/a.yaml"),
            ("./", "."),
        ] {
            assert_eq!(&*shown(Path::new(given)), expected, "{given}");
        }
    }

    #[test]
    fn a_kustomization_is_shown_from_where_the_user_stands() {
        for (file, shown, near, expected) in [
            ("/w/deploy/p.yaml", "deploy/p.yaml", "/w/deploy/kustomization.yaml", "deploy/kustomization.yaml"),
            ("/w/deploy/o/p.yaml", "deploy/o/p.yaml", "/w/deploy/kustomization.yaml", "deploy/kustomization.yaml"),
            ("/w/deploy/p.yaml", "p.yaml", "/w/deploy/kustomization.yaml", "kustomization.yaml"),
            ("/w/deploy/o/p.yaml", "p.yaml", "/w/deploy/kustomization.yaml", "../kustomization.yaml"),
            ("/w/deploy/p.yaml", "../p.yaml", "/w/kustomization.yaml", "../../kustomization.yaml"),
        ] {
            assert_eq!(shown_beside(Path::new(file), shown, Path::new(near)), expected);
        }
    }

    #[test]
    fn extensions_count_in_any_case() {
        for (name, expected) in
            [("a.yaml", true), ("a.YML", true), ("a.json", true), ("a.yaml.gotmpl", false), ("yaml", false)]
        {
            assert_eq!(has_manifest_extension(Path::new(name)), expected, "{name}");
        }
    }
}
