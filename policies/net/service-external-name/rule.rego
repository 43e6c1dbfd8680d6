# METADATA
# scope: package
# title: ExternalName Services redirect traffic by DNS
# description: >-
#   `externalName` of an ExternalName Service must not be `localhost`, end with `.localhost`, or be an IP address;
#   and should not be a name of the cluster (`.cluster.local`) in another namespace. With `names: all`, every
#   ExternalName Service is reported. Names in `allowed` (globs) are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/#externalname
# custom:
#   id: NET018
#   name: service-external-name
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Service]
#   message: Service `{name}` sends its clients to `{0}`
#   help: use the outer name in the clients, or add it to `allowed`
#   rationale: >-
#     Whatever trusts the Service, an Ingress for example, then trusts what the name leads to. `localhost` is the
#     client itself: an Ingress controller hands out its own pages. An IP address is taken for a name, which no
#     DNS server knows.
#   variants:
#     localhost:
#       message: Service `{name}` leads its clients to themselves, by `{0}`
#       help: use a Service with a `selector`, or the name of a machine
#     address:
#       message: "`{0}` is an IP address, but DNS is asked for it as a name"
#       help: use a Service without `selector`, and an EndpointSlice with the address
#     namespace:
#       message: Service `{name}` leads into namespace `{1}`, past whatever keeps the namespaces apart
#       help: use `{0}` in the clients, a Gateway route with a ReferenceGrant, or add the name to `allowed`
#   params:
#     names: dangerous
#     allowed: []
#   sources:
#     - kyverno:other/disallow-localhost-services
#     - trivy:KSV-0108
package kubevet.net.service_external_name

deny contains [-2, ["spec", "externalName"], [name], {"severity": "error", "variant": "localhost"}] if {
	name := external_name
	is_local
}

deny contains [-2, ["spec", "externalName"], [name], {"severity": "error", "variant": "address"}] if {
	name := external_name
	is_address
}

deny contains [-2, ["spec", "externalName"], [name, namespace], {"variant": "namespace"}] if {
	name := external_name
	namespace := other_namespace
}

deny contains [-2, ["spec", "externalName"], [name]] if {
	input.params.NET018.names == "all"
	name := external_name
	not is_local
	not is_address
	not other_namespace
}

external_name := name if {
	input.object.spec.type == "ExternalName"
	name := input.object.spec.externalName
	name != ""
	not allowed
}

allowed if {
	some pattern in input.params.NET018.allowed
	glob.match(pattern, [], input.object.spec.externalName)
}

is_local if {
	name := trim_suffix(lower(input.object.spec.externalName), ".")
	name in {"localhost", "localhost.localdomain"}
}

is_local if endswith(trim_suffix(lower(input.object.spec.externalName), "."), ".localhost")

# Digits and dots alone.
is_address if trim(input.object.spec.externalName, "0123456789.") == ""

other_namespace := namespace if {
	parts := split(trim_suffix(input.object.spec.externalName, "."), ".")
	array.slice(parts, 2, count(parts)) == ["svc", "cluster", "local"]
	namespace := parts[1]
	namespace != input.namespace
}
