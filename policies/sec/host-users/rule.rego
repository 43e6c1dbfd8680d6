# METADATA
# scope: package
# title: Pods could use a user namespace
# description: >-
#   From Kubernetes 1.33 on, a Linux pod that shares no namespace with its node should set `hostUsers: false`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/
# custom:
#   id: SEC044
#   name: host-users
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: 'the root of {kind} `{name}` is the root of its node'
#   help: 'set `hostUsers: false`'
#   fix:
#     message: 'give the pod users of its own'
#     applicability: unsafe
#   rationale: >-
#     In a user namespace, root of a container is nobody on the node. Whoever breaks out of the container can do far
#     less there.
#   sources: []
package kubevet.sec.host_users

deny contains [-1, ["hostUsers"], [], {"fix": [["set", ["hostUsers"], false]]}] if {
	input.minor >= 33
	not input.pod.windows
	object.get(input.pod.spec, "hostUsers", true) != false
	not shares_with_host
}

shares_with_host if {
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	input.pod.spec[field] == true
}
