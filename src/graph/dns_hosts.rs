//! The names for which ExternalDNS makes records.

use rustc_hash::FxHashMap;

use super::copies::Copies;
use crate::object::Object;
use crate::yaml::Node;

/// The names of records.
const HOSTNAME: &str = "external-dns.alpha.kubernetes.io/hostname";
/// Which program is to make them.
const CONTROLLER: &str = "external-dns.alpha.kubernetes.io/controller";
/// Tells records of one name apart that share the requests by weight, region or the like.
const SET_IDENTIFIER: &str = "external-dns.alpha.kubernetes.io/set-identifier";

/// What an object asks of ExternalDNS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim<'a> {
    set_identifier: Option<&'a str>,
    /// The class of an Ingress; those of one class have one address.
    class: Option<&'a str>,
}

/// The objects of a run by the names that they ask for. Copies of one object count once.
#[derive(Debug, Default)]
pub(super) struct DnsHosts<'a>(FxHashMap<String, Vec<(usize, Claim<'a>)>>);

impl<'a> DnsHosts<'a> {
    pub(super) fn build(objects: &[Object<'a>], copies: &Copies) -> Self {
        let mut hosts = Self::default();
        for (id, object) in objects.iter().enumerate().filter(|(id, _)| copies.identity(*id) == *id) {
            if let Some(claim) = Claim::of(object) {
                for host in names(object) {
                    hosts.0.entry(host).or_default().push((id, claim));
                }
            }
        }
        hosts
    }

    /// The names that an object asks for and others do too, each with the others in whose way it is.
    pub(super) fn shared<'s>(
        &'s self,
        identity: usize,
        object: &Object<'a>,
    ) -> impl Iterator<Item = (String, usize)> + use<'s, 'a> {
        let own = Claim::of(object);
        let names = if own.is_some() { names(object) } else { Vec::new() };
        names.into_iter().flat_map(move |host| {
            let others = self.0.get(&host).into_iter().flatten();
            let others =
                others.filter(move |(other, claim)| *other != identity && own.is_some_and(|own| own.hinders(claim)));
            others.map(move |(other, _)| (host.clone(), *other)).collect::<Vec<_>>()
        })
    }
}

impl<'a> Claim<'a> {
    /// What a Service or Ingress asks for, unless it says that another controller is meant.
    fn of(object: &Object<'a>) -> Option<Self> {
        annotation(object, HOSTNAME)?;
        let class = match (object.gvk.group, object.gvk.kind) {
            ("", "Service") => None,
            ("networking.k8s.io" | "extensions", "Ingress") => {
                let named = object.root.path(&["spec", "ingressClassName"]).and_then(Node::as_str);
                let annotations = object.metadata().and_then(|metadata| metadata.get("annotations"));
                let annotated = || annotations?.get("kubernetes.io/ingress.class")?.as_str();
                Some(named.or_else(annotated).unwrap_or_default())
            }
            _ => return None,
        };
        let controller = annotation(object, CONTROLLER);
        let meant = controller.is_none_or(|controller| controller == "dns-controller");
        meant.then(|| Self { set_identifier: annotation(object, SET_IDENTIFIER), class })
    }

    /// Whether records of one name for both get in each other's way. Ingresses of one class lead to one address, and records
    /// with different identifiers are meant to stand side by side.
    fn hinders(&self, other: &Self) -> bool {
        let same_address = self.class.is_some() && self.class == other.class;
        let side_by_side = self.set_identifier.is_some()
            && other.set_identifier.is_some()
            && self.set_identifier != other.set_identifier;
        !same_address && !side_by_side
    }
}

/// The names in the annotation, as DNS compares them.
fn names(object: &Object<'_>) -> Vec<String> {
    let list = annotation(object, HOSTNAME).unwrap_or_default().split(',');
    let names = list.map(|name| name.trim().trim_end_matches('.').to_ascii_lowercase());
    let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn annotation<'a>(object: &Object<'a>, name: &str) -> Option<&'a str> {
    object.metadata()?.get("annotations")?.get(name)?.as_str()
}
