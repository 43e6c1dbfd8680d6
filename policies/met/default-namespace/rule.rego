# METADATA
# scope: package
# title: Objects should not live in the default namespace
# description: >-
#   No object should set `metadata.namespace: default`. With `explicit: false` objects of the kinds of Kubernetes that
#   name no namespace count too. `kinds` limits the rule to some kinds. What every cluster has in this namespace (the
#   ServiceAccount `default`, the Service `kubernetes` with its endpoints, the ConfigMap `kube-root-ca.crt`) is left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
# custom:
#   id: MET001
#   name: default-namespace
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: ["*"]
#   message: "{kind} `{name}` lives in the namespace `default`"
#   help: "create a namespace for the application, and name it in `metadata.namespace`"
#   rationale: >-
#     Quotas, network policies, roles and Pod Security levels are set per namespace. What lives in `default` shares them
#     with everything that somebody has forgotten to give a place.
#   params:
#     explicit: true
#     kinds: [all]
#   sources:
#     - kube-linter:use-namespace
#     - checkov:CKV_K8S_21
#     - trivy:KSV-0110
#     - kubescape:C-0061
#     - kubescape:C-0212
#     - kyverno:best-practices/disallow-default-namespace
#     - kyverno:tekton/require-tekton-namespace-pipelinerun
#     - cis:5.7.4
package kubevet.met.default_namespace

deny contains [-2, ["metadata", "namespace"], []] if {
	input.namespace == "default"
	judged_kind
	lives_in_default
	not made_by_cluster
}

lives_in_default if input.object.metadata.namespace == "default"

lives_in_default if {
	not input.params.MET001.explicit
	input.kind in namespaced
	object.get(input.object, ["metadata", "namespace"], "default") == "default"
}

judged_kind if "all" in input.params.MET001.kinds

judged_kind if input.kind in input.params.MET001.kinds

made_by_cluster if {
	input.kind == "ServiceAccount"
	input.name == "default"
}

made_by_cluster if {
	input.kind in {"Service", "Endpoints", "EndpointSlice"}
	input.name == "kubernetes"
}

made_by_cluster if {
	input.kind == "ConfigMap"
	input.name == "kube-root-ca.crt"
}

# Kinds of Kubernetes that belong to a namespace; of others nobody knows.
namespaced := {
	"ConfigMap", "CronJob", "DaemonSet", "Deployment", "EndpointSlice", "Endpoints", "HorizontalPodAutoscaler",
	"Ingress", "Job", "Lease", "LimitRange", "NetworkPolicy", "PersistentVolumeClaim", "Pod", "PodDisruptionBudget",
	"PodTemplate", "ReplicaSet", "ReplicationController", "ResourceQuota", "Role", "RoleBinding", "Secret", "Service",
	"ServiceAccount", "StatefulSet",
}
