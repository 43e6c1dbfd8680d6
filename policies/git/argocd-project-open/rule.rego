# METADATA
# scope: package
# title: AppProjects should not allow everything
# description: >-
#   An AppProject should not allow every repository (`sourceRepos` with `*`), every namespace of every cluster
#   (`destinations` with `*` as namespace and as server or name), or every kind without namespace
#   (`clusterResourceWhitelist` with `*` as group and kind). With `require_blacklist` a project must also forbid all
#   such kinds by a `clusterResourceBlacklist` with `*` as group and kind. The project `default` is a hint.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
# custom:
#   id: GIT004
#   name: argocd-project-open
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [argoproj.io/AppProject]
#   message: AppProject `{name}` allows every {0}
#   help: "list what its Applications need instead of `*`"
#   variants:
#     blacklist:
#       message: AppProject `{name}` does not forbid kinds without namespace
#       help: "add `clusterResourceBlacklist` with `group: '*'` and `kind: '*'`"
#   params:
#     require_blacklist: false
#   rationale: >-
#     A project is the fence around its Applications. One that allows everything lets whoever may push to any
#     repository deploy into any namespace, or give himself the rights of an administrator.
#   sources:
#     - kyverno:argo/appproject-clusterresourceblacklist
package kubevet.git.argocd_project_open

deny contains [-2, ["spec", "sourceRepos", i], ["repository"], {"severity": severity}] if {
	some i, repository in input.object.spec.sourceRepos
	repository == "*"
}

deny contains [-2, ["spec", "destinations", i], ["namespace of every cluster"], {"severity": severity}] if {
	some i, destination in input.object.spec.destinations
	destination.namespace == "*"
	every_cluster(destination)
}

deny contains [-2, ["spec", "clusterResourceWhitelist", i], ["kind without namespace"], {"severity": severity}] if {
	some i, allowed in input.object.spec.clusterResourceWhitelist
	allowed.group == "*"
	allowed.kind == "*"
}

deny contains [-2, ["spec", "clusterResourceBlacklist"], [], {"variant": "blacklist", "severity": severity}] if {
	input.params.GIT004.require_blacklist
	not forbids_all
}

severity := "info" if input.name == "default"

severity := "warning" if input.name != "default"

every_cluster(destination) if destination.server == "*"

every_cluster(destination) if destination.name == "*"

forbids_all if {
	some forbidden in input.object.spec.clusterResourceBlacklist
	forbidden.group == "*"
	forbidden.kind == "*"
}
