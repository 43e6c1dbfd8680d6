# METADATA
# scope: package
# title: Cloud and kubelet credential paths must not be mounted
# description: >-
#   No `hostPath` volume may be one of `paths`, or lie below one: places where nodes keep the credentials of the
#   kubelet, of the control plane, or of a cloud.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
#   - https://attack.mitre.org/techniques/T1552/
# custom:
#   id: SEC054
#   name: node-credential-path
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'volume `{0}` gives the pod credentials of its node: `{1}`'
#   help: remove the volume; give the ServiceAccount of the pod the rights it needs, in the cluster or in the cloud
#   rationale: >-
#     With the credentials of the kubelet a pod reads the Secrets of all pods on the node; with those of the control
#     plane or of the cloud account it is administrator.
#   params:
#     paths:
#       - /etc/kubernetes
#       - /var/lib/kubelet/pki
#       - /var/lib/kubelet/kubeconfig
#       - /root/.aws
#       - /.aws/credentials
#       - /root/.kube
#       - /etc/eks
#       - /root/.config/gcloud
#       - /etc/kubernetes/azure.json
#   sources:
#     - kubescape:C-0020
package kubevet.sec.node_credential_path

deny contains [-1, ["volumes", i, "hostPath", "path"], [name, path]] if {
	some i, volume in input.pod.spec.volumes
	path := volume.hostPath.path
	holds_credentials(concat("", [clean(path), "/"]))
	name := object.get(volume, "name", "")
}

# For a path with a slash at its end, so that `/etc/kubernetes-docs` is not taken for `/etc/kubernetes`.
holds_credentials(path) if {
	some known in input.params.SEC054.paths
	startswith(path, concat("", [clean(known), "/"]))
}

# The API server refuses `..`.
clean(path) := concat("", ["/", concat("/", [step | some step in split(path, "/"); not step in {"", "."}])])
