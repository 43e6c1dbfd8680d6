//! Selectors of pods, whatever their syntax.

use super::calico;
use super::label_index::{LabelGroup, LabelIndex};
use super::pod_labels::PodLabels;
use crate::object::{LabelSelector, Labels, Operator, Requirement, ServiceSelector};
use crate::yaml::Node;

/// The label that Cilium gives to pods for their namespace.
const CILIUM_NAMESPACE: &str = "io.kubernetes.pod.namespace";

/// Where a selector looks for pods.
#[derive(Clone, Debug)]
pub(super) enum Namespaces<'a> {
    /// In one namespace.
    One(&'a str),
    /// In all.
    All,
    /// In those of these names.
    Listed(Vec<&'a str>),
    /// In those whose labels match.
    Matching(LabelSelector<'a>),
    /// In those that a Calico expression matches.
    Expression(calico::Expression<'a>),
}

/// A condition on the labels of pods.
#[derive(Clone, Debug)]
pub(super) struct PodSelector<'a> {
    pub(super) namespaces: Namespaces<'a>,
    /// All of these must hold; none selects all pods.
    requirements: Vec<Requirement<'a>>,
    /// This must hold too.
    expression: Option<calico::Expression<'a>>,
}

impl<'a> PodSelector<'a> {
    fn new(namespaces: Namespaces<'a>, requirements: impl Iterator<Item = Requirement<'a>>) -> Self {
        Self { namespaces, requirements: requirements.collect(), expression: None }
    }

    /// A LabelSelector, which selects everything when it is empty.
    pub(super) fn labels(namespaces: Namespaces<'a>, selector: LabelSelector<'a>) -> Self {
        Self::new(namespaces, selector.requirements())
    }

    /// A LabelSelector with the key prefixes of Cilium: `k8s:app` is the label `app` of the pod.
    pub(super) fn cilium(namespaces: Namespaces<'a>, selector: LabelSelector<'a>) -> Self {
        let mut namespaces = namespaces;
        let mut requirements = Vec::new();
        for requirement in selector.requirements() {
            let key = requirement.key;
            let key = key.strip_prefix("k8s:").or_else(|| key.strip_prefix("any:")).unwrap_or(key);
            match (key, requirement.operator) {
                (CILIUM_NAMESPACE, Operator::Equals(namespace)) => namespaces = Namespaces::One(namespace),
                _ => requirements.push(Requirement { key, ..requirement }),
            }
        }
        Self::new(namespaces, requirements.into_iter())
    }

    /// The plain map of a Service or ReplicationController; nothing when it is empty, as it then selects nothing.
    pub(super) fn map(namespaces: Namespaces<'a>, selector: ServiceSelector<'a>) -> Option<Self> {
        (!selector.is_empty()).then(|| Self::new(namespaces, selector.requirements()))
    }

    /// An expression of Calico; nothing where it cannot be read.
    pub(super) fn calico(namespaces: Namespaces<'a>, expression: &'a str) -> Option<Self> {
        let expression = calico::Expression::parse(expression)?;
        let everything = expression.is_everything();
        Some(Self { namespaces, requirements: Vec::new(), expression: (!everything).then_some(expression) })
    }

    /// Everything in these namespaces.
    pub(super) fn everything(namespaces: Namespaces<'a>) -> Self {
        Self { namespaces, requirements: Vec::new(), expression: None }
    }

    /// Whether it selects all pods of its namespaces.
    pub(super) fn is_everything(&self) -> bool {
        self.requirements.is_empty() && self.expression.is_none()
    }

    /// Its conditions on single labels.
    pub(super) fn requirements(&self) -> &[Requirement<'a>] {
        &self.requirements
    }

    /// Whether it selects pods with these labels, wherever they run.
    pub(super) fn matches(&self, labels: &PodLabels<'a>) -> bool {
        self.requirements.iter().all(|requirement| labels.meet(requirement))
            && self.expression.as_ref().is_none_or(|expression| expression.matches(&|key| labels.get(key)))
    }

    /// The groups in a namespace that it selects.
    pub(super) fn matching(&self, index: &LabelIndex<'a>, namespace: &str) -> Vec<usize> {
        let mut groups = self.candidates(index, namespace);
        groups.retain(|&group| index.get(group).is_some_and(|group| self.matches(&group.labels)));
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// The groups of pods of a namespace among which those it selects are: the shortest of the lists that its conditions lead to.
    pub(super) fn candidates(&self, pods: &LabelIndex<'a>, namespace: &str) -> Vec<usize> {
        let mut best: Option<Vec<usize>> = None;
        for requirement in &self.requirements {
            let Some(values) = requirement.wanted_values() else { continue };
            let list = pods.with_label(namespace, requirement.key, values);
            if best.as_ref().is_none_or(|best| list.len() < best.len()) {
                best = Some(list);
            }
        }
        best.unwrap_or_else(|| pods.in_namespace(namespace).to_vec())
    }
}

/// The labels of the namespaces of a run.
pub(super) struct NamespaceLabels<'a, F: Fn(&str) -> Option<Labels<'a>>> {
    /// The labels of a Namespace object.
    pub(super) of: F,
}

impl<'a, F: Fn(&str) -> Option<Labels<'a>>> NamespaceLabels<'a, F> {
    /// The label of a namespace. The API server gives each its name as a label.
    fn get(&self, namespace: &'a str, key: &str) -> Option<&'a str> {
        if key == "kubernetes.io/metadata.name" || key == "projectcalico.org/name" {
            return Some(namespace);
        }
        (self.of)(namespace)?.get(key)
    }
}

impl<'a> Namespaces<'a> {
    /// Whether a namespace is among them.
    pub(super) fn contain<F>(&self, namespace: &'a str, labels: &NamespaceLabels<'a, F>) -> bool
    where
        F: Fn(&str) -> Option<Labels<'a>>,
    {
        match self {
            Self::One(one) => *one == namespace,
            Self::All => true,
            Self::Listed(names) => names.contains(&namespace),
            Self::Matching(selector) => {
                selector.requirements().all(|requirement| requirement.accepts(labels.get(namespace, requirement.key)))
            }
            Self::Expression(expression) => expression.matches(&|key| labels.get(namespace, key)),
        }
    }
}

/// A LabelSelector under a key; nothing where it is absent or no mapping.
pub(super) fn label_selector<'a>(node: Node<'a>, path: &[&str]) -> Option<LabelSelector<'a>> {
    node.path(path).and_then(LabelSelector::new)
}

impl<'a> LabelGroup<'a> {
    /// How many of a selector's conditions hold, and the first that does not.
    pub(super) fn nearness<'s>(&self, selector: &'s PodSelector<'a>) -> (usize, Option<&'s Requirement<'a>>) {
        let met = selector.requirements().iter().filter(|requirement| self.labels.meet(requirement)).count();
        (met, selector.requirements().iter().find(|requirement| !self.labels.meet(requirement)))
    }
}
