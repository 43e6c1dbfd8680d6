# METADATA
# scope: package
# title: Mesh namespaces should have an AuthorizationPolicy
# description: >-
#   A Namespace that joins a mesh (the labels `istio-injection: enabled`, `istio.io/rev` or `istio.io/dataplane-mode:
#   ambient`, or the annotation `linkerd.io/inject`) should have an AuthorizationPolicy (of Linkerd, or a
#   ServerAuthorization), its own or one of Istio for all namespaces in istio-system. A default policy of Linkerd that
#   asks for authenticated clients passes.
# related_resources:
#   - https://istio.io/latest/docs/reference/config/security/authorization-policy/
#   - https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies
#   - https://linkerd.io/2/reference/authorization-policy/
# custom:
#   id: MSH005
#   name: authorization-policy-missing
#   severity: info
#   profile: strict
#   scope: cross-resource
#   kinds: [Namespace]
#   looks_for: [AuthorizationPolicy, ServerAuthorization]
#   message: nothing says who may talk to the pods of namespace `{name}`, which joins {0}
#   help: "add an AuthorizationPolicy: one that allows nothing, and one for each client that is meant"
#   rationale: >-
#     mTLS tells who calls, but without a policy everybody may. A pod that is taken over then reaches everything in the
#     mesh.
#   sources:
#     - kyverno:istio/require-authorizationpolicy
#     - kyverno:istio/create-authorizationpolicy
package kubevet.msh.authorization_policy_missing

deny contains [-2, path, [mesh]] if {
	count(input.facts.authorization_policies) == 0
	some [path, mesh] in switches
}

switches contains [["metadata", "labels", "istio-injection"], "Istio"] if {
	input.object.metadata.labels["istio-injection"] == "enabled"
}

switches contains [["metadata", "labels", "istio.io/rev"], "Istio"] if {
	input.object.metadata.labels["istio.io/rev"]
	not input.object.metadata.labels["istio-injection"]
}

switches contains [["metadata", "labels", "istio.io/dataplane-mode"], "Istio"] if {
	input.object.metadata.labels["istio.io/dataplane-mode"] == "ambient"
	not input.object.metadata.labels["istio-injection"] == "enabled"
	not input.object.metadata.labels["istio.io/rev"]
}

switches contains [["metadata", "annotations", "linkerd.io/inject"], "Linkerd"] if {
	input.object.metadata.annotations["linkerd.io/inject"] in {"enabled", "ingress"}
	not asks_for_identity
}

asks_for_identity if {
	input.object.metadata.annotations["config.linkerd.io/default-inbound-policy"] in {"deny", "all-authenticated", "cluster-authenticated"}
}
