# METADATA
# scope: package
# title: Scheduler and controller manager bind to localhost
# description: >-
#   Where a container that runs `kube-controller-manager` or `kube-scheduler` sets `--bind-address`, it must be one of
#   `allowed`, as `--flag=value` or `--flag value`.
# related_resources:
#   - https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/
# custom:
#   id: CPL013
#   name: control-plane-bind-address
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{container} can be reached at {0}'
#   help: 'write `--bind-address=127.0.0.1`'
#   rationale: >-
#     The ports of these components show metrics and profiles of the control plane, and need not be reached from other
#     machines.
#   params:
#     components: [kube-controller-manager, kube-scheduler]
#     allowed: ["127.0.0.1", "::1"]
#   sources:
#     - checkov:CKV_K8S_113
#     - checkov:CKV_K8S_115
#     - trivy:KCV-0039
#     - trivy:KCV-0041
#     - kubescape:C-0150
#     - kubescape:C-0152
package kubevet.cpl.control_plane_bind_address

deny contains [container.id, ["command"], [address]] if {
	some container in input.containers
	command := object.get(container.c, "command", [])
	args := object.get(container.c, "args", [])
	words := split(concat(" ", array.concat(command, args)), " ")
	program := split(words[0], "/")
	program[count(program) - 1] in input.params.CPL013.components
	some i, word in words
	some address in given(word, array.concat(words, [""])[i + 1])
	not address in input.params.CPL013.allowed
}

given(word, next) := [substring(word, 15, -1) | startswith(word, "--bind-address=")] if contains(word, "=")

given(word, next) := [next | word == "--bind-address"] if not contains(word, "=")
