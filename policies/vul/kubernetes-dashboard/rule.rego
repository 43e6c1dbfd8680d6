# METADATA
# scope: package
# title: Kubernetes Dashboard should not be deployed
# description: >-
#   No container should have an image with `kubernetes-dashboard` or `kubernetesui` in its name, and no pod a label
#   `app` or `k8s-app` that is `kubernetes-dashboard`.
# related_resources:
#   - https://github.com/kubernetes-retired/dashboard
#   - https://headlamp.dev/
# custom:
#   id: VUL002
#   name: kubernetes-dashboard
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` is part of Kubernetes Dashboard, which has no updates any more
#   help: remove it; Headlamp shows a cluster with the rights of whoever looks, from a desktop too
#   variants:
#     labels:
#       message: the pods of {kind} `{name}` have the label of Kubernetes Dashboard, which has no updates any more
#       help: remove it; Headlamp shows a cluster with the rights of whoever looks, from a desktop too
#   rationale: >-
#     The project was archived in January 2026, so that holes stay open. An open dashboard with the rights of an
#     administrator has been the way into many clusters.
#   sources:
#     - checkov:CKV_K8S_33
#     - kubescape:C-0014
package kubevet.vul.kubernetes_dashboard

deny contains [container.id, ["image"], []] if {
	some container in input.containers
	is_dashboard(container.image)
}

deny contains [-3, ["metadata", "labels", key], [], {"variant": "labels"}] if {
	key := dashboard_label
	not has_dashboard
}

is_dashboard(image) if contains(image, "kubernetesui")

is_dashboard(image) if contains(image, "kubernetes-dashboard")

has_dashboard if {
	some container in input.containers
	is_dashboard(container.image)
}

dashboard_label := "k8s-app" if {
	input.pod.labels["k8s-app"] == "kubernetes-dashboard"
} else := "app" if {
	input.pod.labels.app == "kubernetes-dashboard"
}
