# METADATA
# scope: package
# title: etcd peer TLS
# description: >-
#   Containers that run `etcd` are judged by their flags: the flags in `required` must be set; those in `equals` must
#   have the value; those in `excludes` must not have or list the value.
# related_resources:
#   - https://etcd.io/docs/latest/op-guide/security/
# custom:
#   id: CPL015
#   name: etcd-peer-tls
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
#     other:
#       message: '`--{0}` of {container} is or holds `{1}`'
#       help: 'remove `{1}`'
#   rationale: >-
#     Whoever can speak to a member of etcd as another member can read and change the whole cluster.
#   params:
#     components: [etcd]
#     required: ["peer-cert-file", "peer-key-file"]
#     equals: ["peer-client-cert-auth=true"]
#     excludes: ["peer-auto-tls=true"]
#   sources:
#     - checkov:CKV_K8S_119
#     - checkov:CKV_K8S_121
#     - trivy:KCV-0045
#     - trivy:KCV-0046
#     - trivy:KCV-0047
#     - kubescape:C-0156
#     - kubescape:C-0157
#     - kubescape:C-0158
package kubevet.cpl.etcd_peer_tls

deny contains [id, ["command"], [flag]] if {
	some [id, words] in running
	some flag in input.params.CPL015.required
	not flag in set_flags(words)
}

deny contains [id, ["command"], [flag, wanted], {"variant": "value"}] if {
	some [id, words] in running
	some entry in input.params.CPL015.equals
	[flag, wanted] := split(entry, "=")
	wanted != value(words, flag)
}

deny contains [id, ["command"], [flag, wanted], {"variant": "other"}] if {
	some [id, words] in running
	some entry in input.params.CPL015.excludes
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
	program[count(program) - 1] in input.params.CPL015.components
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
