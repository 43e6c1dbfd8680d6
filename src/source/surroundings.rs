//! What lies around the files: the kustomizations and charts in whose folders they are.
//!
//! These are looked for in all folders above a file, whether or not they are among the inputs: a hook that passes only
//! the files of a commit must come to the same verdict as a run over the project.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::chart;
use super::gather::Candidate;
use super::kustomization::{self, Role};
use super::path::shown_beside;

/// What a kustomization uses a file for.
#[derive(Clone, Debug)]
struct Use {
    role: Role,
    kustomization: PathBuf,
}

/// The kustomizations and charts around all candidates.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// By place of the file.
    uses: HashMap<PathBuf, Use>,
    /// Folders with a `Chart.yaml`.
    charts: BTreeSet<PathBuf>,
    /// Folders that a kustomization builds on.
    bases: BTreeSet<PathBuf>,
}

impl Surroundings {
    /// Looks into the folders of the candidates and those above them.
    pub(super) fn of(candidates: &[Candidate]) -> Self {
        let mut folders = BTreeSet::new();
        for candidate in candidates {
            for folder in candidate.place.ancestors().skip(1) {
                if !folders.insert(folder) {
                    break;
                }
            }
        }
        let folders: Vec<&Path> = folders.into_iter().collect();
        let seen: Vec<_> =
            folders.par_iter().map(|folder| (kustomization::read(folder), chart::is_root(folder))).collect();
        let mut surroundings = Self::default();
        let mut resources = BTreeSet::new();
        for (folder, (kustomization, is_chart)) in folders.into_iter().zip(seen) {
            if is_chart {
                surroundings.charts.insert(folder.to_owned());
            }
            let Some(kustomization) = kustomization else { continue };
            resources.extend(kustomization.resources);
            for (file, role) in kustomization.uses {
                surroundings.uses.insert(file, Use { role, kustomization: kustomization.file.clone() });
            }
        }
        // What some kustomization takes as a resource is a whole object, even if another patches with it.
        surroundings.uses.retain(|file, _| !resources.contains(file));
        surroundings.bases = resources;
        surroundings
    }

    /// Why a file that a kustomization names is no manifest, for example `patch of deploy/kustomization.yaml`. What it
    /// goes into shows in what the kustomization builds.
    pub(super) fn use_of(&self, candidate: &Candidate) -> Option<String> {
        let used = self.uses.get(&candidate.place)?;
        let kustomization = shown_beside(&candidate.place, &candidate.file, &used.kustomization);
        Some(format!("{} of {kustomization}; check what that builds", used.role.name()))
    }

    /// The charts that reported candidates lie in. What lies in the `charts` of another chart is part of that, unless it is
    /// named itself.
    pub(super) fn charts_among(&self, candidates: &[Candidate], named: &dyn Fn(&Path) -> bool) -> BTreeSet<Arc<str>> {
        let reported = candidates.iter().filter(|candidate| candidate.reported && candidate.path.is_some());
        let found = reported.filter_map(|candidate| {
            let member = self.chart_of(candidate)?;
            let is_part = |root: &Path| {
                root.ancestors()
                    .skip(1)
                    .any(|above| self.charts.contains(above) && root.starts_with(above.join("charts")))
            };
            (named(member.root()) || !is_part(member.root())).then(|| Arc::from(member.chart()))
        });
        found.collect()
    }

    /// The folders of the reported kustomizations that no other one builds on.
    pub(super) fn overlays_among(&self, candidates: &[Candidate]) -> Vec<Arc<str>> {
        let reported = candidates.iter().filter(|candidate| candidate.reported && candidate.path.is_some());
        let kustomizations = reported.filter(|candidate| kustomization::is_named_so(&candidate.place));
        let tops = kustomizations.filter(|file| file.place.parent().is_some_and(|folder| !self.bases.contains(folder)));
        tops.map(|file| file.file.rsplit_once('/').map_or(".", |(folder, _)| folder).into()).collect()
    }

    /// The nearest chart that a file lies in.
    pub(super) fn chart_of<'a>(&self, candidate: &'a Candidate) -> Option<chart::Member<'a>> {
        let root = candidate.place.ancestors().skip(1).find(|folder| self.charts.contains(*folder))?;
        Some(chart::Member::new(root, candidate))
    }
}
