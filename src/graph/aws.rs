//! Whether a run is meant for AWS.

use crate::object::Object;
use crate::yaml::Node;

/// Beginnings of keys of annotations and labels that only controllers on AWS read.
const KEYS: [&str; 5] = [
    "eks.amazonaws.com/",
    "alb.ingress.kubernetes.io/",
    "service.beta.kubernetes.io/aws-load-balancer-",
    "karpenter.sh/",
    "karpenter.k8s.aws/",
];
/// Provisioners of storage on AWS.
const PROVISIONERS: [&str; 4] =
    ["ebs.csi.aws.com", "efs.csi.aws.com", "kubernetes.io/aws-ebs", "ebs.csi.eks.amazonaws.com"];
/// Groups of APIs that only clusters on AWS serve.
const GROUPS: [&str; 6] = [
    "karpenter.sh",
    "karpenter.k8s.aws",
    "elbv2.k8s.aws",
    "vpcresources.k8s.aws",
    "eks.amazonaws.com",
    "services.k8s.aws",
];

/// Whether any object bears the mark of AWS: an annotation, label, class, provisioner or group of its controllers.
pub(super) fn is_meant(objects: &[Object<'_>]) -> bool {
    objects.iter().any(bears_mark)
}

fn bears_mark(object: &Object<'_>) -> bool {
    let gvk = object.gvk;
    let root = object.root;
    let own = match (gvk.group, gvk.kind) {
        ("storage.k8s.io", "StorageClass") => {
            root.get("provisioner").is_some_and(|node| PROVISIONERS.contains(&node.text()))
        }
        ("", "ConfigMap") => object.name() == Some("aws-auth"),
        ("", "Service") => {
            is_text(root, &["spec", "loadBalancerClass"], &["service.k8s.aws/nlb", "eks.amazonaws.com/nlb"])
        }
        ("networking.k8s.io", "Ingress") => is_text(root, &["spec", "ingressClassName"], &["alb"]),
        ("networking.k8s.io", "IngressClass") => {
            is_text(root, &["spec", "controller"], &["ingress.k8s.aws/alb", "eks.amazonaws.com/alb"])
        }
        _ => GROUPS.contains(&gvk.group),
    };
    own || root.get("metadata").is_some_and(has_key)
        || object.pod_templates().any(|pod| pod.metadata.is_some_and(has_key))
}

fn is_text(root: Node<'_>, path: &[&str], wanted: &[&str]) -> bool {
    root.path(path).is_some_and(|node| wanted.contains(&node.text()))
}

fn has_key(metadata: Node<'_>) -> bool {
    let maps = ["annotations", "labels"].into_iter().filter_map(|name| metadata.get(name));
    maps.flat_map(Node::pairs).any(|(key, _)| KEYS.iter().any(|mark| key.text().starts_with(mark)))
}
