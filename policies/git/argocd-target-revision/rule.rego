# METADATA
# scope: package
# title: Applications should pin targetRevision
# description: >-
#   Every source of an Application should have a `targetRevision` other than `HEAD`; that of a chart should be one
#   version, not `*` or a range. Branches of a repository pass unless `allow_branches` is false: then only commits and
#   tags (names with a version, or `refs/tags/…`) do.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/
# custom:
#   id: GIT003
#   name: argocd-target-revision
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [argoproj.io/Application]
#   message: "a source of Application `{name}` has no fixed revision: {0}"
#   help: "write a tag or a commit in `targetRevision`, for a chart one version"
#   params:
#     allow_branches: true
#   rationale: >-
#     With a moving revision the cluster changes when somebody else pushes or publishes, and the same manifest gives
#     another result tomorrow. Nobody can say what ran last week.
package kubevet.git.argocd_target_revision

deny contains [-2, array.concat(path, ["targetRevision"]), [why]] if {
	some [path, source] in sources
	why := moving(source, object.get(source, "targetRevision", ""))
}

sources contains [["spec", "source"], source] if {
	source := input.object.spec.source
}

sources contains [["spec", "sources", i], source] if {
	some i, source in input.object.spec.sources
}

moving(_, revision) := "`targetRevision` is absent" if revision == ""

moving(_, revision) := "HEAD is whatever was pushed last" if revision == "HEAD"

moving(source, revision) := "the chart may be any version of a range" if {
	not revision in {"", "HEAD"}
	source.chart != ""
	regex.match(`[*^~<>|, ]|\.[xX]`, revision)
}

moving(source, revision) := "a branch moves with every push" if {
	not input.params.GIT003.allow_branches
	not revision in {"", "HEAD"}
	object.get(source, "chart", "") == ""
	not regex.match(`^([0-9a-f]{7,64}|refs/tags/.+|.*[0-9]+\.[0-9]+(\.[0-9]+)?([-+].*)?|v[0-9]+)$`, revision)
}
