# METADATA
# scope: package
# title: Claims should name a storage class
# description: >-
#   A PersistentVolumeClaim, a claim template of a StatefulSet and an ephemeral volume of a pod should set
#   `storageClassName`. If `allowed` is set, the class should be one of them. The empty text, which asks for a volume that
#   exists already, passes.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1
#   - https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
# custom:
#   id: STO001
#   name: storage-class-missing
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PersistentVolumeClaim, StatefulSet, PodSpec]
#   message: "{0} names no storage class"
#   help: "set `storageClassName`, for example to the class that `kubectl get storageclass` marks as default"
#   rationale: >-
#     Without a name the default class of the cluster counts. It differs between clusters and may be changed, so the same
#     manifest gets a fast disk here and a slow share there, or waits forever where there is no default.
#   variants:
#     not_allowed:
#       message: "{0} names storage class `{1}`, which is not one of the allowed ones"
#       help: "name one of: {2}"
#   params:
#     allowed: []
#   sources:
#     - kyverno:other/require-storageclass
#     - gatekeeper:general/storageclass
#     - kyverno:other/restrict-storageclass
package kubevet.sto.storage_class_missing

deny contains [-2, ["spec", "storageClassName"], [what], {}] if {
	input.kind == "PersistentVolumeClaim"
	unnamed(object.get(input.object, "spec", {}))
	what := concat("", ["the claim `", input.name, "`"])
}

deny contains [-2, ["spec", "storageClassName"], [what, class, allowed], {"variant": "not_allowed"}] if {
	input.kind == "PersistentVolumeClaim"
	class := refused(input.object.spec)
	allowed := input.params.STO001.allowed
	what := concat("", ["the claim `", input.name, "`"])
}

deny contains [-2, ["spec", "volumeClaimTemplates", i, "spec", "storageClassName"], [what], {}] if {
	input.kind == "StatefulSet"
	some i, claim in input.object.spec.volumeClaimTemplates
	unnamed(object.get(claim, "spec", {}))
	what := concat("", ["the claim template `", object.get(claim, ["metadata", "name"], ""), "`"])
}

deny contains [-2, path, [what, class, allowed], {"variant": "not_allowed"}] if {
	input.kind == "StatefulSet"
	some i, claim in input.object.spec.volumeClaimTemplates
	class := refused(claim.spec)
	path := ["spec", "volumeClaimTemplates", i, "spec", "storageClassName"]
	allowed := input.params.STO001.allowed
	what := concat("", ["the claim template `", object.get(claim, ["metadata", "name"], ""), "`"])
}

deny contains [-1, ["volumes", i, "ephemeral", "volumeClaimTemplate", "spec", "storageClassName"], [what], {}] if {
	some i, volume in input.pod.spec.volumes
	template := volume.ephemeral.volumeClaimTemplate
	unnamed(object.get(template, "spec", {}))
	what := concat("", ["the ephemeral volume `", object.get(volume, "name", ""), "`"])
}

deny contains [-1, path, [what, class, allowed], {"variant": "not_allowed"}] if {
	some i, volume in input.pod.spec.volumes
	class := refused(volume.ephemeral.volumeClaimTemplate.spec)
	path := ["volumes", i, "ephemeral", "volumeClaimTemplate", "spec", "storageClassName"]
	allowed := input.params.STO001.allowed
	what := concat("", ["the ephemeral volume `", object.get(volume, "name", ""), "`"])
}

unnamed(spec) if not "storageClassName" in object.keys(spec)

refused(spec) := class if {
	class := spec.storageClassName
	class != ""
	count(input.params.STO001.allowed) > 0
	not class in input.params.STO001.allowed
}
