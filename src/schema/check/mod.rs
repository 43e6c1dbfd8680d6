//! Holding an object against its type: every fault in one pass, each at its own place.
//!
//! The walk follows the type and the document side by side and allocates nothing until something is wrong.

pub(crate) mod cel;
mod constraint;
mod field;
pub(crate) mod format;
mod list;
pub(crate) mod named_format;
mod path;
mod required;
mod scalar;
mod wrong_type;

use super::model::{Shape, Type, TypeId, Types};
use super::rules;
use super::tables::Versions;
use crate::finding::Violation;
use crate::object::Object;
use crate::yaml::{Kind, Node};
pub(crate) use path::Step;

/// How deep values are followed. Types of Kubernetes nest less than thirty deep; only recursive ones go further.
const DEEPEST: u16 = 200;

/// How many findings of one object come with suggestions, whose search is slow.
const SUGGESTED: usize = 100;

/// By whose rules a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// As Go decodes built-in types: null is the zero value, everywhere.
    BuiltIn,
    /// As apiextensions validates custom resources.
    Custom,
    /// As apiextensions validates the defaults of custom resources: in them no further defaults are filled in.
    Default,
}

/// One pass over one object, or over a part of it.
pub(crate) struct Check<'c, 'd> {
    types: &'c Types,
    dialect: Dialect,
    object: &'c Object<'d>,
    /// The type of the whole object, searched for where a misplaced field belongs.
    root: TypeId,
    /// The type of metadata, for objects within custom resources.
    metadata: Option<(&'c Types, TypeId)>,
    /// Whether the question is only if a value holds, so that findings are counted but not written.
    probing: bool,
    /// The releases in which everything that was looked at is the same; nothing where that is not asked.
    alike: Option<Versions>,
    /// Whether a default, whose own value is not looked at, could break what is asked.
    unsure: bool,
    count: usize,
    violations: Vec<Violation>,
}

impl<'c, 'd> Check<'c, 'd> {
    /// A pass by the types of one table.
    pub(crate) fn new(types: &'c Types, dialect: Dialect, object: &'c Object<'d>, root: TypeId) -> Self {
        Self {
            types,
            dialect,
            object,
            root,
            metadata: None,
            probing: false,
            alike: None,
            unsure: false,
            count: 0,
            violations: Vec::new(),
        }
    }

    /// Knows the type of metadata, for objects within the object.
    pub(crate) fn with_metadata(mut self, types: &'c Types, metadata: Option<TypeId>) -> Self {
        self.metadata = metadata.map(|metadata| (types, metadata));
        self
    }

    /// As [`Self::run`] and in the same walk: the releases whose types would let the object pass as well. For one with
    /// faults, the walk says nothing of other releases.
    pub(crate) fn run_watched(mut self) -> (Vec<Violation>, Versions) {
        self.alike = Some(Versions::MAX);
        self.value(self.root, self.object.root, &Step::root());
        let alike = self.alike.filter(|_| self.count == 0).unwrap_or_default();
        (self.violations, alike)
    }

    /// Notes in which releases something that the walk comes upon is the same.
    fn watch(&mut self, versions: impl FnOnce(&Types) -> Versions) {
        if let Some(alike) = &mut self.alike {
            *alike &= versions(self.types);
        }
    }

    /// Checks the whole object.
    pub(crate) fn run(mut self) -> Vec<Violation> {
        self.value(self.root, self.object.root, &Step::root());
        self.violations
    }

    /// Checks the value of one field of the object's root against a type.
    pub(crate) fn run_field(mut self, name: &str, ty: TypeId) -> Vec<Violation> {
        if let Some((key, value)) = self.object.root.pair(name) {
            let root = Step::root();
            self.value(ty, value, &root.key(key));
        }
        self.violations
    }

    /// Checks one value, at the end of some steps, against the type of the whole.
    pub(crate) fn run_value(mut self, node: Node<'d>, step: &Step<'_, 'd>) -> Vec<Violation> {
        self.value(self.root, node, step);
        self.violations
    }

    /// Checks one value and all below it.
    fn value(&mut self, id: TypeId, node: Node<'d>, step: &Step<'_, 'd>) {
        self.restricted(id, None, node, step);
    }

