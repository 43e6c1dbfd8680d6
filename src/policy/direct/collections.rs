//! Fields, members and comparison of values.

use std::cmp::Ordering;

use regorus::Value;

use super::value::Val;
use super::{Evaluated, Evaluator, MAX_SET, Unsure};
use crate::policy::bundle::plan::constant::Members;
use crate::policy::bundle::plan::{Collection, Constant};
use crate::yaml::{Kind, Node};

/// Whether to go on with the next solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Next,
    Done,
}

impl<'v> Evaluator<'v, '_> {
    /// The value under a name.
    pub(super) fn field(&self, of: &Val<'v>, name: &str) -> Evaluated<Val<'v>> {
        Ok(match of {
            Val::Node(node) => Val::of_field(node.get(name)),
            Val::Rego(Value::Object(fields)) => {
                let fields = fields.iter();
                let mut named = fields.filter(|(key, _)| matches!(key, Value::String(key) if **key == *name));
                named.next().map_or(Val::Undefined, |(_, value)| Val::of_rego(value))
            }
            Val::Object(pairs) => {
                let pair = pairs.iter().find(|(key, _)| key.text() == Some(name));
                pair.map_or(Val::Undefined, |(_, value)| value.clone())
            }
            Val::Written(collection) => match &collection.members {
                Members::Object(pairs) => {
                    let pair = pairs.iter().rev().find(|(key, _)| matches!(key, Constant::Text(key) if key == name));
                    pair.map_or(Val::Undefined, |(_, value)| Val::of_constant(value))
                }
                Members::Array(_) => Val::Undefined,
                Members::Set(_) => return Err(Unsure),
            },
            Val::Facts => return self.scene.fact(name),
            Val::Pod | Val::PodSpec | Val::Container(_) | Val::Context(_) => return self.scene.field(of, name),
            // A set has its members for fields.
            Val::Set(_) | Val::Rego(Value::Set(_)) => return Err(Unsure),
            _ => Val::Undefined,
        })
    }

    /// The value at an index or under a key.
    pub(super) fn index(&self, of: &Val<'v>, index: &Val<'v>) -> Evaluated<Val<'v>> {
        if let Some(name) = index.text() {
            return self.field(of, name);
        }
        let Val::Int(number) = index else {
            return if index.is_undefined() { Ok(Val::Undefined) } else { Err(Unsure) };
        };
        let position = usize::try_from(*number).ok();
        let in_list = |list: &[Val<'v>]| position.and_then(|at| list.get(at)).cloned();
        Ok(match of {
            Val::Node(node) if node.kind() == Kind::Seq => {
                position.and_then(|at| node.at(at)).map_or(Val::Undefined, Val::of_node)
            }
            Val::List(items) => in_list(items).unwrap_or(Val::Undefined),
            Val::Containers => {
                position.filter(|&at| at < self.scene.containers()).map_or(Val::Undefined, Val::Container)
            }
            Val::Written(Collection { members: Members::Array(items), .. }) => {
                position.and_then(|at| items.get(at)).map_or(Val::Undefined, Val::of_constant)
            }
            Val::Rego(Value::Array(items)) => {
                position.and_then(|at| items.get(at)).map_or(Val::Undefined, Val::of_rego)
            }
            Val::Undefined | Val::Null | Val::Bool(_) | Val::Int(_) | Val::Str(_) | Val::Text(_) => Val::Undefined,
            _ => return Err(Unsure),
        })
    }

    /// How many members there are, in a collection.
    pub(super) fn count(&self, of: &Val<'v>) -> Evaluated<Option<usize>> {
        Ok(Some(match of {
            // Of a mapping, null values are not there.
            Val::Node(node) if node.is_map() => node.pairs().filter(|(_, value)| !value.is_null()).count(),
            Val::Node(node) => node.len(),
            Val::List(items) | Val::Set(items) => items.len(),
            Val::Object(pairs) => pairs.len(),
            Val::Written(collection) => match &collection.members {
                Members::Array(items) | Members::Set(items) => items.len(),
                Members::Object(pairs) => pairs.len(),
            },
            Val::Containers => self.scene.containers(),
            Val::Rego(Value::Array(items)) => items.len(),
            Val::Rego(Value::Set(items)) => items.len(),
            Val::Rego(Value::Object(fields)) => fields.len(),
            Val::Pod | Val::PodSpec | Val::Container(_) | Val::Context(_) | Val::Facts => return Err(Unsure),
            _ => return Ok(None),
        }))
    }

    /// Calls `each` with the keys and values of a collection; with none where there is no collection.
    pub(super) fn members(
        &mut self,
        of: &Val<'v>,
        each: &mut dyn FnMut(&mut Self, Val<'v>, Val<'v>) -> Evaluated<Flow>,
    ) -> Evaluated<Flow> {
        match of {
            Val::Node(node) if node.is_map() => {
                let member = |(key, value): (Node<'v>, Node<'v>)| (Val::Str(key.text()), Val::of_node(value));
                let pairs = node.pairs().filter(|(_, value)| !value.is_null());
                if !self.in_order {
                    return self.each(pairs.map(member), each);
                }
                let mut pairs: Vec<_> = pairs.collect();
                pairs.sort_by_key(|(key, _)| key.text());
                self.each(pairs.into_iter().map(member), each)
            }
            Val::Node(node) => self.each(node.items().map(Val::of_node).enumerate().map(numbered), each),
            Val::List(items) => self.each(items.iter().cloned().enumerate().map(numbered), each),
            Val::Containers => {
                self.each((0..self.scene.containers()).map(|at| numbered((at, Val::Container(at)))), each)
            }
            Val::Written(Collection { members: Members::Array(items), .. }) => {
                self.each(items.iter().map(Val::of_constant).enumerate().map(numbered), each)
            }
            Val::Set(_) | Val::Object(_) | Val::Written(_) if self.in_order => {
                let sorted = Val::Rego(self.scene.to_value(of)?);
                self.members(&sorted, each)
            }
            Val::Set(members) => self.each(members.iter().map(|member| (member.clone(), member.clone())), each),
            Val::Object(pairs) => self.each(pairs.iter().cloned(), each),
            Val::Written(Collection { members: Members::Set(items), .. }) => {
                self.each(items.iter().map(|item| (Val::of_constant(item), Val::of_constant(item))), each)
            }
            Val::Written(Collection { members: Members::Object(pairs), .. }) => {
                self.each(pairs.iter().map(|(key, value)| (Val::of_constant(key), Val::of_constant(value))), each)
            }
            Val::Rego(Value::Array(items)) => self.each(items.iter().map(Val::of_rego).enumerate().map(numbered), each),
            Val::Rego(Value::Set(members)) => {
                self.each(members.iter().map(|member| (Val::of_rego(member), Val::of_rego(member))), each)
            }
            Val::Rego(Value::Object(fields)) => {
                self.each(fields.iter_sorted().map(|(key, value)| (Val::of_rego(key), Val::of_rego(value))), each)
            }
            Val::Pod | Val::PodSpec | Val::Container(_) | Val::Context(_) | Val::Facts => Err(Unsure),
            _ => Ok(Flow::Next),
        }
    }

    fn each(
        &mut self,
        members: impl Iterator<Item = (Val<'v>, Val<'v>)>,
        each: &mut dyn FnMut(&mut Self, Val<'v>, Val<'v>) -> Evaluated<Flow>,
    ) -> Evaluated<Flow> {
        for (key, value) in members {
            if each(self, key, value)? == Flow::Done {
                return Ok(Flow::Done);
            }
        }
        Ok(Flow::Next)
    }

    /// Whether a value is a member.
    pub(super) fn contains(&mut self, collection: &Val<'v>, value: &Val<'v>) -> Evaluated<bool> {
        if value.is_undefined() {
            return Ok(false);
        }
        // Most questions are about text among texts.
        if let (Some(text), Val::Rego(Value::Array(members))) = (value.text(), collection) {
            self.step(members.len())?;
            return Ok(members.iter().any(|member| matches!(member, Value::String(member) if **member == *text)));
        }
        let flow = self.members(collection, &mut |this, _, member| {
            this.step(1)?;
            Ok(if this.equal(&member, value)? { Flow::Done } else { Flow::Next })
        })?;
        Ok(flow == Flow::Done)
    }

    /// The members of a set: each once.
    pub(super) fn set(&self, members: Vec<Val<'v>>) -> Evaluated<Val<'v>> {
        let mut set: Vec<Val<'v>> = Vec::with_capacity(members.len());
        for member in members {
            let mut is_new = true;
            for known in &set {
                is_new = is_new && !self.equal(known, &member)?;
            }
            set.extend(is_new.then_some(member));
            if set.len() > MAX_SET {
                return Err(Unsure);
            }
        }
        Ok(Val::Set(set.into()))
    }

    /// Whether two values are equal.
    pub(super) fn equal(&self, a: &Val<'v>, b: &Val<'v>) -> Evaluated<bool> {
        match (a, b) {
            (Val::Int(a), Val::Int(b)) => return Ok(a == b),
            (Val::Container(a), Val::Container(b)) => return Ok(a == b),
            (Val::List(a), Val::List(b)) => {
                let mut equal = a.len() == b.len();
                for (a, b) in a.iter().zip(b.iter()) {
                    equal = equal && self.equal(a, b)?;
                }
                return Ok(equal);
            }
            _ => {}
        }
        if let (Some(a), Some(b)) = (a.text(), b.text()) {
            return Ok(a == b);
        }
        if a.rank() != b.rank() {
            return Ok(false);
        }
        // Of different length, or both without members: most comparisons are with `{}` or `[]`.
        if let (Some(a), Some(b)) = (self.count(a)?, self.count(b)?)
            && (a != b || a == 0)
        {
            return Ok(a == b);
        }
        self.compare(a, b).map(Ordering::is_eq)
    }

    /// The order of two values.
    pub(super) fn compare(&self, a: &Val<'v>, b: &Val<'v>) -> Evaluated<Ordering> {
        if let (Val::Int(a), Val::Int(b)) = (a, b) {
            return Ok(a.cmp(b));
        }
        if let (Some(a), Some(b)) = (a.text(), b.text()) {
            return Ok(a.cmp(b));
        }
        match a.rank().cmp(&b.rank()) {
            Ordering::Equal => Ok(self.scene.to_value(a)?.cmp(&self.scene.to_value(b)?)),
            other => Ok(other),
        }
    }
}

fn numbered<'v>((at, value): (usize, Val<'v>)) -> (Val<'v>, Val<'v>) {
    (Val::Int(at as i64), value)
}
