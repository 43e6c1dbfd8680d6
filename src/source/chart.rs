//! Files of Helm charts.
//!
//! What a file is follows from where it lies in its chart, never from a brace in its text alone: rendered manifests hold
//! braces too, in Prometheus rules and Argo workflows for example. Layout:
//! <https://helm.sh/docs/topics/charts/#the-chart-file-structure>.

use std::path::Path;

use super::gather::Candidate;
use super::path::shown_beside;

/// Whether a folder is the root of a chart.
pub(super) fn is_root(folder: &Path) -> bool {
    folder.join("Chart.yaml").is_file()
}

/// A file of a chart.
#[derive(Clone, Debug)]
pub(super) struct Member<'a> {
    root: &'a Path,
    /// From the chart's root.
    relative: &'a Path,
    candidate: &'a Candidate,
}

impl<'a> Member<'a> {
    /// The file of a candidate that lies below the root of a chart.
    pub(super) fn new(root: &'a Path, candidate: &'a Candidate) -> Self {
        let relative = candidate.place.strip_prefix(root).unwrap_or(Path::new(""));
        Self { root, relative, candidate }
    }

    /// Why the file is no manifest whatever YAML it holds: a template with actions in it, or a file about the chart.
    pub(super) fn role(&self, text: &str) -> Option<String> {
        let in_root = self.relative.components().count() == 1;
        let name = self.relative.file_name().unwrap_or_default().to_string_lossy();
        if self.relative.starts_with("templates") && text.contains("{{") {
            let chart = self.chart();
            let how = format!("check what it renders to, with `helm template {chart} | kubevet -`");
            return Some(format!("template of the Helm chart {chart}; {how}"));
        }
        let role = match &*name {
            "Chart.yaml" if in_root => "description",
            "requirements.yaml" if in_root => "dependencies",
            _ => return None,
        };
        Some(format!("{role} of the Helm chart {}", self.chart()))
    }

    /// Why a file that holds nothing like an object is no manifest.
    pub(super) fn values(&self) -> Option<String> {
        let name = self.relative.file_name().unwrap_or_default().to_string_lossy();
        let is_values = name.starts_with("values") || name.contains("-values.") || name.contains(".values.");
        is_values.then(|| format!("values of the Helm chart {}", self.chart()))
    }

    /// The root of the chart, absolute.
    pub(super) fn root(&self) -> &'a Path {
        self.root
    }

    /// The root of the chart as users see it.
    pub(super) fn chart(&self) -> String {
        let description = self.root.join("Chart.yaml");
        let shown = shown_beside(&self.candidate.place, &self.candidate.file, &description);
        match shown.strip_suffix("/Chart.yaml") {
            Some("") => "/".to_owned(),
            Some(folder) => folder.to_owned(),
            None => ".".to_owned(),
        }
    }
}
