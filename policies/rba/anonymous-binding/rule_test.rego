package kubevet.rba.anonymous_binding_test

import data.kubevet.rba.anonymous_binding.deny

binding(name, role, subject) := {
	"name": name,
	"object": {"roleRef": {"name": role}, "subjects": [{"name": "ops"}, {"name": subject}]},
	"params": data.defaults,
}

test_anonymous_subjects_are_denied if {
	deny == {[-2, ["subjects", 1, "name"], ["view", "system:anonymous"]]} with input as binding("open", "view", "system:anonymous")
	deny == {[-2, ["subjects", 1, "name"], ["view", "system:unauthenticated"]]}
		with input as binding("open", "view", "system:unauthenticated")
}

test_built_in_bindings_and_allowed_roles_pass if {
	count(deny) == 0 with input as binding("system:basic-user", "view", "system:unauthenticated")
	count(deny) == 0 with input as binding("open", "kubeadm:bootstrap-signer-clusterinfo", "system:anonymous")
}

test_those_with_credentials_pass if {
	count(deny) == 0 with input as binding("open", "view", "system:authenticated")
}
