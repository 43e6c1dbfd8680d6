# METADATA
# scope: package
# title: The socket of a container runtime must not be mounted
# description: >-
#   No `hostPath` volume may be the socket of a container runtime, or a folder that holds one. Slashes too many and `.` do
#   not matter.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - https://docs.docker.com/engine/security/#docker-daemon-attack-surface
# custom:
#   id: SEC021
#   name: container-runtime-socket
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'volume `{0}` gives the pod the container runtime of its node: `{1}`'
#   help: remove the volume; build images with a tool that needs no daemon, read container data from the API
#   rationale: >-
#     Whoever talks to the container runtime starts containers with any privilege on the node. It is root on the
#     node, without a trace in the API of Kubernetes.
#   params:
#     sockets: [docker.sock, containerd.sock, crio.sock, cri-dockerd.sock, dockershim.sock, podman.sock]
#   sources:
#     - kube-linter:docker-sock
#     - checkov:CKV_K8S_27
#     - trivy:KSV-0006
#     - kubescape:C-0074
#     - kyverno:best-practices/disallow-cri-sock-mount
#     - kyverno:other/docker-socket-requires-label
package kubevet.sec.container_runtime_socket

deny contains [-1, ["volumes", i, "hostPath", "path"], [name, path]] if {
	some i, volume in input.pod.spec.volumes
	path := volume.hostPath.path
	exposes_socket(path)
	name := object.get(volume, "name", "")
}

# Whether a path is the socket of a container runtime, or a folder that holds one.
exposes_socket(path) if {
	name := split(clean(path), "/")
	name[count(name) - 1] in input.params.SEC021.sockets
}

exposes_socket(path) if clean(path) in {"/var/run", "/run", "/run/containerd", "/var/run/containerd", "/run/crio", "/var/run/crio"}

# The API server refuses `..`.
clean(path) := concat("", ["/", concat("/", [step | some step in split(path, "/"); not step in {"", "."}])])
