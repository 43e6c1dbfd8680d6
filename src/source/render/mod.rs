//! Charts and overlays: what `helm` and `kustomize` make of them, and where in their files it comes from.
//!
//! Renderings of one chart with different values are different worlds: each is judged without the others, and what they
//! share is told once. Nothing is fetched unless a request allows it: dependencies that are not there make a rendering fail.

mod helm;
mod kustomize;
mod line;
mod settle;
mod tool;

use std::sync::Arc;

use rayon::prelude::*;

pub use helm::{ChartRequest, is_archive};
pub use kustomize::is_overlay;

use crate::finding::Skipped;
use crate::object::Manifest;

use helm::render as render_chart;
use kustomize::{Builder, render as render_overlay};

/// What to render.
#[derive(Clone, Debug)]
pub enum Request {
    /// A chart with one set of values.
    Chart(ChartRequest),
    /// The folder of an overlay.
    Overlay(String),
}

/// What a program made of a chart or an overlay.
#[derive(Debug)]
struct Rendering {
    /// The chart or overlay, as it is shown.
    source: Arc<str>,
    /// What tells it from other renderings of the source, for users: `env/prod.yaml`.
    with: String,
    /// What each template gave, under the name of its file; all of an overlay, under that of its kustomization.
    pieces: Vec<Manifest>,
    origin: Origin,
}

/// Where the text of a rendering comes from.
#[derive(Debug)]
enum Origin {
    /// Each piece from the file of its name.
    Folder,
    /// From files within an archive.
    Archive,
    /// From these files, each object from the one that holds its like.
    Files(Vec<Arc<str>>),
}

/// Everything that was rendered for a run.
#[derive(Debug, Default)]
pub struct Renderings {
    /// Those of one source one after the other.
    all: Vec<Rendering>,
    /// What could not be rendered; not a failure where the program is missing and may be.
    pub skipped: Vec<Skipped>,
}

impl Request {
    /// The chart or overlay, as it is shown.
    pub fn source(&self) -> &str {
        match self {
            Self::Chart(request) => &request.chart,
            Self::Overlay(folder) => folder,
        }
    }
}

/// Renders everything that is asked for; the requests about one source stand one after the other.
///
/// Where the program for a request is missing, that is a failure for those sources that `required` names.
pub fn render(requests: &[Request], required: &(dyn Fn(&Request) -> bool + Sync)) -> Renderings {
    if requests.is_empty() {
        return Renderings::default();
    }
    let (helm, builder) = (tool::find("helm"), Builder::find());
    let charts = requests.iter().filter_map(|request| match request {
        Request::Chart(chart) => Some(chart),
        Request::Overlay(_) => None,
    });
    let fetched = helm.as_ref().map(|helm| helm::fetch(helm, charts)).unwrap_or_default();
    let outcome = |request: &Request| match request {
        Request::Chart(chart) => match (&helm, fetched.get(chart.chart.as_str())) {
            (Some(_), Some(Some(error))) => Err(failed(request, error.to_string())),
            (Some(helm), _) => render_chart(helm, chart).map_err(|error| failed(request, error.to_string())),
            (None, _) => Err(missing(request, "helm is not on the PATH", "--helm off", required(request))),
        },
        Request::Overlay(folder) => match &builder {
            Some(builder) => render_overlay(builder, folder).map_err(|error| failed(request, error.to_string())),
            None => {
                let which = "neither kustomize nor kubectl is on the PATH";
                Err(missing(request, which, "--kustomize off", required(request)))
            }
        },
    };
    let outcomes: Vec<_> = requests.par_iter().map(outcome).collect();
    let mut renderings = Renderings::default();
    for outcome in outcomes {
        match outcome {
            Ok(rendering) => renderings.all.push(rendering),
            Err(skipped) => renderings.skipped.push(skipped),
        }
    }
    renderings.skipped.sort();
    renderings.skipped.dedup();
    renderings
}

fn failed(request: &Request, reason: String) -> Skipped {
    let with = match request {
        Request::Chart(chart) if !chart.values.is_empty() => format!(" with {}", chart.with()),
        _ => String::new(),
    };
    Skipped { file: request.source().into(), reason: format!("cannot be rendered{with}: {reason}"), failed: true }
}

fn missing(request: &Request, which: &str, off: &str, required: bool) -> Skipped {
    let instead = if required { String::new() } else { format!("; install it, or leave it out with {off}") };
    Skipped { file: request.source().into(), reason: format!("not rendered: {which}{instead}"), failed: required }
}

impl Renderings {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many runs it takes to judge all of them: in each there is one rendering of each source.
    pub fn rounds(&self) -> usize {
        self.sources().map(|source| self.of(source).count()).max().unwrap_or_default()
    }

    /// What was rendered, one entry for each source.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<str>> {
        let mut last: Option<&Arc<str>> = None;
        self.all.iter().map(|rendering| &rendering.source).filter(move |source| last.replace(source) != Some(source))
    }

    /// How a source was rendered, for users.
    pub fn how(&self, source: &str) -> String {
        let with: Vec<&str> = self.of(source).map(|rendering| rendering.with.as_str()).collect();
        match self.of(source).next().map(|rendering| &rendering.origin) {
            Some(Origin::Files(_)) => "by kustomize".to_owned(),
            _ => format!("by helm, with {}", with.join("; with ")),
        }
    }

    /// Where a file is judged instead of by itself: in what is rendered from it.
    pub fn stands_for(&self, file: &str) -> Option<String> {
        let within = |source: &str, folder: &str| {
            let rest = if source == "." {
                Some(file)
            } else {
                file.strip_prefix(source).and_then(|rest| rest.strip_prefix('/'))
            };
            rest.is_some_and(|rest| rest.starts_with(folder))
        };
        let holds = |rendering: &&Rendering| match &rendering.origin {
            Origin::Folder => within(&rendering.source, "templates/") || within(&rendering.source, "charts/"),
            Origin::Files(files) => {
                files.iter().any(|known| **known == *file) || rendering.pieces.iter().any(|piece| *piece.file == *file)
            }
            Origin::Archive => false,
        };
        self.all.iter().find(holds).map(|rendering| format!("as part of {}", rendering.source))
    }

    /// The manifests of a round, with their source. Of a source that has no rendering of its own left, the first one is
    /// there as context.
    pub fn round(&self, round: usize) -> Vec<(Arc<str>, Manifest)> {
        let chosen = self.sources().filter_map(|source| {
            let own = self.of(source).nth(round);
            Some((own.or_else(|| self.of(source).next())?, own.is_some()))
        });
        let copies = chosen.flat_map(|(rendering, reported)| {
            let copy = move |piece: &Manifest| (rendering.source.clone(), copy(piece, reported));
            rendering.pieces.iter().map(copy)
        });
        copies.collect()
    }

    fn of<'r>(&'r self, source: &'r str) -> impl Iterator<Item = &'r Rendering> {
        self.all.iter().filter(move |rendering| *rendering.source == *source)
    }
}

fn copy(piece: &Manifest, reported: bool) -> Manifest {
    let stream = crate::yaml::Stream::parse(piece.stream.text.as_bytes().to_vec());
    Manifest { file: piece.file.clone(), stream, reported }
}
