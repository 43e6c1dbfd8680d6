# METADATA
# scope: package
# title: Annotations and labels outside the allowed set
# description: >-
#   No key of an annotation or label may match one of `forbidden` (globs). With `allowed`, a key with a prefix that
#   some entry of it has must match one of its entries.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
# custom:
#   id: MET005
#   name: forbidden-annotations
#   severity: warning
#   profile: off
#   scope: object
#   kinds: ["*"]
#   message: '{kind} `{name}` has `{0}`, which `{1}` forbids'
#   help: 'remove it'
#   variants:
#     unlisted:
#       message: '{kind} `{name}` has `{0}`, which is not among the allowed keys of `{1}`'
#       help: 'use one that is allowed, or add it to `allowed`'
#   rationale: >-
#     Annotations steer controllers: one may open a load balancer to the world, another turn a policy off. Who may set
#     which is worth a list.
#   params:
#     forbidden: []
#     allowed: []
#   sources:
#     - kyverno:other/allowed-annotations
#     - kyverno:other/restrict-annotations
package kubevet.met.forbidden_annotations

deny contains [-2, ["metadata", field, key], [key, pattern], {"key": true}] if {
	some field in ["annotations", "labels"]
	some key, _ in input.object.metadata[field]
	some pattern in input.params.MET005.forbidden
	glob.match(pattern, null, key)
}

deny contains [-2, ["metadata", field, key], [key, prefix], {"key": true, "variant": "unlisted"}] if {
	count(input.params.MET005.allowed) > 0
	some field in ["annotations", "labels"]
	some key, _ in input.object.metadata[field]
	contains(key, "/")
	prefix := split(key, "/")[0]
	some entry in input.params.MET005.allowed
	split(entry, "/")[0] == prefix
	not allowed(key)
}

allowed(key) if {
	some pattern in input.params.MET005.allowed
	glob.match(pattern, null, key)
}
