# METADATA
# scope: package
# title: Service-account mount path must not be shadowed
# description: >-
#   No container may mount a volume at or below `/var/run/secrets/kubernetes.io/serviceaccount`. Pods with
#   `automountServiceAccountToken: false` may mount a projected volume there, and the mounts that Kubernetes itself
#   adds to running pods are left out.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
# custom:
#   id: SEC055
#   name: token-path-shadowed
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` mounts volume `{0}` where Kubernetes puts its token for the API
#   help: mount the volume elsewhere; if the pod shall have its own token here, use a projected volume and set `automountServiceAccountToken` to false
#   rationale: >-
#     Libraries read the token at this path. With something else there, Kubernetes leaves out the mount of the
#     token, and the program acts as whoever the volume says, past the checks for mounted tokens.
#   sources:
#     - trivy:KSV-0036
package kubevet.sec.token_path_shadowed

deny contains [container.id, ["volumeMounts", i, "mountPath"], [name]] if {
	some container in input.containers
	some i, mount in container.c.volumeMounts
	startswith(mount.mountPath, "/var/run/secrets/kubernetes.io/serviceaccount")
	rest := substring(mount.mountPath, 45, -1)
	substring(rest, 0, 1) in {"", "/"}
	name := object.get(mount, "name", "")
	not of_kubernetes(name)
	not own_token(name)
}

# As in manifests that were read back from a cluster.
of_kubernetes(name) if startswith(name, "kube-api-access-")

of_kubernetes(name) if regex.match(`-token-[a-z0-9]{5}$`, name)

own_token(name) if {
	input.pod.spec.automountServiceAccountToken == false
	some volume in input.pod.spec.volumes
	volume.name == name
	volume.projected
}
