# METADATA
# scope: package
# title: Mesh objects must name things of the bundle
# description: >-
#   The gateways, destination hosts, ports and subsets of a VirtualService should be among the manifests, and so should what
#   an AuthorizationPolicy or ServerAuthorization of Linkerd names. The selector of a policy of Istio or of a Server of
#   Linkerd should match some pods. Nothing is said where the manifests hold nothing of that kind (or no pods) in the
#   namespace that is meant. Hosts outside of the cluster, those of a ServiceEntry, and selectors in istio-system are
#   left out.
# related_resources:
#   - https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
#   - https://istio.io/latest/docs/reference/config/analysis/ist0101/
#   - https://linkerd.io/2/reference/authorization-policy/
# custom:
#   id: MSH006
#   name: mesh-reference-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds:
#     - networking.istio.io/VirtualService
#     - security.istio.io/AuthorizationPolicy
#     - security.istio.io/PeerAuthentication
#     - security.istio.io/RequestAuthentication
#     - policy.linkerd.io/AuthorizationPolicy
#     - policy.linkerd.io/ServerAuthorization
#     - policy.linkerd.io/Server
#   message: "{kind} `{name}` names {0} `{1}`, which is not there in namespace `{2}`"
#   help: correct the name, add what is named, or name it with `--assume-present`
#   variants:
#     near:
#       message: "{kind} `{name}` names {0} `{1}`, which is not there in namespace `{2}`"
#       help: "correct the name: there is {0} `{3}`"
#     elsewhere:
#       message: "{kind} `{name}` names {0} `{1}`, which is in namespace `{3}`, not in `{2}`"
#       help: "write `{4}`"
#     port:
#       message: "{kind} `{name}` leads to port {1} of Service `{0}`, which has no such port"
#       help: write the `port` of the Service, not its `targetPort`
#     subset:
#       message: "{kind} `{name}` leads to subset `{1}` of `{0}`, which no DestinationRule defines"
#       help: "add the subset to the DestinationRule of `{0}`, or leave `subset` out"
#     near_subset:
#       message: "{kind} `{name}` leads to subset `{1}` of `{0}`, which no DestinationRule defines"
#       help: "correct the name: there is a subset `{2}`"
#     selector:
#       message: "{kind} `{name}` selects no pods in namespace `{namespace}`"
#       help: make the selector equal to labels of the pod template, or name the workload with `--assume-present`
#       looks_for: [Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob]
#     value:
#       message: "{kind} `{name}` selects no pods: it asks for `{2}: {3}`, but the pods of {0} `{1}` have `{2}: {4}`"
#       help: "write `{2}: {4}` here, or `{2}: {3}` in the pod template"
#     label:
#       message: "{kind} `{name}` selects no pods: those of {0} `{1}` lack its label `{2}`"
#       help: remove `{2}` here, or add it to the labels of the pod template
#   rationale: >-
#     The mesh takes such objects as they are. Requests end in 503 or go past the gateway, and a policy that is for
#     nothing protects nothing.
#   sources:
#     - kyverno:linkerd/check-linkerd-authorizationpolicy
#     - kyverno:linkerd/require-linkerd-server
package kubevet.msh.mesh_reference_missing

deny contains [-2, path, [what, name, namespace]] if {
	some reference in missing
	not reference.key
	not reference.nearest
	not reference.elsewhere
	path := reference.path
	what := reference.kind
	name := reference.name
	namespace := reference.namespace
}

deny contains [-2, path, [what, name, namespace, near], extra] if {
	some reference in missing
	not reference.key
	near := reference.nearest
	not reference.elsewhere
	path := reference.path
	what := reference.kind
	name := reference.name
	namespace := reference.namespace
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is {0} `{3}`"]]}
}

deny contains [-2, path, [what, name, namespace, elsewhere, right], {"variant": "elsewhere"}] if {
	some reference in missing
	not reference.key
	elsewhere := reference.elsewhere
	path := reference.path
	what := reference.kind
	name := reference.name
	namespace := reference.namespace
	right := correction(what, elsewhere, name)
}

deny contains [-2, path, [name, port], {"variant": "port"}] if {
	some reference in missing
	reference.kind == "Service"
	port := reference.key
	path := reference.path
	name := reference.name
}

deny contains [-2, path, [host, subset], {"variant": "subset"}] if {
	some reference in missing
	reference.kind == "DestinationRule"
	not reference.nearest
	subset := reference.key
	path := reference.path
	host := reference.name
}

deny contains [-2, path, [host, subset, near], {"variant": "near_subset"}] if {
	some reference in missing
	reference.kind == "DestinationRule"
	near := reference.nearest
	subset := reference.key
	path := reference.path
	host := reference.name
}

deny contains [-2, selector, [], {"variant": "selector"}] if {
	selects_nothing
	not input.facts.nearest
}

deny contains [-2, path, [kind, name, key, wanted, found], extra] if {
	selects_nothing
	near := input.facts.nearest
	found := near.found
	kind := near.kind
	name := near.name
	key := near.key
	wanted := near.wanted
	path := array.concat(selector, ["matchLabels", key])
	extra := {"variant": "value", "related": [[near.id, near.path, "the pods have `{4}`"]]}
}

deny contains [-2, path, [kind, name, key], extra] if {
	selects_nothing
	near := input.facts.nearest
	not near.found
	kind := near.kind
	name := near.name
	key := near.key
	path := array.concat(selector, ["matchLabels", key])
	extra := {"variant": "label", "related": [[near.id, near.path, "the labels of the pods"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.path[0] == "spec"
	can_be_known(reference)
}

can_be_known(reference) if reference.others_in_namespace == true

can_be_known(reference) if {
	reference.others_in_run == true
	reference.namespace == input.namespace
}

can_be_known(reference) if reference.key

correction("Service", namespace, name) := concat("", [name, ".", namespace, ".svc.cluster.local"])

correction(what, namespace, name) := concat("/", [namespace, name]) if what != "Service"

selects_nothing if {
	count(input.facts.selected) == 0
	input.facts.any_in_reach
	not input.facts.made_elsewhere
	asks
	input.namespace != "istio-system"
}

selector := ["spec", "podSelector"] if input.kind == "Server"

selector := ["spec", "selector"] if input.kind != "Server"

asks if count(input.object.spec.selector.matchLabels) > 0

asks if count(input.object.spec.podSelector.matchLabels) > 0

asks if count(input.object.spec.podSelector.matchExpressions) > 0
