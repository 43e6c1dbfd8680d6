# METADATA
# scope: package
# title: Pods should be owned by a controller
# description: >-
#   A manifest should not hold a Pod of its own. Left out are Pods with an owner, static and mirror pods of a kubelet,
#   hooks of Helm and Argo CD, and (with `exempt_restart_never`) Pods with `restartPolicy: Never`, which run once.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs
#   - https://kubernetes.io/docs/concepts/workloads/pods/#pods-and-controllers
# custom:
#   id: REL028
#   name: bare-pod
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Pod]
#   message: "Pod `{name}` belongs to no controller, so nothing replaces it when its node goes"
#   help: make it a Deployment, or a Job if it is to end
#   rationale: >-
#     A Pod is bound to its node once and for all. When the node is drained or dies, the Pod is gone, and most of its
#     fields cannot be changed while it lives: each new version means to delete it first.
#   params:
#     exempt_restart_never: true
#   sources:
#     - kubescape:C-0073
#     - kyverno:other/prevent-bare-pods
package kubevet.rel.bare_pod

deny contains [-2, ["kind"], []] if {
	not owned
	not run_by_another
	not runs_once
}

owned if count(input.object.metadata.ownerReferences) > 0

# Static pods, whose files a kubelet reads, and hooks.
run_by_another if {
	some key, value in input.object.metadata.annotations
	made_by_kubelet(key, value)
}

run_by_another if {
	some key in ["helm.sh/hook", "argocd.argoproj.io/hook"]
	input.object.metadata.annotations[key]
}

made_by_kubelet(key, _) if key == "kubernetes.io/config.mirror"

made_by_kubelet(key, value) if {
	key == "kubernetes.io/config.source"
	value == "file"
}

made_by_kubelet(key, _) if startswith(key, "kubeadm.kubernetes.io/")

runs_once if {
	input.params.REL028.exempt_restart_never
	input.object.spec.restartPolicy == "Never"
}
