package kubevet.nsp.resource_quota_missing_test

import data.kubevet.nsp.resource_quota_missing.deny

namespace(quotas) := {"name": "shop", "facts": {"resource_quotas": quotas}, "params": data.defaults}

quota(hard) := {"id": 2, "kind": "ResourceQuota", "name": "main", "hard": hard}

test_a_namespace_without_quota_is_denied if {
	deny == {[-2, ["metadata", "name"], [["requests.cpu", "requests.memory", "limits.cpu", "limits.memory"]]]}
		with input as namespace([])
}

test_what_the_quotas_do_not_limit_is_told if {
	deny == {[-2, ["metadata", "name"], [["limits.cpu"], "main"], {"variant": "incomplete", "related": [[2, ["spec", "hard"], "this is limited"]]}]}
		with input as namespace([quota(["cpu", "memory", "limits.memory", "pods"])])
}

test_several_quotas_count_together if {
	count(deny) == 0 with input as namespace([quota(["requests.cpu", "limits.cpu"]), quota(["memory", "limits.memory"])])
	count(deny) == 0 with input as namespace([quota(["pods"])]) with input.params.NSP002.required as ["pods"]
	count(deny) == 0 with input as namespace([quota(["pods"])]) with input.params.NSP002.required as []
}

test_namespaces_can_be_left_out if {
	count(deny) == 0 with input as namespace([]) with input.name as "kube-system"
	count(deny) == 0 with input as namespace([]) with input.name as "openshift-dns"
}
