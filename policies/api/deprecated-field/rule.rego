# METADATA
# scope: package
# title: Fields that are deprecated or ignored by the target version
# description: >-
#   Fields, annotations and labels that Kubernetes has given up, and of which the API server does not warn by itself:
#   `loadBalancerIP`, volume types that CSI drivers replace, old names of labels in affinity rules,
#   and annotations that fields have replaced.
# related_resources:
#   - https://kubernetes.io/docs/reference/labels-annotations-taints/
#   - https://kubernetes.io/docs/concepts/storage/volumes/#volume-types
#   - https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
# custom:
#   id: API007
#   name: deprecated-field
#   severity: info
#   profile: default
#   scope: object
#   kinds: [PodSpec, Service, StorageClass, PersistentVolume]
#   message: "`{0}` is deprecated"
#   help: "use {1}"
#   variants:
#     ignored:
#       message: "the annotation `{0}` has no effect any more"
#       help: "use {1}"
#   fix:
#     message: "write {1} instead of `{0}`"
#     applicability: safe
#   rationale: >-
#     Deprecated fields work until an upgrade takes them away, and nobody thinks of them then. What is ignored already
#     says something that is not so.
package kubevet.api.deprecated_field

# Other names of the same thing.
deny contains [-1, path, [key, concat("", ["`", new, "`"])], {"fix": [["set", path, new]]}] if {
	some kind in ["podAffinity", "podAntiAffinity"]
	some i, term in input.pod.spec.affinity[kind].requiredDuringSchedulingIgnoredDuringExecution
	key := term.topologyKey
	new := new_label[key]
	path := ["affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution", i, "topologyKey"]
}

deny contains [-1, path, [key, concat("", ["`", new, "`"])], {"fix": [["set", path, new]]}] if {
	some kind in ["podAffinity", "podAntiAffinity"]
	some i, term in input.pod.spec.affinity[kind].preferredDuringSchedulingIgnoredDuringExecution
	key := term.podAffinityTerm.topologyKey
	new := new_label[key]
	path := ["affinity", kind, "preferredDuringSchedulingIgnoredDuringExecution", i, "podAffinityTerm", "topologyKey"]
}

deny contains [-2, ["metadata", "annotations", old], [old, "`storageclass.kubernetes.io/is-default-class`"], extra] if {
	input.kind == "StorageClass"
	old := "storageclass.beta.kubernetes.io/is-default-class"
	input.object.metadata.annotations[old]
	extra := {"key": true, "fix": default_class}
}

# What something else replaces.
deny contains [-1, ["volumes", i, plugin], [plugin, use], {"key": true}] if {
	some i, volume in input.pod.spec.volumes
	some plugin, use in in_tree
	volume[plugin]
}

deny contains [-2, ["spec", plugin], [plugin, use], {"key": true}] if {
	input.kind == "PersistentVolume"
	some plugin, use in in_tree
	input.object.spec[plugin]
}

deny contains [-2, ["spec", "loadBalancerIP"], ["loadBalancerIP", use], {"key": true}] if {
	input.object.spec.loadBalancerIP != ""
	input.kind == "Service"
	input.object.spec.type == "LoadBalancer"
	use := "the annotation for addresses that the documentation of your load balancer names"
}

deny contains [-2, ["metadata", "annotations", old], [old, "`spec.publishNotReadyAddresses: true`"], {"key": true, "variant": "ignored"}] if {
	input.kind == "Service"
	old := "service.alpha.kubernetes.io/tolerate-unready-endpoints"
	input.object.metadata.annotations[old]
}

deny contains [-3, ["metadata", "annotations", old], [old, use], {"key": true, "variant": "ignored"}] if {
	some old, use in replaced
	input.pod.annotations[old]
}

# Of the two annotations the new one counts.
default_class := [["remove", ["metadata", "annotations", "storageclass.beta.kubernetes.io/is-default-class"]]] if {
	input.object.metadata.annotations["storageclass.kubernetes.io/is-default-class"]
} else := [["rename", ["metadata", "annotations", "storageclass.beta.kubernetes.io/is-default-class"], "storageclass.kubernetes.io/is-default-class"]]

new_label := {
	"beta.kubernetes.io/arch": "kubernetes.io/arch",
	"beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
	"beta.kubernetes.io/os": "kubernetes.io/os",
	"failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
	"failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
}

in_tree := {
	"awsElasticBlockStore": "a volume of the CSI driver `ebs.csi.aws.com`",
	"azureDisk": "a volume of the CSI driver `disk.csi.azure.com`",
	"azureFile": "a volume of the CSI driver `file.csi.azure.com`",
	"cinder": "a volume of the CSI driver `cinder.csi.openstack.org`",
	"flexVolume": "a volume of a CSI driver",
	"gcePersistentDisk": "a volume of the CSI driver `pd.csi.storage.gke.io`",
	"portworxVolume": "a volume of the CSI driver `pxd.portworx.com`",
	"vsphereVolume": "a volume of the CSI driver `csi.vsphere.vmware.com`",
}

replaced := {
	"pod.alpha.kubernetes.io/init-containers": "`spec.initContainers`",
	"pod.beta.kubernetes.io/hostname": "`spec.hostname`",
	"pod.beta.kubernetes.io/init-containers": "`spec.initContainers`",
	"pod.beta.kubernetes.io/subdomain": "`spec.subdomain`",
	"scheduler.alpha.kubernetes.io/affinity": "`spec.affinity`",
	"scheduler.alpha.kubernetes.io/name": "`spec.schedulerName`",
	"scheduler.alpha.kubernetes.io/tolerations": "`spec.tolerations`",
}
