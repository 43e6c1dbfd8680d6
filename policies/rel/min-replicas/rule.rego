# METADATA
# scope: package
# title: Deployments need at least two replicas
# description: >-
#   A Deployment or a DeploymentConfig of OpenShift (parameter `kinds`: also StatefulSet or Rollout) should have at
#   least `min` replicas; an absent `replicas` is 1. Left out are those that an autoscaler of the manifests scales, those scaled to 0, and with
#   `only_service_targets` those that no Service selects. It is a remark (info) for a Deployment with the strategy
#   Recreate, whose author wants no two pods beside each other, and for pods that no Service selects, where the
#   manifests hold Services: nobody waits for their answer. A Service whose ports all serve metrics, by their names, does
#   not count.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas
#   - https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
# custom:
#   id: REL001
#   name: min-replicas
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Deployment, StatefulSet, argoproj.io/Rollout, apps.openshift.io/DeploymentConfig]
#   message: "{kind} `{name}` runs with `replicas: {0}`{2}, fewer than {1}"
#   help: "set `replicas: {1}` or more, or add an autoscaler with that minimum"
#   variants:
#     recreate:
#       message: "{kind} `{name}` runs with `replicas: {0}`{2}, fewer than {1}, and stops what it has before an update"
#       help: "set `replicas: {1}` and remove `strategy` if its pods may run beside each other"
#     uncalled:
#       message: "{kind} `{name}`, which no Service calls, runs with `replicas: {0}`{2}, fewer than {1}"
#       help: "set `replicas: {1}` if its work must go on while a pod is replaced"
#   fix:
#     message: 'set `replicas: {1}`'
#     applicability: unsafe
#   rationale: >-
#     With a single replica, every drained node, eviction and crash is an outage, for as long as it takes to
#     schedule, pull and start a new pod.
#   params:
#     min: 2
#     only_service_targets: false
#     kinds: [Deployment, DeploymentConfig]
#   sources:
#     - kube-linter:minimum-three-replicas
#     - kube-score:deployment-replicas
#     - polaris:deploymentMissingReplicas
#     - kyverno:other/require-deployments-have-multiple-replicas
#     - gatekeeper:general/replicalimits
package kubevet.rel.min_replicas

deny contains [-2, ["spec", "replicas"], [replicas, input.params.REL001.min, origin], extra] if {
	input.kind in input.params.REL001.kinds
	replicas := object.get(input.object, ["spec", "replicas"], 1)
	is_number(replicas)
	replicas > 0
	replicas < input.params.REL001.min
	count(input.facts.autoscalers) == 0
	judged
	extra := about
}

origin := "" if input.object.spec.replicas

origin := " (its default)" if not input.object.spec.replicas

about := {"severity": "info", "variant": "recreate"} if {
	input.object.spec.strategy.type == "Recreate"
} else := {"severity": "info", "variant": "uncalled"} if {
	input.facts.services_in_run
	not called
} else := {} if {
	mounts_a_claim
} else := {"fix": [["set", ["spec", "replicas"], input.params.REL001.min]]}

# Whether several pods can share a volume, only its owner knows.
mounts_a_claim if {
	some volume in input.object.spec.template.spec.volumes
	volume.persistentVolumeClaim
}

judged if not input.params.REL001.only_service_targets

judged if called

# Prometheus waits for nobody: a Service for metrics alone calls no pods.
called if {
	some service in input.facts.services
	not for_metrics(service)
}

for_metrics(service) if {
	count(service.ports) > 0
	count([port | some port in service.ports; not measures(port)]) == 0
}

measures(port) if contains(port.name, "metrics")

measures(port) if port.name == "prometheus"
