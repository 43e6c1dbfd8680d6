# METADATA
# scope: package
# title: API server authorization modes
# description: >-
#   Containers that run `kube-apiserver` are judged by their flags: those in `holds` must list the value; those in
#   `excludes` must not have or list the value.
# related_resources:
#   - https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
# custom:
#   id: CPL002
#   name: apiserver-authorization
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '`--{0}` of {container} lacks `{1}`'
#   help: 'add `{1}` to `--{0}`'
#   variants:
#     list:
#       message: '`--{0}` of {container} lacks `{1}`'
#       help: 'add `{1}` to `--{0}`'
#     other:
#       message: '`--{0}` of {container} is or holds `{1}`'
#       help: 'remove `{1}`'
#   rationale: >-
#     With AlwaysAllow, which is the default, everybody may do everything. The modes Node and RBAC give nodes and
#     people what they need.
#   params:
#     components: [kube-apiserver]
#     holds: ["authorization-mode=Node", "authorization-mode=RBAC"]
#     excludes: ["authorization-mode=AlwaysAllow"]
#   sources:
#     - checkov:CKV_K8S_74
#     - checkov:CKV_K8S_75
#     - checkov:CKV_K8S_77
#     - trivy:KCV-0007
#     - trivy:KCV-0008
#     - trivy:KCV-0009
#     - kubescape:C-0118
#     - kubescape:C-0119
#     - kubescape:C-0120
#     - kubescape:C-0088
package kubevet.cpl.apiserver_authorization

deny contains [id, ["command"], [flag, wanted], {"variant": "list"}] if {
	some [id, words] in running
	some entry in input.params.CPL002.holds
	[flag, wanted] := split(entry, "=")
	not wanted in split(value(words, flag), ",")
}

deny contains [id, ["command"], [flag, wanted], {"variant": "other"}] if {
	some [id, words] in running
	some entry in input.params.CPL002.excludes
	[flag, wanted] := split(entry, "=")
	wanted in split(value(words, flag), ",")
}

# The words of the containers that run one of the components.
running contains [container.id, words] if {
	some container in input.containers
	command := object.get(container.c, "command", [])
	args := object.get(container.c, "args", [])
	words := split(concat(" ", array.concat(command, args)), " ")
	program := split(words[0], "/")
	program[count(program) - 1] in input.params.CPL002.components
}

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
