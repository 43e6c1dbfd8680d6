//! The facts about what monitors of Prometheus and policies of meshes select.

use super::MAX_LISTED;
use super::autoscaler::workload;
use super::selector_owner::{are_made_elsewhere, nearest};
use crate::graph::builtin::DEFAULT_NAMESPACE;
use crate::graph::label_index::LabelIndex;
use crate::graph::names::namespace_of;
use crate::graph::operator_selector::{self, Sought};
use crate::graph::pod_selector::PodSelector;
use crate::graph::{Graph, builtin, workload as described};
use crate::object::Object;
use crate::object::facts::{Facts, PortFact, ServiceFact};
use crate::yaml::Node;

/// Adds what the selector of such an object selects, or nearly selects.
pub(super) fn fill(graph: &Graph<'_>, id: usize, object: &Object<'_>, facts: &mut Facts) {
    let Some((selector, sought)) = operator_selector::read(object) else { return };
    let index = match sought {
        Sought::Pods => &graph.pods,
        Sought::Services => graph.services(),
    };
    let reach = graph.namespaces_of(&selector, index);
    facts.any_in_reach = reach.iter().any(|namespace| !index.in_namespace(namespace).is_empty());
    let groups = reach.iter().flat_map(|namespace| selector.matching(index, namespace));
    let owners = owners(graph, id, index, groups);
    match sought {
        Sought::Pods => facts.selected = owners.iter().map(|&owner| workload(graph, owner)).collect(),
        Sought::Services => {
            facts.selected_services = owners.iter().filter_map(|&owner| service(graph, id, owner)).collect();
        }
    }
    if owners.is_empty() {
        facts.made_elsewhere = match sought {
            Sought::Pods => are_made_elsewhere(graph, &selector),
            Sought::Services => reach.iter().any(|namespace| cluster_makes(namespace, &selector)),
        };
        if !facts.made_elsewhere {
            facts.nearest = nearest(graph, index, id, &selector);
        }
    }
}

/// Whether the cluster may make Services that a selector asks for: those of its add-ons, and that of the API server.
fn cluster_makes(namespace: &str, selector: &PodSelector<'_>) -> bool {
    let value =
        |key: &str| [("component", "apiserver"), ("provider", "kubernetes")].iter().find(|label| label.0 == key);
    let of_api_server = || selector.requirements().iter().all(|one| one.accepts(value(one.key).map(|label| label.1)));
    builtin::is_system(namespace) || (namespace == DEFAULT_NAMESPACE && of_api_server())
}

/// The owners of groups, each once, in the order of the run.
fn owners(graph: &Graph<'_>, id: usize, index: &LabelIndex<'_>, groups: impl Iterator<Item = usize>) -> Vec<usize> {
    let owners = groups.flat_map(|group| index.owners(group, id, &graph.copies).collect::<Vec<_>>());
    let mut owners: Vec<usize> = owners.take(MAX_LISTED).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// What a ServiceMonitor needs to know of a Service.
fn service(graph: &Graph<'_>, monitor: usize, id: usize) -> Option<ServiceFact> {
    let object = graph.objects.get(id)?;
    let opaque = object.gvk.kind != "Service";
    let text = |port: Node<'_>, key| port.get(key).and_then(Node::as_str).unwrap_or_default().to_owned();
    let ports = object.root.path(&["spec", "ports"]).into_iter().flat_map(Node::items);
    let ports = ports.filter_map(|port| {
        let protocol = Some(text(port, "protocol")).filter(|protocol| !protocol.is_empty());
        let number = port.get("port")?.as_i64()?;
        Some(PortFact { name: text(port, "name"), number, protocol: protocol.unwrap_or_else(|| "TCP".to_owned()) })
    });
    let groups = graph.selections.of_owner(id).flat_map(|selection| selection.groups(&graph.pods));
    let workloads = owners(graph, monitor, &graph.pods, groups);
    let workloads: Vec<&Object<'_>> = workloads.iter().filter_map(|&owner| graph.objects.get(owner)).collect();
    let templates = workloads.iter().flat_map(|workload| workload.pod_templates());
    let mut pod_ports: Vec<PortFact> = templates.flat_map(|template| described::ports(&template)).collect();
    pod_ports.sort_unstable();
    pod_ports.dedup();
    Some(ServiceFact {
        peer: graph.peer(id),
        namespace: namespace_of(object).to_owned(),
        ports: ports.collect(),
        selects_pods: !workloads.is_empty() && workloads.iter().all(|workload| workload.makes_pods()),
        pod_ports,
        opaque,
        filled_by_hand: !opaque && object.root.path(&["spec", "selector"]).is_none_or(Node::is_empty),
    })
}
