# METADATA
# scope: package
# title: Claims must exist in the bundle
# description: >-
#   The PersistentVolumeClaims that pods mount should be among the manifests, in their namespace. Volumes
#   that a StatefulSet fills from `volumeClaimTemplates` are left out. `assume_present` lists what exists elsewhere, as
#   globs of `kind/namespace/name`.
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
#   help: correct the name, add the claim, or list it in `assume_present` if it exists elsewhere
#   variants:
#     near:
#       message: PersistentVolumeClaim `{0}` is not there in namespace `{namespace}`
#       help: "correct the name: there is a PersistentVolumeClaim `{1}`"
#   rationale: >-
#     A pod whose claim does not exist waits for it, for ever if need be. Claims are in their own namespace, so one
#     of the same name elsewhere does not help.
#   params:
#     assume_present: []
package kubevet.cfg.pvc_missing

deny contains [-2, path, [name]] if {
	some reference in missing
	not reference.nearest
	path := reference.path
	name := reference.name
}

deny contains [-2, path, [name, near], {"variant": "near"}] if {
	some reference in missing
	near := reference.nearest
	path := reference.path
	name := reference.name
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "PersistentVolumeClaim"
	not assumed(reference)
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

assumed(reference) if {
	some pattern in input.params.CFG010.assume_present
	glob.match(pattern, ["/"], concat("/", [reference.kind, reference.namespace, reference.name]))
}
