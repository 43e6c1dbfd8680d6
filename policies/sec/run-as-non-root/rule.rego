# METADATA
# scope: package
# title: Containers must be prevented from running as root
# description: >-
#   Every container, init container and ephemeral container must be kept from running as user 0: by an effective
#   `runAsNonRoot: true`, or by an effective `runAsUser` of at least 1. What a container sets wins over what its
#   pod sets. Pods for Windows, and pods with `hostUsers: false` on Kubernetes 1.35 and later, are not judged.
#   With `accept_nonzero_uid: false` only `runAsNonRoot` counts, as Pod Security admission reads it, and a pod must not
#   set it to false even where every container says otherwise.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC001
#   name: run-as-non-root
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` may run as root: neither it nor its pod sets `runAsNonRoot` or `runAsUser`'
#   help: 'set `runAsNonRoot: true`, and a `runAsUser` of at least 1 if the image does not name one'
#   variants:
#     silent:
#       message: '{0} may run as root: neither the pod nor any of its containers sets `runAsNonRoot` or `runAsUser`'
#       help: 'set `runAsNonRoot: true` under the `securityContext` of the pod, and a `runAsUser` of at least 1 where an image does not name one'
#     root:
#       message: 'container `{container}` runs as root: its `runAsUser` is 0'
#       help: 'set a `runAsUser` of at least 1, or remove it and set `runAsNonRoot: true`'
#     inherited_root:
#       message: 'container `{container}` runs as root: it inherits `runAsUser: 0` from the securityContext of its pod'
#       help: 'set a `runAsUser` of at least 1 for the container, or for its pod'
#     opted_out:
#       message: 'container `{container}` may run as root: it sets `runAsNonRoot: false`, and no `runAsUser` is set'
#       help: 'set `runAsNonRoot: true`, or a `runAsUser` of at least 1'
#     inherited_opt_out:
#       message: 'container `{container}` may run as root: it inherits `runAsNonRoot: false` from the securityContext of its pod'
#       help: 'set `runAsNonRoot: true`, or a `runAsUser` of at least 1'
#     unproven:
#       message: 'container `{container}` runs as user {0}, but `runAsNonRoot`, which alone counts here, is not true'
#       help: 'set `runAsNonRoot: true`'
#     pod:
#       message: 'the pods of {kind} `{name}` set `runAsNonRoot: false`, which is refused although no container inherits it'
#       help: 'set `runAsNonRoot: true` under the `securityContext` of the pod'
#   fix:
#     message: 'set `runAsNonRoot: true`'
#     applicability: unsafe
#   rationale: >-
#     Root in a container is root on the node as soon as anything else goes wrong: a hole in the kernel or the
#     runtime, a mounted host path, a volume with files of other programs. Most programs need no root at all.
#   params:
#     accept_nonzero_uid: true
#   sources:
#     - kube-linter:run-as-non-root
#     - polaris:runAsRootAllowed
#     - checkov:CKV_K8S_23
#     - trivy:KSV-0012
#     - kubescape:C-0013
#     - pss:restricted/runAsNonRoot
#     - gatekeeper:pod-security-policy/users
#     - kyverno:pod-security/require-run-as-nonroot
#     - kyverno:istio/service-mesh-require-run-as-nonroot
#     - kubescape:C-0211
#     - cis:5.2.7
package kubevet.sec.run_as_non_root

# Nobody says a word: one line for the pod mends all of it.
deny contains [-1, path, [who], {"variant": "silent", "fix": [["set", path, true]]}] if {
	not input.pod.windows
	not user_namespace
	silent
	names := [concat("", ["`", container.name, "`"]) | some container in input.containers]
	who := subject(names)
}

deny contains [container.id, path, [uid], object.union(cause(container), fix(container))] if {
	not input.pod.windows
	not user_namespace
	some container in input.containers
	not container.sc.runAsNonRoot
	not has_user(container)
	not silent
	uid := object.get(container.sc, "runAsUser", 0)
}

# Pod Security admission refuses the word itself. Containers without a word of their own are reported above.
deny contains [-1, path, [], {"variant": "pod", "fix": [["set", path, true]], "applicability": "safe"}] if {
	not input.params.SEC001.accept_nonzero_uid
	input.pod.spec.securityContext.runAsNonRoot == false
	not input.pod.windows
	not user_namespace
	not inherited
}

path := ["securityContext", "runAsNonRoot"]

silent if {
	count(input.containers) > 0
	not told
}

told if {
	some container in input.containers
	is_number(container.sc.runAsUser)
}

told if {
	some container in input.containers
	is_boolean(container.sc.runAsNonRoot)
}

subject(names) := concat(" ", ["container", names[0]]) if {
	count(names) == 1
} else := concat(" ", ["containers", concat(", ", names)])

inherited if {
	some container in input.containers
	container.sc.runAsNonRoot == false
	not container.c.securityContext.runAsNonRoot == false
}

# Why a container may run as root, and where that is said if the pod says it.
cause(container) := {"variant": "root"} if {
	container.c.securityContext.runAsUser == 0
} else := {"variant": "inherited_root", "related": said_by_pod("runAsUser")} if {
	container.sc.runAsUser == 0
} else := {"variant": "unproven"} if {
	container.sc.runAsUser >= 1
} else := {"variant": "opted_out"} if {
	container.c.securityContext.runAsNonRoot == false
} else := {"variant": "inherited_opt_out", "related": said_by_pod("runAsNonRoot")} if {
	container.sc.runAsNonRoot == false
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

# A container that is told to run as user 0 would never start.
fix(container) := {} if {
	container.sc.runAsUser == 0
} else := {"fix": [["set", path, true]], "applicability": "safe"} if {
	container.sc.runAsUser >= 1
} else := {"fix": [["set", path, true]]}

has_user(container) if {
	input.params.SEC001.accept_nonzero_uid
	container.sc.runAsUser >= 1
}

# With a user namespace root in the container is nobody on the node: Pod Security Standards of 1.35.
user_namespace if {
	input.minor >= 35
	input.pod.spec.hostUsers == false
}
