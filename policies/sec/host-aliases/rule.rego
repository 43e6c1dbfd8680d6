# METADATA
# scope: package
# title: Pods should not edit /etc/hosts
# description: >-
#   Pods should not set `hostAliases`.
# related_resources:
#   - https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
# custom:
#   id: SEC035
#   name: host-aliases
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: 'the pods of {kind} `{name}` get names of hosts past DNS, by `hostAliases`'
#   help: give the address a name with a Service of its own, or in the DNS of the cluster
#   rationale: >-
#     A name in /etc/hosts wins over DNS. Whoever may change the manifest sends the traffic of the pod elsewhere,
#     and an address that moves leaves the pod behind.
#   sources:
#     - trivy:KSV-0007
package kubevet.sec.host_aliases

deny contains [-1, ["hostAliases"], [], {"key": true}] if {
	count(input.pod.spec.hostAliases) > 0
}
