# METADATA
# scope: package
# title: API server to etcd TLS
# description: >-
#   Containers that run `kube-apiserver` are judged by their flags: the flags in `required` must be set.
# related_resources:
#   - https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
# custom:
#   id: CPL008
#   name: apiserver-etcd-client
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{container} runs without `--{0}`'
#   help: 'set `--{0}`'
#   rationale: >-
#     All that the cluster knows, Secrets among it, goes between the API server and etcd.
#   params:
#     components: [kube-apiserver]
#     required: ["etcd-certfile", "etcd-keyfile", "etcd-cafile"]
#   sources:
#     - checkov:CKV_K8S_99
#     - checkov:CKV_K8S_102
#     - trivy:KCV-0026
#     - trivy:KCV-0029
#     - kubescape:C-0137
#     - kubescape:C-0140
package kubevet.cpl.apiserver_etcd_client

deny contains [id, ["command"], [flag]] if {
	some [id, words] in running
	some flag in input.params.CPL008.required
	not flag in set_flags(words)
}

# The words of the containers that run one of the components.
running contains [container.id, words] if {
	some container in input.containers
	command := object.get(container.c, "command", [])
	args := object.get(container.c, "args", [])
	words := split(concat(" ", array.concat(command, args)), " ")
	program := split(words[0], "/")
	program[count(program) - 1] in input.params.CPL008.components
}

set_flags(words) := {split(trim_prefix(word, "--"), "=")[0] | some word in words; startswith(word, "--")}
