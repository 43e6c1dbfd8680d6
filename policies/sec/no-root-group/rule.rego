# METADATA
# scope: package
# title: Groups of pods must not be 0
# description: >-
#   Neither the effective `runAsGroup` of a container, init container or ephemeral container nor the `fsGroup` or an
#   entry of `supplementalGroups` of the pod may be 0. Absent values pass; with `require_set` every container must
#   have a `runAsGroup`, of its own or of its pod.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC005
#   name: no-root-group
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` runs as group root: `runAsGroup` is 0'
#   help: 'remove `runAsGroup: 0`, or name the group that the program needs, for example `runAsGroup: 10001`'
#   variants:
#     pod:
#       message: 'the pod sets `runAsGroup: 0`, group root; inherited by {0}'
#       help: 'remove `runAsGroup: 0`, or name the group that the programs need, for example `runAsGroup: 10001`'
#     fs_group:
#       message: 'the volumes of {kind} `{name}` are given to group root: `fsGroup` is 0'
#       help: 'remove `fsGroup: 0`, or name another group, for example `fsGroup: 10001`'
#     supplemental:
#       message: 'the pods of {kind} `{name}` are members of group root: `supplementalGroups` holds 0'
#       help: remove 0 from `supplementalGroups`
#     absent:
#       message: 'container `{container}` runs as the group of its image, often group 0: neither it nor its pod sets `runAsGroup`'
#       help: 'set a `runAsGroup` of at least 1, for the container or for its pod'
#   fix:
#     message: remove the 0
#     applicability: unsafe
#   rationale: >-
#     Many files of a node and of images may be read, and some may be written, by group root. Where such files are
#     mounted, membership is enough.
#   params:
#     require_set: false
#   sources:
#     - trivy:KSV-0116
#     - kube-linter:run-as-non-root
#     - gatekeeper:pod-security-policy/fsgroup
#     - gatekeeper:pod-security-policy/users
#     - kyverno:other/require-non-root-groups
#     - kyverno:psp-migration/check-supplemental-groups
#     - kyverno:other/restrict-usergroup-fsgroup-id
#     - kubescape:C-0013
package kubevet.sec.no_root_group

deny contains [container.id, group, [], {"fix": [["remove", group]]}] if {
	some container in input.containers
	container.c.securityContext.runAsGroup == 0
}

deny contains [-1, group, [inheriting], {"variant": "pod", "fix": [["remove", group]]}] if {
	input.pod.spec.securityContext.runAsGroup == 0
	count(inheriting) > 0
}

deny contains [-1, path, [], {"variant": "fs_group", "fix": [["remove", path]]}] if {
	input.pod.spec.securityContext.fsGroup == 0
	path := ["securityContext", "fsGroup"]
}

deny contains [-1, path, [], {"variant": "supplemental", "fix": [["remove", path]]}] if {
	some i, gid in input.pod.spec.securityContext.supplementalGroups
	gid == 0
	path := ["securityContext", "supplementalGroups", i]
}

deny contains [container.id, group, [], {"variant": "absent"}] if {
	input.params.SEC005.require_set
	not input.pod.windows
	some container in input.containers
	not container.sc.runAsGroup
}

group := ["securityContext", "runAsGroup"]

# The containers that run as the group of the pod.
inheriting := [concat("", ["`", container.name, "`"]) |
	some container in input.containers
	not container.c.securityContext.runAsGroup
]
