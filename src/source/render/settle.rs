//! From findings in what was rendered to findings in the files that it was rendered from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::line::{Wanted, best};
use super::{Origin, Rendering, Renderings};
use crate::finding::{Finding, Location};
use crate::object::Manifest;
use crate::source::read;
use crate::yaml::{LineIndex, Stream};

/// The files that findings were moved to.
#[derive(Debug, Default)]
struct Files {
    read: BTreeMap<Arc<str>, Option<Manifest>>,
    /// Those with something in them that no output may show, at a place that is not exactly known.
    secret: BTreeSet<Arc<str>>,
}

/// What tells findings apart across renderings.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    rule: Arc<str>,
    file: Arc<str>,
    object: Option<String>,
    pointer: String,
    message: String,
    suppressed: bool,
    /// Findings of one rendering that agree in all of these are several.
    ordinal: usize,
}

impl Renderings {
    /// Moves the findings of each round to the files of the templates, tells once what several renderings share, and says
    /// with which values the others come. Returns the findings, and the files as they are shown.
    pub fn settle(&self, rounds: Vec<Vec<Finding>>) -> (Vec<Finding>, Vec<Manifest>) {
        let (mut files, mut settled) = (Files::default(), Vec::<(Finding, Vec<&Rendering>)>::new());
        let mut known = BTreeMap::<Identity, usize>::new();
        for (round, findings) in rounds.into_iter().enumerate() {
            let mut seen = BTreeMap::new();
            for mut finding in findings {
                let Some((rendering, piece)) = self.piece(round, &finding.location.file) else {
                    settled.push((finding, Vec::new()));
                    continue;
                };
                let identity = Identity::of(&finding, &mut seen);
                if let Some((_, renderings)) = known.get(&identity).and_then(|&position| settled.get_mut(position)) {
                    renderings.push(rendering);
                    continue;
                }
                self.relocate(round, (rendering, piece), &mut finding, &mut files);
                known.insert(identity, settled.len());
                settled.push((finding, vec![rendering]));
            }
        }
        let findings = settled.into_iter().map(|(finding, renderings)| self.tell_renderings(finding, &renderings));
        let findings: Vec<Finding> = findings.collect();
        (findings, self.shown_files(files))
    }

    /// The rendering and the piece of it that a file is in a round.
    fn piece(&self, round: usize, file: &str) -> Option<(&Rendering, &Manifest)> {
        let mut renderings = self.sources().filter_map(|source| self.of(source).nth(round));
        renderings.find_map(|rendering| Some((rendering, rendering.pieces.iter().find(|piece| *piece.file == *file)?)))
    }

    fn relocate(&self, round: usize, from: (&Rendering, &Manifest), finding: &mut Finding, files: &mut Files) {
        let kind = finding.object.as_ref().map(|object| object.kind.clone());
        // What it would change is the rendered text.
        if let Some(fix) = finding.fix.take() {
            finding.help.get_or_insert(fix.message);
        }
        files.relocate(from, kind.as_deref(), &mut finding.location);
        if finding.location.approximate && finding.secret.take().is_some() {
            files.secret.insert(finding.location.file.clone());
        }
        for related in &mut finding.related {
            if let Some(from) = self.piece(round, &related.location.file) {
                files.relocate(from, None, &mut related.location);
            }
        }
    }

    fn tell_renderings(&self, mut finding: Finding, renderings: &[&Rendering]) -> Finding {
        let Some(first) = renderings.first() else { return finding };
        finding.renderings = renderings.iter().map(|rendering| rendering.with.clone()).collect();
        if renderings.len() < self.of(&first.source).count() {
            finding.message.push_str(&format!("; only with {}", finding.renderings.join(", ")));
        }
        finding
    }

