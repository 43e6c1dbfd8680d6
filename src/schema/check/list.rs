//! Lists: their items, and entries that must not stand twice.

use rustc_hash::FxHashMap;

use super::constraint::same;
use super::path::Step;
use super::scalar::shorten;
use super::{Check, Dialect, required};
use crate::finding::{Place, Violation};
use crate::schema::model::{ArrayType, ListType, Name, ObjectType, Shape, TypeId};
use crate::schema::rules;
use crate::yaml::{Kind, Node};

/// Up to how many entries are compared pair by pair instead of by a hash table.
const FEW: usize = 12;

/// How many lists or mappings of one set are compared with each other.
const MOST_COLLECTIONS: usize = 200;

/// Keyed lists of built-in types, with the first of their keys, whose entries the API server does compare when an object is
/// created; in others, such as `env`, the ports of a container and `imagePullSecrets`, it takes an entry twice and at most
/// warns.
///
/// Source: the `Duplicate` errors of `pkg/apis/*/validation` in Kubernetes.
const COMPARED: [(&str, &str); 12] = [
    ("containers", "name"),
    ("initContainers", "name"),
    ("ephemeralContainers", "name"),
    ("volumes", "name"),
    ("volumeMounts", "mountPath"),
    ("volumeDevices", "devicePath"),
    ("resizePolicy", "resourceName"),
    ("schedulingGates", "name"),
    ("topologySpreadConstraints", "topologyKey"),
    ("ports", "port"),
    ("webhooks", "name"),
    ("matchConditions", "name"),
];

