//! What a rule is asked about: an object, one of its pods, and what else `input` holds.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use regorus::Value;

use super::value::Val;
use super::{Evaluated, Unsure};
use crate::object::Object;
use crate::policy::bundle::plan::Input;
use crate::policy::input::{Converter, INHERITED, Pod, WORKFLOW_FIELDS};
use crate::policy::{Options, PolicyError};
use crate::yaml::Node;

/// Finds the value of a fact by its name: undefined when there is no such fact, or nothing to tell.
pub(in crate::policy) type FactSource<'s> = &'s dyn Fn(&str) -> Result<Option<Value>, PolicyError>;

/// An object and one of its pods.
pub(in crate::policy) struct Scene<'v> {
    pub(in crate::policy) object: &'v Object<'v>,
    pub(in crate::policy) pod: Option<&'v Pod<'v>>,
    pub(in crate::policy) options: &'v Options,
    pub(in crate::policy) facts: FactSource<'v>,
    /// Makes values for findings.
    pub(in crate::policy) convert: &'v RefCell<&'v mut Converter>,
}

impl<'v> Scene<'v> {
    pub(super) fn input(&self, part: Input) -> Val<'v> {
        let gvk = &self.object.gvk;
        match part {
            Input::Kind => Val::Str(gvk.kind),
            Input::Group => Val::Str(gvk.group),
            Input::Version => Val::Str(gvk.version),
            Input::ApiVersion => Val::Text(gvk.api_version().into()),
            Input::Name => Val::Str(self.object.name().unwrap_or_default()),
            Input::Namespace => Val::Str(self.object.namespace().unwrap_or("default")),
            Input::Minor => Val::Int(i64::from(self.options.version.minor())),
            Input::Object => Val::Node(self.object.root),
            Input::Pod => self.pod.map_or(Val::Undefined, |_| Val::Pod),
            Input::Containers => self.pod.map_or(Val::Undefined, |_| Val::Containers),
            Input::Facts => Val::Facts,
        }
    }

    /// A parameter, by its rule and name.
    pub(super) fn parameter(&self, name: &str) -> Val<'v> {
        self.options.by_name.get(name).map_or(Val::Undefined, Val::of_rego)
    }

    /// A field of the parts of the input that stand in no manifest as they are.
    pub(super) fn field(&self, of: &Val<'v>, name: &str) -> Evaluated<Val<'v>> {
        let pod = self.pod.ok_or(Unsure)?;
        Ok(match (of, name) {
            (Val::Pod, "spec") if pod.template.inherits() => Val::PodSpec,
            (Val::Pod, "spec") => Val::Node(pod.template.spec),
            (Val::Pod, "labels" | "annotations") => {
                let map = pod.template.metadata.and_then(|metadata| metadata.get_set(name)).filter(|map| map.is_map());
                map.map_or_else(|| Val::Object([].into()), Val::Node)
            }
            (Val::Pod, "windows") => {
                let os = pod.template.spec.path(&["os", "name"]).and_then(Node::as_str);
                Val::Bool(os == Some("windows"))
            }
            (Val::Pod, "service_account") => Val::Str(pod.template.service_account_name()),
            (Val::PodSpec, name) if WORKFLOW_FIELDS.contains(&name) => {
                Val::of_field(pod.template.field(name).map(|(node, _)| node))
            }
            (Val::PodSpec, name) => Val::of_field(pod.template.spec.get(name)),
            (Val::Container(at), name) => return self.of_container(*at, name),
            (Val::Context(at), name) => {
                let container = pod.containers.get(*at).ok_or(Unsure)?;
                let context = |node: Option<Node<'v>>| node?.get_set(name);
                let own = container.node.get_set("securityContext").filter(|own| own.is_map());
                let inherited = || {
                    let of_pod = || context(pod.template.field("securityContext").map(|(node, _)| node));
                    INHERITED.contains(&name).then(of_pod).flatten()
                };
                Val::of_field(context(own).or_else(inherited))
            }
            (Val::Pod, _) => Val::Undefined,
            _ => return Err(Unsure),
        })
    }

    fn of_container(&self, at: usize, name: &str) -> Evaluated<Val<'v>> {
        let container = self.pod.and_then(|pod| pod.containers.get(at)).ok_or(Unsure)?;
        Ok(match name {
            "id" => Val::Int(i64::try_from(container.ordinal).map_err(|_| Unsure)?),
            "name" => Val::Str(container.name),
            "image" => Val::Str(container.node.get("image").and_then(Node::as_str).unwrap_or_default()),
            "type" => Val::Str(container.role.name()),
            "c" => Val::Node(container.node),
            "sc" => Val::Context(at),
            _ => Val::Undefined,
        })
    }

    /// A fact. The machine comes upon the same error, and tells it.
    pub(super) fn fact(&self, name: &str) -> Evaluated<Val<'v>> {
        let fact = (self.facts)(name).map_err(|_| Unsure)?;
        Ok(fact.map_or(Val::Undefined, |value| Val::of_rego(&value)))
    }

    /// How many containers there are.
    pub(super) fn containers(&self) -> usize {
        self.pod.map_or(0, |pod| pod.containers.len())
    }

    /// A value as Rego has it.
    pub(super) fn to_value(&self, val: &Val<'v>) -> Evaluated<Value> {
        let all = |items: &[Val<'v>]| items.iter().map(|item| self.to_value(item)).collect::<Result<Vec<_>, _>>();
        Ok(match val {
            Val::Undefined => Value::Undefined,
            Val::Null => Value::Null,
            Val::Bool(value) => Value::Bool(*value),
            Val::Int(value) => Value::from(*value),
            Val::Str(text) => Value::from(*text),
            Val::Text(text) => Value::String(text.clone()),
            Val::Node(node) => self.convert.borrow_mut().node(*node),
            Val::Rego(value) => value.clone(),
            Val::Written(collection) => collection.value().clone(),
            Val::List(items) => Value::from(all(items)?),
            Val::Set(items) => Value::from(all(items)?.into_iter().collect::<BTreeSet<_>>()),
            Val::Object(pairs) => {
                let pairs = pairs.iter().map(|(key, value)| Ok((self.to_value(key)?, self.to_value(value)?)));
                Value::from(pairs.collect::<Result<BTreeMap<_, _>, Unsure>>()?)
            }
            Val::Pod | Val::PodSpec | Val::Containers | Val::Container(_) | Val::Context(_) | Val::Facts => {
                return Err(Unsure);
            }
        })
    }
}
