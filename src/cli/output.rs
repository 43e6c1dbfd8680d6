//! Where the outcome goes: formats for standard output and for files, several at once.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::error::CliError;
use crate::report::{self, Format, Look, Outcome, UnknownFormat};

/// One output: a format, and the file it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// The file; nothing for standard output.
    pub file: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = UnknownFormat;

    /// Reads `FORMAT` or `FORMAT=FILE`; `FORMAT=-` is standard output.
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let (format, file) = match text.split_once('=') {
            Some((format, "" | "-")) => (format, None),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (text, None),
        };
        Ok(Self { format: format.parse()?, file })
    }
}

/// What is asked for, checked: at most one output goes to standard output, and no file is written twice.
///
/// # Errors
/// Two outputs with one destination.
pub fn resolve(asked: &[Output]) -> Result<Vec<Output>, CliError> {
    if asked.is_empty() {
        return Ok(vec![Output { format: Format::default(), file: None }]);
    }
    for (index, output) in asked.iter().enumerate() {
        let twin = asked.iter().skip(index + 1).find(|other| other.file == output.file);
        if let Some(twin) = twin {
            let file = output.file.as_ref().map_or("standard output".to_owned(), |file| file.display().to_string());
            return Err(CliError::SameDestination { first: output.format, second: twin.format, destination: file });
        }
    }
    Ok(asked.to_vec())
}

/// Something that takes what is written to it.
pub type Destination<'d> = dyn Fn(&mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> + 'd;

/// Writes every output. A reader that goes away early (`| head`) is no failure.
///
/// # Errors
/// A file that cannot be written, or standard output that fails in any other way.
pub fn write(outputs: &[Output], outcome: Outcome<'_>, look: Look) -> Result<(), CliError> {
    write_to(outputs, outcome, look, &|write| to_stdout(write))
}

/// As [`write`], with what has no file going where it is told to.
///
/// # Errors
/// As for [`write`].
pub fn write_to(outputs: &[Output], outcome: Outcome<'_>, look: Look, rest: &Destination<'_>) -> Result<(), CliError> {
    for output in outputs {
        match &output.file {
            Some(path) => {
                let plain = Look { color: false, links: false, ..look };
                let written = create(path).and_then(|file| write_one(output.format, outcome, plain, file));
                written.map_err(|source| CliError::Write { path: path.display().to_string(), source })?;
            }
            None => rest(&mut |out| report::write(output.format, outcome, look, out))?,
        }
    }
    Ok(())
}

/// Creates a file, and the folders it is to lie in.
fn create(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    File::create(path)
}

fn write_one(format: Format, outcome: Outcome<'_>, look: Look, file: File) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    report::write(format, outcome, look, &mut out)?;
    out.flush()
}

/// Writes a file as a whole: others see the old content or the new one, never a part. Its mode stays, and a link keeps
/// pointing to it.
///
/// # Errors
/// No right to write there, or no room.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".kubevet-").tempfile_in(folder)?;
    temporary.write_all(content)?;
    let permissions = match path.metadata() {
        Ok(known) => Some(known.permissions()),
        // A new file has the mode that the user's files have.
        Err(_) => File::create_new(&path).and_then(|file| file.metadata()).map(|made| made.permissions()).ok(),
    };
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.persist(&path).map(|_| ()).map_err(|error| error.error)
}

/// Writes to standard output, buffered. A reader that goes away early is no failure.
///
/// # Errors
/// Standard output fails in any other way.
pub fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CliError::Write { path: "standard output".to_owned(), source: error })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(text: &str) -> Output {
        text.parse().unwrap()
    }

    #[test]
    fn a_format_may_name_its_file() {
        assert_eq!(output("json").file, None);
        assert_eq!(output("json=-").file, None);
        assert_eq!(output("json=a=b.json").file, Some(PathBuf::from("a=b.json")));
        assert_eq!("yaml=x".parse::<Output>(), Err(UnknownFormat("yaml".to_owned())));
    }

    #[test]
    fn the_folders_of_an_output_are_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reports/today/out.json");
        create(&path).unwrap();
        create(&path).unwrap();
        assert!(path.is_file());
    }

    #[test]
    fn only_one_output_goes_to_each_destination() {
        assert!(resolve(&[output("concise"), output("json=a"), output("json=b")]).is_ok());
        assert!(resolve(&[output("concise"), output("json")]).is_err());
        assert!(resolve(&[output("concise=a"), output("json=a")]).is_err());
    }
}
