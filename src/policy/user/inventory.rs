//! `data.inventory`: the objects of the run, in the shape in which Gatekeeper gives policies those of a cluster:
//! `namespace[<namespace>][<apiVersion>][<kind>][<name>]` and `cluster[<apiVersion>][<kind>][<name>]`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use regorus::Value;
use rustc_hash::FxHashSet;

use super::form::{map, served};
use super::input::raw;
use super::load::Module;
use super::meaning::blanked;
use crate::object::Object;
use crate::policy::secrets::{Guard, MASK};

/// The key of `data` under which it stands.
pub(super) const NAME: &str = "inventory";

/// Whether some module reads it.
pub(super) fn is_read<'m>(mut modules: impl Iterator<Item = &'m Module>) -> bool {
    // `data["inventory"]` is no code but text.
    modules.any(|module| blanked(&module.text).contains(NAME) || module.text.contains("\"inventory\""))
}

/// The user's data with the inventory of some objects in place of what it may have under that name.
pub(super) fn added(data: &Value, objects: &[Object<'_>]) -> Value {
    let mut data = data.clone();
    match data.as_object_mut() {
        Ok(fields) => {
            fields.insert(Value::from(NAME), inventory(objects));
            data
        }
        Err(_) => map([(NAME, inventory(objects))]),
    }
}

/// The tree of all objects with a name. Values of Secrets are masked; of objects with the same name the first counts.
fn inventory(objects: &[Object<'_>]) -> Value {
    let of_cluster = cluster_scoped(objects);
    let values: Vec<Value> = objects.par_iter().map(value).collect();
    let (mut namespaces, mut cluster) = (Tree::default(), Tree::default());
    for (object, value) in objects.iter().zip(values) {
        let Some(name) = object.name() else { continue };
        let gvk = &object.gvk;
        let is_of_cluster = gvk.is_cluster_scoped() || of_cluster.contains(&(gvk.group, gvk.kind));
        let rest = [gvk.api_version(), gvk.kind.to_owned(), name.to_owned()];
        match is_of_cluster {
            true => cluster.add(rest, value),
            false => {
                let namespace = object.namespace().unwrap_or("default").to_owned();
                namespaces.add([namespace].into_iter().chain(rest), value);
            }
        }
    }
    map([("namespace", namespaces.into_value()), ("cluster", cluster.into_value())])
}

/// The kinds of the run's own definitions that belong to no namespace, by group and name.
fn cluster_scoped<'a>(objects: &[Object<'a>]) -> FxHashSet<(&'a str, &'a str)> {
    let definitions = objects.iter().filter(|object| object.gvk.kind == "CustomResourceDefinition");
    let kinds = definitions.filter_map(|definition| {
        let spec = definition.root.get("spec")?;
        let is_of_cluster = spec.get("scope")?.as_str()? == "Cluster";
        is_of_cluster.then_some((spec.get("group")?.as_str()?, spec.path(&["names", "kind"])?.as_str()?))
    });
    kinds.collect()
}

/// An object without what it keeps secret.
fn value(object: &Object<'_>) -> Value {
    let value = served(object, raw(object.root));
    if object.gvk.kind != "Secret" || !object.gvk.group.is_empty() {
        return value;
    }
    let guard = Guard::new(object);
    let fields = value.as_object().into_iter().flat_map(|fields| fields.iter());
    let masked = fields.map(|(key, field)| match key.as_string().map(|key| &**key) {
        Ok("data" | "stringData") => (key.clone(), with_texts(field, &|_| MASK.to_owned())),
        _ => (key.clone(), with_texts(field, &|text| guard.mask(text).into_owned())),
    });
    Value::from(masked.collect::<BTreeMap<_, _>>())
}

/// A value with other texts; its keys stay.
fn with_texts(value: &Value, change: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::from(change(text)),
        Value::Array(items) => Value::from(items.iter().map(|item| with_texts(item, change)).collect::<Vec<_>>()),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| (key.clone(), with_texts(value, change)));
            Value::from(fields.collect::<BTreeMap<_, _>>())
        }
        other => other.clone(),
    }
}

/// Objects within objects, by their keys.
#[derive(Default)]
struct Tree {
    branches: BTreeMap<String, Tree>,
    leaf: Option<Value>,
}

impl Tree {
    fn add(&mut self, keys: impl IntoIterator<Item = String>, value: Value) {
        let leaf = keys.into_iter().fold(self, |tree, key| tree.branches.entry(key).or_default());
        leaf.leaf.get_or_insert(value);
    }

    fn into_value(self) -> Value {
        let branches = |branches: BTreeMap<String, Self>| {
            let values = branches.into_iter().map(|(key, tree)| (Value::from(key), tree.into_value()));
            Value::from(values.collect::<BTreeMap<_, _>>())
        };
        self.leaf.unwrap_or_else(|| branches(self.branches))
    }
}
