# METADATA
# scope: package
# title: Pods and containers should have a security context
# description: >-
#   Every container and init container should have a `securityContext` of its own, and the pod one too unless all of
#   them have. An empty one is none. What must stand in it is the matter of other rules (SEC001, SEC007, SEC009,
#   SEC023), which report the same containers: select this one to compare with tools that ask for no more.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC036
#   name: security-context-missing
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [SEC001, SEC007, SEC009, SEC023, SEC037]
#   message: container `{container}` has no security context
#   help: 'add a `securityContext`, with `allowPrivilegeEscalation: false` and `capabilities.drop: [ALL]` to begin with'
#   variants:
#     pod:
#       message: the pods of {kind} `{name}` have no security context
#       help: 'add a `securityContext` to the spec of the pod, with `runAsNonRoot: true` and a `seccompProfile` to begin with'
#   rationale: >-
#     Without one everything is as the image and the runtime have it: often root, with some fourteen capabilities.
#   sources:
#     - checkov:CKV_K8S_29
#     - checkov:CKV_K8S_30
#     - trivy:KSV-0118
#     - kubescape:C-0211
#     - kube-score:container-security-context-user-group-id
#     - cis:5.7.3
package kubevet.sec.security_context_missing

deny contains [-1, ["securityContext"], [], {"variant": "pod"}] if {
	not has_context(input.pod.spec)
	some container in input.containers
	not has_context(container.c)
	container.type != "ephemeral"
}

deny contains [container.id, ["securityContext"], []] if {
	some container in input.containers
	not has_context(container.c)
	container.type != "ephemeral"
}

has_context(holder) if count(holder.securityContext) > 0
