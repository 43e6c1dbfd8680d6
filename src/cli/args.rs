//! Flags and arguments.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::add_ignore::Reason;
use super::output::Output;
use super::parameter::Parameter;
use crate::config::FailOn;
use crate::config::import::Origin;
use crate::finding::Severity;
use crate::object::{AssumedObject, KubernetesVersions};
use crate::rule::RuleSet;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const AFTER_HELP: &str = "\
Examples:
  Check a folder
    kubevet deploy/
  Check what a chart renders with these values
    kubevet charts/shop --values charts/shop/env/prod.yaml
  Frames on the terminal, and SARIF in a file
    kubevet deploy/ -o full -o sarif=out.sarif
  Only what an API server would refuse, of any version of an upgrade
    kubevet deploy/ -k 1.31..1.34 --select YML,SCH,VAL
  What a rule asks for, why, and how to comply
    kubevet explain SEC006

Exit codes:
  0  no finding at or above --fail-on
  1  findings at or above --fail-on
  2  the job could not be done: usage, an unreadable input, a policy that fails
  3  nothing to check: no Kubernetes manifest was found";

/// Check Kubernetes manifests before anything is applied: what the API server would refuse, what policies forbid, and
/// the exact line to change.
#[derive(Debug, Parser)]
#[command(
    name = "kubevet",
    version,
    styles = STYLES,
    after_help = AFTER_HELP,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    max_term_width = 110,
    override_usage = "kubevet [OPTIONS] [PATH]...\n       kubevet <COMMAND> [OPTIONS]"
)]
pub struct Cli {
    /// What to do; without one, check.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// What to check, and how.
    #[command(flatten)]
    pub check: CheckArgs,

    /// Print help
    #[arg(short, long, global = true, help_heading = "Other", action = ArgAction::HelpShort)]
    help: Option<bool>,

    /// Print the version
    #[arg(short = 'V', long, help_heading = "Other", action = ArgAction::Version)]
    version: Option<bool>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check files, folders, globs or - (standard input); the default
    #[command(after_help = AFTER_HELP)]
    Check(Box<CheckArgs>),
    /// Explain a rule: what it asks for, why, and how to comply
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Write down what is found now as known, so that only what is new counts from here on
    Baseline(Box<BaselineArgs>),
    /// List what is suppressed: where, why, since and until when, and whether it still suppresses anything; -o json for programs
    Ignores(Box<CheckArgs>),
    /// Serve the admission webhook of a cluster: the same verdicts, before anything is stored
    #[cfg(feature = "server")]
    Serve(Box<super::serve::ServeArgs>),
    /// Write, check and test policies of one's own
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Write a configuration to begin with, or take over that of another tool
    Init(InitArgs),
    /// Write the completion script of a shell to standard output
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// With what to begin.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Take over the configuration of another tool: kube-linter, kube-score, polaris, checkov, conftest, trivy, flux-schema
    #[arg(long, value_name = "TOOL")]
    pub from: Option<Origin>,

    /// The file with that configuration, where it is not under one of its usual names
    #[arg(long, value_name = "FILE", requires = "from")]
    pub file: Option<PathBuf>,

    /// Write over a configuration that is there
    #[arg(long)]
    pub force: bool,
}

/// What to do with policies of one's own.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Tell everything that is wrong with policies, at its place
    Check(PolicyCheckArgs),
    /// Run the tests of policies: rules whose names begin with test_
    Test(PolicyTestArgs),
    /// Write a policy to begin with, its tests and a page about it
    New(PolicyNewArgs),
    /// Show what a policy sees of each object of a manifest, and which of its lines are evaluated
    Trace(PolicyTraceArgs),
}

/// Which policies to check.
#[derive(Debug, Args)]
pub struct PolicyCheckArgs {
    /// Files or folders with policies in Rego and their tests
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// A file or folder with JSON or YAML that policies see as `data`; may be repeated
    #[arg(long, value_name = "PATH")]
    pub policy_data: Vec<PathBuf>,

    /// The policies are written in version 0 of Rego
    #[arg(long)]
    pub rego_v0: bool,
}

/// Which policies to test, and what to tell.
#[derive(Debug, Args)]
pub struct PolicyTestArgs {
    /// Files or folders with policies in Rego and their tests
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Also tell which lines of the policies no test reaches
    #[arg(long)]
    pub coverage: bool,

    /// Fail when the tests reach fewer lines of the policies than this, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub threshold: Option<u8>,

    /// A file or folder with JSON or YAML that policies see as `data`; may be repeated
    #[arg(long, value_name = "PATH")]
    pub policy_data: Vec<PathBuf>,

    /// The policies are written in version 0 of Rego
    #[arg(long)]
    pub rego_v0: bool,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,
}

/// Which policy to trace, and on what.
#[derive(Debug, Args)]
pub struct PolicyTraceArgs {
    /// The id of the policy, one of kubevet's or one's own
    #[arg(value_name = "RULE")]
    pub rule: String,

