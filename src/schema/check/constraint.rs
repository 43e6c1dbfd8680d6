//! What custom resource definitions demand besides the shape: bounds, patterns, combinations.

use super::path::Step;
use super::scalar::shorten;
use super::{Check, Dialect, named_format};
use crate::finding::Violation;
use crate::schema::constraints::{Constraints, Range};
use crate::schema::model::{TypeId, UnknownFields};
use crate::schema::{rules, suggest};
use crate::yaml::{Kind, Node, Value};

impl<'d> Check<'_, 'd> {
    /// Everything that a definition demands of a value that already has the right shape.
    /// `described` is the type that describes the value.
    pub(super) fn constraints(&mut self, wanted: &Constraints, described: TypeId, node: Node<'d>, step: &Step<'_, 'd>) {
        match node.kind() {
            Kind::Int | Kind::Float => self.number_bounds(wanted, node, step),
            Kind::Str => self.text_bounds(wanted, node, step),
            Kind::Seq => {
                self.size(wanted.items, node.len(), "entry", "entries", node, step);
                if wanted.unique_items {
                    self.unique_items(node, step);
                }
            }
            Kind::Map => {
                if wanted.properties != Range::default() {
                    self.size(wanted.properties, self.count_fields(described, node), "field", "fields", node, step);
                }
                if wanted.embedded_resource {
                    self.embedded(node, step);
                }
            }
            Kind::Bool | Kind::Null => {}
        }
        if let Some(values) = &wanted.values
            && !values.iter().any(|value| equals(node, value))
        {
            self.report(|check| check.not_listed(values.iter().map(ToString::to_string), node, step));
        }
        self.combinations(wanted, described, node, step);
    }

    /// A value that `enum` does not list.
    pub(super) fn not_listed(
        &self,
        values: impl Iterator<Item = String>,
        node: Node<'d>,
        step: &Step<'_, 'd>,
    ) -> Violation {
        let known: Vec<String> = values.map(|value| format!("`{value}`")).collect();
        let message = format!("{} has a value that does not exist for it", self.named(step));
        Violation::new(rules::UNSUPPORTED_VALUE, message, step.place(self.object, node))
            .with_help(format!("the values that exist are {}", known.join(", ")))
    }

    /// How many fields a mapping has when the server counts them: after nulls are dropped and defaults filled in.
    fn count_fields(&self, described: TypeId, node: Node<'d>) -> usize {
        let Some(ty) = self.types.object(described).filter(|_| self.dialect == Dialect::Custom) else {
            return node.len();
        };
        let kept = |(key, value): &(Node<'d>, Node<'d>)| match (ty.field(key.text()), ty.unknown) {
            _ if !value.is_null() => true,
            (Some(field), _) => self.types.get(field.value).nullable,
            (None, UnknownFields::Type(id)) => self.types.get(id).nullable,
            _ => true,
        };
        let filled = ty.fields().iter().filter(|field| field.default.is_some() && node.get(&field.name).is_none());
        node.pairs().filter(kept).count() + filled.count()
    }

    /// Bounds of a number. The server cuts the fraction off a bound that it holds against an integer.
    fn number_bounds(&mut self, wanted: &Constraints, node: Node<'d>, step: &Step<'_, 'd>) {
        let (number, whole) = match node.value() {
            Value::Int(number) => (number as f64, true),
            Value::Uint(number) => (number as f64, false),
            Value::Float(number) => (number, number.fract() == 0.0 && number.abs() < LARGEST_WHOLE),
            _ => return,
        };
        let usable = |bound: f64| match whole {
            true => Some(bound.trunc()).filter(|bound| bound.abs() < LARGEST_WHOLE),
            false => Some(bound),
        };
        if let Some((least, exclusive)) = wanted.minimum
            && usable(least).is_some_and(|bound| number < bound || exclusive && number == bound)
        {
            let more = if exclusive { "more than" } else { "at least" };
            self.bound(&format!("must be {more} {least}, but is {number}"), node, step);
        }
        if let Some((greatest, exclusive)) = wanted.maximum
            && usable(greatest).is_some_and(|bound| number > bound || exclusive && number == bound)
        {
            let less = if exclusive { "less than" } else { "at most" };
            self.bound(&format!("must be {less} {greatest}, but is {number}"), node, step);
        }
        if let Some(factor) = wanted.multiple_of
            && usable(factor).is_some_and(|factor| !is_multiple(number, factor, whole))
        {
            self.bound(&format!("must be a multiple of {factor}, but is {number}"), node, step);
        }
    }

    fn text_bounds(&mut self, wanted: &Constraints, node: Node<'d>, step: &Step<'_, 'd>) {
        let text = node.text();
        if wanted.length != Range::default() {
            self.size(wanted.length, text.chars().count(), "character", "characters", node, step);
        }
        if let Some(format) = &wanted.format
            && !named_format::holds(format, text)
        {
            self.report(|check| {
                let message = format!("{} is not of the format `{format}`", check.named(step));
                let help = format!("the definition of the resource asks for the format `{format}`");
                Violation::new(rules::FORMAT, message, step.place(check.object, node)).with_help(help)
            });
        }
        if let Some(pattern) = &wanted.pattern
            && pattern.matches(text) == Some(false)
        {
            self.bound(&format!("must match the pattern `{}`, but is `{}`", pattern.text(), shorten(text)), node, step);
        }
    }

    fn size(&mut self, range: Range, size: usize, one: &str, many: &str, node: Node<'d>, step: &Step<'_, 'd>) {
        let size = size as u64;
        let counted = |count: u64| format!("{count} {}", if count == 1 { one } else { many });
        if let Some(least) = range.min.filter(|least| size < *least) {
            self.bound(&format!("must have at least {}, but has {size}", counted(least)), node, step);
        }
        if let Some(most) = range.max.filter(|most| size > *most) {
            self.bound(&format!("must have at most {}, but has {size}", counted(most)), node, step);
        }
    }

    fn unique_items(&mut self, node: Node<'d>, step: &Step<'_, 'd>) {
        let repeated = node
            .items()
            .enumerate()
            .skip(1)
            .find(|(index, item)| node.items().take(*index).any(|earlier| same(earlier, *item)));
        if let Some((index, item)) = repeated {
            self.report(|check| {
                let message = format!("{} holds the same entry twice", check.named(step));
                Violation::new(rules::DUPLICATE_ENTRY, message, step.item(index).place(check.object, item))
                    .with_help("remove one of the two")
            });
        }
    }

    /// A whole Kubernetes object as a value.
    fn embedded(&mut self, node: Node<'d>, step: &Step<'_, 'd>) {
        if let Some((types, metadata)) = self.metadata
            && let Some((key, value)) = node.pair("metadata")
        {
            let mut check =
                Check { probing: self.probing, ..Check::new(types, Dialect::BuiltIn, self.object, metadata) };
            check.value(metadata, value, &step.key(key));
            self.count += check.count;
            self.violations.append(&mut check.violations);
        }
        for name in ["apiVersion", "kind"] {
            if let Some((key, value)) = node.pair(name).filter(|(_, value)| !value.is_null()) {
                let fits = value.as_str().is_some_and(if name == "kind" { is_kind } else { is_api_version });
                if !fits {
                    let step = step.key(key);
                    let example = if name == "kind" { "ConfigMap" } else { "apps/v1" };
                    self.bound(&format!("must be written as for example `{example}`"), value, &step);
                }
            } else {
                self.report(|check| {
                    let path = step.pointer().key(name).field_path();
                    let place = step.place_of_missing(check.object, node, name);
                    Violation::new(rules::MISSING_FIELD, format!("`{path}` is required"), place)
                        .with_help("the value is an object of its own: it says its `apiVersion` and `kind`")
                });
            }
        }
    }

    fn combinations(&mut self, wanted: &Constraints, described: TypeId, node: Node<'d>, step: &Step<'_, 'd>) {
        for id in &wanted.all_of {
            self.restricted(*id, Some(described), node, step);
        }
        let held = |check: &Self, ids: &[TypeId]| {
            let each = ids.iter().map(|id| check.holds(*id, described, node, step));
            each.fold((0, 0), |(sure, possible), held| {
                (sure + usize::from(held == Some(true)), possible + usize::from(held != Some(false)))
            })
        };
        if !wanted.any_of.is_empty() && held(self, &wanted.any_of).1 == 0 {
            self.none_holds(&wanted.any_of, described, node, step);
        }
        if !wanted.one_of.is_empty() {
            match held(self, &wanted.one_of) {
                (_, 0) => self.none_holds(&wanted.one_of, described, node, step),
                (0 | 1, _) => {}
                (many, _) => {
                    let text = format!("fits {many} of the alternatives of its definition, but must fit exactly one");
                    self.bound(&text, node, step);
                }
            }
        }
        if wanted.not.is_some_and(|id| self.holds(id, described, node, step) == Some(true)) {
            self.bound("has a form that its definition excludes", node, step);
        }
    }

    /// No alternative holds. A single one is as good as demanded, so its own findings say more.
    fn none_holds(&mut self, alternatives: &[TypeId], described: TypeId, node: Node<'d>, step: &Step<'_, 'd>) {
        if let [only] = alternatives {
            self.restricted(*only, Some(described), node, step);
            return;
        }
        let names = self.required_by(alternatives);
        let text = match names.as_slice() {
            [] => "fits none of the alternatives of its definition".to_owned(),
            names => format!("needs one of {}", suggest::join_or(names)),
        };
        self.bound(&text, node, step);
    }

    /// The fields that each alternative requires, when all of them do nothing but require some.
    fn required_by(&self, alternatives: &[TypeId]) -> Vec<String> {
        let each = alternatives.iter().map(|id| {
            let object = self.types.object(*id)?;
            let names: Vec<&str> = object.required().map(|field| field.name.as_ref()).collect();
            (!names.is_empty()).then(|| names.join(" with "))
        });
        each.collect::<Option<Vec<String>>>().unwrap_or_default()
    }

    fn bound(&mut self, broken: &str, node: Node<'d>, step: &Step<'_, 'd>) {
        self.report(|check| {
            let message = format!("{} {broken}", check.named(step));
            Violation::new(rules::BOUNDS, message, step.place(check.object, node))
                .with_help(format!("the definition of {} says so", check.object.gvk.kind))
        });
    }
}

