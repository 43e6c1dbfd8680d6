package kubevet.git.argocd_default_project_test

import data.kubevet.git.argocd_default_project.deny

test_absent_empty_and_default_are_denied if {
	deny == {[-2, ["spec", "project"], []]} with input as {"kind": "Application", "object": {"spec": {}}}
	count(deny) == 1 with input as {"kind": "Application", "object": {"spec": {"project": ""}}}
	count(deny) == 1 with input as {"kind": "Application", "object": {"spec": {"project": "default"}}}
	deny == {[-2, ["spec", "template", "spec", "project"], []]}
		with input as {"kind": "ApplicationSet", "object": {"spec": {"template": {"spec": {"project": "default"}}}}}
}

test_other_projects_and_templates_pass if {
	count(deny) == 0 with input as {"kind": "Application", "object": {"spec": {"project": "shop"}}}
	count(deny) == 0
		with input as {"kind": "ApplicationSet", "object": {"spec": {"template": {"spec": {"project": "{{ .team }}"}}}}}
}