    /// The manifest
    #[arg(value_name = "FILE")]
    pub file: String,

    /// Which policies of one's own count too.
    #[command(flatten)]
    pub own: PolicyArgs,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,
}

/// Which policy to write.
#[derive(Debug, Args)]
pub struct PolicyNewArgs {
    /// Its id, such as SHOP001
    #[arg(value_parser = super::policy::id)]
    pub id: String,

    /// Its name, such as team-label-missing
    #[arg(value_parser = super::policy::name)]
    pub name: String,

    /// The folder of the policies
    #[arg(long, value_name = "DIR", default_value = "policies")]
    pub dir: PathBuf,
}

/// Which rule to explain.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Its id or name, such as SEC006 or privileged-container, or its id in another tool, such as CKV_K8S_16
    #[arg(value_name = "RULE")]
    pub rule: String,

    /// Which policies of one's own count too.
    #[command(flatten)]
    pub own: PolicyArgs,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,
}

/// Which rules to list, and how.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Only these: ids, names, id prefixes such as SEC, or ids of other tools such as CKV_K8S_16
    #[arg(value_name = "RULE")]
    pub selectors: Vec<String>,

    /// Tell which frameworks ask for a rule, instead of the kinds it looks at
    #[arg(long)]
    pub frameworks: bool,

    /// Only those of a set
    #[arg(long, value_name = "PROFILE", value_delimiter = ',', value_parser = profile(), default_value = "all")]
    pub profile: Vec<RuleSet>,

    /// How to list them
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Table)]
    pub output: ListFormat,

    /// Which policies of one's own count too.
    #[command(flatten)]
    pub own: PolicyArgs,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,
}

/// How rules are listed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ListFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

/// What to write down as known.
#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// Only remove what is gone; what is new stays new
    #[arg(long)]
    pub prune: bool,

    /// What to check, and how.
    #[command(flatten)]
    pub check: CheckArgs,
}

/// What to check, and how.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files, folders, quoted globs such as 'deploy/**/*.yaml', or - for standard input [default: .]
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,

    /// From where to take manifests.
    #[command(flatten)]
    pub input: InputArgs,

    /// Against what to check them.
    #[command(flatten)]
    pub judgement: JudgementArgs,

    /// Which policies of one's own count too.
    #[command(flatten)]
    pub own: PolicyArgs,

    /// What the project says.
    #[command(flatten)]
    pub project: ProjectArgs,

    /// What is known already.
    #[command(flatten)]
    pub known: KnownArgs,

    /// What to mend.
    #[command(flatten)]
    pub fix: FixArgs,

    /// How to tell the outcome.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What to mend.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fixes")]
pub struct FixArgs {
    /// Apply the safe fixes to the files, and report what is left
    #[arg(long)]
    pub fix: bool,

    /// With --fix or --diff, apply fixes too that may stop a workload
    #[arg(long)]
    pub unsafe_fixes: bool,

    /// Show what --fix would change as a unified diff, and write nothing; the exit code is 1 when it would change something
    #[arg(long, conflicts_with = "fix")]
    pub diff: bool,

    /// Tell each fix that was applied
    #[arg(long)]
    pub show_fixes: bool,

    /// Suppress what is reported now by comments in the files, with a reason, and report what is left
    #[arg(
        long,
        value_name = "REASON",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        conflicts_with_all = ["fix", "diff"]
    )]
    pub add_ignore: Option<Reason>,
}

/// What is known already.
#[derive(Debug, Args)]
#[command(next_help_heading = "Known findings")]
pub struct KnownArgs {
    /// The known findings [default: the nearest .kubevet-baseline.json, from the checked files up to the repository]
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub baseline: Option<PathBuf>,

    /// Report known findings too
    #[arg(long)]
    pub no_baseline: bool,

    /// Only findings that were not there in this revision of the git repository, such as origin/main
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
}

/// What the project says.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub struct ProjectArgs {
    /// The configuration [default: the nearest kubevet.yaml or .kubevet.yaml, from the checked file up to the repository]
    #[arg(short, long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,

    /// Use no configuration
    #[arg(long)]
    pub isolated: bool,

    /// Report what comments, annotations and the configuration suppress, too
    #[arg(long)]
    pub no_ignores: bool,

    /// Show what the configuration and the flags come to, and check nothing
    #[arg(long)]
    pub show_settings: bool,
}

