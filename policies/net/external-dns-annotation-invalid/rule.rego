# METADATA
# scope: package
# title: ExternalDNS annotations must be usable
# description: >-
#   In the annotations of ExternalDNS, each entry of `hostname` and `internal-hostname` must be a DNS name (a wildcard in
#   front and a dot at the end are fine), and `ttl` a number of seconds or a duration such as `10m`. `hostname` on a
#   ClusterIP Service that is not headless does nothing by default and is remarked on, unless `internal-hostname` is
#   there too. Entries that are filled in later (`$` or `{{`) are left out.
# related_resources:
#   - https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
# custom:
#   id: NET038
#   name: external-dns-annotation-invalid
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Service, Ingress]
#   message: "`{0}` is no DNS name, so ExternalDNS makes no record of it"
#   help: write the name alone, without scheme, port and path; several are separated by commas
#   rationale: >-
#     ExternalDNS writes an error into its log, or nothing, and goes on. The record is missing, and that shows when
#     somebody looks for the name.
#   variants:
#     ttl:
#       message: "`{0}` is no time to live, so ExternalDNS takes its default"
#       help: write a number of seconds from 1 to 2147483647, such as `"300"`, or a duration such as `5m`
#     internal:
#       message: ExternalDNS makes no record for a Service of type `ClusterIP`, unless it runs with `--publish-internal-services`
#       help: use `external-dns.alpha.kubernetes.io/internal-hostname`, or make the Service a `LoadBalancer`
#   sources: []
package kubevet.net.external_dns_annotation_invalid

deny contains [-2, ["metadata", "annotations", key], [entry]] if {
	some key in hostnames
	some entry in split(replace(input.object.metadata.annotations[key], " ", ""), ",")
	entry != ""
	regex.match(no_name, trim_suffix(trim_prefix(entry, "*."), "."))
	not contains(entry, "$")
	not contains(entry, "{{")
}

deny contains [-2, ["metadata", "annotations", ttl], [value], {"variant": "ttl"}] if {
	value := input.object.metadata.annotations[ttl]
	not is_ttl
	not contains(value, "$")
	not contains(value, "{{")
}

deny contains [-2, ["metadata", "annotations", hostname], [], {"severity": "info", "variant": "internal"}] if {
	input.object.metadata.annotations[hostname] != ""
	input.kind == "Service"
	object.get(input.object.spec, "type", "ClusterIP") == "ClusterIP"
	object.get(input.object.spec, "clusterIP", "") != "None"
	not input.object.metadata.annotations[internal_hostname]
}

hostname := "external-dns.alpha.kubernetes.io/hostname"

internal_hostname := "external-dns.alpha.kubernetes.io/internal-hostname"

ttl := "external-dns.alpha.kubernetes.io/ttl"

hostnames := {hostname, internal_hostname}

# Characters of ASCII that no name has, empty labels, and hyphens at the ends of labels.
no_name := `[\x00-,/:-@\[-^\x60{-\x7f]|(^|\.)[.-]|-(\.|$)|^$`

is_ttl if {
	regex.match(`^[0-9]{1,10}$`, input.object.metadata.annotations[ttl])
	seconds := to_number(input.object.metadata.annotations[ttl])
	seconds >= 1
	seconds <= 2147483647
}

is_ttl if regex.match(`^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`, input.object.metadata.annotations[ttl])
