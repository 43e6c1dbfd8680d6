# METADATA
# scope: package
# title: Access modes follow the configured rule
# description: >-
#   A PersistentVolumeClaim, and each claim template of a StatefulSet, should ask for just the access modes in
#   `required`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
# custom:
#   id: STO005
#   name: access-mode
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PersistentVolumeClaim, StatefulSet]
#   message: 'claim `{0}` asks for {1} instead of {2}'
#   help: 'set `accessModes: [{2}]`'
#   rationale: >-
#     ReadWriteOnce binds a volume to a node, not to a pod: two pods on one node may write to it at once.
#     ReadWriteOncePod lets in one pod alone.
#   params:
#     required: [ReadWriteOncePod]
#   sources:
#     - kyverno:other/enforce-readwriteonce-pod
package kubevet.sto.access_mode

deny contains [-2, ["spec", "accessModes"], [name, modes, required]] if {
	modes := input.object.spec.accessModes
	name := input.name
	required := input.params.STO005.required
	others(modes, required)
}

deny contains [-2, ["spec", "volumeClaimTemplates", index, "spec", "accessModes"], [name, modes, required]] if {
	some index, template in input.object.spec.volumeClaimTemplates
	modes := template.spec.accessModes
	name := object.get(template, ["metadata", "name"], "of the template")
	required := input.params.STO005.required
	others(modes, required)
}

others(modes, required) if {mode | some mode in modes} != {mode | some mode in required}
