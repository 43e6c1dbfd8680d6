# METADATA
# scope: package
# title: User workloads should not live in kube-system
# description: >-
#   Workloads, Services, Ingresses and PersistentVolumeClaims should not be in a namespace that `denied` lists.
#   Components of the cluster are left out: those with a label `k8s-app` or `tier: control-plane`, and pods with a
#   priority class `system-cluster-critical` or `system-node-critical`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces
# custom:
#   id: MET002
#   name: system-namespace
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [PodSpec, Service, Ingress, PersistentVolumeClaim]
#   message: "{kind} `{name}` lives in `{namespace}`, a namespace of the cluster itself"
#   help: "give it a namespace of its own in `metadata.namespace`"
#   rationale: >-
#     This namespace is exempt from most policies and quotas, and holds the Secrets and ServiceAccounts of the cluster's
#     controllers. A pod in it may use all of them.
#   params:
#     denied: [kube-system, kube-public, kube-node-lease]
#   sources:
#     - trivy:KSV-0037
package kubevet.met.system_namespace

deny contains [-2, ["metadata", "namespace"], []] if {
	input.namespace in input.params.MET002.denied
	not of_the_cluster
}

of_the_cluster if input.object.metadata.labels["k8s-app"]

of_the_cluster if input.object.metadata.labels.tier == "control-plane"

of_the_cluster if input.pod.labels["k8s-app"]

of_the_cluster if input.pod.labels.tier == "control-plane"

of_the_cluster if input.pod.spec.priorityClassName in {"system-cluster-critical", "system-node-critical"}
