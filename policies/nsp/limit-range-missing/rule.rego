# METADATA
# scope: package
# title: Namespaces should have a LimitRange
# description: >-
#   A Namespace among the manifests should have a LimitRange, and what a LimitRange says about containers should give
#   them a default request and a default limit; as in Kubernetes `max` serves as default limit, and `default` as default
#   request. With `require_min_max` it must have `min` and `max` too. `kube-*` and `openshift-*` are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/policy/limit-range/
# custom:
#   id: NSP003
#   name: limit-range-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Namespace, LimitRange]
#   looks_for: [LimitRange]
#   message: Namespace `{name}` has no LimitRange
#   help: "add a LimitRange of the type `Container` to the namespace, with `default` and `defaultRequest`; tell of one elsewhere by `--assume-present`"
#   rationale: >-
#     A container without requests is put on any node, full or not, and one without limits takes what it gets. A
#     LimitRange gives both to those who forgot them.
#   variants:
#     incomplete:
#       message: "LimitRange `{name}` lacks `{0}` for containers"
#       help: "add `{0}` with `cpu` and `memory`"
#       looks_for: []
#   params:
#     require_min_max: false
#   sources:
#     - trivy:KSV-0039
#     - kyverno:best-practices/add-ns-quota
package kubevet.nsp.limit_range_missing

deny contains [-2, ["metadata", "name"], []] if {
	input.kind == "Namespace"
	count(input.facts.limit_ranges) == 0
	not left_out
}

deny contains [-2, ["spec", "limits", i], [field], {"variant": "incomplete"}] if {
	input.kind == "LimitRange"
	some i, item in input.object.spec.limits
	item.type == "Container"
	some field in lacking(item)
}

lacking(item) := {field |
	some field in {"default", "defaultRequest"}
	not gives(item, field)
} | {field |
	input.params.NSP003.require_min_max
	some field in {"min", "max"}
	not sets(item, field)
}

gives(item, "default") if {
	some field in ["default", "max"]
	sets(item, field)
}

gives(item, "defaultRequest") if {
	some field in ["defaultRequest", "default", "max", "min"]
	sets(item, field)
}

sets(item, field) if count(item[field]) > 0

left_out if startswith(input.name, "kube-")

left_out if startswith(input.name, "openshift-")
