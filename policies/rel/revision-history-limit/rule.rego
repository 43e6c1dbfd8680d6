# METADATA
# scope: package
# title: revisionHistoryLimit should be small but not 0
# description: >-
#   `revisionHistoryLimit` of a Deployment, StatefulSet or DaemonSet should not be 0, nor more than `max`. Left unset
#   it is 10.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy
# custom:
#   id: REL026
#   name: revision-history-limit
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [Deployment, StatefulSet, DaemonSet]
#   message: "{kind} `{name}` keeps no old revision, so an update cannot be rolled back"
#   help: "remove `revisionHistoryLimit`, or set it to 2 or more"
#   variants:
#     many:
#       message: "{kind} `{name}` keeps {0} old revisions, more than {1}"
#       help: "set `revisionHistoryLimit` to {1} or less"
#   rationale: >-
#     `kubectl rollout undo` needs the revision before. Each one that is kept is an object in etcd that controllers
#     and people look through, and hundreds of them help nobody.
#   params:
#     max: 20
package kubevet.rel.revision_history_limit

deny contains [-2, ["spec", "revisionHistoryLimit"], []] if {
	input.object.spec.revisionHistoryLimit == 0
}

deny contains [-2, ["spec", "revisionHistoryLimit"], [limit, input.params.REL026.max], {"variant": "many"}] if {
	limit := input.object.spec.revisionHistoryLimit
	is_number(limit)
	limit > input.params.REL026.max
}
