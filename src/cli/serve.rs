//! `kubevet serve`: the admission webhook, with the configuration and the policies of this command line.

use std::net::SocketAddr;
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::args::{JudgementArgs, PolicyArgs};
use super::error::CliError;
use super::exit::Exit;
use super::{projects, terminal};
use crate::config::{self, Project};
use crate::rule::Date;
use crate::server::admission::{Judge, JudgeError, OnError};
use crate::server::tls::{Certificate, SelfSigned};
use crate::server::{self, Options, Source};

/// How to serve, and by what to judge.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where and how to serve.
    #[command(flatten)]
    pub server: ServerArgs,

    /// By what to judge.
    #[command(flatten)]
    pub judging: JudgingArgs,
}

/// Where and how to serve.
#[derive(Debug, Args)]
#[command(next_help_heading = "Server")]
pub struct ServerArgs {
    /// The address for API servers
    #[arg(long, value_name = "ADDRESS", default_value = "0.0.0.0:8443")]
    pub listen: SocketAddr,

    /// The address for /metrics and probes, always plain HTTP
    #[arg(long, value_name = "ADDRESS", default_value = "0.0.0.0:8080")]
    pub metrics_listen: SocketAddr,

    /// The certificate in PEM; read again whenever it changes
    #[arg(long, value_name = "FILE", default_value = "/etc/kubevet/tls/tls.crt")]
    pub tls_cert: PathBuf,

    /// Its key in PEM
    #[arg(long, value_name = "FILE", default_value = "/etc/kubevet/tls/tls.key")]
    pub tls_key: PathBuf,

    /// Make a certificate for these names, and print the caBundle of its authority; for one replica and for trying it out
    #[arg(long, value_name = "NAME", value_delimiter = ',', num_args = 0.., default_missing_value = "kubevet.kubevet.svc",
        conflicts_with_all = ["tls_cert", "tls_key", "plain_http"])]
    pub self_signed: Vec<String>,

    /// Speak plain HTTP, behind something that speaks TLS; API servers themselves refuse it
    #[arg(long, conflicts_with_all = ["tls_cert", "tls_key"])]
    pub plain_http: bool,

    /// What happens to a request that could not be judged
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = OnError::FailPolicy)]
    pub on_error: OnError,

    /// How many requests are judged at once [default: one per core]
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<NonZeroU16>,

    /// How long to go on after the signal to stop, in seconds: until no API server sends new requests
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub shutdown_delay: u16,
}

/// By what to judge.
#[derive(Clone, Debug, Args)]
pub struct JudgingArgs {
    /// The configuration [default: kubevet.yaml or .kubevet.yaml in this folder, or above it up to the repository]
    #[arg(short, long, value_name = "FILE", help_heading = "Configuration", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,

    /// Use no configuration
    #[arg(long, help_heading = "Configuration")]
    pub isolated: bool,

    /// Which rules count.
    #[command(flatten)]
    pub judgement: JudgementArgs,

    /// Which policies of one's own count too.
    #[command(flatten)]
    pub own: PolicyArgs,
}

/// Serves until the process is told to stop.
///
/// # Errors
/// What keeps it from beginning.
pub fn run(arguments: &ServeArgs) -> Result<Exit, CliError> {
    let asked = &arguments.server;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let options = Options {
        listen: asked.listen,
        metrics_listen: asked.metrics_listen,
        certificate: certificate(asked)?,
        threads: asked.threads.map_or_else(cores, |threads| usize::from(threads.get())),
        on_error: asked.on_error,
        shutdown_delay: Duration::from_secs(asked.shutdown_delay.into()),
    };
    // What is wrong is told with its place in the file here; later on the log tells it in a line.
    arguments.judging.judge()?;
    server::run(options, Arc::new(arguments.judging.clone())).map_err(CliError::Serve)?;
    Ok(Exit::Clean)
}

fn certificate(asked: &ServerArgs) -> Result<Option<Certificate>, CliError> {
    if asked.plain_http {
        return Ok(None);
    }
    if asked.self_signed.is_empty() {
        let certificate = Certificate::of_files(&asked.tls_cert, &asked.tls_key);
        return certificate.map(Some).map_err(|error| CliError::Serve(error.into()));
    }
    let today = projects::today().unwrap_or(Date::of_unix_seconds(0));
    let made = SelfSigned::make(&asked.self_signed, today).map_err(CliError::SelfSigned)?;
    let bundle = data_encoding::BASE64.encode(made.authority.as_bytes());
    terminal::say(&format!("caBundle: {bundle}"));
    let certificate = Certificate::of_text(made.certificate, made.key);
    certificate.map(Some).map_err(|error| CliError::Serve(error.into()))
}

impl JudgingArgs {
    /// The judge by the configuration, the flags and the policies as they are now.
    ///
    /// # Errors
    /// What cannot be used, with its place.
    pub fn judge(&self) -> Result<Judge, CliError> {
        let project = self.project()?;
        let settings = projects::settings(&self.judgement, &self.own, &project)?;
        let judge = Judge::new(settings, project.admission.clone());
        judge.map_err(|error| CliError::from(error).in_config(&project))
    }

    fn project(&self) -> Result<Project, CliError> {
        match self.file() {
            Some(file) => Project::load(&file).map_err(CliError::Config),
            None => Ok(Project::default()),
        }
    }

    fn file(&self) -> Option<PathBuf> {
        let found = || config::find(std::path::Path::new("."));
        self.config.clone().or_else(|| if self.isolated { None } else { found() })
    }
}

impl Source for JudgingArgs {
    fn paths(&self) -> Vec<PathBuf> {
        let project = self.project().unwrap_or_default();
        let own = [&self.own.policy, &self.own.policy_data, &self.judgement.schemas].into_iter().flatten();
        let of_project = [&project.policies, &project.policy_data, &project.schemas].into_iter().flatten();
        self.file().into_iter().chain(own.cloned()).chain(of_project.cloned()).collect()
    }

    fn load(&self) -> Result<Judge, String> {
        self.judge().map_err(|error| terminal::in_one_line(&error))
    }
}

impl From<JudgeError> for CliError {
    fn from(error: JudgeError) -> Self {
        match error {
            JudgeError::Selection(unknown) => Self::UnknownRule(unknown),
            JudgeError::Engine(error) => error.into(),
        }
    }
}
