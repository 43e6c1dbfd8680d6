//! Facts about load balancers of clouds, and what stands behind them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Peer;

/// What lets traffic from outside through to pods.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ExposureFact {
    /// The Service, Ingress or route.
    #[serde(flatten)]
    pub peer: Peer,
    /// Whether it lets in traffic from the own network alone, as an internal load balancer does.
    pub internal: bool,
    /// For load balancers of AWS: `instance` where it sends traffic to ports of nodes, `ip` where to the pods themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_type: Option<&'static str>,
}

/// An Ingress that shares its load balancer with another.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GroupedIngressFact {
    /// The Ingress.
    #[serde(flatten)]
    pub peer: Peer,
    /// Its annotations of the AWS load balancer controller, without the prefix `alb.ingress.kubernetes.io/`.
    pub annotations: BTreeMap<String, String>,
    /// Whether it names a host, in its rules or for TLS.
    pub has_host: bool,
    /// Whether its file lies in the same folder.
    pub same_folder: bool,
}

/// The IngressClass of an Ingress.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IngressClassFact {
    /// The class.
    #[serde(flatten)]
    pub peer: Peer,
    /// For example `ingress.k8s.aws/alb`.
    pub controller: String,
    /// Of the IngressClassParams that the class names, if the run holds them: `scheme`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// Of these parameters: whether they name a certificate.
    pub has_certificate: bool,
    /// Of these parameters: `targetType`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_type: Option<String>,
    /// Of these parameters: the name of the group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// A Service of type LoadBalancer among those of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LoadBalancerFact {
    /// Its number, from 1, in the order of the run.
    pub number: usize,
    /// How many there are.
    pub count: usize,
}
