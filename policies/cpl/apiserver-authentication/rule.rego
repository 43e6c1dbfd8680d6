# METADATA
# scope: package
# title: API server authentication flags
# description: >-
#   Containers that run `kube-apiserver` are judged by their flags: those in `equals` must have the value; those in
#   `forbidden` must not be set.
# related_resources:
#   - https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
# custom:
#   id: CPL001
#   name: apiserver-authentication
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{container} does not run with `--{0}={1}`'
#   help: 'write `--{0}={1}`'
#   variants:
#     value:
#       message: '{container} does not run with `--{0}={1}`'
#       help: 'write `--{0}={1}`'
#     forbidden:
#       message: '{container} runs with `--{0}`'
#       help: 'remove the flag'
#   rationale: >-
#     Whoever is not known to the API server should get nothing from it, and passwords and tokens in a file can be
#     read and cannot be taken back without a restart.
#   params:
#     components: [kube-apiserver]
#     equals: ["anonymous-auth=false"]
#     forbidden: ["token-auth-file", "basic-auth-file"]
#   sources:
#     - checkov:CKV_K8S_68
#     - checkov:CKV_K8S_69
#     - checkov:CKV_K8S_70
#     - trivy:KCV-0001
#     - trivy:KCV-0002
#     - kubescape:C-0113
#     - kubescape:C-0114
#     - cis:1.2.1
#     - cis:1.2.2
package kubevet.cpl.apiserver_authentication

deny contains [id, ["command"], [flag, wanted], {"variant": "value"}] if {
	some [id, words] in running
	some entry in input.params.CPL001.equals
	[flag, wanted] := split(entry, "=")
	wanted != value(words, flag)
}

deny contains [id, ["command"], [flag], {"variant": "forbidden"}] if {
	some [id, words] in running
	some flag in input.params.CPL001.forbidden
	flag in set_flags(words)
}

# The words of the containers that run one of the components.
running contains [container.id, words] if {
	some container in input.containers
	command := object.get(container.c, "command", [])
	args := object.get(container.c, "args", [])
	words := split(concat(" ", array.concat(command, args)), " ")
	program := split(words[0], "/")
	program[count(program) - 1] in input.params.CPL001.components
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
