//! What rules see of an object: `input`, built straight from the nodes of its document.
//!
//! `policies/README.md` describes it for those who write rules; both change together.

mod facts;
mod pod;
mod value;

use std::borrow::Cow;

use regorus::Value;

pub(super) use pod::{INHERITED, WORKFLOW_FIELDS};
pub(super) use value::{Converter, MAX_DEPTH, of_leaf};

use super::bundle::format::Reads;
use super::{FactFinder, Options, PolicyError};
use crate::object::{Container, Facts, Object, PodTemplate, credentials};

/// The one fact that `graph` does not find.
const CREDENTIALS: &str = "credentials";

/// A pod of an object, with its containers numbered.
#[derive(Debug)]
pub(super) struct Pod<'a> {
    pub(super) template: PodTemplate<'a>,
    pub(super) containers: Vec<Container<'a>>,
}

impl<'a> Pod<'a> {
    /// All sorts of pods that an object makes.
    pub(super) fn all(object: &Object<'a>) -> Vec<Self> {
        let new = |template: PodTemplate<'a>| Self { containers: template.containers().collect(), template };
        object.pod_templates().map(new).collect()
    }
}

/// Builds `input` for an object and one of its pods, with those parts that the rules read.
pub(super) fn build(
    convert: &mut Converter,
    object: &Object<'_>,
    pod: Option<&Pod<'_>>,
    facts: Option<&Facts>,
    options: &Options,
    reads: &Reads,
) -> Result<Value, PolicyError> {
    let mut fields = vec![
        ("kind", convert.key(object.gvk.kind)),
        ("group", convert.key(object.gvk.group)),
        ("version", convert.key(object.gvk.version)),
        ("api_version", Value::from(object.gvk.api_version())),
        ("name", Value::from(object.name().unwrap_or_default())),
        ("namespace", convert.key(object.namespace().unwrap_or("default"))),
        ("minor", Value::from(u64::from(options.version.minor()))),
        ("params", options.params.clone()),
    ];
    if let Some(pod) = pod
        && reads.pod
    {
        let (pod, containers) = pod::pod_and_containers(convert, &pod.template, &pod.containers);
        fields.push(("pod", pod));
        fields.push(("containers", containers));
    }
    if reads.object {
        fields.push(("object", convert.node(object.root)));
    }
    if let Some(facts) = facts {
        let facts = match reads.reads_fact(CREDENTIALS) {
            true => with_credentials(facts, object, pod, options)?,
            false => Cow::Borrowed(facts),
        };
        let facts = facts::facts(convert, &facts, &|name| reads.reads_fact(name))
            .map_err(|error| PolicyError::Facts(error.to_string()))?;
        fields.push(("facts", facts));
    }
    Ok(convert.object(fields))
}

/// The facts with the credentials of an object and of one of its pods.
fn with_credentials<'f>(
    facts: &'f Facts,
    object: &Object<'_>,
    pod: Option<&Pod<'_>>,
    options: &Options,
) -> Result<Cow<'f, Facts>, PolicyError> {
    let pod = pod.map(|pod| (&pod.template, pod.containers.as_slice()));
    let credentials = credentials::credentials(object, pod, options.detector()?);
    Ok(if credentials.is_empty() { Cow::Borrowed(facts) } else { Cow::Owned(Facts { credentials, ..facts.clone() }) })
}

/// The value of one fact; nothing where there is nothing to tell, or no such fact.
pub(super) fn fact(
    convert: &mut Converter,
    object: &Object<'_>,
    pod: Option<&Pod<'_>>,
    find: FactFinder<'_>,
    options: &Options,
    name: &str,
) -> Result<Option<Value>, PolicyError> {
    let facts = match name {
        CREDENTIALS => with_credentials(&Facts::default(), object, pod, options)?.into_owned(),
        name => find(&|wanted| wanted == name),
    };
    let value = facts::facts(convert, &facts, &|wanted| wanted == name);
    let value = value.map_err(|error| PolicyError::Facts(error.to_string()))?;
    Ok(value.as_object().ok().and_then(|fields| fields.iter().next()).map(|(_, value)| value.clone()))
}
