# METADATA
# scope: package
# title: Windows containers must not be processes of their node
# description: >-
#   `windowsOptions.hostProcess` must not be true, neither for the pod nor for a container, init container or ephemeral
#   container.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
# custom:
#   id: SEC032
#   name: host-process
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` runs as a process of its Windows node: its `hostProcess` is true'
#   help: remove `hostProcess` (and `hostNetwork`, which it asks for); what needs it belongs in a namespace of its own
#   variants:
#     pod:
#       message: 'the pod sets `hostProcess: true`, so that containers run as processes of its Windows node; inherited by {0}'
#       help: remove `hostProcess` (and `hostNetwork`, which it asks for); what needs it belongs in a namespace of its own
#   rationale: >-
#     Such a container is not one: it sees the files, the network and the processes of the node, often as an
#     administrator. It is what `privileged` is on Linux.
#   sources:
#     - polaris:hostProcess
#     - trivy:KSV-0103
#     - pss:baseline/windowsHostProcess
#     - gatekeeper:pod-security-policy/host-process
#     - kyverno:pod-security/disallow-host-process
#     - cis:5.2.11
package kubevet.sec.host_process

deny contains [-1, ["securityContext", "windowsOptions", "hostProcess"], [heirs], {"variant": "pod"}] if {
	input.pod.spec.securityContext.windowsOptions.hostProcess == true
}

deny contains [container.id, ["securityContext", "windowsOptions", "hostProcess"], []] if {
	some container in input.containers
	container.c.securityContext.windowsOptions.hostProcess == true
}

# The containers that take over what the pod sets.
heirs := names if {
	names := [concat("", ["`", container.name, "`"]) |
		some container in input.containers
		object.get(container.c, ["securityContext", "windowsOptions", "hostProcess"], null) == null
	]
	count(names) > 0
} else := ["no container, as all set their own"]
