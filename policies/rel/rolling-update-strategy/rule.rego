# METADATA
# scope: package
# title: Workloads should use rolling updates
# description: >-
#   A Deployment should not be of the strategy `Recreate`, nor a DaemonSet or StatefulSet of `OnDelete`. Left unset,
#   it is `RollingUpdate`. For a Deployment with a volume that only one node can mount it is a remark (info), as
#   the old pod must go before the new one can start; a claim that is not among the manifests is taken for such.
#   With `only_service_targets` it is a remark for workloads that no Service selects. A DeploymentConfig of OpenShift
#   should be of the type `Rolling`, its default.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
#   - https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
#   - https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
# custom:
#   id: REL024
#   name: rolling-update-strategy
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [Deployment, DaemonSet, StatefulSet, apps.openshift.io/DeploymentConfig]
#   message: "Deployment `{name}` stops all its pods before it starts new ones"
#   help: "set `strategy.type: RollingUpdate`, or remove `strategy`"
#   variants:
#     volume:
#       message: "Deployment `{name}` stops its pod before it starts a new one, as its volume asks for"
#       help: use storage that several nodes can mount, or a StatefulSet, if an outage at each update is too much
#     on_delete:
#       message: "{kind} `{name}` replaces no pod until somebody deletes it"
#       help: "set `updateStrategy.type: RollingUpdate`, or remove `updateStrategy`"
#     config:
#       message: "DeploymentConfig `{name}` does not replace its pods step by step, but by the strategy `{0}`"
#       help: "set `strategy.type: Rolling`, or remove `strategy`"
#   fix:
#     message: "set the type to a rolling one"
#     applicability: unsafe
#   rationale: >-
#     With `Recreate` each update is an outage, and one that lasts when the new version does not start. With
#     `OnDelete` an update changes nothing: the old version, with its holes, runs on until somebody remembers.
#   params:
#     only_service_targets: false
#   sources:
#     - kube-linter:no-rolling-update-strategy
#     - kube-score:deployment-strategy
#     - kubescape:C-0305
package kubevet.rel.rolling_update_strategy

deny contains [-2, ["spec", "strategy", "type"], [], extra] if {
	input.kind == "Deployment"
	input.object.spec.strategy.type == "Recreate"
	count(bound_volumes) == 0
	extra := {"severity": severity, "fix": [["set", ["spec", "strategy", "type"], "RollingUpdate"]]}
}

deny contains [-2, ["spec", "strategy", "type"], [], {"severity": "info", "variant": "volume"}] if {
	input.kind == "Deployment"
	input.object.spec.strategy.type == "Recreate"
	count(bound_volumes) > 0
}

deny contains [-2, ["spec", "updateStrategy", "type"], [], extra] if {
	input.kind in {"DaemonSet", "StatefulSet"}
	input.object.spec.updateStrategy.type == "OnDelete"
	extra := {
		"severity": severity,
		"variant": "on_delete",
		"fix": [["set", ["spec", "updateStrategy", "type"], "RollingUpdate"]],
	}
}

deny contains [-2, ["spec", "strategy", "type"], [type], extra] if {
	input.kind == "DeploymentConfig"
	type := input.object.spec.strategy.type
	not type in {"", "Rolling"}
	extra := {"severity": severity, "variant": "config", "fix": [["set", ["spec", "strategy", "type"], "Rolling"]]}
}

severity := "info" if {
	input.params.REL024.only_service_targets
	count(input.facts.services) == 0
} else := "warning"

# Volumes that only one node can mount.
bound_volumes := [volume |
	some volume in input.object.spec.template.spec.volumes
	bound(volume)
]

bound(volume) if {
	claim := object.get(volume, ["persistentVolumeClaim", "claimName"], null)
	claim != null
	not claim in shared_claims
}

bound(volume) if {
	some type in [
		"awsElasticBlockStore", "azureDisk", "cinder", "fc", "gcePersistentDisk", "iscsi", "rbd", "vsphereVolume",
	]
	object.get(volume, type, null) != null
}

bound(volume) if object.get(volume, ["ephemeral", "volumeClaimTemplate"], null) != null

shared_claims := {claim.name |
	some claim in input.facts.claims
	some mode in claim.access_modes
	mode in {"ReadWriteMany", "ReadOnlyMany"}
}
