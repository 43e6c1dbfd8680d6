# METADATA
# scope: package
# title: Volumes must not be folders of the node
# description: >-
#   No volume may be a `hostPath`, mounted or not. Where SEC021 reports the same volume this is an info only.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#   - https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
# custom:
#   id: SEC019
#   name: host-path-volume
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: volume `{0}` is the path `{1}` of the node
#   help: use a PersistentVolumeClaim, an `emptyDir`, a ConfigMap or a `projected` volume
#   rationale: >-
#     A folder of the node is shared with the node itself and with every pod that mounts it. Many lead to
#     credentials or to the sockets of daemons that run as root, and the pod depends on what happens to lie on the
#     node.
#   sources:
#     - polaris:hostPathSet
#     - trivy:KSV-0023
#     - kubescape:C-0048
#     - pss:baseline/hostPathVolumes
#     - gatekeeper:pod-security-policy/host-filesystem
#     - kyverno:pod-security/disallow-host-path
#     - kyverno:other/limit-hostpath-vols
#     - cis:5.2.12
package kubevet.sec.host_path_volume

deny contains [-1, ["volumes", i, "hostPath"], [name, path], {"severity": severity(path), "key": true}] if {
	some i, volume in input.pod.spec.volumes
	is_object(volume.hostPath)
	name := object.get(volume, "name", "")
	path := object.get(volume.hostPath, "path", "")
}

severity(path) := "info" if {
	exposes_socket(path)
} else := "error"

# Whether a path is the socket of a container runtime, or a folder that holds one.
exposes_socket(path) if {
	name := split(clean(path), "/")
	name[count(name) - 1] in input.params.SEC021.sockets
}

exposes_socket(path) if clean(path) in {"/var/run", "/run", "/run/containerd", "/var/run/containerd", "/run/crio", "/var/run/crio"}

clean(path) := trim_right(replace(path, "//", "/"), "/")
