//! Which checks belong to which kind.

use super::context::Context;
use super::field::Field;
use super::{
    admission, api_service, autoscaling, batch, certificates, coordination, core, custom_resource, devices,
    flow_control, networking, node, policy, rbac, reviews, scheduling, storage, workload,
};

/// The checks of one kind, given the object's root.
type Check = for<'a> fn(&mut Context<'_, 'a>, &Field<'_, 'a>);

/// Runs the checks of the object's kind.
pub(super) fn check<'a>(cx: &mut Context<'_, 'a>, root: &Field<'_, 'a>) {
    let gvk = cx.object().gvk;
    if let Some(check) = checks(gvk.group, gvk.kind) {
        check(cx, root);
    }
}

fn checks(group: &str, kind: &str) -> Option<Check> {
    Some(match (group, kind) {
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration") => admission::validating_webhooks,
        ("admissionregistration.k8s.io", "MutatingWebhookConfiguration") => admission::mutating_webhooks,
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy") => admission::validating_policy,
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding") => admission::validating_policy_binding,
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicy") => admission::mutating_policy,
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding") => admission::mutating_policy_binding,
        ("apiregistration.k8s.io", "APIService") => api_service::api_service,
        ("apps", "ControllerRevision") => workload::controller_revision,
        ("apps", "Deployment") => workload::deployment,
        ("apps", "StatefulSet") => workload::stateful_set,
        ("apps", "DaemonSet") => workload::daemon_set,
        ("apps", "ReplicaSet") => workload::replica_set,
        ("autoscaling", "HorizontalPodAutoscaler") => autoscaling::horizontal_pod_autoscaler,
        ("apiextensions.k8s.io", "CustomResourceDefinition") => custom_resource::definition,
        ("batch", "Job") => batch::job,
        ("batch", "CronJob") => batch::cron_job,
        ("coordination.k8s.io", "Lease") => coordination::lease,
        ("coordination.k8s.io", "LeaseCandidate") => coordination::lease_candidate,
        ("networking.k8s.io", "Ingress") => networking::ingress,
        ("networking.k8s.io", "IngressClass") => networking::ingress_class,
        ("networking.k8s.io", "IPAddress") => networking::ip_address,
        ("networking.k8s.io", "NetworkPolicy") => networking::network_policy,
        ("networking.k8s.io", "ServiceCIDR") => networking::service_cidr,
        ("node.k8s.io", "RuntimeClass") => node::runtime_class,
        ("policy", "PodDisruptionBudget") => policy::pod_disruption_budget,
        ("rbac.authorization.k8s.io", "ClusterRole") => rbac::cluster_role,
        ("rbac.authorization.k8s.io", "ClusterRoleBinding") => rbac::cluster_role_binding,
        ("rbac.authorization.k8s.io", "Role") => rbac::role,
        ("rbac.authorization.k8s.io", "RoleBinding") => rbac::role_binding,
        ("scheduling.k8s.io", "PriorityClass") => scheduling::priority_class,
        ("", "PersistentVolume") => storage::persistent_volume,
        ("", "PersistentVolumeClaim") => storage::persistent_volume_claim,
        ("resource.k8s.io", "DeviceClass") => devices::device_class,
        ("resource.k8s.io", "ResourceClaim") => devices::resource_claim,
        ("resource.k8s.io", "ResourceClaimTemplate") => devices::resource_claim_template,
        ("resource.k8s.io", "ResourceSlice") => devices::resource_slice,
        ("storagemigration.k8s.io", "StorageVersionMigration") => storage::storage_version_migration,
        ("storage.k8s.io", "CSIDriver") => storage::csi_driver,
        ("storage.k8s.io", "CSINode") => storage::csi_node,
        ("storage.k8s.io", "CSIStorageCapacity") => storage::csi_storage_capacity,
        ("storage.k8s.io", "StorageClass") => storage::storage_class,
        ("storage.k8s.io", "VolumeAttachment") => storage::volume_attachment,
        ("storage.k8s.io", "VolumeAttributesClass") => storage::volume_attributes_class,
        ("authentication.k8s.io", "TokenReview") => reviews::token,
        ("authorization.k8s.io", "LocalSubjectAccessReview") => reviews::local_access,
        ("authorization.k8s.io", "SelfSubjectAccessReview") => reviews::own_access,
        ("authorization.k8s.io", "SubjectAccessReview") => reviews::subject_access,
        ("certificates.k8s.io", "CertificateSigningRequest") => certificates::signing_request,
        ("certificates.k8s.io", "ClusterTrustBundle") => certificates::trust_bundle,
        ("certificates.k8s.io", "PodCertificateRequest") => certificates::pod_certificate_request,
        ("flowcontrol.apiserver.k8s.io", "FlowSchema") => flow_control::flow_schema,
        ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration") => flow_control::priority_level,
        ("", "Binding") => core::binding,
        ("", "ComponentStatus") => core::component_status,
        ("", "ConfigMap") => core::config_map,
        ("", "Endpoints") => core::endpoints,
        ("", "Event") => core::core_event,
        ("", "LimitRange") => core::limit_range,
        ("", "Namespace") => core::namespace,
        ("", "Node") => core::node,
        ("", "PodTemplate") => core::pod_template,
        ("", "ResourceQuota") => core::resource_quota,
        ("", "Secret") => core::secret,
        ("", "Service") => core::service,
        ("", "ServiceAccount") => core::service_account,
        ("discovery.k8s.io", "EndpointSlice") => core::endpoint_slice,
        ("events.k8s.io", "Event") => core::events_event,
        ("", "ReplicationController") => workload::replication_controller,
        _ => return None,
    })
}
