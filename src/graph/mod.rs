//! All objects of a run together: who selects whom, who refers to whom, who covers whom.
//!
//! [`Graph::build`] indexes the objects once; [`Graph::facts`] then answers for one object what the others have to do with
//! it. All objects of a run count as applied together, an object without a namespace as one of `default`, and of several
//! copies of one object each other object sees the nearest: in its own file, else in its folder, else the first.

mod access;
mod aws;
mod builtin;
mod calico;
mod copies;
mod facts;
mod fronts;
mod made_labels;
mod names;
mod network_policy;
mod pod_labels;
mod pod_selector;
mod pods;
mod produced;
mod references;
mod routes;
mod scaling;
mod selections;
mod text_index;
mod workload;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::object::{Assumed, Facts, Object};

/// The objects of a run and how they belong together.
#[derive(Debug)]
pub struct Graph<'a> {
    objects: &'a [Object<'a>],
    names: names::Names<'a>,
    copies: copies::Copies,
    pods: pods::PodIndex<'a>,
    selections: selections::Selections<'a>,
    autoscalers: scaling::Autoscalers<'a>,
    bindings: access::Bindings<'a>,
    fronts: fronts::Fronts,
    routes: routes::Routes<'a>,
    service_selectors: FxHashMap<facts::SelectorKey<'a>, Vec<usize>>,
    network_policies: bool,
    /// Found when it is first asked for.
    aws: OnceLock<bool>,
    assumed: Option<&'a Assumed>,
}

impl<'a> Graph<'a> {
    /// Indexes the objects of a run. The ids in facts are positions in `objects`.
    pub fn build(objects: &'a [Object<'a>]) -> Self {
        let (names, identities) = names::Names::build(objects);
        let copies = copies::Copies::build(objects, identities);
        let pods = pods::PodIndex::build(objects, &copies);
        let selections = selections::Selections::build(objects, &pods, &copies);
        Self {
            objects,
            selections,
            pods,
            autoscalers: scaling::Autoscalers::build(objects, &copies),
            bindings: access::Bindings::build(objects, &copies),
            fronts: fronts::Fronts::build(objects, &names, &copies),
            routes: routes::Routes::build(objects, &copies),
            service_selectors: facts::service_selectors(objects, &copies),
            network_policies: objects.iter().any(network_policy::is_network_policy),
            aws: OnceLock::new(),
            assumed: None,
            names,
            copies,
        }
    }

    /// The same graph, with objects that are taken as existing outside of the run.
    #[must_use]
    pub fn assuming(self, assumed: &'a Assumed) -> Self {
        Self { assumed: Some(assumed), ..self }
    }

    /// What the others have to do with the object at a position; nothing where there is none.
    pub fn facts(&self, id: usize) -> Facts {
        self.objects.get(id).map(|object| facts::of(self, id, object)).unwrap_or_default()
    }

    /// Whether any object of the run bears the mark of AWS.
    fn is_on_aws(&self) -> bool {
        *self.aws.get_or_init(|| aws::is_meant(self.objects))
    }

    /// How often a selector was compared with pods while the graph was built, pods with equal labels counting once: what the
    /// cost of a run grows with.
    pub fn comparisons(&self) -> usize {
        self.selections.comparisons()
    }
}
