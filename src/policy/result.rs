//! From what a rule returns to a violation at its place.

use std::ops::Range;

use regorus::Value;

use super::error::PolicyError;
use super::input::Pod;
use super::message::{Placeholders, argument};
use super::rules::Rule;
use super::secrets::Guard;
use crate::finding::{Applicability, Fix, Place, RelatedPlace, Severity, Violation};
use crate::object::Object;
use crate::yaml::{Change, Pointer, Segment};

/// Anchor of the pod spec.
const POD_SPEC: i64 = -1;
/// Anchor of the object's root.
const ROOT: i64 = -2;
/// Anchor of the pod template, which holds `metadata` and `spec`.
const POD_TEMPLATE: i64 = -3;
/// In a related place: the object under judgement.
const SAME_OBJECT: i64 = -1;

/// Finds an object of the run by its id in the facts.
pub type Resolver<'r, 'a> = &'r dyn Fn(usize) -> Option<Object<'a>>;

/// What findings are read against.
pub(super) struct Reader<'r, 'a> {
    pub(super) object: &'r Object<'a>,
    pub(super) pod: Option<&'r Pod<'a>>,
    pub(super) guard: Guard,
    pub(super) run: Resolver<'r, 'a>,
}

/// The optional fourth part of a finding.
#[derive(Default)]
struct Extra<'v> {
    severity: Option<Severity>,
    variant: Option<&'v str>,
    key: bool,
    related: &'v [Value],
    mask: Option<&'v [Value]>,
    part: &'v [Value],
    fix: &'v [Value],
    applicability: Option<Applicability>,
}

impl Reader<'_, '_> {
    /// Reads one finding of a rule.
    ///
    /// # Errors
    /// [`PolicyError::BadResult`] when the rule does not keep to the contract in `policies/README.md`.
    pub(super) fn violation(&self, rule: &Rule, finding: &Value) -> Result<Violation, PolicyError> {
        let bad = |message: &str| PolicyError::BadResult { rule: rule.id.to_string(), message: message.to_owned() };
        let parts = array(finding).ok_or_else(|| bad("a finding must be an array"))?;
        let (anchor, path, args, extra) = match parts {
            [anchor, path, args] => (anchor, path, args, None),
            [anchor, path, args, extra] => (anchor, path, args, Some(extra)),
            _ => return Err(bad("a finding must be [anchor, path, args] or [anchor, path, args, extra]")),
        };
        let anchor = anchor.as_i64().map_err(|_| bad("the anchor must be a number"))?;
        let path = array(path).ok_or_else(|| bad("the path must be an array"))?;
        let args = array(args).ok_or_else(|| bad("the arguments must be an array"))?;
        let extra = extra.map(read_extra).transpose().map_err(bad)?.unwrap_or_default();
        let variant = extra.variant.map(|name| rule.variant(name).ok_or_else(|| bad("there is no such variant")));
        let variant = variant.transpose()?;
        let (message, help) = variant.map_or((&rule.message, &rule.help), |texts| (&texts.message, &texts.help));

        let path = self.pointer(anchor, path).map_err(bad)?;
        let place = if extra.key { self.object.place_of_key(&path) } else { self.object.place(&path) };
        let container = self.container(anchor);
        let args: Vec<String> = args.iter().map(|arg| self.guard.mask(&argument(arg)).into_owned()).collect();
        let names = self.names(container.unwrap_or_default());
        let placeholders = Placeholders { args: &args, names: &names };
        let mut violation = Violation::new(rule.id.clone(), placeholders.fill(message), place);
        violation.severity = extra.severity;
        violation.help = Some(placeholders.fill(help));
        violation.looks_for = variant.and_then(|texts| texts.looks_for.as_ref()).unwrap_or(&rule.looks_for).clone();
        violation.container = container.map(str::to_owned);
        if let Some(mask) = extra.mask {
            let secret = self.pointer(anchor, mask).map_err(bad)?;
            if let Some(node) = self.object.root.find(&secret) {
                let part = part(extra.part).map_err(bad)?.and_then(|part| node.part(part));
                violation.secret = Some(part.map_or_else(|| node.span(), |part| part.bytes));
                if let Some(part) = part.filter(|_| node.is_block_scalar()) {
                    violation.place.span = part.line;
                }
            }
        }
        if !extra.fix.is_empty() {
            violation.fix = self.fix(rule, anchor, &extra, &placeholders).map_err(bad)?;
        }
        for related in extra.related {
            violation.related.extend(self.related(related, &placeholders).map_err(bad)?);
        }
        Ok(violation)
    }

