//! From a judge's violation to a finding.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::finding::{Category, Finding, Location, Place, Related, RelatedPlace, Severity, Violation};
use crate::object::{Manifest, Object};
use crate::rule::Registry;
use crate::yaml::{LineIndex, Pointer};

/// Adds what a judge does not know: file, lines and columns, object, and the rule's metadata.
pub(super) struct Completer<'a> {
    files: FxHashMap<&'a str, File<'a>>,
    rules: FxHashMap<&'a str, Rule>,
}

/// A file and the index of its lines, made when its first finding needs it.
struct File<'a> {
    manifest: &'a Manifest,
    lines: OnceLock<LineIndex<'a>>,
}

impl File<'_> {
    fn template(&self, document: usize) -> Option<&str> {
        let documents = &self.manifest.stream.documents;
        let position = documents.binary_search_by_key(&document, |known| known.index()).ok()?;
        self.manifest.template(documents.get(position)?)
    }
}

/// What all findings of a rule share.
struct Rule {
    id: Arc<str>,
    name: Arc<str>,
    url: Option<Arc<str>>,
    category: Category,
    severity: Severity,
}

impl<'a> Completer<'a> {
    pub(super) fn new(manifests: &'a [Manifest], registry: &'a Registry) -> Self {
        let files = manifests
            .iter()
            .map(|manifest| (manifest.file.as_ref(), File { manifest, lines: OnceLock::new() }))
            .collect();
        let rules = registry
            .iter()
            .map(|rule| {
                let shared = Rule {
                    id: rule.id.as_str().into(),
                    name: rule.name.as_str().into(),
                    url: rule.url().map(Arc::from),
                    category: rule.category,
                    severity: rule.severity,
                };
                (rule.id.as_str(), shared)
            })
            .collect();
        Self { files, rules }
    }

    /// Completes a violation in a document of a manifest.
    pub(super) fn complete(
        &self,
        manifest: &Manifest,
        document: usize,
        object: Option<&Object<'_>>,
        violation: Violation,
    ) -> Finding {
        let rule = self.rules.get(violation.rule.as_ref());
        let related = violation.related.into_iter().map(|related| self.related(manifest, related)).collect();
        Finding {
            name: rule.map_or_else(|| violation.rule.clone(), |rule| rule.name.clone()),
            url: rule.and_then(|rule| rule.url.clone()),
            category: rule.map_or(Category::Error, |rule| rule.category),
            severity: violation.severity.or(rule.map(|rule| rule.severity)).unwrap_or(Severity::Error),
            rule: rule.map_or(violation.rule, |rule| rule.id.clone()),
            message: violation.message,
            help: violation.help,
            container: violation.container.or_else(|| container(object?, &violation.place.pointer)),
            location: self.location(&manifest.file, document, violation.place),
            object: object.map(Object::reference),
            related,
            fix: violation.fix,
            fingerprint: String::new(),
            secret: violation.secret,
            versions: Vec::new(),
            renderings: Vec::new(),
            suppressed: violation.suppressed,
        }
    }

    fn related(&self, manifest: &Manifest, related: RelatedPlace) -> Related {
        let file = related.file.unwrap_or_else(|| manifest.file.clone());
        Related { message: related.message, location: self.location(&file, related.document, related.place) }
    }

    fn location(&self, file: &Arc<str>, document: usize, place: Place) -> Location {
        let Some(known) = self.files.get(file.as_ref()) else {
            return Location::new(file.clone(), document, place.pointer, place.span, &LineIndex::new(""));
        };
        let lines = known.lines.get_or_init(|| LineIndex::new(&known.manifest.stream.text));
        let mut location = Location::new(file.clone(), document, place.pointer, place.span, lines);
        location.template = known.template(document).map(Arc::from);
        location
    }
}

/// The name of the container that a place of an object is in.
fn container(object: &Object<'_>, pointer: &Pointer) -> Option<String> {
    let place = pointer.strip_prefix(&object.pointer)?;
    let template = object.pod_templates().find(|template| place.is_within(&template.spec_path))?;
    template.container_name_at(&place).map(str::to_owned)
}
