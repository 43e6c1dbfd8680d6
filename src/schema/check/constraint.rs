//! What custom resource definitions demand besides the shape: bounds, patterns, combinations.

use super::Check;
use super::path::Step;
use super::scalar::shorten;
use crate::finding::Violation;
use crate::schema::constraints::{Constraints, Range};
use crate::schema::model::TypeId;
use crate::schema::{rules, suggest};
use crate::yaml::{Kind, Node, Value};

impl<'d> Check<'_, 'd> {
    /// Everything that a definition demands of a value that already has the right shape.
    pub(super) fn constraints(&mut self, wanted: &Constraints, node: Node<'d>, step: &Step<'_, 'd>) {
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
                self.size(wanted.properties, node.len(), "field", "fields", node, step);
                if wanted.embedded_resource {
                    self.embedded(node, step);
                }
            }
            Kind::Bool | Kind::Null => {}
        }
        if let Some(values) = &wanted.values
            && !values.iter().any(|value| equals(node, value))
        {
            let known: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
            self.report(|check| {
                let message = format!("{} has a value that does not exist for it", check.named(step));
                Violation::new(rules::UNSUPPORTED_VALUE, message, step.place(check.object, node))
                    .with_help(format!("the values that exist are {}", known.join(", ")))
            });
        }
        self.combinations(wanted, node, step);
    }

    fn number_bounds(&mut self, wanted: &Constraints, node: Node<'d>, step: &Step<'_, 'd>) {
        let number = match node.value() {
            Value::Int(number) => number as f64,
            Value::Uint(number) => number as f64,
            Value::Float(number) => number,
            _ => return,
        };
        if let Some((least, exclusive)) = wanted.minimum
            && (number < least || exclusive && number == least)
        {
            let more = if exclusive { "more than" } else { "at least" };
            self.bound(&format!("must be {more} {least}, but is {number}"), node, step);
        }
        if let Some((greatest, exclusive)) = wanted.maximum
            && (number > greatest || exclusive && number == greatest)
        {
            let less = if exclusive { "less than" } else { "at most" };
            self.bound(&format!("must be {less} {greatest}, but is {number}"), node, step);
        }
        if let Some(factor) = wanted.multiple_of
            && factor != 0.0
            && ((number / factor) - (number / factor).round()).abs() > 1e-9
        {
            self.bound(&format!("must be a multiple of {factor}, but is {number}"), node, step);
        }
    }

    fn text_bounds(&mut self, wanted: &Constraints, node: Node<'d>, step: &Step<'_, 'd>) {
        let text = node.text();
        if wanted.length != Range::default() {
            self.size(wanted.length, text.chars().count(), "character", "characters", node, step);
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
        for name in ["apiVersion", "kind"] {
            if node.get_set(name).is_none() {
                self.report(|check| {
                    let path = step.pointer().key(name).field_path();
                    let place = step.place_of_missing(check.object, node, name);
                    Violation::new(rules::MISSING_FIELD, format!("`{path}` is required"), place)
                        .with_help("the value is an object of its own: it says its `apiVersion` and `kind`")
                });
            }
        }
    }

    fn combinations(&mut self, wanted: &Constraints, node: Node<'d>, step: &Step<'_, 'd>) {
        for id in &wanted.all_of {
            self.value(*id, node, step);
        }
        let held = |check: &Self, ids: &[TypeId]| ids.iter().filter(|id| check.holds(**id, node, step)).count();
        if !wanted.any_of.is_empty() && held(self, &wanted.any_of) == 0 {
            self.none_holds(&wanted.any_of, node, step);
        }
        if !wanted.one_of.is_empty() {
            match held(self, &wanted.one_of) {
                0 => self.none_holds(&wanted.one_of, node, step),
                1 => {}
                many => {
                    let text = format!("fits {many} of the alternatives of its definition, but must fit exactly one");
                    self.bound(&text, node, step);
                }
            }
        }
        if wanted.not.is_some_and(|id| self.holds(id, node, step)) {
            self.bound("has a form that its definition excludes", node, step);
        }
    }

    /// No alternative holds. A single one is as good as demanded, so its own findings say more.
    fn none_holds(&mut self, alternatives: &[TypeId], node: Node<'d>, step: &Step<'_, 'd>) {
        if let [only] = alternatives {
            self.value(*only, node, step);
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

/// Whether a node is a JSON value.
fn equals(node: Node<'_>, value: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match (node.value(), value) {
        (Value::Null, Json::Null) => true,
        (Value::Bool(one), Json::Bool(other)) => one == *other,
        (Value::Str(one), Json::String(other)) => one == other,
        (Value::Int(one), Json::Number(other)) => other.as_i64() == Some(one) || other.as_f64() == Some(one as f64),
        (Value::Uint(one), Json::Number(other)) => other.as_u64() == Some(one),
        (Value::Float(one), Json::Number(other)) => other.as_f64() == Some(one),
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
fn same(one: Node<'_>, other: Node<'_>) -> bool {
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
