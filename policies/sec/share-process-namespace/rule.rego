# METADATA
# scope: package
# title: Containers should not share one process namespace
# description: >-
#   Pods of more than one container should not set `shareProcessNamespace: true`. Init containers do not count, since
#   they end before the others start; sidecars do.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/
# custom:
#   id: SEC043
#   name: share-process-namespace
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: the containers of {kind} `{name}` see each other's processes
#   help: 'remove `shareProcessNamespace`; to look into a running container, use `kubectl debug --target`'
#   rationale: >-
#     Each container may signal the processes of the others, read their environment with its secrets under /proc,
#     and reach their files through /proc/PID/root. An intruder in the weakest container has them all.
package kubevet.sec.share_process_namespace

deny contains [-1, ["shareProcessNamespace"], []] if {
	input.pod.spec.shareProcessNamespace == true
	count([container | some container in input.containers; container.type != "init"]) > 1
}
