# METADATA
# scope: package
# title: Namespaces should enforce a Pod Security level
# description: >-
#   A Namespace should have the label `pod-security.kubernetes.io/enforce` with the level `min_level` (`baseline` or
#   `restricted`) or a stricter one. Labels `warn` and `audit` with a lower level than `enforce` say nothing, which is a
#   remark (info). `kube-*` and `openshift-*` are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-admission/
#   - https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/
# custom:
#   id: NSP001
#   name: pod-security-labels
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [Namespace]
#   message: no Pod Security level is enforced in Namespace `{name}`
#   help: "add the label `pod-security.kubernetes.io/enforce: {0}`, and try it with `warn` before"
#   fix:
#     message: "add the label `pod-security.kubernetes.io/enforce: {0}`"
#     applicability: unsafe
#   rationale: >-
#     Without the label every pod is admitted, also one that is privileged or mounts the root directory of its node. So
#     whoever may create pods in this namespace may take over the node.
#   variants:
#     low:
#       message: "Namespace `{name}` enforces the Pod Security level `{1}` only"
#       help: "write `pod-security.kubernetes.io/enforce: {0}`"
#     idle:
#       message: "`{0}: {1}` says nothing, because `{2}` is enforced anyway"
#       help: "write a stricter level than `{2}`, or remove the label"
#   params:
#     min_level: baseline
#   sources:
#     - kubescape:C-0192
#     - kubescape:C-0193
#     - kubescape:C-0194
#     - kubescape:C-0195
#     - kubescape:C-0196
#     - kubescape:C-0197
#     - kubescape:C-0198
#     - kubescape:C-0199
#     - kubescape:C-0200
#     - kubescape:C-0201
#     - kubescape:C-0202
#     - kubescape:C-0203
#     - kubescape:C-0204
#     - kyverno:psa/add-psa-namespace-reporting
#     - kyverno:psa/deny-privileged-profile
#     - kyverno:psa/add-psa-labels
#     - cis:5.2.1
package kubevet.nsp.pod_security_labels

deny contains [-2, ["metadata", "labels", enforce], [wanted], {"fix": [["set", ["metadata", "labels", enforce], wanted]]}] if {
	not of_the_cluster
	object.get(labels, enforce, "") == ""
	wanted := input.params.NSP001.min_level
}

deny contains [-2, ["metadata", "labels", enforce], [wanted, level], {"variant": "low"}] if {
	not of_the_cluster
	level := labels[enforce]
	wanted := input.params.NSP001.min_level
	strictness[level] < strictness[wanted]
}

deny contains [-2, ["metadata", "labels", key], [key, level, enforced], {"severity": "info", "variant": "idle"}] if {
	enforced := labels[enforce]
	some key in ["pod-security.kubernetes.io/warn", "pod-security.kubernetes.io/audit"]
	level := labels[key]
	strictness[level] < strictness[enforced]
	not of_the_cluster
}

enforce := "pod-security.kubernetes.io/enforce"

labels := object.get(input.object, ["metadata", "labels"], {})

# Values that are no level are refused by admission, and reported without this rule.
strictness := {"privileged": 0, "baseline": 1, "restricted": 2}

of_the_cluster if startswith(input.name, "kube-")

of_the_cluster if startswith(input.name, "openshift-")
