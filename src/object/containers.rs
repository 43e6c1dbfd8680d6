//! The containers of a pod.

use super::PodTemplate;
use super::pod_template::Shape;
use crate::yaml::{Kind, Node, Pointer};

/// One container of a pod.
#[derive(Clone, Debug)]
pub struct Container<'a> {
    /// Its name, or empty.
    pub name: &'a str,
    /// Its mapping.
    pub node: Node<'a>,
    /// The way to it from the object's root.
    pub path: Pointer,
    /// What it is there for.
    pub role: ContainerRole,
    /// Its number among all containers of the pod, from 0, in the order of [`PodTemplate::containers`].
    pub ordinal: usize,
}

/// What a container is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContainerRole {
    /// It does the pod's work.
    Main,
    /// It runs to its end before the main ones start.
    Init,
    /// It runs beside the main ones: an init container with `restartPolicy: Always`.
    Sidecar,
    /// It was added to a running pod to look into it.
    Ephemeral,
}

impl ContainerRole {
    /// `main`, `init`, `sidecar` or `ephemeral`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Init => "init",
            Self::Sidecar => "sidecar",
            Self::Ephemeral => "ephemeral",
        }
    }

    /// Whether it runs as long as the pod does, so that probes, ports and steady resources are its matter.
    pub fn runs_along(self) -> bool {
        matches!(self, Self::Main | Self::Sidecar)
    }
}

/// Where containers stand in a pod spec, in the order in which they are numbered.
const POD_SECTIONS: &[(&[&str], ContainerRole)] = &[
    (&["containers"], ContainerRole::Main),
    (&["initContainers"], ContainerRole::Init),
    (&["ephemeralContainers"], ContainerRole::Ephemeral),
];

/// Where containers stand in a template of an Argo Workflow.
const WORKFLOW_SECTIONS: &[(&[&str], ContainerRole)] = &[
    (&["container"], ContainerRole::Main),
    (&["script"], ContainerRole::Main),
    (&["containerSet", "containers"], ContainerRole::Main),
    (&["initContainers"], ContainerRole::Init),
    (&["sidecars"], ContainerRole::Sidecar),
];

impl<'a> PodTemplate<'a> {
    /// The name of the container that a place, given from the object's root, is in; nothing where it has no name.
    pub fn container_name_at(&self, place: &Pointer) -> Option<&'a str> {
        let (section, _) = self.sections().iter().find(|(section, _)| place.is_within(&self.path_of(section, None)))?;
        let node = self.spec.path(section)?;
        let index = place.segments().nth(self.path_of(section, None).segments().count());
        let container = if node.is_map() { Some(node) } else { node.at(index?.parse().ok()?) };
        container?.get("name")?.as_str().filter(|name| !name.is_empty())
    }

    fn sections(&self) -> &'static [(&'static [&'static str], ContainerRole)] {
        if self.shape == Shape::Workflow { WORKFLOW_SECTIONS } else { POD_SECTIONS }
    }

    /// The containers: `containers`, then `initContainers`, then `ephemeralContainers`. What is no mapping is left out.
    pub fn containers(&self) -> impl Iterator<Item = Container<'a>> {
        self.sections()
            .iter()
            .filter_map(|&(section, role)| Some((section, role, self.spec.path(section)?)))
            .flat_map(move |(section, role, node)| {
                members(node).map(move |(index, node)| (self.path_of(section, index), role, node))
            })
            .enumerate()
            .map(|(ordinal, (path, role, node))| Container {
                name: node.get("name").and_then(Node::as_str).unwrap_or_default(),
                node,
                path,
                role: actual_role(role, node),
                ordinal,
            })
    }
}

/// The mappings of a sequence with their indices, or the one mapping itself.
fn members(node: Node<'_>) -> impl Iterator<Item = (Option<usize>, Node<'_>)> {
    let single = node.is_map().then_some((None, node));
    let items = (node.kind() == Kind::Seq).then(|| node.items().enumerate()).into_iter().flatten();
    single.into_iter().chain(items.map(|(index, item)| (Some(index), item)).filter(|(_, item)| item.is_map()))
}

fn actual_role(section: ContainerRole, container: Node<'_>) -> ContainerRole {
    let restarts = || container.get("restartPolicy").and_then(Node::as_str) == Some("Always");
    if section == ContainerRole::Init && restarts() { ContainerRole::Sidecar } else { section }
}
