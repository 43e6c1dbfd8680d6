# METADATA
# scope: package
# title: git-sync must not take its git binary from the environment
# description: >-
#   Main containers, sidecars and init containers must not set the variable `GITSYNC_GIT`.
# related_resources:
#   - https://github.com/kubernetes/git-sync#manual
# custom:
#   id: SEC057
#   name: git-sync-command-injection
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` lets git-sync run another program for git
#   help: 'remove `GITSYNC_GIT`: git-sync finds the git of its own image'
#   rationale: >-
#     git-sync runs what this variable says, with whatever options git would get. Who may change the variable, or
#     the volume it points to, runs programs of his choice with the rights of the pod, hidden behind a trusted
#     image.
#   sources:
#     - checkov:CKV_K8S_159
package kubevet.sec.git_sync_command_injection

deny contains [container.id, ["env", i, "name"], []] if {
	some container in input.containers
	container.type != "ephemeral"
	some i, variable in container.c.env
	variable.name == "GITSYNC_GIT"
}
