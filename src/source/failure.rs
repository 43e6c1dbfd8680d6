//! Why an input could not be read.

use std::io;

use thiserror::Error;

/// Why an input could not be read, in words for users; the file itself is named beside it.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// The path does not exist.
    #[error("there is no such file or folder{}", did_you_mean(.nearest.as_deref()))]
    Missing {
        /// The path that was perhaps meant.
        nearest: Option<String>,
    },
    /// A glob pattern matches nothing.
    #[error("the pattern matches no .yaml, .yml or .json file{}", did_you_mean(.nearest.as_deref()))]
    NoMatch {
        /// The folder that was perhaps meant.
        nearest: Option<String>,
    },
    /// A glob pattern that is none.
    #[error("not a valid glob pattern: {0}")]
    BadPattern(#[from] globset::Error),
    /// A line of an ignore file is no pattern.
    #[error("not a valid ignore file: {0}")]
    BadIgnoreFile(ignore::Error),
    /// A symbolic link whose target does not exist.
    #[error("the link leads to nothing")]
    BrokenLink,
    /// A symbolic link to a folder that it lies in itself.
    #[error("the link leads back to a folder it lies in, {0}")]
    Loop(String),
    /// A pipe, a socket or a device that a folder holds.
    #[error("it is no regular file, so that reading it might never end; name it on the command line to read it")]
    NotRegular,
    /// Zero bytes at its beginning.
    #[error("binary data, not YAML")]
    Binary,
    /// More bytes than places can be counted in.
    #[error("it is larger than 4 GiB; split it into several files")]
    TooLarge,
    /// The system does not allow it.
    #[error("no permission to read it")]
    Permission,
    /// The system could not read it.
    #[error("it cannot be read: {0}")]
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::Permission,
            io::ErrorKind::NotFound => Self::Missing { nearest: None },
            _ => Self::Io(error),
        }
    }
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
}
