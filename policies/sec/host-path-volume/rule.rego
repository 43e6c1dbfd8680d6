# METADATA
# scope: package
# title: Volumes must not be folders of the node
# description: >-
#   No volume may be a `hostPath`, mounted or not, unless its path is one of `allowed_paths` or lies below it. An entry
#   has a `pathPrefix` and, if the path may only be read, `readOnly: true`: then every mount must be read-only. Where
#   SEC020, SEC021, SEC022 or SEC054 reports the same volume this is an info only.
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
#   params:
#     allowed_paths: []
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

deny contains [-1, ["volumes", i, "hostPath"], [name, path], {"severity": severity(path, name), "key": true}] if {
	some i, volume in input.pod.spec.volumes
	is_object(volume.hostPath)
	name := object.get(volume, "name", "")
	path := object.get(volume.hostPath, "path", "")
	not allowed(clean(path), name)
}

allowed(path, name) if {
	some entry in input.params.SEC019.allowed_paths
	below(path, clean(entry.pathPrefix))
	suits(entry, name)
}

suits(entry, _) if not entry.readOnly == true

suits(_, name) if not written(name)

below(path, "/") if startswith(path, "/")

below(path, folder) if startswith(concat("", [path, "/"]), concat("", [folder, "/"]))

severity(path, name) := "info" if {
	reported(clean(path), name)
} else := "error"

# SEC020
reported(path, _) if path in input.params.SEC020.paths

reported(path, _) if {
	some prefix in input.params.SEC020.prefixes
	below(path, prefix)
}

# SEC021: the path is the socket of a container runtime, or a folder that holds one.
reported(path, _) if {
	name := split(path, "/")
	name[count(name) - 1] in input.params.SEC021.sockets
}

reported(path, _) if path in {"/var/run", "/run", "/run/containerd", "/var/run/containerd", "/run/crio", "/var/run/crio"}

# SEC022: a container may write to it.
reported(_, name) if written(name)

# SEC054
reported(path, _) if {
	some known in input.params.SEC054.paths
	below(path, clean(known))
}

written(name) if {
	some container in input.containers
	some mount in container.c.volumeMounts
	mount.name == name
	not mount.readOnly == true
}

# The API server refuses `..`.
clean(path) := concat("", ["/", concat("/", [step | some step in split(path, "/"); not step in {"", "."}])])
