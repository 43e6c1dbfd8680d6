# METADATA
# scope: package
# title: Namespaces should have a ResourceQuota
# description: >-
#   A Namespace among the manifests should have a ResourceQuota, and those it has should together limit what `required`
#   lists; `cpu` and `memory` count as `requests.cpu` and `requests.memory`, as in Kubernetes. `kube-*` and
#   `openshift-*` are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/policy/resource-quotas/
# custom:
#   id: NSP002
#   name: resource-quota-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Namespace]
#   looks_for: [ResourceQuota]
#   message: Namespace `{name}` has no ResourceQuota
#   help: "add a ResourceQuota to the namespace, with {0} under `spec.hard`; tell of one elsewhere by `--assume-present`"
#   rationale: >-
#     Without a quota one namespace may take all nodes: a loop that creates Jobs, or an autoscaler without bounds. The
#     pods of all others then find no place.
#   variants:
#     incomplete:
#       message: "ResourceQuota `{1}` of Namespace `{name}` does not limit {0}"
#       help: "add {0} under `spec.hard` of the ResourceQuota"
#   params:
#     required: [requests.cpu, requests.memory, limits.cpu, limits.memory]
#   sources:
#     - trivy:KSV-0040
#     - kyverno:best-practices/add-ns-quota
#     - kyverno:other/namespace-inventory-check
package kubevet.nsp.resource_quota_missing

deny contains [-2, ["metadata", "name"], [required]] if {
	count(input.facts.resource_quotas) == 0
	not left_out
	required := input.params.NSP002.required
}

deny contains [-2, ["metadata", "name"], [lacking, quota], extra] if {
	count(input.facts.resource_quotas) > 0
	not left_out
	lacking := [key | some key in input.params.NSP002.required; not limited(key)]
	count(lacking) > 0
	quota := input.facts.resource_quotas[0].name
	extra := {
		"variant": "incomplete",
		"related": [[other.id, ["spec", "hard"], "this is limited"] | some other in input.facts.resource_quotas],
	}
}

limited(key) if {
	some quota in input.facts.resource_quotas
	key in quota.hard
}

limited(key) if {
	startswith(key, "requests.")
	some quota in input.facts.resource_quotas
	trim_prefix(key, "requests.") in quota.hard
}

left_out if startswith(input.name, "kube-")

left_out if startswith(input.name, "openshift-")
