//! Charts, rendered by `helm template`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tool::{self, RenderError};
use super::{Origin, Rendering};
use crate::object::Manifest;
use crate::source::path::{from_here, shown};
use crate::yaml::Stream;

/// The comment by which Helm names the template of a document.
const SOURCE: &str = "# Source: ";
/// The longest name of a release.
const MAX_RELEASE: usize = 53;

/// A chart and one set of values to render it with.
#[derive(Clone, Debug)]
pub struct ChartRequest {
    /// The folder or archive, as it is shown and can be opened.
    pub chart: String,
    /// Values files that count together; without any, the chart's own values.
    pub values: Vec<String>,
    /// The name of the release; made from that of the chart when there is none.
    pub release: Option<String>,
    /// The namespace of the release.
    pub namespace: Option<String>,
    /// The version of Kubernetes to render for.
    pub kubernetes: String,
    /// Whether helm may fetch the dependencies that are not there.
    pub fetch: bool,
}

impl ChartRequest {
    /// What tells this rendering from others of the chart.
    pub(super) fn with(&self) -> String {
        if self.values.is_empty() {
            return "the chart's own values".to_owned();
        }
        let shown = self.values.iter().map(|file| shown(&from_here(Path::new(file))).to_string());
        shown.collect::<Vec<_>>().join(" and ")
    }

    /// The name of the release.
    pub fn release_name(&self) -> String {
        self.release.clone().unwrap_or_else(|| release_name(&self.chart))
    }

    fn arguments(&self) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = vec!["template".into(), self.release_name().into(), self.path().into()];
        arguments.extend(["--kube-version".into(), OsString::from(&self.kubernetes)]);
        for file in &self.values {
            arguments.extend(["--values".into(), OsString::from(file)]);
        }
        if let Some(namespace) = &self.namespace {
            arguments.extend(["--namespace".into(), OsString::from(namespace)]);
        }
        if is_archive(Path::new(&self.chart)) {
            // Those of a folder are files that are checked as they are.
            arguments.push("--include-crds".into());
        }
        arguments
    }

    /// The path in a form that Helm does not take for the name of a repository.
    fn path(&self) -> PathBuf {
        std::path::absolute(&self.chart).unwrap_or_else(|_| PathBuf::from(&self.chart))
    }
}

/// Whether a path is named like the archive of a chart.
pub fn is_archive(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".tgz") || name.ends_with(".tar.gz")
}

/// Fetches the dependencies of charts that may be and that have some, for each chart once, as they share its folder.
/// Returns what went wrong, by chart.
pub(super) fn fetch<'r>(
    helm: &Path,
    requests: impl Iterator<Item = &'r ChartRequest>,
) -> BTreeMap<&'r str, Option<RenderError>> {
    let mut fetched = BTreeMap::new();
    for request in requests.filter(|request| request.fetch && has_dependencies(&request.chart)) {
        fetched.entry(request.chart.as_str()).or_insert_with(|| {
            let arguments = ["dependency".into(), "build".into(), request.path().into()];
            tool::output_with_network(helm, &arguments).err()
        });
    }
    fetched
}

/// Whether the folder of a chart names other charts that it needs.
fn has_dependencies(chart: &str) -> bool {
    let names = |file: &str| {
        let text = std::fs::read_to_string(Path::new(chart).join(file)).unwrap_or_default();
        text.lines().any(|line| line.starts_with("dependencies:"))
    };
    names("Chart.yaml") || names("requirements.yaml")
}

/// Renders a chart.
pub(super) fn render(helm: &Path, request: &ChartRequest) -> Result<Rendering, RenderError> {
    let bytes = tool::output(helm, &request.arguments())?;
    let pieces = pieces(&request.chart, &String::from_utf8_lossy(&bytes));
    let root = PathBuf::from(&request.chart);
    let origin = if root.is_dir() { Origin::Folder } else { Origin::Archive };
    Ok(Rendering { source: request.chart.as_str().into(), with: request.with(), pieces, origin })
}

/// What each template gave, under the name of its file.
fn pieces(chart: &str, text: &str) -> Vec<Manifest> {
    let mut by_file = BTreeMap::<String, String>::new();
    let mut file = chart.to_owned();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let source = lines.peek().filter(|_| line == "---").and_then(|next| next.strip_prefix(SOURCE));
        if let Some(template) = source {
            file = template_file(chart, template.trim());
        }
        let piece = by_file.entry(file.clone()).or_default();
        piece.push_str(line);
        piece.push('\n');
    }
    by_file.retain(|_, piece| !piece.trim().is_empty());
    let manifest = |(file, piece): (String, String)| Manifest {
        file: Arc::from(file),
        stream: Stream::parse(piece.into_bytes()),
        reported: true,
    };
    by_file.into_iter().map(manifest).collect()
}

/// The file of `shop/templates/web.yaml` in the chart `charts/shop`: Helm begins with the chart's name.
fn template_file(chart: &str, template: &str) -> String {
    let within = template.split_once('/').map_or(template, |(_, within)| within);
    if chart == "." { within.to_owned() } else { format!("{chart}/{within}") }
}

/// A name for the release: that of the chart's folder, or of its archive without the version.
fn release_name(chart: &str) -> String {
    let path = std::path::absolute(chart).unwrap_or_else(|_| PathBuf::from(chart));
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = if is_archive(&path) { without_version(&name) } else { &name };
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_name = !name.is_empty() && name.len() <= MAX_RELEASE && name.chars().all(fits);
    if is_name && !name.starts_with('-') && !name.ends_with('-') { name.to_owned() } else { "release-name".to_owned() }
}

/// `shop` of `shop-1.2.3.tgz`.
fn without_version(name: &str) -> &str {
    let digit_after = |at: usize| name.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let end = name.match_indices('-').map(|(at, _)| at).find(|&at| digit_after(at));
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rendered_stands_under_the_files_of_the_templates() {
        let text = "---\n# Source: shop/templates/a.yaml\na: 1\n---\n# Source: shop/charts/db/templates/b.yaml\nb: 1\n\
                    ---\n# Source: shop/templates/a.yaml\na: 2\n";
        let files: Vec<_> = pieces("charts/shop", text)
            .iter()
            .map(|piece| (piece.file.to_string(), piece.stream.documents.len()))
            .collect();
        let expected =
            [("charts/shop/charts/db/templates/b.yaml".to_owned(), 1), ("charts/shop/templates/a.yaml".to_owned(), 2)];
        assert_eq!(files, expected);
        assert_eq!(pieces(".", text).last().map(|piece| piece.file.to_string()).as_deref(), Some("templates/a.yaml"));
    }

    #[test]
    fn a_release_is_named_like_its_chart_where_that_is_a_name() {
        for (chart, expected) in [
            ("charts/shop", "shop"),
            ("charts/Shop", "shop"),
            ("charts/my_shop", "release-name"),
            ("shop-api-1.2.3.tgz", "shop-api"),
            ("charts/-", "release-name"),
        ] {
            assert_eq!(release_name(chart), expected, "{chart}");
        }
    }
}
