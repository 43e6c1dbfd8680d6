# METADATA
# scope: package
# title: Ingress should name its class
# description: >-
#   An Ingress should have `spec.ingressClassName`. The deprecated annotation `kubernetes.io/ingress.class` alone is
#   reported, except for the classes of GKE (`gce`, `gce-internal`), which know nothing else. With `allowed` (globs),
#   the class must be one of them. Field and annotation that differ the API server refuses.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class
#   - https://cloud.google.com/kubernetes-engine/docs/concepts/ingress#controller_summary
# custom:
#   id: NET029
#   name: ingress-class-missing
#   severity: info
#   profile: default
#   scope: object
#   kinds: [Ingress]
#   message: Ingress `{name}` does not say which controller is to serve it
#   help: 'add `ingressClassName` with the name of an IngressClass: `kubectl get ingressclass` lists them'
#   fix:
#     message: "write `ingressClassName: {0}` in place of the annotation"
#     applicability: unsafe
#   rationale: >-
#     Without a class it depends on the cluster who serves the Ingress: the default class, every controller there is,
#     or nobody.
#   variants:
#     deprecated:
#       message: Ingress `{name}` names its class in an annotation, which is deprecated
#       help: "write `ingressClassName: {0}` in its place, if there is an IngressClass of this name"
#     allowed:
#       message: "class `{0}` is not one of those allowed: {1}"
#       help: use one of the classes allowed
#   params:
#     allowed: []
#   sources:
#     - kyverno:other/restrict-ingress-classes
package kubevet.net.ingress_class_missing

deny contains [-2, ["spec", "ingressClassName"], []] if {
	not field
	not annotation
}

deny contains [-2, path, [annotation], extra] if {
	not field
	path := ["metadata", "annotations", key]
	class := annotation
	not startswith(class, "gce")
	fix := [["set", ["spec", "ingressClassName"], class], ["remove", path]]
	extra := {"severity": "warning", "variant": "deprecated", "fix": fix}
}

deny contains [-2, ["spec", "ingressClassName"], [named, allowed], {"severity": "warning", "variant": "allowed"}] if {
	some _ in allowed
	named := field
	not is_allowed(named)
}

deny contains [-2, ["metadata", "annotations", key], [named, allowed], {"severity": "warning", "variant": "allowed"}] if {
	some _ in allowed
	not field
	named := annotation
	not is_allowed(named)
}

key := "kubernetes.io/ingress.class"

allowed := input.params.NET029.allowed

field := input.object.spec.ingressClassName if input.object.spec.ingressClassName != ""

annotation := input.object.metadata.annotations[key] if input.object.metadata.annotations[key] != ""

is_allowed(class) if {
	some pattern in allowed
	glob.match(pattern, [], class)
}
