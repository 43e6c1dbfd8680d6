# METADATA
# scope: package
# title: Read-write-once claims do not fit several replicas
# description: >-
#   A Deployment with more than one replica (or whose autoscaler has a minimum above one) should not mount a
#   PersistentVolumeClaim of the run that only has the access modes ReadWriteOnce or ReadWriteOncePod.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
# custom:
#   id: CFG012
#   name: rwo-volume-with-replicas
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Deployment]
#   message: "{0} replicas share the claim `{1}`, which only one node at a time may mount"
#   help: use a StatefulSet with `volumeClaimTemplates`, a claim with ReadWriteMany, or one replica with the strategy Recreate
#   rationale: >-
#     The volume is attached to the node of the first pod. Pods on other nodes wait for it for ever, and with
#     ReadWriteOncePod even those on the same node. It may look fine for as long as all pods happen to be on one
#     node.
package kubevet.cfg.rwo_volume_with_replicas

deny contains [-2, path, [replicas, name], {"related": places}] if {
	replicas > 1
	some claim in input.facts.claims
	count(claim.access_modes) > 0
	every mode in claim.access_modes {
		mode in {"ReadWriteOnce", "ReadWriteOncePod"}
	}
	path := claim.path
	name := claim.name
	places := array.concat([[claim.id, ["spec", "accessModes"], "its access modes"]], scalers)
}

# What an autoscaler asks for counts instead of what the Deployment does.
replicas := max([autoscaler.min_replicas | some autoscaler in input.facts.autoscalers]) if {
	count(input.facts.autoscalers) > 0
} else := object.get(input.object.spec, "replicas", 1)

scalers := [[autoscaler.id, minimum[autoscaler.kind], "keeps at least {0}"] |
	some autoscaler in input.facts.autoscalers
	autoscaler.min_replicas == replicas
]

minimum := {"HorizontalPodAutoscaler": ["spec", "minReplicas"], "ScaledObject": ["spec", "minReplicaCount"]}