    /// The edits of a fix; nothing where they cannot be made without touching something else.
    fn fix(
        &self,
        rule: &Rule,
        anchor: i64,
        extra: &Extra<'_>,
        placeholders: &Placeholders<'_>,
    ) -> Result<Option<Fix>, &'static str> {
        let text =
            rule.fix.as_ref().ok_or("a finding has a fix, but METADATA does not say what it does (`custom.fix`)")?;
        let mut changes = Vec::with_capacity(extra.fix.len());
        for operation in extra.fix {
            let (name, path, value) = match array(operation) {
                Some([name, path]) => (name, path, None),
                Some([name, path, value]) => (name, path, Some(value)),
                _ => return Err("an operation of a fix must be [name, path] or [name, path, value]"),
            };
            let path = self.pointer(anchor, array(path).ok_or("the path of a fix must be an array")?)?;
            let pointer = self.object.pointer.clone().join(&path);
            changes.push(match (name.as_string().map(|name| &**name), value) {
                (Ok("set"), Some(value)) => {
                    Change::Set(pointer, serde_json::to_value(value).map_err(|_| "the value of a fix must be JSON")?)
                }
                (Ok("remove"), None) => Change::Remove(pointer),
                (Ok("rename"), Some(Value::String(key))) => Change::Rename(pointer, key.to_string()),
                _ => return Err("an operation of a fix must be `set` with a value, `remove`, or `rename` with a key"),
            });
        }
        let fix = |edits| Fix {
            applicability: extra.applicability.unwrap_or(text.applicability),
            message: placeholders.fill(&text.message),
            edits,
        };
        Ok(self.object.document.edits(&changes).ok().map(fix))
    }

    fn names<'n>(&'n self, container: &'n str) -> [(&'static str, &'n str); 4] {
        [
            ("container", container),
            ("kind", self.object.gvk.kind),
            ("name", self.object.name().unwrap_or("?")),
            ("namespace", self.object.namespace().unwrap_or("default")),
        ]
    }

    fn container(&self, anchor: i64) -> Option<&str> {
        let container = self.pod?.containers.get(usize::try_from(anchor).ok()?)?;
        Some(container.name)
    }

    /// The way from the object's root to a place that is named by its anchor and the steps from there.
    fn pointer(&self, anchor: i64, path: &[Value]) -> Result<Pointer, &'static str> {
        let pod = || self.pod.ok_or("the anchor is that of a pod, but the object has none");
        match anchor {
            ROOT => self.steps(Pointer::root(), path),
            POD_TEMPLATE => self.steps(pod()?.template.path.clone(), path),
            POD_SPEC => {
                let template = &pod()?.template;
                // A workflow's template inherits fields of the workflow, where they are to be changed.
                let first = path.split_first().and_then(|(first, rest)| Some((first.as_string().ok()?, rest)));
                match first.and_then(|(first, rest)| Some((template.field(first)?.1, rest))) {
                    Some((field, rest)) => self.steps(field, rest),
                    None => self.steps(template.spec_path.clone(), path),
                }
            }
            ordinal => {
                let containers = &pod()?.containers;
                let container = usize::try_from(ordinal).ok().and_then(|ordinal| containers.get(ordinal));
                self.steps(container.ok_or("the anchor is that of no container")?.path.clone(), path)
            }
        }
    }

    fn steps(&self, mut pointer: Pointer, path: &[Value]) -> Result<Pointer, &'static str> {
        for step in path {
            match step {
                Value::String(key) => pointer.push(Segment::Key(&self.guard.mask(key))),
                Value::Number(_) => {
                    let index = step.as_u32().map_err(|_| "a number in a path must be an index")?;
                    pointer.push(Segment::Index(index as usize));
                }
                _ => return Err("the steps of a path must be texts and numbers"),
            }
        }
        Ok(pointer)
    }

    /// A second place; nothing when its object is not part of the run.
    fn related(&self, related: &Value, placeholders: &Placeholders<'_>) -> Result<Option<RelatedPlace>, &'static str> {
        let Some([id, path, text]) = array(related) else {
            return Err("a related place must be [id, path, text]");
        };
        let id = id.as_i64().map_err(|_| "the id of a related place must be a number")?;
        let path = array(path).ok_or("the path of a related place must be an array")?;
        let path = self.steps(Pointer::root(), path)?;
        let message = placeholders.fill(text.as_string().map_err(|_| "the text of a related place must be text")?);
        if id == SAME_OBJECT {
            let document = self.object.document.index();
            return Ok(Some(RelatedPlace { message, file: None, document, place: self.object.place(&path) }));
        }
        let other = usize::try_from(id).ok().and_then(self.run);
        Ok(other.map(|other| {
            let same_file = std::ptr::eq(other.manifest, self.object.manifest);
            let file = (!same_file).then(|| other.manifest.file.clone());
            let place: Place = other.place(&path);
            RelatedPlace { message, file, document: other.document.index(), place }
        }))
    }
}

