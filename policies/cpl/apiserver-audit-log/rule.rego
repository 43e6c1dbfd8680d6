# METADATA
# scope: package
# title: API server audit log
# description: >-
#   Containers that run `kube-apiserver` are judged by their flags: the flags in `required` must be set; those in
#   `least` must be a number not below.
# related_resources:
#   - https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
# custom:
#   id: CPL005
#   name: apiserver-audit-log
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{container} runs without `--{0}`'
#   help: 'set `--{0}`'
#   variants:
#     small:
#       message: '`--{0}` of {container} is not set, or below {1}'
#       help: 'write `--{0}={1}`'
#   rationale: >-
#     Without an audit log nobody can tell afterwards who did what, and one that is thrown away after a day ends
#     before anybody asks.
#   params:
#     components: [kube-apiserver]
#     required: ["audit-log-path", "audit-policy-file"]
#     least: ["audit-log-maxage=30", "audit-log-maxbackup=10", "audit-log-maxsize=100"]
#   sources:
#     - checkov:CKV_K8S_91
#     - checkov:CKV_K8S_92
#     - checkov:CKV_K8S_93
#     - checkov:CKV_K8S_94
#     - trivy:KCV-0019
#     - trivy:KCV-0020
#     - trivy:KCV-0021
#     - trivy:KCV-0022
#     - kubescape:C-0130
#     - kubescape:C-0131
#     - kubescape:C-0132
#     - kubescape:C-0133
#     - kubescape:C-0160
#     - kubescape:C-0067
package kubevet.cpl.apiserver_audit_log

deny contains [id, ["command"], [flag]] if {
	some [id, words] in running
	some flag in input.params.CPL005.required
	not flag in set_flags(words)
}

deny contains [id, ["command"], [flag, wanted], {"variant": "small"}] if {
	some [id, words] in running
	some entry in input.params.CPL005.least
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
	program[count(program) - 1] in input.params.CPL005.components
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
