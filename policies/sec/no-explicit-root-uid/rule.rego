# METADATA
# scope: package
# title: runAsUser must not be 0
# description: >-
#   Neither the pod nor a container, init container or ephemeral container may set `runAsUser: 0`. With
#   `runAsNonRoot: true` beside it the container can never start. Pods with `hostUsers: false` on Kubernetes 1.35
#   and later are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC002
#   name: no-explicit-root-uid
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` runs as root: `runAsUser` is 0'
#   help: 'remove `runAsUser: 0`, or name the user that the program needs, for example `runAsUser: 10001`'
#   variants:
#     pod:
#       message: 'the pods of {kind} `{name}` run as root: `runAsUser` is 0'
#       help: 'remove `runAsUser: 0`, or name the user that the programs need, for example `runAsUser: 10001`'
#     never_starts:
#       message: 'container `{container}` can never start: its effective `runAsUser` is 0, and its effective `runAsNonRoot` true'
#       help: 'name a `runAsUser` of at least 1, for example `runAsUser: 10001`'
#   fix:
#     message: 'remove `runAsUser: 0`'
#     applicability: unsafe
#   rationale: >-
#     The program runs as root whatever its image says. Together with any other weakness that is root on the node.
#   sources:
#     - trivy:KSV-0105
#     - pss:restricted/runAsUser
#     - kyverno:pod-security/require-run-as-non-root-user
#     - gatekeeper:pod-security-policy/users
#     - kube-linter:run-as-non-root
package kubevet.sec.no_explicit_root_uid

deny contains [-1, path, [], {"variant": "pod", "fix": [["remove", path]]}] if {
	input.pod.spec.securityContext.runAsUser == 0
	not user_namespace
}

deny contains [container.id, path, [], {"fix": [["remove", path]]}] if {
	some container in input.containers
	container.c.securityContext.runAsUser == 0
	not container.sc.runAsNonRoot
	not user_namespace
}

# The kubelet refuses to start root where root is ruled out.
deny contains [container.id, path, [], object.union({"variant": "never_starts", "related": related}, fix(container))] if {
	some container in input.containers
	container.sc.runAsUser == 0
	container.sc.runAsNonRoot == true
	not user_namespace
	related := [place |
		some field in ["runAsUser", "runAsNonRoot"]
		not field in object.keys(object.get(container.c, "securityContext", {}))
		some place in said_by_pod(field)
	]
}

path := ["securityContext", "runAsUser"]

fix(container) := {"fix": [["remove", path]]} if {
	container.c.securityContext.runAsUser == 0
} else := {}

said_by_pod(field) := [[-1, array.concat(pod_spec, ["securityContext", field]), "inherited from here"]] if {
	pod_spec
} else := []

# The way to the spec of the pod, for the kinds that everybody knows.
pod_spec := ["spec"] if {
	input.kind == "Pod"
} else := ["spec", "jobTemplate", "spec", "template", "spec"] if {
	input.kind == "CronJob"
} else := ["spec", "template", "spec"] if {
	input.kind in {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "Rollout"}
}

# With a user namespace root in the container is nobody on the node: Pod Security Standards of 1.35.
user_namespace if {
	input.minor >= 35
	input.pod.spec.hostUsers == false
}
