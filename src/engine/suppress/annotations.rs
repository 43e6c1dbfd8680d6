//! `kubevet.dev/ignore: SEC006,SEC007`: requests in annotations of objects and of pod templates.

use super::request::{Cover, NamedRule, Request};
use super::rules::MALFORMED;
use crate::engine::Engine;
use crate::engine::syntax::Noticed;
use crate::finding::{Place, Violation};
use crate::object::Object;
use crate::rule::{Date, directive};
use crate::yaml::{Node, Pointer, Span};

/// The rules to ignore, separated by commas.
pub(super) const IGNORE: &str = "kubevet.dev/ignore";
/// The same for one container, whose name follows.
pub(super) const IGNORE_CONTAINER: &str = "kubevet.dev/ignore.container.";
/// Why.
const REASON: &str = "kubevet.dev/reason";
/// The last day on which it counts.
const UNTIL: &str = "kubevet.dev/until";
/// What our annotations begin with.
const DOMAIN: &str = "kubevet.dev/";

/// Finds the requests in the annotations of objects.
pub(super) fn find(engine: &Engine, objects: &[Object<'_>], requests: &mut Vec<Request>, noticed: &mut Vec<Noticed>) {
    for object in objects {
        let own = object.metadata().map(|metadata| (metadata, Pointer::root()));
        let of_pods = object.pod_templates().filter(|template| !template.path.is_root());
        let of_pods = of_pods.filter_map(|template| Some((template.metadata?, template.path)));
        for (metadata, owner) in own.into_iter().chain(of_pods) {
            if let Some(annotations) = metadata.get("annotations") {
                Annotations { engine, object, annotations, owner }.read(requests, noticed);
            }
        }
    }
}

/// The annotations of an object or of its pods.
struct Annotations<'e, 'a> {
    engine: &'e Engine,
    object: &'e Object<'a>,
    annotations: Node<'a>,
    /// The way from the object's root to what has them.
    owner: Pointer,
}

impl<'a> Annotations<'_, 'a> {
    fn read(&self, requests: &mut Vec<Request>, noticed: &mut Vec<Noticed>) {
        let reason = self.text(REASON).map(str::to_owned).filter(|reason| !reason.is_empty());
        let until = match self.text(UNTIL).map(str::parse::<Date>) {
            Some(Ok(date)) => Some(date),
            Some(Err(error)) => {
                noticed.push(self.malformed(UNTIL, error.to_string(), "the findings are suppressed up to this day"));
                None
            }
            None => None,
        };
        for (key, value) in self.annotations.pairs().filter(|(key, _)| key.text().starts_with(DOMAIN)) {
            let cover = match (key.text(), key.text().strip_prefix(IGNORE_CONTAINER)) {
                (IGNORE, _) => self.node(),
                (_, Some(name)) if !name.is_empty() => self.container(name),
                (REASON | UNTIL, _) => continue,
                (other, _) => {
                    let message = format!("kubevet knows no annotation `{other}`");
                    let help = format!("there are `{IGNORE}`, `{IGNORE_CONTAINER}NAME`, `{REASON}` and `{UNTIL}`");
                    noticed.push(self.malformed(other, message, &help));
                    continue;
                }
            };
            let rules = self.rules(value);
            if rules.is_empty() {
                let help = "write the ids or names of the rules, separated by commas: `SEC006,SEC007`";
                noticed.push(self.malformed(key.text(), "no rule is named".to_owned(), help));
                continue;
            }
            requests.push(Request {
                cover,
                rules,
                reason: reason.clone(),
                until,
                document: self.object.document.index(),
                span: value.span(),
                annotation: Some(self.path(key.text())),
                line: 0,
                of_peer: false,
            });
        }
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.annotations.get(key)?.as_str()
    }

    /// From the object's root.
    fn path(&self, key: &str) -> Pointer {
        let metadata = self.owner.clone().key("metadata");
        metadata.key("annotations").key(key)
    }

    fn node(&self) -> Cover {
        Cover::node(self.object.document, self.object.pointer.clone().join(&self.owner))
    }

    fn container(&self, name: &str) -> Cover {
        let pointer = self.object.pointer.clone().join(&self.owner);
        Cover::Container { document: self.object.document.index(), pointer, name: name.to_owned() }
    }

    fn rules(&self, value: Node<'_>) -> Vec<NamedRule> {
        let text = value.as_str().unwrap_or_default();
        // Where the text stands as it is in the file, each name has a place of its own.
        let written = value.span().slice(self.object.document.text());
        let start = written.find(text).filter(|_| !text.is_empty());
        let named = directive::rules(text, 0).into_iter().map(|(range, name)| {
            let span = match start {
                Some(start) => {
                    let base = value.span().start + start as u32;
                    Span::new(base + range.start as u32, base + range.end as u32)
                }
                None => value.span(),
            };
            NamedRule::new(self.engine, &name, span)
        });
        named.collect()
    }

    fn malformed(&self, key: &str, message: String, help: &str) -> Noticed {
        let place: Place = self.object.place(&self.path(key));
        let violation = Violation::new(MALFORMED, message, place).with_help(help);
        let node = Some(self.object.root.id());
        Noticed { document: self.object.document.index(), node, violation }
    }
}
