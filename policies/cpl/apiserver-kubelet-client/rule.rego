# METADATA
# scope: package
# title: API server to kubelet TLS
# description: >-
#   Containers that run `kube-apiserver` are judged by their flags: the flags in `required` must be set; those in
#   `excludes` must not have or list the value.
# related_resources:
#   - https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
# custom:
#   id: CPL007
#   name: apiserver-kubelet-client
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{container} runs without `--{0}`'
#   help: 'set `--{0}`'
#   variants:
#     other:
#       message: '`--{0}` of {container} is or holds `{1}`'
#       help: 'remove `{1}`'
#   rationale: >-
#     Without certificates, the API server cannot tell a kubelet from something that only answers at its address, and
#     kubelets cannot tell the API server.
#   params:
#     components: [kube-apiserver]
#     required: ["kubelet-client-certificate", "kubelet-client-key", "kubelet-certificate-authority"]
#     excludes: ["kubelet-https=false"]
#   sources:
#     - checkov:CKV_K8S_71
#     - checkov:CKV_K8S_72
#     - checkov:CKV_K8S_73
#     - trivy:KCV-0004
#     - trivy:KCV-0005
#     - trivy:KCV-0006
#     - kubescape:C-0116
#     - kubescape:C-0117
package kubevet.cpl.apiserver_kubelet_client

deny contains [id, ["command"], [flag]] if {
	some [id, words] in running
	some flag in input.params.CPL007.required
	not flag in set_flags(words)
}

deny contains [id, ["command"], [flag, wanted], {"variant": "other"}] if {
	some [id, words] in running
	some entry in input.params.CPL007.excludes
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
	program[count(program) - 1] in input.params.CPL007.components
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
