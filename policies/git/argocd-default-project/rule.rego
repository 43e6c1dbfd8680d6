# METADATA
# scope: package
# title: Applications should not use the default project
# description: >-
#   `spec.project` of an Application, and of the template of an ApplicationSet, should name a project other than
#   `default`. A project that the template fills in passes.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
# custom:
#   id: GIT002
#   name: argocd-default-project
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [argoproj.io/Application, argoproj.io/ApplicationSet]
#   message: "{kind} `{name}` belongs to the project `default`, which allows everything"
#   help: "make an AppProject with the repositories and namespaces that are needed, and name it in `project`"
#   rationale: >-
#     The project `default` allows every repository, cluster, namespace and kind. Whoever may change the Application
#     can deploy anything anywhere, a ClusterRoleBinding for himself too.
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
