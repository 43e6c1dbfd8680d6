# METADATA
# scope: package
# title: System folders of the node must not be mounted
# description: >-
#   No `hostPath` volume may be one of `paths`, or `prefixes` or anything below them. Slashes too many and `.` do not
#   matter. What SEC021 reports as the way to a container runtime, and SEC054 as credentials of the node, is not reported
#   again.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
# custom:
#   id: SEC020
#   name: sensitive-host-path
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'volume `{0}` gives the pod a system folder of its node: `{1}`'
#   help: remove the volume, or mount only the file or subfolder that the program needs, read-only
#   rationale: >-
#     These folders hold the programs, the configuration and the credentials of the node. Reading them is often enough
#     to act as the node; writing them is being root there.
#   params:
#     paths: [/, /boot, /dev, /etc, /lib, /lib64, /proc, /root, /sys, /usr, /var, /var/lib, /var/run, /run, /home]
#     prefixes: [/etc/kubernetes, /var/lib/kubelet, /var/lib/docker, /var/lib/containerd, /var/lib/etcd, /etc/ssh]
#   sources:
#     - kube-linter:sensitive-host-mounts
#     - trivy:KSV-0121
#     - gatekeeper:pod-security-policy/host-filesystem
package kubevet.sec.sensitive_host_path

deny contains [-1, ["volumes", i, "hostPath", "path"], [name, path]] if {
	some i, volume in input.pod.spec.volumes
	path := volume.hostPath.path
	startswith(path, "/")
	plain := clean(path)
	is_sensitive(plain)
	not exposes_socket(plain)
	not holds_credentials(plain)
	name := object.get(volume, "name", "")
}

is_sensitive(path) if path in input.params.SEC020.paths

is_sensitive(path) if {
	some prefix in input.params.SEC020.prefixes
	below(path, prefix)
}

below(path, folder) if startswith(concat("", [path, "/"]), concat("", [folder, "/"]))

# Whether a path is one of those where nodes keep their credentials.
holds_credentials(path) if {
	some known in input.params.SEC054.paths
	below(path, clean(known))
}

# Whether a path is the socket of a container runtime, or a folder that holds one.
exposes_socket(path) if {
	name := split(path, "/")
	name[count(name) - 1] in input.params.SEC021.sockets
}

exposes_socket(path) if path in {"/var/run", "/run", "/run/containerd", "/var/run/containerd", "/run/crio", "/var/run/crio"}

# The API server refuses `..`.
clean(path) := concat("", ["/", concat("/", [step | some step in split(path, "/"); not step in {"", "."}])])
