//! Load balancers of clouds: which Ingresses share one, and where those of AWS send their traffic.

use rustc_hash::FxHashMap;

use super::copies::Copies;
use super::names::Names;
use crate::object::Object;
use crate::yaml::Node;

/// What annotations of the AWS load balancer controller for an ALB begin with.
pub(super) const ALB: &str = "alb.ingress.kubernetes.io/";
/// What annotations of Services for load balancers of AWS begin with.
const NLB: &str = "service.beta.kubernetes.io/aws-load-balancer-";
/// The controller of Ingresses in the AWS load balancer controller.
const ALB_CONTROLLER: &str = "ingress.k8s.aws/alb";

/// Services of type LoadBalancer, and Ingresses by the group whose load balancer they share. Copies count once.
#[derive(Debug, Default)]
pub(super) struct LoadBalancers<'a> {
    groups: FxHashMap<&'a str, Vec<usize>>,
    services: Vec<usize>,
}

impl<'a> LoadBalancers<'a> {
    pub(super) fn build(objects: &[Object<'a>], names: &Names<'a>, copies: &Copies) -> Self {
        let mut all = Self::default();
        for (id, object) in objects.iter().enumerate().filter(|(id, _)| copies.identity(*id) == *id) {
            if is_ingress(object) {
                let class = class(object, id, objects, names, copies);
                if let Some(group) = group(object, class.as_ref()) {
                    all.groups.entry(group).or_default().push(id);
                }
            } else if is_balanced(object) {
                all.services.push(id);
            }
        }
        all
    }

    /// The Ingresses of a group.
    pub(super) fn group(&self, name: &str) -> &[usize] {
        self.groups.get(name).map_or(&[], Vec::as_slice)
    }

    /// Of a Service of type LoadBalancer, given by its first copy: its number, from 1, and how many there are.
    pub(super) fn number(&self, service: usize) -> Option<(usize, usize)> {
        let before = self.services.binary_search(&service).ok()?;
        Some((before + 1, self.services.len()))
    }
}

/// An IngressClass and the parameters it names, where the run holds them.
#[derive(Debug)]
pub(super) struct Class<'a> {
    pub(super) id: usize,
    pub(super) controller: &'a str,
    /// `spec` of the IngressClassParams.
    pub(super) parameters: Option<Node<'a>>,
}

/// The class of an Ingress, by `ingressClassName` or the old annotation.
pub(super) fn class<'a>(
    ingress: &Object<'a>,
    id: usize,
    objects: &[Object<'a>],
    names: &Names<'a>,
    copies: &Copies,
) -> Option<Class<'a>> {
    let found = |kind, name| names.find(kind, "", name).map(|identity| copies.seen_from(id, identity));
    let id = found(("networking.k8s.io", "IngressClass"), class_name(ingress)?)?;
    let spec = objects.get(id)?.root.get_set("spec")?;
    let text = |path: &[&str]| spec.path(path).and_then(Node::as_str).unwrap_or_default();
    let kind = (text(&["parameters", "apiGroup"]), text(&["parameters", "kind"]));
    let parameters = found(kind, text(&["parameters", "name"])).and_then(|id| objects.get(id)?.root.get_set("spec"));
    Some(Class { id, controller: text(&["controller"]), parameters })
}

/// The group of an Ingress: that of the parameters of its class, which the annotation cannot change, else the annotation.
pub(super) fn group<'a>(ingress: &Object<'a>, class: Option<&Class<'a>>) -> Option<&'a str> {
    let of_class = class.and_then(|class| class.parameters?.path(&["group", "name"])?.as_str());
    of_class.or_else(|| alb(ingress, "group.name")).filter(|name| !name.is_empty())
}

/// Whether a load balancer of AWS sends traffic to nodes (`instance`) or to pods (`ip`); nothing for what is none.
///
/// An annotation of the Service counts before one of the Ingress. Without either the load balancer controller takes nodes.
pub(super) fn target_type(front: &Object<'_>, class: Option<&Class<'_>>, service: &Object<'_>) -> Option<&'static str> {
    let wanted = if is_ingress(front) {
        let named = alb(service, "target-type").or_else(|| alb(front, "target-type"));
        let of_class = class.and_then(|class| class.parameters?.get("targetType")?.as_str());
        let by_default = || is_of_alb_controller(front, class).then_some("instance");
        of_class.or(named).or_else(by_default)
    } else if is_balanced(front) {
        nlb_target_type(front)
    } else {
        None
    };
    ["instance", "ip"].into_iter().find(|known| wanted == Some(known))
}

fn nlb_target_type<'a>(service: &Object<'a>) -> Option<&'a str> {
    let class = service.root.path(&["spec", "loadBalancerClass"]).and_then(Node::as_str);
    let kind = annotation(service, NLB, "type");
    let by_default = || match kind {
        Some("nlb-ip") => Some("ip"),
        Some("nlb" | "external") => Some("instance"),
        _ => (class == Some("service.k8s.aws/nlb")).then_some("instance"),
    };
    annotation(service, NLB, "nlb-target-type").or_else(by_default)
}

/// Whether the AWS load balancer controller cares for an Ingress; not EKS Auto Mode, whose class may have the same name.
fn is_of_alb_controller(ingress: &Object<'_>, class: Option<&Class<'_>>) -> bool {
    match class {
        Some(class) => class.controller == ALB_CONTROLLER,
        None => class_name(ingress) == Some("alb"),
    }
}

pub(super) fn class_name<'a>(ingress: &Object<'a>) -> Option<&'a str> {
    let named = ingress.root.path(&["spec", "ingressClassName"]).and_then(Node::as_str);
    named.or_else(|| ingress.metadata()?.path(&["annotations", "kubernetes.io/ingress.class"])?.as_str())
}

/// An annotation for an ALB, by the end of its key.
pub(super) fn alb<'a>(object: &Object<'a>, key: &str) -> Option<&'a str> {
    annotation(object, ALB, key)
}

fn annotation<'a>(object: &Object<'a>, prefix: &str, key: &str) -> Option<&'a str> {
    let mut all = object.metadata()?.get("annotations")?.pairs();
    let (_, value) = all.find(|(name, _)| name.text().strip_prefix(prefix) == Some(key))?;
    value.as_str()
}

pub(super) fn is_ingress(object: &Object<'_>) -> bool {
    matches!(object.gvk.group, "networking.k8s.io" | "extensions") && object.gvk.kind == "Ingress"
}

fn is_balanced(object: &Object<'_>) -> bool {
    object.gvk.group.is_empty()
        && object.gvk.kind == "Service"
        && object.root.path(&["spec", "type"]).and_then(Node::as_str) == Some("LoadBalancer")
}
