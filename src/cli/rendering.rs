//! Which charts and overlays a run renders, and with which values.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::args::{CheckArgs, Rendering};
use super::checking;
use super::error::CliError;
use super::projects::Projects;
use crate::config::{Chart, Project};
use crate::finding::Skipped;
use crate::source::render::{self, ChartRequest, Renderings, Request, is_archive, is_overlay};
use crate::source::{Loaded, Revision, Verdict};

/// Renders what the loaded paths hold, and takes out of them what is judged in a rendering instead.
///
/// # Errors
/// A configuration that cannot be used.
pub fn render(arguments: &CheckArgs, projects: &mut Projects, loaded: &mut Loaded) -> Result<Renderings, CliError> {
    let mut requests = charts(arguments, projects, loaded)?;
    requests.extend(overlays(arguments, loaded).into_iter().map(|folder| Request::Overlay(folder.to_string())));
    let required = |request: &Request| match request {
        Request::Chart(_) => arguments.input.helm == Rendering::On,
        Request::Overlay(_) => arguments.input.kustomize == Rendering::On,
    };
    let mut renderings = render::render(&requests, &required);
    for source in renderings.sources() {
        loaded.decide(source, Verdict::Rendered(renderings.how(source)));
    }
    loaded.leave_to(&|file| renderings.stands_for(file));
    for skipped in std::mem::take(&mut renderings.skipped) {
        tell(loaded, skipped);
    }
    Ok(renderings)
}

/// Renders the charts of a revision as they are rendered today, with the values as they were. What could not be rendered
/// then counts as nothing: everything in it is new.
///
/// # Errors
/// A configuration that cannot be used.
pub fn of_revision(
    arguments: &CheckArgs,
    projects: &mut Projects,
    loaded: &mut Loaded,
    tree: &Revision,
) -> Result<Renderings, CliError> {
    let mut requests = Vec::new();
    for there in std::mem::take(&mut loaded.charts) {
        let Some(here) = tree.original(&there) else { continue };
        let here = here.to_string_lossy();
        let owner = projects.of_file(&format!("{here}/Chart.yaml"), arguments)?;
        let Some(project) = projects.get(owner) else { continue };
        let then = |file: String| tree.path(Path::new(&file)).map_or(file, |path| path.to_string_lossy().into_owned());
        let as_then = |request: ChartRequest| ChartRequest {
            release: Some(request.release_name()),
            fetch: false,
            chart: there.to_string(),
            values: request.values.into_iter().map(then).collect(),
            ..request
        };
        let today = renderings(arguments, project, &here);
        requests.extend(today.into_iter().map(as_then).map(Request::Chart));
    }
    let renderings = if arguments.input.helm == Rendering::Off {
        Renderings::default()
    } else {
        render::render(&requests, &|_| false)
    };
    loaded.leave_to(&|file| renderings.stands_for(file));
    Ok(renderings)
}

fn tell(loaded: &mut Loaded, skipped: Skipped) {
    let reason = skipped.reason.clone();
    loaded.decide(&skipped.file, if skipped.failed { Verdict::Failed(reason) } else { Verdict::Skipped(reason) });
    if !skipped.failed {
        loaded.notes.push(format!("{}: {}", skipped.file, skipped.reason));
    }
    loaded.skipped.push(skipped);
    loaded.skipped.sort();
}

/// The charts among what was loaded, each as often as it has sets of values.
fn charts(arguments: &CheckArgs, projects: &mut Projects, loaded: &mut Loaded) -> Result<Vec<Request>, CliError> {
    let mut requests = Vec::new();
    for chart in loaded.charts.clone() {
        if arguments.input.helm == Rendering::Off {
            if is_archive(Path::new(&*chart)) {
                let reason = "the archive of a chart, not rendered because of --helm off".to_owned();
                tell(loaded, Skipped { file: chart, reason, failed: false });
            }
            continue;
        }
        let description = format!("{chart}/Chart.yaml");
        let owner = projects.of_file(&description, arguments)?;
        let Some(project) = projects.get(owner) else { continue };
        let excluded =
            project.exclude.as_ref().is_some_and(|exclude| exclude.contains(description.trim_start_matches("./")));
        if excluded || is_library(&description) {
            let why = if excluded { "it is excluded by the configuration" } else { "it is a library for other charts" };
            loaded.decide(&chart, Verdict::Skipped(format!("not rendered: {why}")));
            continue;
        }
        requests.extend(renderings(arguments, project, &chart).into_iter().map(Request::Chart));
    }
    missing(projects, loaded);
    Ok(requests)
}

