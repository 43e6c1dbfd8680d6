# METADATA
# scope: package
# title: Applications should not use the default project
# description: >-
#   `spec.project` of an Application, and of the template of an ApplicationSet, should name a project other than
#   `default`. A project that the template fills in passes. It should be one of the AppProjects among the manifests, if there
#   are any, in whatever namespace (a hint).
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
# custom:
#   id: GIT002
#   name: argocd-default-project
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [argoproj.io/Application, argoproj.io/ApplicationSet]
#   message: "{kind} `{name}` belongs to the project `default`, which allows everything"
#   help: "make an AppProject with the repositories and namespaces that are needed, and name it in `project`"
#   variants:
#     missing:
#       message: "{kind} `{name}` belongs to the project `{0}`, which is not there"
#       help: correct the name, add the AppProject, or name it with `--assume-present`
#     near:
#       message: "{kind} `{name}` belongs to the project `{0}`, which is not there"
#       help: "correct the name: there is a project `{1}`"
#   rationale: >-
#     The project `default` allows every repository, cluster, namespace and kind. Whoever may change the Application
#     can deploy anything anywhere, a ClusterRoleBinding for himself too. An Application whose project does not exist is not
#     deployed at all.
#   sources:
#     - kyverno:argo/application-prevent-default-project
package kubevet.git.argocd_default_project

deny contains [-2, ["spec", "project"], []] if {
	input.kind == "Application"
	object.get(input.object, ["spec", "project"], "") in {"", "default"}
}

deny contains [-2, ["spec", "template", "spec", "project"], []] if {
	input.kind == "ApplicationSet"
	object.get(input.object, ["spec", "template", "spec", "project"], "") in {"", "default"}
}

deny contains [-2, path, [project], {"severity": "info", "variant": "missing"}] if {
	some reference in missing
	not reference.nearest
	path := reference.path
	project := reference.name
}

deny contains [-2, path, [project, near], extra] if {
	some reference in missing
	near := reference.nearest
	path := reference.path
	project := reference.name
	related := [[reference.existing, ["metadata", "name"], "there is a project `{1}`"]]
	extra := {"severity": "info", "variant": "near", "related": related}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind == "AppProject"
}