impl<'d> Check<'_, 'd> {
    /// A list. Returns whether the value is one. `described` is the type that describes it, where `ty` only restricts it.
    pub(super) fn array(
        &mut self,
        ty: &ArrayType,
        described: Option<TypeId>,
        node: Node<'d>,
        step: &Step<'_, 'd>,
    ) -> bool {
        if node.kind() != Kind::Seq {
            return false;
        }
        let described = described.and_then(|id| match &self.types.get(id).shape {
            Shape::Array(array) => Some(array.items),
            _ => None,
        });
        for (index, item) in node.items().enumerate() {
            let below = step.item(index);
            self.item(ty, described, item, &below);
        }
        if node.len() > 1 {
            self.repeated(ty, node, step);
        }
        true
    }

    /// One item. The null item of a list of objects is an object without any field, for Go.
    fn item(&mut self, ty: &ArrayType, described: Option<TypeId>, item: Node<'d>, step: &Step<'_, 'd>) {
        if item.is_null()
            && self.dialect == Dialect::BuiltIn
            && let Some(object) = self.types.object(ty.items)
            && object.required().any(|field| required::is_missed(object, field))
        {
            self.report(|check| {
                let message = format!("{} is empty", check.named(step));
                Violation::new(rules::NULL, message, step.place(check.object, item))
                    .with_help("write the entry after the `-`, or remove the `-`")
            });
            return;
        }
        self.restricted(ty.items, described, item, step);
    }

    fn repeated(&mut self, ty: &ArrayType, node: Node<'d>, step: &Step<'_, 'd>) {
        let custom = self.dialect == Dialect::Custom;
        let name = step.key.map_or("", Node::text);
        let compared = |keys: &[Name]| keys.first().is_some_and(|first| COMPARED.contains(&(name, first)));
        match &ty.list {
            ListType::Map(keys) if custom || compared(keys) => {
                let object = self.types.object(ty.items);
                self.find_repeated(node, keys, step, |item| identity(object, keys, item));
            }
            ListType::Set if custom => {
                self.find_repeated(node, &[], step, scalar_identity);
                self.repeated_collections(node, step);
            }
            _ => {}
        }
    }

    /// Reports every entry whose identity an earlier one has.
    fn find_repeated<I: Eq + std::hash::Hash + ToString>(
        &mut self,
        node: Node<'d>,
        keys: &[Name],
        step: &Step<'_, 'd>,
        identity: impl Fn(Node<'d>) -> Option<I>,
    ) {
        let note = |check: &mut Self, first: (usize, Node<'d>), second: (usize, Node<'d>), id: I| {
            check.report(|check| check.duplicate(first, second, keys, &id.to_string(), step));
        };
        if node.len() <= FEW {
            for (index, item) in node.items().enumerate().skip(1) {
                let Some(id) = identity(item) else { continue };
                let earlier = node
                    .items()
                    .take(index)
                    .enumerate()
                    .find(|(_, earlier)| identity(*earlier).is_some_and(|e| e == id));
                if let Some(first) = earlier {
                    note(self, first, (index, item), id);
                }
            }
            return;
        }
        let mut seen: FxHashMap<I, (usize, Node<'d>)> = FxHashMap::default();
        for (index, item) in node.items().enumerate() {
            let Some(id) = identity(item) else { continue };
            match seen.get(&id) {
                Some(first) => note(self, *first, (index, item), id),
                None => drop(seen.insert(id, (index, item))),
            }
        }
    }

    /// Reports every list or mapping of a set that an earlier item equals.
    fn repeated_collections(&mut self, node: Node<'d>, step: &Step<'_, 'd>) {
        let collections = || node.items().enumerate().filter(|(_, item)| matches!(item.kind(), Kind::Map | Kind::Seq));
        for (index, item) in collections().take(MOST_COLLECTIONS) {
            let earlier = collections().take_while(|(at, _)| *at < index).find(|(_, earlier)| same(*earlier, item));
            if let Some(first) = earlier {
                self.report(|check| check.duplicate(first, (index, item), &[], "the same entry", step));
            }
        }
    }

    fn duplicate(
        &self,
        first: (usize, Node<'d>),
        second: (usize, Node<'d>),
        keys: &[Name],
        id: &str,
        step: &Step<'_, 'd>,
    ) -> Violation {
        let place = self.place_of_identity(second, keys, step);
        let earlier = self.place_of_identity(first, keys, step);
        let message = format!("{} holds {} twice", self.named(step), shorten(id));
        Violation::new(rules::DUPLICATE_ENTRY, message, place)
            .with_help("rename or remove one of the two")
            .with_related("it stands here first", self.object.document.index(), earlier)
    }

    /// Where an entry says what it is: the value of its key, or the whole entry where that takes several, or none.
    fn place_of_identity(&self, (index, item): (usize, Node<'d>), keys: &[Name], step: &Step<'_, 'd>) -> Place {
        let entry = step.item(index);
        match (keys, keys.first().and_then(|key| item.pair(key))) {
            ([_], Some((key, value))) => entry.key(key).place(self.object, value),
            _ => entry.place(self.object, item),
        }
    }
}

/// What tells the entry of a keyed list apart: its key fields, at most three, with the defaults of those that are not set.
///
/// Nothing for an entry without any of them: that one is wrong for another reason.
fn identity<'t>(object: Option<&'t ObjectType>, keys: &'t [Name], item: Node<'t>) -> Option<Identity<'t>> {
    let mut values = [None; 3];
    let mut any = false;
    for (slot, key) in values.iter_mut().zip(keys) {
        let set = item.get_set(key).filter(|value| !matches!(value.kind(), Kind::Map | Kind::Seq));
        let default = || object?.field(key)?.default.as_deref();
        any |= set.is_some();
        *slot = match set {
            Some(set) => Some(KeyValue::of(set)),
            None => default().and_then(KeyValue::of_default),
        };
    }
    any |= values.iter().any(Option::is_some) && object.is_some_and(|object| object.name.is_empty());
    (any && keys.len() <= values.len()).then_some(Identity { keys, values })
}

/// The value of a key field.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum KeyValue<'t> {
    Text(&'t str),
    Integer(i64),
    Other(&'t str),
}

impl<'t> KeyValue<'t> {
    fn of(node: Node<'t>) -> Self {
        match (node.kind(), node.as_i64()) {
            (Kind::Str, _) => Self::Text(node.text()),
            (_, Some(number)) => Self::Integer(number),
            _ => Self::Other(node.text()),
        }
    }

    fn of_default(value: &'t serde_json::Value) -> Option<Self> {
        value.as_str().map(Self::Text).or_else(|| value.as_i64().map(Self::Integer))
    }
}

impl std::fmt::Display for KeyValue<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Other(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
        }
    }
}

/// The key fields of an entry.
#[derive(PartialEq, Eq, Hash)]
struct Identity<'t> {
    keys: &'t [Name],
    values: [Option<KeyValue<'t>>; 3],
}

impl std::fmt::Display for Identity<'_> {
    /// `name: web`, or several such with commas between.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let set = self.keys.iter().zip(self.values).filter_map(|(key, value)| Some((key, value?)));
        for (index, (key, value)) in set.enumerate() {
            write!(f, "{}`{key}: {value}`", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// The identity of an entry of a set.
fn scalar_identity(item: Node<'_>) -> Option<Scalar<'_>> {
    (!matches!(item.kind(), Kind::Map | Kind::Seq | Kind::Null)).then(|| Scalar(item.kind(), item.text()))
}

#[derive(PartialEq, Eq, Hash)]
struct Scalar<'t>(Kind, &'t str);

impl std::fmt::Display for Scalar<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`", self.1)
    }
}
