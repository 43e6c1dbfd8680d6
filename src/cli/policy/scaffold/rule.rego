# METADATA
# scope: package
# title: Workloads name their team
# description: >-
#   What the policy asks for, exactly: here, that everything that makes pods has the label `team`.
# custom:
#   id: NEW000
#   name: new-policy
#   severity: error
#   profile: default
#   kinds: [PodSpec]
#   message: "{kind} `{name}` has no label `team`"
#   help: add the label `team` with the name of the team that answers for it
#   rationale: >-
#     What happens to those who do otherwise: here, that nobody knows whom to ask when it fails.
package new_policy

# -2 stands for the object itself, and the path begins there; the list at the end holds arguments of the message.
deny contains [-2, ["metadata", "labels", "team"], []] if {
	not input.object.metadata.labels.team
}
