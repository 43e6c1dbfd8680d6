package kubevet.git.argocd_target_revision_test

import data.kubevet.git.argocd_target_revision.deny

application(source) := {"object": {"spec": {"source": source}}, "params": data.defaults}

test_absent_and_head_are_found if {
	deny == {[-2, ["spec", "source", "targetRevision"], ["`targetRevision` is absent"]]} with input as application({"path": "a"})
	deny == {[-2, ["spec", "sources", 0, "targetRevision"], ["HEAD is whatever was pushed last"]]}
		with input as {"object": {"spec": {"sources": [{"targetRevision": "HEAD"}]}}, "params": data.defaults}
}

test_charts_need_one_version if {
	count(deny) == 1 with input as application({"chart": "web", "targetRevision": "*"})
	count(deny) == 1 with input as application({"chart": "web", "targetRevision": "^1.4.0"})
	count(deny) == 1 with input as application({"chart": "web", "targetRevision": "1.4.x"})
	count(deny) == 0 with input as application({"chart": "web", "targetRevision": "1.4.0-rc.1"})
}

test_branches_can_be_forbidden if {
	count(deny) == 0 with input as application({"path": "a", "targetRevision": "main"})
	count(deny) == 1 with input as application({"path": "a", "targetRevision": "main"})
		with input.params.GIT003.allow_branches as false
	count(deny) == 0 with input as application({"path": "a", "targetRevision": "v1.4.0"})
		with input.params.GIT003.allow_branches as false
	count(deny) == 0 with input as application({"path": "a", "targetRevision": "1f0c6d5e"})
		with input.params.GIT003.allow_branches as false
}