fn read_extra(extra: &Value) -> Result<Extra<'_>, &'static str> {
    let fields = extra.as_object().map_err(|_| "the fourth part of a finding must be an object")?;
    let mut read = Extra::default();
    for (key, value) in fields.iter() {
        match key.as_string().map(|key| &**key).unwrap_or_default() {
            "severity" => {
                let name = value.as_string().map(|name| &**name).unwrap_or_default();
                let severities = [Severity::Info, Severity::Warning, Severity::Error];
                let severity = severities.into_iter().find(|severity| severity.name() == name);
                read.severity = Some(severity.ok_or("`severity` must be `error`, `warning` or `info`")?);
            }
            "variant" => read.variant = Some(value.as_string().map_err(|_| "`variant` must be text")?),
            "key" => read.key = *value.as_bool().map_err(|_| "`key` must be true or false")?,
            "mask" => read.mask = Some(array(value).ok_or("`mask` must be a path")?),
            "part" => read.part = array(value).ok_or("`part` must be an array")?,
            "fix" => read.fix = array(value).ok_or("`fix` must be an array of operations")?,
            "applicability" => {
                read.applicability = Some(match value.as_string().map(|name| &**name) {
                    Ok("safe") => Applicability::Safe,
                    Ok("unsafe") => Applicability::Unsafe,
                    _ => return Err("`applicability` must be `safe` or `unsafe`"),
                });
            }
            "related" => read.related = array(value).ok_or("`related` must be an array")?,
            _ => return Err("unknown key in the fourth part of a finding"),
        }
    }
    Ok(read)
}

/// From where to where in the masked text the secret stands; nothing where it is the whole of it.
fn part(numbers: &[Value]) -> Result<Option<Range<usize>>, &'static str> {
    let number = |value: &Value| value.as_u32().map(|number| number as usize);
    match numbers {
        [] => Ok(None),
        [start, end] => match (number(start), number(end)) {
            (Ok(start), Ok(end)) if start <= end => Ok(Some(start..end)),
            _ => Err("the numbers of `part` must be offsets"),
        },
        _ => Err("`part` must be two numbers, or none"),
    }
}

fn array(value: &Value) -> Option<&[Value]> {
    value.as_array().ok().map(|array| array.as_slice())
}
