package kubevet.git.argocd_default_project_test

import data.kubevet.git.argocd_default_project.deny

test_absent_empty_and_default_are_denied if {
	deny == {[-2, ["spec", "project"], []]} with input as {"kind": "Application", "object": {"spec": {}}}
	count(deny) == 1 with input as {"kind": "Application", "object": {"spec": {"project": ""}}}
	count(deny) == 1 with input as {"kind": "Application", "object": {"spec": {"project": "default"}}}
	deny == {[-2, ["spec", "template", "spec", "project"], []]}
		with input as {"kind": "ApplicationSet", "object": {"spec": {"template": {"spec": {"project": "default"}}}}}
}

application(missing) := {
	"kind": "Application",
	"object": {"spec": {"project": "shop"}},
	"facts": {"missing": [missing]},
	"params": data.defaults,
}

project := {"kind": "AppProject", "namespace": "argocd", "name": "shop", "path": ["spec", "project"]}

test_a_project_that_is_not_there_is_a_hint if {
	found := deny with input as application(project)
	found == {[-2, ["spec", "project"], ["shop"], {"severity": "info", "variant": "missing"}]}
	near := deny with input as application(object.union(project, {"nearest": "shops", "existing": 5}))
	near == {[-2, ["spec", "project"], ["shop", "shops"], {"severity": "info", "variant": "near", "related": [[5, ["metadata", "name"], "there is a project `{1}`"]]}]}
}

test_other_projects_and_templates_pass if {
	count(deny) == 0 with input as {"kind": "Application", "object": {"spec": {"project": "shop"}}}
	count(deny) == 0
		with input as {"kind": "ApplicationSet", "object": {"spec": {"template": {"spec": {"project": "{{ .team }}"}}}}}
}
