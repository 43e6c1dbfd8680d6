//! Where the data lies that is too large, or not ours, to stand in the repository.

use std::path::PathBuf;

/// The folder of the shared data, if this machine has it: `$KUBEVET_SHARED`, or `shared` beside the checkout.
pub fn dir() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    std::env::var_os("KUBEVET_SHARED")
        .map(PathBuf::from)
        .into_iter()
        .chain([root.join("../shared"), root.join("../../shared")])
        .find(|dir| dir.is_dir())
}

/// A file or folder of the shared data; says what is left out when it is not there.
pub fn path(relative: &str) -> Option<PathBuf> {
    let found = dir().map(|dir| dir.join(relative)).filter(|path| path.exists());
    if found.is_none() {
        println!("left out: needs {relative} of the shared data");
    }
    found
}