/// Integers beyond are not told from each other by their bounds.
const LARGEST_WHOLE: f64 = 9.0e18;

/// Whether a number is a multiple, as the server computes it; for a factor that it cannot use, yes.
fn is_multiple(number: f64, factor: f64, whole: bool) -> bool {
    if factor == 0.0 {
        return true;
    }
    if whole {
        return factor > 0.0 && number % factor == 0.0;
    }
    let times = if factor < 1.0 { 1.0 / factor * number } else { number / factor };
    let off = (times - times.trunc()).abs();
    factor > 0.0 && (off == 0.0 || off / (times.abs() + times.trunc().abs()) < 1e-9)
}

/// A kind, in any case of letters.
fn is_kind(text: &str) -> bool {
    let bytes = text.as_bytes();
    let chars = bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
    let ends = bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.last().is_some_and(|b| *b != b'-');
    chars && ends && bytes.len() <= 63
}

fn is_api_version(text: &str) -> bool {
    !text.is_empty() && text.matches('/').count() <= 1
}

/// Whether a node is a JSON value.
fn equals(node: Node<'_>, value: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match (node.value(), value) {
        (Value::Null, Json::Null) => true,
        (Value::Bool(one), Json::Bool(other)) => one == *other,
        (Value::Str(one), Json::String(other)) => one == other,
        (Value::Int(one), Json::Number(other)) => other.as_i64() == Some(one) || other.as_f64() == Some(one as f64),
        (Value::Uint(one), Json::Number(other)) => other.as_u64() == Some(one),
        // The server makes a number an integer before it compares it with one.
        (Value::Float(one), Json::Number(other)) => {
            other.as_f64() == Some(one) || other.as_i64().is_some_and(|other| other as f64 == one.trunc())
        }
        (Value::Seq, Json::Array(other)) => {
            node.len() == other.len() && node.items().zip(other).all(|(item, value)| equals(item, value))
        }
        (Value::Map, Json::Object(other)) => {
            let differs =
                |(key, item): (Node<'_>, Node<'_>)| !other.get(key.text()).is_some_and(|value| equals(item, value));
            node.len() == other.len() && !node.pairs().any(differs)
        }
        _ => false,
    }
}

/// Whether two nodes have the same value.
pub(super) fn same(one: Node<'_>, other: Node<'_>) -> bool {
    match (one.value(), other.value()) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Uint(a), Value::Uint(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Seq, Value::Seq) => one.len() == other.len() && one.items().zip(other.items()).all(|(a, b)| same(a, b)),
        (Value::Map, Value::Map) => {
            let differs = |(key, a): (Node<'_>, Node<'_>)| !other.get(key.text()).is_some_and(|b| same(a, b));
            one.len() == other.len() && !one.pairs().any(differs)
        }
        _ => false,
    }
}
