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
mod dns_hosts;
mod facts;
mod fronts;
mod internal;
mod label_index;
mod load_balancers;
mod made_labels;
mod mesh;
mod names;
mod network_policy;
mod operator_selector;
mod pod_labels;
mod pod_selector;
mod produced;
mod references;
mod relations;
mod routes;
mod scaling;
mod selections;
mod text_index;
mod workload;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::object::facts::Wanted;
use crate::object::{Assumed, Facts, Labels, Object};
use pod_selector::{NamespaceLabels, Namespaces, PodSelector};

/// The objects of a run and how they belong together.
#[derive(Debug)]
pub struct Graph<'a> {
    objects: &'a [Object<'a>],
    names: names::Names<'a>,
    copies: copies::Copies,
    pods: label_index::LabelIndex<'a>,
    selections: selections::Selections<'a>,
    autoscalers: scaling::Autoscalers<'a>,
    bindings: access::Bindings<'a>,
    fronts: fronts::Fronts,
    routes: routes::Routes<'a>,
    dns_hosts: dns_hosts::DnsHosts<'a>,
    route_hosts: routes::RouteHosts<'a>,
    service_selectors: FxHashMap<facts::SelectorKey<'a>, Vec<usize>>,
    network_policies: bool,
    /// What follows is found when it is first asked for.
    aws: OnceLock<bool>,
    services: OnceLock<label_index::LabelIndex<'a>>,
    load_balancers: OnceLock<load_balancers::LoadBalancers<'a>>,
    subsets: OnceLock<mesh::Subsets<'a>>,
    elsewhere: OnceLock<text_index::TextIndex<'a, 3>>,
    assumed: Option<&'a Assumed>,
}

impl<'a> Graph<'a> {
    /// Indexes the objects of a run. The ids in facts are positions in `objects`.
    pub fn build(objects: &'a [Object<'a>]) -> Self {
        let (names, identities) = names::Names::build(objects);
        let copies = copies::Copies::build(objects, identities);
        let pods = label_index::LabelIndex::of_pods(objects, &copies);
        let selections = selections::Selections::build(objects, &pods, &copies);
        Self {
            objects,
            selections,
            pods,
            autoscalers: scaling::Autoscalers::build(objects, &copies),
            bindings: access::Bindings::build(objects, &copies),
            fronts: fronts::Fronts::build(objects, &names, &copies),
            routes: routes::Routes::build(objects, &copies),
            dns_hosts: dns_hosts::DnsHosts::build(objects, &copies),
            route_hosts: routes::RouteHosts::build(objects, &copies),
            service_selectors: facts::service_selectors(objects, &copies),
            network_policies: objects.iter().any(network_policy::is_network_policy),
            aws: OnceLock::new(),
            services: OnceLock::new(),
            load_balancers: OnceLock::new(),
            subsets: OnceLock::new(),
            elsewhere: OnceLock::new(),
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
        self.wanted_facts(id, &|_| true)
    }

    /// As [`Graph::facts`], where facts that are not wanted may be left empty.
    pub fn wanted_facts(&self, id: usize, wanted: Wanted<'_>) -> Facts {
        self.objects.get(id).map(|object| facts::of(self, id, object, wanted)).unwrap_or_default()
    }

    /// Whether any object of the run bears the mark of AWS.
    fn is_on_aws(&self) -> bool {
        *self.aws.get_or_init(|| aws::is_meant(self.objects))
    }

    /// The Services of the run by their labels.
    fn services(&self) -> &label_index::LabelIndex<'a> {
        self.services.get_or_init(|| label_index::LabelIndex::of_services(self.objects, &self.copies))
    }

    /// The load balancers of the run.
    fn load_balancers(&self) -> &load_balancers::LoadBalancers<'a> {
        self.load_balancers
            .get_or_init(|| load_balancers::LoadBalancers::build(self.objects, &self.names, &self.copies))
    }

    /// The subsets that DestinationRules define.
    fn subsets(&self) -> &mesh::Subsets<'a> {
        self.subsets.get_or_init(|| mesh::Subsets::build(self.objects))
    }

    /// Names whatever their namespace.
    fn elsewhere(&self) -> &text_index::TextIndex<'a, 3> {
        self.elsewhere.get_or_init(|| names::Names::in_any_namespace(self.objects))
    }

    /// The namespaces in which a selector looks; of those that it does not name itself, those that an index knows.
    fn namespaces_of<'s>(&self, selector: &PodSelector<'s>, index: &label_index::LabelIndex<'s>) -> Vec<&'s str>
    where
        'a: 's,
    {
        match &selector.namespaces {
            Namespaces::One(one) => return vec![one],
            Namespaces::Listed(names) => return names.clone(),
            _ => {}
        }
        let labels = |namespace: &str| {
            let object = self.objects.get(self.names.find(("", "Namespace"), "", namespace)?)?;
            Some(Labels::new(object.metadata().and_then(|metadata| metadata.get_set("labels"))))
        };
        let labels = NamespaceLabels { of: labels };
        let mut found: Vec<&str> =
            index.namespaces().filter(|namespace| selector.namespaces.contain(namespace, &labels)).collect();
        found.sort_unstable();
        found
    }

    /// How often a selector was compared with pods while the graph was built, pods with equal labels counting once: what the
    /// cost of a run grows with.
    pub fn comparisons(&self) -> usize {
        self.selections.comparisons()
    }
}