/// From where to take manifests.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct InputArgs {
    /// Manifests that count for rules about several objects, without being reported themselves
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub context: Vec<String>,

    /// The name under which standard input is reported
    #[arg(long, value_name = "NAME")]
    pub stdin_name: Option<String>,

    /// When to render charts by helm; with `on` it is an error that there is no helm
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Rendering::Auto)]
    pub helm: Rendering,

    /// Helm values, one rendering each [default: those of the configuration, or ci/*-values.yaml, or the chart's own]
    #[arg(long, value_name = "FILE")]
    pub values: Vec<String>,

    /// Let helm fetch the dependencies that a chart lacks, into its folder; they are never fetched without this
    #[arg(long)]
    pub fetch_dependencies: bool,

    /// When to build overlays by kustomize or kubectl: those that are named, with `on` those in folders too
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Rendering::Auto)]
    pub kustomize: Rendering,

    /// Pass standard input on when nothing fails, and report to standard error, as a post-renderer of Helm does
    #[arg(long)]
    pub passthrough: bool,

    /// Look into hidden files and folders too
    #[arg(long)]
    pub hidden: bool,

    /// Look into what .gitignore and .kubevetignore leave out too
    #[arg(long)]
    pub no_ignore: bool,

    /// List every file with what is made of it and why, and check nothing
    #[arg(long)]
    pub show_files: bool,

    /// Threads to use [default: one per core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// Against what to check manifests.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Selection")]
pub struct JudgementArgs {
    /// The version of Kubernetes to check for, or several: 1.31..1.34 1.31.. 1.34,1.36 [default: the newest known]
    #[arg(short, long, value_name = "VERSION")]
    pub kubernetes: Option<KubernetesVersions>,

    /// The sets of rules; several count together [default: default]
    #[arg(long, value_name = "PROFILE", value_delimiter = ',', value_parser = profile())]
    pub profile: Vec<RuleSet>,

    /// Only these rules: ids, names, id prefixes or ids of other tools, such as SEC,memory-limit,CKV_K8S_16
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Not these rules: ids, names, id prefixes or ids of other tools
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// A parameter of a policy; `kubevet explain RULE` lists them
    #[arg(long = "param", value_name = "RULE.KEY=VALUE")]
    pub parameters: Vec<Parameter>,

    /// Objects that exist though no manifest holds them: Kind, Kind/name or Kind/namespace/name, such as 'Secret/shop/*'
    #[arg(long, value_name = "OBJECT", value_delimiter = ',')]
    pub assume_present: Vec<AssumedObject>,

    /// Files or folders with CustomResourceDefinitions; those among the manifests count anyway
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub crds: Vec<String>,

    /// Folders with JSON schemas, laid out as for kubeconform
    #[arg(long, value_name = "DIR", num_args = 1..)]
    pub schemas: Vec<PathBuf>,

    /// Report kinds for which no schema is known, instead of counting them
    #[arg(long)]
    pub require_schemas: bool,
}

/// Which policies of one's own count.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Own policies")]
pub struct PolicyArgs {
    /// A file or folder with policies in Rego; may be repeated
    #[arg(short, long, value_name = "PATH")]
    pub policy: Vec<PathBuf>,

    /// A file or folder with JSON or YAML that policies see as `data`; may be repeated
    #[arg(long, value_name = "PATH", requires = "policy")]
    pub policy_data: Vec<PathBuf>,

    /// The policies are written in version 0 of Rego
    #[arg(long, requires = "policy")]
    pub rego_v0: bool,
}

/// How to tell the outcome.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// What to write, and to which file; may be repeated: -o full -o sarif=out.sarif. Formats: full (unless set), concise,
    /// grouped, json, jsonl, sarif, github, gitlab, azure, junit, tap, checkstyle, rdjson, markdown, csv, html
    #[arg(short, long, value_name = "FORMAT[=FILE]")]
    pub output: Vec<Output>,

    /// Count the findings by rule instead of showing each: in full, concise, grouped, json and markdown
    #[arg(long)]
    pub statistics: bool,

    /// Append a summary in Markdown to a file, or to none [default: that of $GITHUB_STEP_SUMMARY, if it is set]
    #[arg(long, value_name = "FILE")]
    pub summary_file: Option<PathBuf>,

    /// The lowest severity that makes the exit code 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,

    /// Exit with 0 instead of 3 when there is nothing to check, for hooks that are given whatever changed
    #[arg(long)]
    pub allow_empty: bool,

    /// The lowest severity that is shown; json, jsonl, sarif and csv hold all
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Show::Warning)]
    pub show: Show,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,

    /// When to make rule ids hyperlinks
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub links: When,

    /// Only findings: no summary, no notes
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Also tell which files were skipped, and why
    #[arg(short, long)]
    pub verbose: bool,

    /// No progress bar
    #[arg(long)]
    pub no_progress: bool,
}

/// The profiles by name, for the help and for completions.
fn profile() -> impl TypedValueParser<Value = RuleSet> {
    let names = RuleSet::ALL.map(|set| PossibleValue::new(set.name()).help(set.description()));
    PossibleValuesParser::new(names).try_map(|name| name.parse::<RuleSet>())
}

/// When to render.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Rendering {
    /// Where the program for it is there
    Auto,
    /// Always
    On,
    /// Never
    Off,
}

/// From which severity on findings are shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Show {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Everything
    Info,
}

impl From<Show> for Severity {
    fn from(show: Show) -> Self {
        match show {
            Show::Error => Self::Error,
            Show::Warning => Self::Warning,
            Show::Info => Self::Info,
        }
    }
}

/// When to use an ability of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// When it can be seen
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
