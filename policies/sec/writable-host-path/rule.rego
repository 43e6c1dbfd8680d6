# METADATA
# scope: package
# title: Folders of the node must be mounted read-only
# description: >-
#   Every container, init container and ephemeral container that mounts a `hostPath` volume must set `readOnly: true`
#   on the mount. It is false when it is absent.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts
# custom:
#   id: SEC022
#   name: writable-host-path
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` may write to `{1}` of its node, by volume `{0}`
#   help: 'set `readOnly: true` on the mount; what a program writes belongs in a PersistentVolumeClaim or an `emptyDir`'
#   fix:
#     message: 'set `readOnly: true` on the mount'
#     applicability: unsafe
#   rationale: >-
#     What a pod writes to its node outlives it, and is read by whoever trusts that folder: a job for cron, a program,
#     the manifest of another pod. That is the classic way out of a container.
#   sources:
#     - kube-linter:writable-host-mount
#     - kubescape:C-0045
#     - kyverno:other/ensure-readonly-hostpath
#     - gatekeeper:pod-security-policy/host-filesystem
package kubevet.sec.writable_host_path

deny contains [container.id, path, [name, folder], {"fix": [["set", path, true]]}] if {
	some volume in input.pod.spec.volumes
	folder := volume.hostPath.path
	name := volume.name
	some container in input.containers
	some i, mount in container.c.volumeMounts
	mount.name == name
	not mount.readOnly == true
	path := ["volumeMounts", i, "readOnly"]
}