    /// The texts of the files that findings were moved to, and what was rendered from archives.
    fn shown_files(&self, files: Files) -> Vec<Manifest> {
        let of_archives = self.all.iter().filter(|rendering| matches!(rendering.origin, Origin::Archive));
        let mut shown = BTreeMap::new();
        for piece in of_archives.flat_map(|rendering| &rendering.pieces) {
            shown.entry(piece.file.clone()).or_insert_with(|| super::copy(piece, true));
        }
        let Files { read, secret } = files;
        shown.extend(read.into_iter().filter_map(|(file, manifest)| Some((file, manifest?))));
        // A template that does not parse as YAML cannot be searched for what must not be seen.
        let mut shown: Vec<Manifest> = shown.into_values().collect();
        shown.retain(|manifest| !secret.contains(&manifest.file) && !may_hold_secrets(&manifest.stream.text));
        shown
    }
}

fn may_hold_secrets(template: &str) -> bool {
    let words: BTreeSet<&str> = template.split(|c: char| !c.is_alphanumeric()).collect();
    ["Secret", "stringData"].iter().any(|word| words.contains(word))
}

impl Identity {
    fn of(finding: &Finding, seen: &mut BTreeMap<String, usize>) -> Self {
        let object = finding.object.as_ref().map(|object| format!("{} {object}", object.api_version));
        let mut identity = Self {
            rule: finding.rule.clone(),
            file: finding.location.file.clone(),
            object,
            pointer: finding.location.pointer.as_str().to_owned(),
            message: finding.message.clone(),
            suppressed: finding.suppressed.is_some(),
            ordinal: 0,
        };
        let Identity { rule, file, object, pointer, message, .. } = &identity;
        let text = format!("{rule}\0{file}\0{}\0{pointer}\0{message}", object.as_deref().unwrap_or_default());
        let ordinal = seen.entry(text).or_default();
        (identity.ordinal, *ordinal) = (*ordinal, *ordinal + 1);
        identity
    }
}

impl Files {
    /// The file of a name, read once.
    fn get(&mut self, file: &Arc<str>) -> Option<&Manifest> {
        let read = || {
            let stream = Stream::parse(read::file(Path::new(&**file)).ok()?);
            Some(Manifest { file: file.clone(), stream, reported: true })
        };
        self.read.entry(file.clone()).or_insert_with(read).as_ref()
    }

    /// Moves a place from a piece of a rendering to the line it most likely comes from. What comes from an archive stays.
    fn relocate(&mut self, (rendering, piece): (&Rendering, &Manifest), kind: Option<&str>, location: &mut Location) {
        let file = match &rendering.origin {
            Origin::Archive => return,
            Origin::Folder => piece.file.clone(),
            Origin::Files(files) => self.holding(files, piece, location).unwrap_or_else(|| piece.file.clone()),
        };
        let depth = depth(piece, location);
        let Some(text) = self.get(&file).map(|manifest| &manifest.stream.text) else { return };
        let span = best(text, Wanted { pointer: &location.pointer, kind, depth });
        let lines = LineIndex::new(text);
        (location.start, location.end) = (lines.position(span.start), lines.position(span.end));
        (location.file, location.template, location.approximate) = (file, None, true);
    }

    /// The file with the object that a place of an overlay lies in: of the same kind, and of a name that the overlay may
    /// have lengthened.
    fn holding(&mut self, files: &[Arc<str>], piece: &Manifest, location: &Location) -> Option<Arc<str>> {
        let mut objects = piece.objects();
        let wanted = objects.find(|object| object.document.index() == location.document)?.reference();
        let like = |manifest: &Manifest| {
            manifest.objects().any(|object| {
                let object = object.reference();
                object.kind == wanted.kind && wanted.name.contains(&object.name)
            })
        };
        files.iter().find(|file| self.get(file).is_some_and(like)).cloned()
    }
}

/// How far down in its document a place is, from 0 to 1.
fn depth(piece: &Manifest, location: &Location) -> f64 {
    let document = piece.stream.documents.iter().find(|document| document.index() == location.document);
    let Some(chunk) = document.map(|document| document.chunk()) else { return 0.0 };
    f64::from(location.start.offset.saturating_sub(chunk.start)) / f64::from(chunk.len().max(1) as u32)
}
