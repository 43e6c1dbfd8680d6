//! The real binary: what it prints, and how it exits.

mod add_ignore;
mod bad_input;
mod config;
mod credentials;
mod errors;
mod exit_codes;
mod explain;
mod fix;
mod help;
mod ignores;
mod init;
mod known;
mod outputs;
mod rendering;
mod selection;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use kubevet::report::Format;

/// A manifest that nothing is wrong with.
pub const CLEAN: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  greeting: hello
";

/// A manifest that the API server refuses: `dta` is no field.
pub const WRONG: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
dta:
  greeting: hello
";

/// What a run of the binary left behind.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The binary in a folder of its own, with the files of a test.
pub struct Kubevet {
    dir: tempfile::TempDir,
    stdin: String,
    env: Vec<(&'static str, String)>,
}

impl Kubevet {
    pub fn with(files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self { dir, stdin: String::new(), env: Vec::new() }
    }

    pub fn stdin(mut self, text: &str) -> Self {
        text.clone_into(&mut self.stdin);
        self
    }

    pub fn env(mut self, name: &'static str, value: &str) -> Self {
        self.env.push((name, value.to_owned()));
        self
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kubevet"));
        command.args(arguments).current_dir(self.dir.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "FORCE_HYPERLINK", "GITHUB_STEP_SUMMARY"] {
            command.env_remove(name);
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut child = self.command(arguments).spawn().unwrap();
        // A run that fails early closes its standard input.
        let _ = child.stdin.take().unwrap().write_all(self.stdin.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| without_time(&String::from_utf8(bytes).unwrap());
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// One run that writes every format, and what it wrote, by name.
    pub fn run_all_formats(&self, arguments: &[&str]) -> (Run, Vec<(&'static str, String)>) {
        let names = Format::ALL.map(Format::name);
        let outputs = names.map(|name| format!("--output={name}=report-{name}"));
        let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
        let run = self.run(&[arguments, &outputs].concat());
        let text = |name: &str| std::fs::read_to_string(self.path().join(format!("report-{name}"))).unwrap_or_default();
        (run, names.map(|name| (name, text(name))).to_vec())
    }
}

impl Run {
    /// Everything, for snapshots.
    pub fn all(&self) -> String {
        let code = self.code.map_or("none".to_owned(), |code| code.to_string());
        format!("exit code {code}\n--- stdout\n{}--- stderr\n{}", self.stdout, self.stderr)
    }
}

/// The text without what differs from run to run.
fn without_time(text: &str) -> String {
    let line = |line: &str| match (line.rsplit_once(" · "), line.split_once("\"millis\": ")) {
        (Some((before, time)), _) if time.ends_with(" s") => format!("{before} · [time]\n"),
        (_, Some((before, _))) => format!("{before}\"millis\": 0\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}
