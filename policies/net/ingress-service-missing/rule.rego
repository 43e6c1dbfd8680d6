# METADATA
# scope: package
# title: Ingress backends must name a Service and port of the bundle
# description: >-
#   The Services that an Ingress names, in `defaultBackend` and in its paths, should be among the manifests, in its
#   namespace, and have the port. Backends that are no Services, and actions of the AWS load balancer controller,
#   are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/
# custom:
#   id: NET022
#   name: ingress-service-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Ingress]
#   message: Ingress `{name}` leads to Service `{0}`, which is not there in namespace `{1}`
#   help: correct the name, add the Service, or name it with `--assume-present`
#   rationale: >-
#     The API server accepts an Ingress whose Service or port does not exist. The controller then answers every
#     request with 503 or its default page.
#   variants:
#     near:
#       message: Ingress `{name}` leads to Service `{0}`, which is not there in namespace `{1}`
#       help: "correct the name: there is a Service `{2}`"
#     port:
#       message: Ingress `{name}` leads to port `{1}` of Service `{0}`, which has no such port
#       help: write the `port` of the Service (not its `targetPort`), or the name of that port
#     near_port:
#       message: Ingress `{name}` leads to port `{1}` of Service `{0}`, which has no such port
#       help: "correct the port: there is one named `{2}`"
#   sources:
#     - kube-linter:dangling-ingress
#     - kube-score:ingress-targets-service
#     - kubescape:C-0298
package kubevet.net.ingress_service_missing

deny contains [-2, path, [name, namespace]] if {
	some reference in missing
	not reference.key
	not reference.nearest
	path := reference.path
	name := reference.name
	namespace := reference.namespace
}

deny contains [-2, path, [name, namespace, near], extra] if {
	some reference in missing
	not reference.key
	near := reference.nearest
	path := reference.path
	name := reference.name
	namespace := reference.namespace
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a Service `{2}`"]]}
}

deny contains [-2, path, [name, port], extra] if {
	some reference in missing
	port := reference.key
	not reference.nearest
	path := reference.path
	name := reference.name
	extra := {"variant": "port", "related": [[reference.existing, ["spec", "ports"], "the ports of the Service"]]}
}

deny contains [-2, path, [name, port, near], extra] if {
	some reference in missing
	port := reference.key
	near := reference.nearest
	path := reference.path
	name := reference.name
	extra := {"variant": "near_port", "related": [[reference.existing, ["spec", "ports"], "the ports of the Service"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "Service"
}
