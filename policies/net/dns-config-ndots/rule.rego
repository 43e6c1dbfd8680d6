# METADATA
# scope: package
# title: dnsConfig should set ndots
# description: >-
#   `dnsConfig.options` of a pod should hold the option `key` (by default `ndots`) with the value `value` (by default
#   `2`). Pods with `dnsPolicy: Default`, which ask the server of their node, are left out.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
# custom:
#   id: NET040
#   name: dns-config-ndots
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` leaves `{0}` as it is, so a name outside of the cluster is asked for several times'
#   help: 'add `{0}` with value {1} to `dnsConfig.options`'
#   variants:
#     other:
#       message: '{kind} `{name}` sets `{0}` to `{2}`'
#       help: 'write {1}'
#   fix:
#     message: 'set `{0}` to {1}'
#     applicability: unsafe
#   rationale: >-
#     With 5 dots as it is by default, a name such as `api.example.com` is first tried in each domain of the cluster.
#     That is four times the questions for DNS, and each is one more that may fail.
#   params:
#     key: ndots
#     value: "2"
#   sources:
#     - kube-linter:dnsconfig-options
#     - kyverno:other/dns-policy-and-dns-config
#     - kyverno:other/add-ndots
package kubevet.net.dns_config_ndots

deny contains [-1, ["dnsConfig", "options"], [key, value], extra] if {
	object.get(input.pod.spec, "dnsPolicy", "ClusterFirst") != "Default"
	not has_option
	key := input.params.NET040.key
	value := input.params.NET040.value
	extra := {"fix": [["set", ["dnsConfig", "options", "-"], {"name": key, "value": value}]]}
}

deny contains [-1, ["dnsConfig", "options", index], [key, value, found], extra] if {
	some index, option in input.pod.spec.dnsConfig.options
	option.name == input.params.NET040.key
	found := object.get(option, "value", "nothing")
	value := input.params.NET040.value
	found != value
	key := option.name
	extra := {"variant": "other", "fix": [["set", ["dnsConfig", "options", index, "value"], value]]}
}

has_option if {
	some option in input.pod.spec.dnsConfig.options
	option.name == input.params.NET040.key
}
