# METADATA
# scope: package
# title: Replicated workloads should have a PodDisruptionBudget
# description: >-
#   A Deployment or StatefulSet that keeps at least `min_replicas` pods, by the minimum of its autoscaler or else
#   its replicas (absent = 1), should be selected by a PodDisruptionBudget of its namespace.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# custom:
#   id: REL011
#   name: pdb-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet]
#   looks_for: [PodDisruptionBudget]
#   message: no PodDisruptionBudget covers {kind} `{name}` with its {0} replicas
#   help: "add a PodDisruptionBudget with `maxUnavailable: 1` whose selector matches the labels of the pods; tell of one elsewhere by `--assume-present`"
#   rationale: >-
#     When nodes are drained for an upgrade, all pods on them are evicted at once. Without a budget, all replicas
#     may be among them.
#   params:
#     min_replicas: 2
#   sources:
#     - kube-score:deployment-has-poddisruptionbudget
#     - kube-score:statefulset-has-poddisruptionbudget
#     - polaris:missingPodDisruptionBudget
#     - kyverno:other/require-pdb
#     - kyverno:other/create-default-pdb
package kubevet.rel.pdb_missing

deny contains [-2, ["spec", "replicas"], [least], {"related": scalers}] if {
	count(input.facts.disruption_budgets) == 0
	least := least_replicas
	is_number(least)
	least >= input.params.REL011.min_replicas
}

least_replicas := min([autoscaler.min_replicas | some autoscaler in input.facts.autoscalers]) if {
	count(input.facts.autoscalers) > 0
} else := object.get(input.object, ["spec", "replicas"], 1)

# Whose minimum counts instead of `replicas`.
scalers := [[autoscaler.id, minimum[autoscaler.kind], "keeps at least {0}"] |
	some autoscaler in input.facts.autoscalers
	autoscaler.min_replicas == least_replicas
]

minimum := {"HorizontalPodAutoscaler": ["spec", "minReplicas"], "ScaledObject": ["spec", "minReplicaCount"]}
