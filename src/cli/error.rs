//! What makes kubevet give up, worded for the person at the keyboard.

use std::io;

use miette::Diagnostic;
use thiserror::Error;

use super::exit::Exit;
use super::policy::RegoFrame;
use super::terminal;
use crate::config::import::ImportError;
use crate::config::{ConfigError, Project};
use crate::engine::EngineError;
use crate::finding::BaselineError;
use crate::report::Format;
use crate::rule::SelectionError;
use crate::source::GitError;

/// A reason for which the job could not be done.
#[derive(Debug, Error, Diagnostic)]
pub enum CliError {
    /// Two outputs for one place.
    #[error("{first} and {second} would both go to {destination}")]
    #[diagnostic(help("give all but one a file of its own: `-o {first} -o {second}=FILE`"))]
    SameDestination {
        /// The first format.
        first: Format,
        /// The second format.
        second: Format,
        /// Where both would go.
        destination: String,
    },
    /// Something else than standard input is to be passed through.
    #[error("--passthrough passes on standard input, and nothing else")]
    #[diagnostic(help("use it as `kubevet check - --passthrough`"))]
    Passthrough,
    /// Standard input cannot be read.
    #[error("cannot read standard input")]
    ReadStdin(#[source] io::Error),
    /// An output cannot be written.
    #[error("cannot write {path}")]
    Write {
        /// The file, or `standard output`.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A folder of schemas that is not there.
    #[error("{path} is no folder")]
    #[diagnostic(help("`--schemas` takes folders laid out as for kubeconform, or a copy of the CRDs catalog"))]
    NoSchemaFolder {
        /// As the user wrote it.
        path: String,
    },
    /// A file or folder of policies that cannot be read.
    #[error("cannot read {path}")]
    ReadPolicy {
        /// The path.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// Paths that hold no policy.
    #[error("there is no policy in {paths}")]
    #[diagnostic(help("policies are files that end in `.rego`; those that end in `_test.rego` are tests"))]
    NoPolicies {
        /// As the user wrote them.
        paths: String,
    },
    /// A policy that would overwrite another.
    #[error("{path} is there already")]
    #[diagnostic(help("give the policy another name, or another folder with `--dir`"))]
    PolicyExists {
        /// The folder.
        path: String,
    },
    /// A rule that is no policy.
    #[error("`{rule}` is no policy that could be traced")]
    #[diagnostic(help(
        "give the id of one rule that is written in Rego; rules of the groups YML, SCH and VAL are not"
    ))]
    NotTraceable {
        /// As the user wrote it.
        rule: String,
    },
    /// Policies that do not compile; all problems at once.
    #[error("the policies do not compile")]
    Policies(#[related] Vec<RegoFrame>),
    /// A configuration that cannot be used.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Config(ConfigError),
    /// A configuration that would be overwritten.
    #[error("{path} is there already")]
    #[diagnostic(help("`--force` writes a new kubevet.yaml all the same"))]
    ConfigExists {
        /// The file.
        path: String,
    },
    /// A configuration of another tool that cannot be taken over.
    #[error("cannot take over the configuration")]
    #[diagnostic(help("`--file` names the configuration of the other tool"))]
    Import(#[source] ImportError),
    /// A revision that cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Git(#[from] GitError),
    /// An input that cannot be read, where all must be.
    #[error("{path}: {reason}")]
    #[diagnostic(help("a baseline is written only when everything can be read"))]
    Unreadable {
        /// The file.
        path: String,
        /// Why it cannot be read.
        reason: String,
    },
    /// A baseline that cannot be used.
    #[error("cannot use the baseline {path}")]
    #[diagnostic(help("`kubevet baseline` writes a new one"))]
    Baseline {
        /// The file.
        path: String,
        /// What is wrong with it.
        source: BaselineError,
    },
    /// A file that cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A selector that names no rule.
    #[error("{0}")]
    #[diagnostic(help("{}", rule_help(.0)))]
    UnknownRule(SelectionError),
    /// The engine cannot start.
    #[error("the checks cannot start")]
    Engine(#[source] EngineError),
    /// The webhook cannot be served.
    #[cfg(feature = "server")]
    #[error("cannot serve the webhook: {0}")]
    #[diagnostic(help("`kubevet serve --help` tells where certificate, configuration and policies are looked for"))]
    Serve(crate::server::ServeError),
    /// A certificate cannot be made.
    #[cfg(feature = "server")]
    #[error(transparent)]
    SelfSigned(crate::server::tls::SelfSignedError),
    /// The system gives no thread.
    #[error("cannot start a thread")]
    Thread(#[source] io::Error),
    /// The system gives no threads to judge with.
    #[error("cannot start the threads that check")]
    #[diagnostic(help("try fewer: `-j 1`"))]
    Threads(#[source] rayon::ThreadPoolBuildError),
    /// A defect of kubevet; the panic has already been told.
    #[error("kubevet has crashed: this is a defect of kubevet, not of your files")]
    #[diagnostic(help("please report it with the message above and, if you can share it, the file that causes it"))]
    Crash,
}

impl CliError {
    /// The same error at its place in a configuration, if it is there.
    pub fn in_config(self, project: &Project) -> Self {
        match &self {
            Self::UnknownRule(unknown) => {
                let help = Some(rule_help(unknown));
                let found = project.wrong_word(&unknown.selector, unknown.to_string(), help);
                found.map_or(self, Self::Config)
            }
            _ => self,
        }
    }

    /// Tells the error on standard error, with what to do about it.
    pub fn report(&self) -> Exit {
        terminal::say(terminal::render(self).trim_end());
        Exit::Failed
    }
}

impl From<EngineError> for CliError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Selection(unknown) => Self::UnknownRule(unknown),
            other => Self::Engine(other),
        }
    }
}

fn rule_help(error: &SelectionError) -> String {
    let list = "`kubevet rules` lists all rules";
    match error.suggestions.as_slice() {
        [] => list.to_owned(),
        near => format!("did you mean {}? {list}", quoted(near)),
    }
}

/// `` `a`, `b` or `c` ``.
fn quoted(names: &[String]) -> String {
    let mut quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.pop() {
        Some(last) if !quoted.is_empty() => format!("{} or {last}", quoted.join(", ")),
        last => last.unwrap_or_default(),
    }
}
