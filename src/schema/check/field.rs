//! Mappings: fields that are unknown, misplaced or missing.

use super::path::Step;
use super::{Check, Dialect, required};
use crate::finding::{Applicability, Fix, Violation};
use crate::schema::belonging::Belonging;
use crate::schema::edit::replacing;
use crate::schema::history::{self, Existence};
use crate::schema::model::{ObjectType, Shape, Type, TypeId, Types, UnknownFields};
use crate::schema::{rules, suggest};
use crate::yaml::{Kind, Node};

impl<'d> Check<'_, 'd> {
    /// An object with named fields. Returns whether the value is a mapping.
    ///
    /// `described` is the type that describes the object, where `ty` only restricts it.
    pub(super) fn fields(
        &mut self,
        id: TypeId,
        ty: &ObjectType,
        described: Option<TypeId>,
        node: Node<'d>,
        step: &Step<'_, 'd>,
    ) -> bool {
        if node.kind() != Kind::Map {
            return false;
        }
        let described = described.and_then(|id| self.types.object(id));
        for (key, value) in node.pairs() {
            let below = step.key(key);
            let position = ty.position(key.text());
            match (position.and_then(|position| ty.fields().get(position)), ty.unknown) {
                (Some(field), _) => {
                    self.watch(|types| types.alike_in_field(id, position.unwrap_or_default()));
                    let described = described.and_then(|described| described.field(key.text()));
                    self.restricted(field.value, described.map(|field| field.value), value, &below);
                }
                (None, UnknownFields::Keep) => {}
                (None, UnknownFields::Type(id)) => self.value(id, value, &below),
                (None, UnknownFields::Refuse) => self.report(|check| check.unknown_field(ty, node, key, value, &below)),
            }
        }
        self.watch(|types| types.alike_in_requirements(id));
        self.required(ty, described, node, step);
        if let Some(described) = described.filter(|_| self.dialect == Dialect::Custom) {
            self.unsure |= ty.fields().iter().any(|field| {
                let restricts = *self.types.get(field.value) != Type::new(Shape::Any);
                restricts && node.get_set(&field.name).is_none() && has_default(described, &field.name)
            });
        }
        true
    }

    /// A dictionary. Returns whether the value is a mapping.
    pub(super) fn map(&mut self, values: TypeId, node: Node<'d>, step: &Step<'_, 'd>) -> bool {
        if node.kind() != Kind::Map {
            return false;
        }
        for (key, value) in node.pairs() {
            self.value(values, value, &step.key(key));
        }
        true
    }

    /// What must be there; null is not.
    fn required(&mut self, ty: &ObjectType, described: Option<&ObjectType>, node: Node<'d>, step: &Step<'_, 'd>) {
        for field in ty.required() {
            let found = node.pair(&field.name);
            if found.is_some_and(|(_, value)| !value.is_null()) {
                continue;
            }
            let missed = match self.dialect {
                Dialect::BuiltIn => required::is_missed(ty, field),
                // A custom resource gets its defaults before it is judged; a nullable field may hold its null.
                Dialect::Custom => {
                    let known = described.and_then(|described| described.field(&field.name)).unwrap_or(field);
                    known.default.is_none() && !(found.is_some() && self.types.get(known.value).nullable)
                }
                Dialect::Default => found.is_none() || !self.types.get(field.value).nullable,
            };
            if missed {
                self.report(|check| check.missing_field(ty, &field.name, found, node, step));
            }
        }
    }

    fn missing_field(
        &self,
        ty: &ObjectType,
        name: &str,
        found: Option<(Node<'d>, Node<'d>)>,
        node: Node<'d>,
        step: &Step<'_, 'd>,
    ) -> Violation {
        let path = step.pointer().key(name).field_path();
        match found {
            Some((key, value)) => {
                let place = step.key(key).place(self.object, value);
                Violation::new(rules::MISSING_FIELD, format!("`{path}` is required, but null"), place)
                    .with_help(format!("set a value for `{name}`"))
            }
            None => {
                let holder = if ty.short_name().is_empty() { self.object.gvk.kind } else { ty.short_name() };
                let place = step.place_of_missing(self.object, node, name);
                Violation::new(rules::MISSING_FIELD, format!("`{path}` is required"), place)
                    .with_help(format!("add `{name}` to this {holder}"))
            }
        }
    }

    fn unknown_field(
        &self,
        ty: &ObjectType,
        node: Node<'d>,
        key: Node<'d>,
        value: Node<'d>,
        step: &Step<'_, 'd>,
    ) -> Violation {
        let name = key.text();
        let message = format!("unknown field {} in {}", self.named(step), self.object.gvk);
        let mut violation = Violation::new(rules::UNKNOWN_FIELD, message, step.place_of_key(self.object, key));
        if !self.may_suggest() {
            return violation;
        }
        if let Some(existence) = self.existence(name, step) {
            violation.message.push_str(&format!(": it {existence}"));
            return violation.with_help("remove it, or check for the version of the cluster with `--kubernetes`");
        }
        let free = ty.fields().iter().map(|field| field.name.as_ref()).filter(|field| node.get(field).is_none());
        let near = suggest::nearest(name, free);
        let here = near.first().is_some_and(|candidate| suggest::is_same_word(name, candidate));
        if !here && let Some(place) = self.belongs(name, value, step) {
            return violation.with_help(place);
        }
        if near.is_empty() {
            return violation.with_help(known_fields(ty));
        }
        let violation = violation.with_help(format!("did you mean {}?", suggest::join_or(&near)));
        match suggest::only_candidate(&near) {
            Some(candidate) => violation.with_fix(rename(key, candidate)),
            None => violation,
        }
    }

    /// In which other releases the field exists.
    fn existence(&self, name: &str, step: &Step<'_, 'd>) -> Option<Existence> {
        let mut path = step.segments();
        path.pop();
        let has = |types: &Types, ty| types.object(ty).is_some_and(|object| object.field(name).is_some());
        history::existence(&self.object.gvk, &path, has)
    }

    /// Where in the kind a field of this name does exist.
    fn belongs(&self, name: &str, value: Node<'d>, step: &Step<'_, 'd>) -> Option<String> {
        let fits = |id: TypeId| takes(&self.types.get(id).shape, value.kind());
        let path = Belonging { types: self.types, root: self.root }.nearest(name, &step.segments(), fits)?;
        Some(match path.as_str() {
            "" => format!("`{name}` belongs at the top level of the object"),
            path => format!("`{name}` belongs under `{path}`"),
        })
    }
}

