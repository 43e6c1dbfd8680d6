# METADATA
# scope: package
# title: Controller manager flags
# description: >-
#   Containers that run `kube-controller-manager` are judged by their flags: the flags in `required` must be set;
#   those in `equals` must have the value; those in `least` must be a number not below.
# related_resources:
#   - https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
# custom:
#   id: CPL012
#   name: controller-manager-flags
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{container} runs without `--{0}`'
#   help: 'set `--{0}`'
#   variants:
#     value:
#       message: '{container} does not run with `--{0}={1}`'
#       help: 'write `--{0}={1}`'
#     small:
#       message: '`--{0}` of {container} is not set, or below {1}'
#       help: 'write `--{0}={1}`'
#   rationale: >-
#     With an account of its own for each controller, a fault in one of them gives no more than the rights of that
#     one.
#   params:
#     components: [kube-controller-manager]
#     required: ["service-account-private-key-file", "root-ca-file"]
#     equals: ["use-service-account-credentials=true"]
#     least: ["terminated-pod-gc-threshold=1"]
#   sources:
#     - checkov:CKV_K8S_106
#     - checkov:CKV_K8S_108
#     - checkov:CKV_K8S_110
#     - checkov:CKV_K8S_111
#     - checkov:CKV_K8S_112
#     - trivy:KCV-0033
#     - trivy:KCV-0035
#     - trivy:KCV-0036
#     - trivy:KCV-0037
#     - trivy:KCV-0038
#     - kubescape:C-0144
#     - kubescape:C-0146
#     - kubescape:C-0147
#     - kubescape:C-0148
#     - kubescape:C-0149
package kubevet.cpl.controller_manager_flags

deny contains [id, ["command"], [flag]] if {
	some [id, words] in running
	some flag in input.params.CPL012.required
	not flag in set_flags(words)
}

deny contains [id, ["command"], [flag, wanted], {"variant": "value"}] if {
	some [id, words] in running
	some entry in input.params.CPL012.equals
	[flag, wanted] := split(entry, "=")
	wanted != value(words, flag)
}

deny contains [id, ["command"], [flag, wanted], {"variant": "small"}] if {
	some [id, words] in running
	some entry in input.params.CPL012.least
	[flag, wanted] := split(entry, "=")
	to_number(wanted) > number(value(words, flag))
}

# The words of the containers that run one of the components.
running contains [container.id, words] if {
	some container in input.containers
	command := object.get(container.c, "command", [])
	args := object.get(container.c, "args", [])
	words := split(concat(" ", array.concat(command, args)), " ")
	program := split(words[0], "/")
	program[count(program) - 1] in input.params.CPL012.components
}

set_flags(words) := {split(trim_prefix(word, "--"), "=")[0] | some word in words; startswith(word, "--")}

# Of a flag that is set twice the later counts, as `--flag=value` or `--flag value`; one without a value is `true`.
value(words, flag) := found[count(found) - 1] if {
	padded := array.concat(words, ["--"])
	found := array.concat([""], [part |
		some i, word in words
		startswith(word, "--")
		split(trim_prefix(word, "--"), "=")[0] == flag
		part := after(word, padded[i + 1])
	])
}

after(word, _) := substring(word, indexof(word, "=") + 1, -1) if contains(word, "=")

after(word, next) := next if {
	not contains(word, "=")
	not startswith(next, "--")
}

after(word, next) := "true" if {
	not contains(word, "=")
	startswith(next, "--")
}

number(text) := to_number(text) if regex.match(`^[0-9]+$`, text)

number(text) := -1 if not regex.match(`^[0-9]+$`, text)
