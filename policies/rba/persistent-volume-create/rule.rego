# METADATA
# scope: package
# title: Creating persistent volumes must be limited
# description: >-
#   No rule of a ClusterRole should allow `create` or `*` on `persistentvolumes` of the core group. `*` in resources is
#   a matter of RBA002. Roles named `system:*`, `cluster-admin` and aggregated ones are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation
# custom:
#   id: RBA015
#   name: persistent-volume-create
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [ClusterRole]
#   message: "ClusterRole `{name}` may create volumes from any directory of a node: `{0}` on `persistentvolumes`"
#   help: "leave out `{0}`, and let claims get their volumes from a StorageClass"
#   rationale: >-
#     A PersistentVolume may be a `hostPath`: the root directory of a node, with the keys of its kubelet and the data of
#     all its pods. No level of the Pod Security Standards sees it, because the pod mounts a claim.
#   sources:
#     - kubescape:C-0278
#     - cis:5.1.9
package kubevet.rba.persistent_volume_create

deny contains [-2, ["rules", i, "resources", at], [verbs]] if {
	not left_out
	some i, rule in input.object.rules
	some at, resource in rule.resources
	resource == "persistentvolumes"
	some_of(rule.apiGroups, {"", "*"})
	verbs := [verb | some verb in rule.verbs; verb in {"create", "*"}]
	count(verbs) > 0
}

left_out if startswith(input.name, "system:")

left_out if input.name == "cluster-admin"

left_out if input.object.aggregationRule

some_of(list, wanted) if {
	some value in list
	value in wanted
}
