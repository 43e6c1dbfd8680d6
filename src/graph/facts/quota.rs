//! The facts about quotas: which there are, and which of them count the pods of an object.

use super::MAX_LISTED;
use super::storage::{limit_ranges, seen};
use crate::graph::Graph;
use crate::graph::names::namespace_of;
use crate::object::facts::{LimitRangeFact, ResourceQuotaFact};
use crate::object::{ContainerRole, Object, PodTemplate, Quantity, Requirement};
use crate::yaml::Node;

/// The ResourceQuotas of a namespace, with what they count.
pub(super) fn of_namespace(graph: &Graph<'_>, from: usize, namespace: &str) -> Vec<ResourceQuotaFact> {
    seen(graph, from, ("", "ResourceQuota"), namespace).filter_map(|id| fact(graph, id)).collect()
}

/// The ResourceQuotas that count some of the pods an object makes.
pub(super) fn of_pods(graph: &Graph<'_>, owner: usize, object: &Object<'_>) -> Vec<ResourceQuotaFact> {
    let namespace = namespace_of(object);
    let mut quotas = seen(graph, owner, ("", "ResourceQuota"), namespace).peekable();
    if quotas.peek().is_none() {
        return Vec::new();
    }
    let ranges = limit_ranges(graph, owner, namespace);
    let class = default_priority_class(graph);
    let pods: Vec<Pods<'_>> = object.pod_templates().map(|template| Pods::new(&template, &ranges, class)).collect();
    let counts =
        |id: &usize| graph.objects.get(*id).is_some_and(|quota| pods.iter().any(|pods| pods.are_counted(quota)));
    quotas.filter(counts).filter_map(|id| fact(graph, id)).collect()
}

fn fact(graph: &Graph<'_>, id: usize) -> Option<ResourceQuotaFact> {
    let hard = graph.objects.get(id)?.root.path(&["spec", "hard"]).into_iter().flat_map(Node::pairs);
    let hard = hard.map(|(key, _)| key.text().to_owned()).collect();
    Some(ResourceQuotaFact { peer: graph.peer(id), hard })
}

/// The class that pods get which name none.
fn default_priority_class<'a>(graph: &Graph<'a>) -> Option<&'a str> {
    let classes = graph.names.in_namespace(("scheduling.k8s.io", "PriorityClass"), "").iter().take(MAX_LISTED);
    let mut classes = classes.filter_map(|&id| graph.objects.get(id));
    let default = |class: &&Object<'a>| class.root.get("globalDefault").and_then(Node::as_bool) == Some(true);
    classes.find(default)?.name()
}

/// What the scopes of a quota ask of pods.
struct Pods<'a> {
    terminating: bool,
    best_effort: bool,
    priority_class: Option<&'a str>,
    affinity_across_namespaces: bool,
}

impl<'a> Pods<'a> {
    fn new(template: &PodTemplate<'a>, ranges: &[LimitRangeFact], default_class: Option<&'a str>) -> Self {
        let named = template.field("priorityClassName").and_then(|(node, _)| node.as_str());
        Self {
            terminating: template.field("activeDeadlineSeconds").is_some(),
            best_effort: is_best_effort(template, ranges),
            priority_class: named.filter(|name| !name.is_empty()).or(default_class),
            affinity_across_namespaces: has_affinity_across_namespaces(template.spec),
        }
    }

    /// Whether all scopes of a quota hold: `podMatchesScopeFunc` of `pkg/quota/v1/evaluator/core/pods.go`.
    fn are_counted(&self, quota: &Object<'_>) -> bool {
        let scopes = quota.root.path(&["spec", "scopes"]).into_iter().flat_map(Node::items);
        let mut scopes = scopes.map(|scope| scope.as_str().unwrap_or_default());
        let terms = quota.root.path(&["spec", "scopeSelector", "matchExpressions"]).into_iter().flat_map(Node::items);
        let mut terms = terms.map(|term| (term.get("scopeName").and_then(Node::as_str).unwrap_or_default(), term));
        scopes.all(|scope| self.has(scope))
            && terms.all(|(scope, term)| match scope {
                "PriorityClass" => Requirement::from_expression(term).accepts(self.priority_class),
                _ => self.has(scope),
            })
    }

    /// Whether they are of a scope that is given without values. A quota of any other scope counts no pods.
    fn has(&self, scope: &str) -> bool {
        match scope {
            "Terminating" => self.terminating,
            "NotTerminating" => !self.terminating,
            "BestEffort" => self.best_effort,
            "NotBestEffort" => !self.best_effort,
            "PriorityClass" => self.priority_class.is_some(),
            "CrossNamespacePodAffinity" => self.affinity_across_namespaces,
            _ => false,
        }
    }
}

/// Whether neither the pod nor a container, nor a LimitRange for it, asks for or limits CPU or memory: `ComputePodQOS` of
/// `pkg/apis/core/v1/helper/qos/qos.go`. LimitRanges come first, as their admission changes pods before quotas count them.
fn is_best_effort(template: &PodTemplate<'_>, ranges: &[LimitRangeFact]) -> bool {
    const COUNTED: [&str; 2] = ["cpu", "memory"];
    let given = |range: &LimitRangeFact| COUNTED.iter().any(|&one| range.default_requests.iter().any(|key| key == one));
    let asks = |holder: Node<'_>| {
        let lists = ["requests", "limits"].into_iter();
        let mut values = lists.flat_map(|list| COUNTED.map(|one| holder.path(&["resources", list, one])));
        values.any(|value| value.is_some_and(is_above_zero))
    };
    let mut containers = template.containers().filter(|container| container.role != ContainerRole::Ephemeral);
    !ranges.iter().any(given) && !asks(template.spec) && !containers.any(|container| asks(container.node))
}

fn is_above_zero(value: Node<'_>) -> bool {
    !value.is_null() && Quantity::from_node(value).is_ok_and(|quantity| !quantity.is_zero() && !quantity.is_negative())
}

/// `usesCrossNamespacePodAffinity` of the same file: some term names namespaces or selects them.
fn has_affinity_across_namespaces(spec: Node<'_>) -> bool {
    let reaches_out = |term: Node<'_>| {
        term.get("namespaces").is_some_and(|list| !list.is_empty()) || term.get_set("namespaceSelector").is_some()
    };
    ["podAffinity", "podAntiAffinity"].iter().filter_map(|key| spec.path(&["affinity", key])).any(|affinity| {
        let terms = |key| affinity.get(key).into_iter().flat_map(Node::items);
        let preferred = terms("preferredDuringSchedulingIgnoredDuringExecution");
        terms("requiredDuringSchedulingIgnoredDuringExecution")
            .chain(preferred.filter_map(|weighted| weighted.get("podAffinityTerm")))
            .any(reaches_out)
    })
}