/// Whether an object gets a value for a field that it lacks.
fn has_default(ty: &ObjectType, name: &str) -> bool {
    ty.field(name).is_some_and(|field| field.default.is_some())
}

fn rename(key: Node<'_>, name: &str) -> Fix {
    Fix {
        applicability: Applicability::Safe,
        message: format!("rename the field to `{name}`"),
        edits: vec![replacing(key, name)],
    }
}

/// Names the fields of a small type; for a large one, what to do.
fn known_fields(ty: &ObjectType) -> String {
    const FEW: usize = 12;
    let names: Vec<&str> = ty.fields().iter().map(|field| field.name.as_ref()).collect();
    match names.len() {
        0 => "remove it: nothing can stand here".to_owned(),
        1..=FEW => format!("the fields here are {}", suggest::join_and(&names)),
        _ => "correct the name of the field, or remove it".to_owned(),
    }
}

/// Whether values of a kind may stand for a shape.
fn takes(shape: &Shape, kind: Kind) -> bool {
    match shape {
        Shape::Any => false,
        Shape::Boolean => kind == Kind::Bool,
        Shape::Integer(_) | Shape::Number => matches!(kind, Kind::Int | Kind::Float),
        Shape::String(_) => kind == Kind::Str,
        Shape::IntOrString | Shape::Quantity => matches!(kind, Kind::Int | Kind::Float | Kind::Str),
        Shape::Array(_) => kind == Kind::Seq,
        Shape::Map { .. } | Shape::Object(_) => kind == Kind::Map,
    }
}
