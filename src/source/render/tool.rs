//! Programs that render: found on the PATH, run without the user's settings and without network, and not for ever.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

/// How long one rendering may take.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// How long to wait before looking again whether a program has ended.
const PAUSE: Duration = Duration::from_millis(5);
/// Variables that a program needs to run at all.
const KEPT: [&str; 6] = ["PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG"];
/// An address at which nobody listens, for programs that would fetch something.
const NOWHERE: &str = "http://127.0.0.1:9";

/// Why something could not be rendered, in words for users.
#[derive(Debug, Error)]
pub(super) enum RenderError {
    /// The program cannot be started, or what it writes cannot be read.
    #[error("cannot run {program}: {source}")]
    Run {
        /// Its name.
        program: String,
        /// What the system says.
        source: io::Error,
    },
    /// It ends with an error.
    #[error("{program}: {message}")]
    Refused {
        /// Its name.
        program: String,
        /// What it says.
        message: String,
    },
    /// It does not end.
    #[error("{program} was stopped after {} seconds", TIME_LIMIT.as_secs())]
    TooSlow {
        /// Its name.
        program: String,
    },
    /// It would have to fetch something.
    #[error(
        "it builds on {0}, which is not here, and nothing is fetched: put a copy beside it, or pipe the output of `kustomize build` to `kubevet -`"
    )]
    Remote(String),
}

/// The path of a program.
pub(super) fn find(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// What a program writes to its standard output, run without the user's settings and without network.
pub(super) fn output(program: &Path, arguments: &[OsString]) -> Result<Vec<u8>, RenderError> {
    let home = tempfile::tempdir().map_err(|source| RenderError::Run { program: name(program), source })?;
    let mut command = Command::new(program);
    command.args(arguments).env_clear();
    command.envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    command.env("HOME", home.path()).env("GIT_ALLOW_PROTOCOL", "none").env("HELM_NO_PLUGINS", "1");
    command.envs(["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].map(|name| (name, NOWHERE)));
    finish(program, command)
}

/// What a program writes to its standard output, run as the user would run it.
pub(super) fn output_with_network(program: &Path, arguments: &[OsString]) -> Result<Vec<u8>, RenderError> {
    let mut command = Command::new(program);
    command.args(arguments);
    finish(program, command)
}

fn name(program: &Path) -> String {
    program.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn finish(program: &Path, mut command: Command) -> Result<Vec<u8>, RenderError> {
    let name = || name(program);
    let failed = |source| RenderError::Run { program: name(), source };
    let (mut out, mut err) = (tempfile::tempfile().map_err(failed)?, tempfile::tempfile().map_err(failed)?);
    command.stdin(Stdio::null());
    command.stdout(out.try_clone().map_err(failed)?).stderr(err.try_clone().map_err(failed)?);
    let status = wait(&mut command).map_err(failed)?.ok_or_else(|| RenderError::TooSlow { program: name() })?;
    if status.success() {
        return whole(&mut out).map_err(failed);
    }
    let message = String::from_utf8_lossy(&whole(&mut err).map_err(failed)?).into_owned();
    Err(RenderError::Refused { program: name(), message: told(&message) })
}

/// How a program ended; nothing when it had to be stopped.
fn wait(command: &mut Command) -> io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    let mut child = command.spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() > TIME_LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}

fn whole(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a program says, without its label for errors and without what it says besides.
fn told(message: &str) -> String {
    let lines = message.lines().map(str::trim).filter(|line| {
        !line.is_empty()
            && !line.starts_with("WARNING")
            && !line.starts_with("Use --debug")
            && !line.starts_with("level=")
    });
    let text = lines.collect::<Vec<_>>().join("; ");
    let text = text.strip_prefix("Error: ").or_else(|| text.strip_prefix("error: ")).unwrap_or(&text);
    if text.is_empty() { "it failed without a message".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_of_a_program_is_one_line_without_its_label() {
        assert_eq!(
            told("WARNING: x\nError: execution error\n  at <y>\n\nUse --debug flag\n"),
            "execution error; at <y>"
        );
        assert_eq!(told("\n"), "it failed without a message");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_fails_is_quoted_and_sees_nothing_of_the_users_environment() {
        let shell = find("sh").unwrap();
        let run = |script: &str| output(&shell, &["-c".into(), script.into()]);
        assert_eq!(run("echo hello").unwrap(), b"hello\n");
        assert_eq!(run("echo Error: no >&2; exit 3").unwrap_err().to_string(), "sh: no");
        assert_eq!(run("echo ${CARGO_MANIFEST_DIR:-none} $GIT_ALLOW_PROTOCOL").unwrap(), b"none none\n");
    }
}
