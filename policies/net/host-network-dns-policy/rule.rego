# METADATA
# scope: package
# title: hostNetwork pods need ClusterFirstWithHostNet
# description: >-
#   Pods with `hostNetwork: true` should have a `dnsPolicy` other than `ClusterFirst`, which is the default: for them it
#   means `Default`, the DNS of the node. Pods of the priority classes `system-node-critical` and
#   `system-cluster-critical`, which the DNS of the cluster may depend on, are left out, and pods for Windows.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
# custom:
#   id: NET041
#   name: host-network-dns-policy
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "the pods of {kind} `{name}` are on the network of the node, where `dnsPolicy: ClusterFirst`{0} finds no Services of the cluster"
#   help: 'set `dnsPolicy: ClusterFirstWithHostNet`, or `dnsPolicy: Default` if they need no Services'
#   fix:
#     message: 'set `dnsPolicy: ClusterFirstWithHostNet`'
#     applicability: unsafe
#   rationale: >-
#     On the network of the node, `ClusterFirst` is silently replaced by the DNS of the node, which knows no name of
#     the cluster.
#   sources: []
package kubevet.net.host_network_dns_policy

deny contains [-1, ["dnsPolicy"], [origin], {"fix": [["set", ["dnsPolicy"], "ClusterFirstWithHostNet"]]}] if {
	input.pod.spec.hostNetwork == true
	not input.pod.windows
	object.get(input.pod.spec, "dnsPolicy", "ClusterFirst") == "ClusterFirst"
	not critical
}

origin := ", the default," if {
	object.get(input.pod.spec, "dnsPolicy", null) == null
} else := ""

critical if input.pod.spec.priorityClassName in {"system-node-critical", "system-cluster-critical"}
