# METADATA
# scope: package
# title: Administrative interfaces must not be exposed
# description: >-
#   Workloads that are reachable from outside (by a Service of type NodePort or LoadBalancer, an Ingress, a route of
#   the Gateway API or of OpenShift, or a VirtualService of a gateway; internal ones left out) must not be one of `patterns`: whole words of
#   the name of the workload, of the last part of the image of a main container, or of the name of a Service before
#   it. Exporters, operators, adapters, backups and the like, which only bear the name, are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/
# custom:
#   id: NET036
#   name: sensitive-interface-exposed
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: "{kind} `{name}` looks like {0} and is reachable from outside, through {1}"
#   help: "make the Service `ClusterIP` and reach it by `kubectl port-forward`, a VPN or a proxy that asks for a login"
#   rationale: >-
#     Such interfaces run code, hold data or control the cluster, and many of them ask nobody for a password. They
#     are found by scanners within hours, and are how most miners of coins get into clusters.
#   variants:
#     image:
#       message: "container `{container}` runs {0} and is reachable from outside, through {1}"
#       help: "make the Service `ClusterIP` and reach it by `kubectl port-forward`, a VPN or a proxy that asks for a login"
#     service:
#       message: "{kind} `{name}` looks like {0}, by the name of its Service, and is reachable from outside, through {1}"
#       help: "make the Service `ClusterIP` and reach it by `kubectl port-forward`, a VPN or a proxy that asks for a login"
#   params:
#     patterns: [nifi, argo-server, weave-scope-app, kubeflow, kubernetes-dashboard, jenkins, prometheus, ollama, vllm, kserve, triton-inference-server, ray-dashboard, ray-head, mlflow, jupyterhub, seldon, bentoml, minio, postgres]
#   sources:
#     - kubescape:C-0021
package kubevet.net.sensitive_interface_exposed

deny contains [-2, ["metadata", "name"], [name, fronts], {"related": related}] if {
	count(outside) > 0
	name := by_name[0]
}

deny contains [container.id, ["image"], [name, fronts], {"variant": "image", "related": related}] if {
	count(outside) > 0
	count(by_name) == 0
	some container in input.containers
	container.type in {"main", "sidecar"}
	name := by_image(container.image)[0]
}

deny contains [-2, ["metadata", "name"], [name, fronts], {"variant": "service", "related": related}] if {
	count(outside) > 0
	count(by_name) == 0
	count(images) == 0
	name := by_service[0]
}

# What lets in more than the own network.
outside := [front | some front in input.facts.exposed_by; not front.internal]

by_name := [name | some name in input.params.NET036.patterns; is_named(input.name, name)]

by_image(image) := [name | some name in input.params.NET036.patterns; is_named(program(image), name)]

images := [name | some container in input.containers; container.type in {"main", "sidecar"}; some name in by_image(container.image)]

by_service := [name |
	some name in input.params.NET036.patterns
	some service in input.facts.services
	is_named(service.name, name)
]

fronts := [concat("", [front.kind, " `", front.name, "`"]) | some front in array.slice(outside, 0, 3)]

related := [[front.id, ["spec"], "leads to it from outside"] | some front in array.slice(outside, 0, 3)]

# `minio` of `registry.example:5000/minio/minio:1.2@sha256:0`.
program(image) := split(split(last, "@")[0], ":")[0] if {
	parts := split(image, "/")
	last := parts[count(parts) - 1]
}

is_named(text, name) if {
	contains(text, name)
	regex.match(concat("", [`(^|[-_.])`, name, `($|[-_.])`]), text)
	not regex.match(`[-_.](adapter|backup|client|config-reloader|exporter|init|migrate|migration|operator)s?($|[-_.])`, text)
}
