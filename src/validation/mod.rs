//! What the Kubernetes API server checks beyond the schema: names, ranges, references within one object, fields that
//! exclude each other.
//!
//! Structure is the schema's matter: a value of the wrong type reads as absent here. What the server accepts is never an
//! error, however odd it looks.

mod address;
mod admission;
mod api_service;
mod autoscaling;
mod batch;
mod certificates;
mod checks;
mod context;
mod coordination;
mod core;
mod custom_resource;
mod devices;
mod expression;
mod field;
mod flow_control;
mod grammar;
mod kinds;
mod labels;
mod metadata;
mod networking;
mod node;
mod object_name;
mod pod;
mod policy;
mod rbac;
mod release;
mod reviews;
mod rules;
mod scheduling;
mod storage;
#[cfg(test)]
mod testing;
mod webhook_client;
mod workload;

pub use rules::rules;

use crate::finding::Violation;
use crate::object::{KubernetesVersion, KubernetesVersions, Object};
use context::Context;
use field::Field;
use release::Watch;

/// The API server's checks, for one version of Kubernetes.
#[derive(Clone, Copy, Debug)]
pub struct Validation {
    version: KubernetesVersion,
}

impl Validation {
    /// The checks of a version.
    pub fn new(version: KubernetesVersion) -> Self {
        Self { version }
    }

    /// What the API server would refuse, or warn about, in an object of which only the structure was checked.
    pub fn check(&self, object: &Object<'_>) -> Vec<Violation> {
        self.judge(object).0
    }

    /// As [`Self::check`]; and the versions that would say the same, of which this is one.
    pub fn judge(&self, object: &Object<'_>) -> (Vec<Violation>, KubernetesVersions) {
        if object.gvk.is_list() {
            return (Vec::new(), KubernetesVersions::all());
        }
        let watch = Watch::new(self.version);
        let mut cx = Context::new(object, watch.release());
        let root = Field::root(object.root);
        metadata::check(&mut cx, &root);
        kinds::check(&mut cx, &root);
        pod::check(&mut cx, &root);
        (cx.into_violations(), watch.alike())
    }
}
