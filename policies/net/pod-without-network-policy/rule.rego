# METADATA
# scope: package
# title: Pods should be selected by a NetworkPolicy
# description: >-
#   Every pod should be selected by a NetworkPolicy of its namespace (or a Cilium, Calico or cluster-wide policy).
#   Judged only when the manifests hold at least one network policy, unless `require_always` is set. Pods on the
#   network of the node are left out, because policies do not apply to them.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: NET001
#   name: pod-without-network-policy
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   looks_for: [NetworkPolicy]
#   message: no NetworkPolicy selects the pods of {kind} `{name}`
#   help: add a NetworkPolicy in namespace `{namespace}` whose `podSelector` matches their labels, or one for the whole namespace; tell of one elsewhere by `--assume-present`
#   rationale: >-
#     A pod that no policy selects accepts connections from every pod of the cluster and may call out anywhere.
#     Once someone is inside one pod, that is how they reach the next.
#   params:
#     require_always: false
#     skip_jobs: false
#   sources:
#     - kube-linter:non-isolated-pod
#     - kube-score:pod-networkpolicy
#     - polaris:missingNetworkPolicy
#     - checkov:CKV2_K8S_6
#     - kubescape:C-0260
#     - kubescape:C-0030
#     - kyverno:other/require-netpol
#     - cis:5.3.2
package kubevet.net.pod_without_network_policy

deny contains [-3, ["metadata", "labels"], []] if {
	count(input.facts.network_policies) == 0
	judged
	not input.pod.spec.hostNetwork == true
	not skipped_job
}

judged if input.facts.network_policies_in_run

judged if input.params.NET001.require_always

skipped_job if {
	input.params.NET001.skip_jobs
	input.kind in {"Job", "CronJob"}
}