    /// Checks one value against a type which, below `allOf`, `anyOf`, `oneOf` and `not`, only restricts another, that
    /// describes the value.
    fn restricted(&mut self, id: TypeId, described: Option<TypeId>, node: Node<'d>, step: &Step<'_, 'd>) {
        let ty = self.types.get(id);
        if step.depth > DEEPEST {
            self.report(|check| check.too_deep(node, step));
            return;
        }
        if node.is_null() {
            // What restricts a value demands no type of it, which is all that null could lack.
            if described.is_none() {
                self.null(ty, node, step);
            }
            return;
        }
        let fits = match &ty.shape {
            Shape::Any => true,
            Shape::Boolean => node.kind() == Kind::Bool,
            Shape::Number => matches!(node.kind(), Kind::Int | Kind::Float),
            Shape::Integer(format) => self.integer(*format, node, step),
            Shape::String(string) => self.string(string, node, step),
            Shape::IntOrString => self.int_or_string(node, step),
            Shape::Quantity => self.quantity(node, step),
            Shape::Array(array) => self.array(array, described, node, step),
            Shape::Map { values } => self.map(*values, node, step),
            Shape::Object(object) => self.fields(id, object, described, node, step),
        };
        if !matches!(ty.shape, Shape::Object(_)) {
            self.watch(|types| types.alike_as_whole(id));
        }
        let constraints = ty.constraints.as_deref();
        if !fits && !constraints.is_some_and(|constraints| constraints.untyped) {
            self.report(|check| check.wrong_type(&ty.shape, node, step));
        } else if let Some(constraints) = constraints {
            self.constraints(constraints, described.unwrap_or(id), node, step);
        }
    }

    /// Null: absent where Go decodes it, and where a custom resource allows it. A field's null is dropped by the server
    /// before it looks at the type, so that only the null of a list's item can be wrong.
    fn null(&mut self, ty: &Type, node: Node<'d>, step: &Step<'_, 'd>) {
        let excluded = ty.constraints.as_deref().is_some_and(|constraints| constraints.null_excluded);
        let dropped = step.key.is_some() && self.dialect != Dialect::Default;
        if (ty.nullable || dropped) && !excluded {
            return;
        }
        self.report(|check| {
            let why = if excluded { ": it is not among the values that exist" } else { "" };
            let message = format!("{} must not be null{why}", check.named(step));
            Violation::new(rules::NULL, message, step.place(check.object, node))
                .with_help("write a value, or remove the entry")
        });
    }

    /// Counts a fault, and writes it unless the pass only asks whether there is one.
    fn report(&mut self, write: impl FnOnce(&Self) -> Violation) {
        self.count += 1;
        if !self.probing {
            let violation = write(self);
            self.violations.push(violation);
        }
    }

    /// Whether a value holds against a type that restricts another, without findings; nothing when it depends on a
    /// default.
    fn holds(&self, id: TypeId, described: TypeId, node: Node<'d>, step: &Step<'_, 'd>) -> Option<bool> {
        let mut probe =
            Check { metadata: self.metadata, ..Check::new(self.types, self.dialect, self.object, self.root) };
        probe.probing = true;
        probe.restricted(id, Some(described), node, step);
        (probe.count > 0 || !probe.unsure).then_some(probe.count == 0)
    }

    /// Whether a finding may still search for what was meant.
    fn may_suggest(&self) -> bool {
        self.count <= SUGGESTED
    }

    /// The value's path in code marks, or `the object`.
    fn named(&self, step: &Step<'_, 'd>) -> String {
        let path = step.pointer().field_path();
        if path.is_empty() { "the object".to_owned() } else { format!("`{path}`") }
    }

    /// Whether values around here must not be shown.
    fn is_secret(&self) -> bool {
        self.object.gvk.kind == "Secret"
    }

    fn too_deep(&self, node: Node<'d>, step: &Step<'_, 'd>) -> Violation {
        let message = format!("the value is nested more than {DEEPEST} levels deep and was not checked further");
        Violation::new(rules::WRONG_TYPE, message, step.place(self.object, node))
    }
}
