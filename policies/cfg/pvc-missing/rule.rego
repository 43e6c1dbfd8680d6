# METADATA
# scope: package
# title: Claims must exist in the bundle
# description: >-
#   The PersistentVolumeClaims that pods mount should be among the manifests, in their namespace. Volumes
#   that a StatefulSet fills from `volumeClaimTemplates` are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes
# custom:
#   id: CFG010
#   name: pvc-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: PersistentVolumeClaim `{0}` is not there in namespace `{namespace}`
#   help: correct the name, add the claim, or name it with `--assume-present`
#   variants:
#     near:
#       message: PersistentVolumeClaim `{0}` is not there in namespace `{namespace}`
#       help: "correct the name: there is a PersistentVolumeClaim `{1}`"
#   rationale: >-
#     A pod whose claim does not exist waits for it, for ever if need be. Claims are in their own namespace, so one
#     of the same name elsewhere does not help.
package kubevet.cfg.pvc_missing

deny contains [-2, path, [name]] if {
	some reference in missing
	not reference.nearest
	path := reference.path
	name := reference.name
}

deny contains [-2, path, [name, near], extra] if {
	some reference in missing
	near := reference.nearest
	path := reference.path
	name := reference.name
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a PersistentVolumeClaim `{1}`"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "PersistentVolumeClaim"
	not made_from_template(reference)
}

# The controller puts a claim of its own in place of a volume that is named like one of its templates. The steps of a path
# are texts: spec, template, spec, volumes, and then the number.
made_from_template(reference) if {
	input.kind == "StatefulSet"
	volume := input.object.spec.template.spec.volumes[to_number(reference.path[4])]
	some template in input.object.spec.volumeClaimTemplates
	template.metadata.name == volume.name
}
