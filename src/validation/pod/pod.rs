//! What the checks of a pod's parts need to know of the whole.

use crate::object::Object;
use crate::validation::Field;
use crate::validation::release::Release;
use crate::yaml::Node;

/// Seconds a pod gets to stop unless it says otherwise.
const DEFAULT_GRACE_PERIOD: i64 = 30;
/// The release from which pods may have users of their own without a switch.
const USER_NAMESPACES: u16 = 33;

/// A pod spec as a whole.
pub(super) struct Pod<'a> {
    /// Whether the object is a Pod, not one that has a template of pods.
    pub(super) is_pod: bool,
    /// The minor release of Kubernetes it is judged for.
    pub(super) minor: Release<'a>,
    /// Seconds it gets to stop; nothing where that is no number.
    pub(super) grace_period: Option<i64>,
    pub(super) host_network: bool,
    pub(super) host_pid: bool,
    pub(super) host_ipc: bool,
    /// Whether it uses the users of its node.
    pub(super) host_users: bool,
    /// `os.name`, if it is set.
    pub(super) os: Option<&'a str>,
    /// Whether its containers are never started again.
    pub(super) never_restarts: bool,
    volumes: Vec<(&'a str, Volume<'a>)>,
    claims: Vec<&'a str>,
}

/// A volume of a pod.
#[derive(Clone, Copy)]
pub(super) enum Volume<'a> {
    /// An item of `volumes`.
    Listed(Node<'a>),
    /// One that a StatefulSet makes from a claim template.
    Claimed,
}

impl Volume<'_> {
    /// Whether it may be a block device.
    pub(super) fn is_claim(&self) -> bool {
        match self {
            Self::Claimed => true,
            Self::Listed(node) => ["persistentVolumeClaim", "ephemeral"].iter().any(|key| node.get_set(key).is_some()),
        }
    }
}

impl<'a> Pod<'a> {
    pub(super) fn new(object: &Object<'a>, minor: Release<'a>, spec: &Field<'_, 'a>) -> Self {
        let grace = spec.get("terminationGracePeriodSeconds");
        Self {
            is_pod: object.gvk.kind == "Pod",
            minor,
            grace_period: if grace.is_set() { grace.int() } else { Some(DEFAULT_GRACE_PERIOD) },
            host_network: spec.get("hostNetwork").is_true(),
            host_pid: spec.get("hostPID").is_true(),
            host_ipc: spec.get("hostIPC").is_true(),
            host_users: minor < USER_NAMESPACES || spec.get("hostUsers").bool() != Some(false),
            os: spec.path(&["os", "name"]).text(),
            never_restarts: spec.get("restartPolicy").text() == Some("Never"),
            volumes: volumes(object, spec.get("volumes").node()),
            claims: names(spec.get("resourceClaims").node()).map(|(name, _)| name).collect(),
        }
    }

    pub(super) fn volume(&self, name: &str) -> Option<Volume<'a>> {
        self.volumes.iter().find(|(own, _)| *own == name).map(|(_, volume)| *volume)
    }

    /// The names of its volumes, for a message.
    pub(super) fn volume_names(&self) -> Vec<&'a str> {
        self.volumes.iter().map(|(name, _)| *name).collect()
    }

    /// Whether it has a resource claim of a name.
    pub(super) fn has_claim(&self, name: &str) -> bool {
        self.claims.contains(&name)
    }

    /// The names of its resource claims, for a message.
    pub(super) fn claim_names(&self) -> &[&'a str] {
        &self.claims
    }
}

/// The lists of containers of a pod spec.
pub(super) const CONTAINER_LISTS: [&str; 3] = ["initContainers", "containers", "ephemeralContainers"];

/// Visits all containers of a pod spec.
pub(super) fn containers<'a>(spec: &Field<'_, 'a>, visit: &mut dyn FnMut(&Field<'_, 'a>)) {
    for list in CONTAINER_LISTS {
        spec.get(list).items().for_each(|container| visit(&container));
    }
}

/// The volumes of a pod: its own, and those a StatefulSet gives to each of its pods.
fn volumes<'a>(object: &Object<'a>, own: Option<Node<'a>>) -> Vec<(&'a str, Volume<'a>)> {
    let own = names(own).map(|(name, node)| (name, Volume::Listed(node)));
    let templates = (object.gvk.kind == "StatefulSet").then(|| object.root.path(&["spec", "volumeClaimTemplates"]));
    let templates = templates.flatten().into_iter().flat_map(Node::items);
    let claimed = templates.filter_map(|claim| claim.path(&["metadata", "name"])?.as_str());
    claimed.map(|name| (name, Volume::Claimed)).chain(own).collect()
}

fn names<'a>(list: Option<Node<'a>>) -> impl Iterator<Item = (&'a str, Node<'a>)> {
    list.into_iter().flat_map(Node::items).filter_map(|item| Some((item.get("name")?.as_str()?, item)))
}
