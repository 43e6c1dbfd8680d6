//! The objects of a run and what leads from one to another, as the page draws them.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::finding::{Finding, ObjectRef};
use crate::object::relations::{Coverage, Link, RelatedObject, Relations, Target};
use crate::report::Outcome;
use crate::report::line_indexes::LineIndexes;
use crate::rule::Scope;
use crate::yaml::Pointer;

/// An object.
#[derive(Debug, Serialize)]
pub struct ObjectData {
    #[serde(rename = "apiVersion")]
    api_version: String,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<String>,
    name: String,
    /// The file it stands in.
    file: usize,
    /// The line on which it begins, from 1.
    line: u32,
    /// Which traffic of its pods network policies restrict: `none`, `ingress`, `egress` or `both`.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'static str>,
}

/// What leads from one object to another.
#[derive(Debug, Serialize)]
pub struct LinkData {
    from: usize,
    /// The object it leads to; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<usize>,
    verb: &'static str,
    /// What is not there, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    broken: Option<String>,
    /// The findings that tell of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<usize>,
}

/// The objects, by the places where they stand.
pub struct Objects<'a> {
    pub list: Vec<ObjectData>,
    /// By file and document: the objects there with their ways.
    by_document: FxHashMap<(&'a str, usize), Vec<(&'a Pointer, usize)>>,
    /// Objects that only findings tell of.
    by_name: FxHashMap<(&'a str, &'a ObjectRef), usize>,
}

impl<'a> Objects<'a> {
    /// All objects of a run; `file` gives the position of a file by its name.
    pub fn new(outcome: Outcome<'a>, file: &mut dyn FnMut(&'a str) -> usize) -> Self {
        let mut objects = Self { list: Vec::new(), by_document: FxHashMap::default(), by_name: FxHashMap::default() };
        let mut lines = LineIndexes::new(outcome);
        for object in outcome.background.relations.into_iter().flat_map(|relations| &relations.objects) {
            let line = lines.get(&object.file).map_or(1, |lines| lines.position(object.start).line);
            let here = objects.by_document.entry((&object.file, object.document)).or_default();
            here.push((&object.pointer, objects.list.len()));
            objects.list.push(ObjectData::of(object, file(&object.file), line));
        }
        objects
    }

    /// The position of the object that a finding belongs to.
    pub fn position(&mut self, finding: &'a Finding, file: usize) -> Option<usize> {
        let reference = finding.object.as_ref()?;
        let place = &finding.location;
        let here = self.by_document.get(&(place.file.as_ref(), place.document)).map_or(&[][..], Vec::as_slice);
        let around = here.iter().filter(|(pointer, _)| place.pointer.is_within(pointer));
        let nearest = around.max_by_key(|(pointer, _)| pointer.as_str().len());
        if let Some((_, position)) = nearest {
            return Some(*position);
        }
        let next = self.list.len();
        let position = *self.by_name.entry((place.file.as_ref(), reference)).or_insert(next);
        if position == next {
            self.list.push(ObjectData::named(reference, file, place.start.line));
        }
        Some(position)
    }
}

impl ObjectData {
    fn of(object: &RelatedObject, file: usize, line: u32) -> Self {
        let coverage = object.coverage.map(|Coverage { ingress, egress }| match (ingress, egress) {
            (false, false) => "none",
            (true, false) => "ingress",
            (false, true) => "egress",
            (true, true) => "both",
        });
        Self { coverage, ..Self::named(&object.reference, file, line) }
    }

    fn named(ObjectRef { api_version, kind, namespace, name }: &ObjectRef, file: usize, line: u32) -> Self {
        Self {
            api_version: api_version.clone(),
            kind: kind.clone(),
            namespace: namespace.clone(),
            name: name.clone(),
            file,
            line,
            coverage: None,
        }
    }
}

/// What leads from one object to another; what is broken, with the findings that tell of it.
pub fn links(outcome: Outcome<'_>) -> Vec<LinkData> {
    let Some(relations) = outcome.background.relations else { return Vec::new() };
    let mut by_document: FxHashMap<(&str, usize), Vec<(usize, &Finding)>> = FxHashMap::default();
    for (position, finding) in outcome.report.findings.iter().enumerate() {
        // Only a rule that sees several objects tells of what lies between them.
        if outcome.rules.get(&finding.rule).is_some_and(|rule| rule.scope == Scope::CrossResource) {
            let place = &finding.location;
            by_document.entry((&place.file, place.document)).or_default().push((position, finding));
        }
    }
    let data = |link: &Link| {
        let here = relations.objects.get(link.from).map(|from| (from.file.as_ref(), from.document));
        let here = here.filter(|_| link.to.is_broken()).and_then(|here| by_document.get(&here));
        let about = here.into_iter().flatten().filter(|(_, finding)| tells_of(finding, link));
        LinkData {
            from: link.from,
            to: match link.to {
                Target::Object(to) => Some(to),
                Target::Part { object, .. } => object,
                Target::Missing { .. } | Target::NoPods => None,
            },
            verb: link.kind.verb(),
            broken: broken(relations, &link.to),
            findings: about.map(|(position, _)| *position).collect(),
        }
    };
    relations.links.iter().map(data).collect()
}

/// Whether a finding is about a relation: it stands where that is written, or at the mapping right around it.
fn tells_of(finding: &Finding, link: &Link) -> bool {
    let place = &finding.location.pointer;
    place.is_within(&link.pointer) || link.pointer.parent().is_some_and(|parent| *place == parent)
}

/// What is not there, in words.
fn broken(relations: &Relations, target: &Target) -> Option<String> {
    match target {
        Target::Object(_) => None,
        Target::Missing { kind, namespace, name } if namespace.is_empty() => Some(format!("{kind} {name}")),
        Target::Missing { kind, namespace, name } => Some(format!("{kind} {namespace}/{name}")),
        Target::NoPods => Some("no pods".to_owned()),
        Target::Part { object, part } => {
            let holder = object.and_then(|object| relations.objects.get(object));
            Some(match holder {
                Some(holder) => format!("{part} of {}", holder.reference),
                None => part.clone(),
            })
        }
    }
}