/// The renderings of a chart: with each of the values that the flags name, or the configuration, or that the chart has for
/// its tests; without any of these, with its own.
fn renderings(arguments: &CheckArgs, project: &Project, chart: &str) -> Vec<ChartRequest> {
    let kubernetes = arguments.judgement.kubernetes.or(project.kubernetes).unwrap_or_default().newest();
    let entries: Vec<&Chart> = project.charts.iter().filter(|entry| is_same(&entry.path, chart)).collect();
    let request = |entry: Option<&Chart>, values: Vec<String>| ChartRequest {
        chart: chart.to_owned(),
        values,
        release: entry.and_then(|entry| entry.release.clone()),
        namespace: entry.and_then(|entry| entry.namespace.clone()),
        kubernetes: format!("{kubernetes}.0"),
        fetch: arguments.input.fetch_dependencies,
    };
    if !arguments.input.values.is_empty() {
        let first = entries.first().copied();
        return arguments.input.values.iter().map(|file| request(first, vec![file.clone()])).collect();
    }
    let named = entries.iter().flat_map(|&entry| entry.values.iter().map(move |values| (entry, values.0.clone())));
    let mut requests: Vec<ChartRequest> = named.map(|(entry, values)| request(Some(entry), values)).collect();
    if requests.is_empty() {
        let entry = entries.first().copied();
        requests.extend(values_for_tests(chart).into_iter().map(|file| request(entry, vec![file])));
        if requests.is_empty() {
            requests.push(request(entry, Vec::new()));
        }
    }
    requests
}

/// The values that a chart is tested with: `ci/*-values.yaml`, as chart-testing has them.
fn values_for_tests(chart: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(Path::new(chart).join("ci")) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = names.filter(|name| name.ends_with("-values.yaml")).collect();
    files.sort();
    let folder = if chart == "." { "ci".to_owned() } else { format!("{chart}/ci") };
    files.into_iter().map(|name| format!("{folder}/{name}")).collect()
}

/// Tells of charts that a configuration names and that are not there.
fn missing(projects: &Projects, loaded: &mut Loaded) {
    for project in projects.all() {
        let gone = |chart: &&Chart| !Path::new(&chart.path).exists();
        let names: BTreeSet<&str> = project.charts.iter().filter(gone).map(|chart| chart.path.as_str()).collect();
        for name in names {
            let reason = format!("there is no such chart, though {} names it", project.file);
            tell(loaded, Skipped { file: name.into(), reason, failed: true });
        }
    }
}

/// The overlays to build: those that are named, or all that no other one builds on.
fn overlays(arguments: &CheckArgs, loaded: &Loaded) -> BTreeSet<Arc<str>> {
    let named = checking::paths(arguments).into_iter().filter(|path| is_overlay(Path::new(path)));
    let named = named.map(|path| Arc::from(path.trim_end_matches('/').trim_start_matches("./")));
    let not_empty = |path: Arc<str>| if path.is_empty() { ".".into() } else { path };
    match arguments.input.kustomize {
        Rendering::Off => BTreeSet::new(),
        Rendering::Auto => named.map(not_empty).collect(),
        Rendering::On => named.map(not_empty).chain(loaded.overlays.iter().cloned()).collect(),
    }
}

fn is_same(one: &str, other: &str) -> bool {
    let real = |path: &str| Path::new(path).canonicalize().ok();
    real(one).is_some_and(|path| Some(path) == real(other))
}

/// Whether a chart only holds templates for others: Helm refuses to render it.
fn is_library(description: &str) -> bool {
    let text = std::fs::read_to_string(description).unwrap_or_default();
    text.lines().any(|line| line.split_once(':').is_some_and(|(key, value)| key == "type" && value.trim() == "library"))
}
