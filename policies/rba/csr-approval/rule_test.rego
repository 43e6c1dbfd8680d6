package kubevet.rba.csr_approval_test

import data.kubevet.rba.csr_approval.deny

role(groups, resources, verbs) := {
	"kind": "ClusterRole",
	"name": "approver",
	"object": {"rules": [{"apiGroups": groups, "resources": resources, "verbs": verbs}]},
	"params": data.defaults,
}

denied(at, verbs, resource) := {[-2, ["rules", 0, "resources", at], [verbs, resource]]}

certificates := "certificates.k8s.io"

test_approving_is_denied if {
	deny == denied(1, ["update"], "certificatesigningrequests/approval")
		with input as role([certificates], ["certificatesigningrequests", "certificatesigningrequests/approval"], ["get", "update"])
	deny == denied(0, ["approve"], "signers") with input as role([certificates], ["signers"], ["approve", "sign"])
	deny == denied(0, ["*"], "*") with input as role([certificates], ["*"], ["*"])
	deny == denied(0, ["*"], "*/*") with input as role([certificates], ["*/*"], ["*"])
	deny == denied(0, ["patch"], "*/approval") with input as role(["*"], ["*/approval"], ["patch"])
}

test_the_verb_must_fit_the_resource if {
	count(deny) == 0 with input as role([certificates], ["signers"], ["update", "sign"])
	count(deny) == 0 with input as role([certificates], ["certificatesigningrequests/approval"], ["approve", "get"])
	deny == denied(1, ["approve"], "signers")
		with input as role([certificates], ["certificatesigningrequests/approval", "signers"], ["approve"])
}

test_requests_other_groups_and_built_in_roles_pass if {
	count(deny) == 0 with input as role([certificates], ["certificatesigningrequests"], ["create", "get", "update"])
	count(deny) == 0 with input as role(["cert-manager.io"], ["signers", "*"], ["approve"])
	count(deny) == 0 with input as role(["*"], ["*"], ["*"])
	approval := role([certificates], ["certificatesigningrequests/approval"], ["update"])
	count(deny) == 0 with input as approval with input.name as "system:controller:certificate-controller"
	count(deny) == 0 with input as approval with input.object.aggregationRule as {}
}
