# METADATA
# scope: package
# title: Argo CD sources must be complete
# description: >-
#   An Application must have either `spec.source` or `spec.sources` (or `spec.sourceHydrator`). Each source must have
#   either a `path` or a `chart`; one with a `ref` needs neither. The destination must have either a `server` or a
#   `name`.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/
# custom:
#   id: GIT001
#   name: argocd-application-source
#   severity: error
#   profile: default
#   scope: object
#   kinds: [argoproj.io/Application]
#   message: Application `{name}` has neither `source` nor `sources`
#   help: "add `source` with `repoURL`, `targetRevision` and a `path` or a `chart`"
#   variants:
#     both:
#       message: Application `{name}` has both `{0}` and `{1}`
#       help: "remove one of them: Argo CD refuses it, or ignores one without a word"
#     empty_source:
#       message: this source of Application `{name}` has neither a `path` nor a `chart`
#       help: "add the `path` of a folder in the repository (`.` for its root), or the name of a `chart`"
#     nowhere:
#       message: the destination of Application `{name}` has neither a `server` nor a `name`
#       help: 'add `server: https://kubernetes.default.svc`, or the `name` of a cluster'
#   rationale: >-
#     Argo CD accepts the object, shows an error beside its name, and deploys nothing.
#   sources:
#     - kyverno:argo/application-field-validation
package kubevet.git.argocd_application_source

deny contains [-2, ["spec", "source"], []] if {
	spec := input.object.spec
	not spec.source
	count(object.get(spec, "sources", [])) == 0
	not spec.sourceHydrator
}

deny contains [-2, ["spec", "source"], ["source", "sources"], {"variant": "both", "key": true}] if {
	input.object.spec.source
	count(input.object.spec.sources) > 0
}

deny contains [-2, array.concat(path, ["chart"]), ["path", "chart"], {"variant": "both", "key": true}] if {
	some [path, source] in sources
	source.path != ""
	source.chart != ""
}

deny contains [-2, path, [], {"variant": "empty_source"}] if {
	some [path, source] in sources
	object.get(source, "path", "") == ""
	object.get(source, "chart", "") == ""
	object.get(source, "ref", "") == ""
}

deny contains [-2, ["spec", "destination", "name"], ["server", "name"], {"variant": "both", "key": true}] if {
	input.object.spec.destination.server != ""
	input.object.spec.destination.name != ""
}

deny contains [-2, ["spec", "destination"], [], {"variant": "nowhere"}] if {
	destination := object.get(input.object, ["spec", "destination"], {})
	object.get(destination, "server", "") == ""
	object.get(destination, "name", "") == ""
}

sources contains [["spec", "source"], source] if {
	source := input.object.spec.source
}

sources contains [["spec", "sources", i], source] if {
	some i, source in input.object.spec.sources
}
