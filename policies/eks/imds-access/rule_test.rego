package kubevet.eks.imds_access_test

import data.kubevet.eks.imds_access.deny

pod(spec, env, namespace) := {
	"namespace": namespace,
	"pod": {"spec": spec},
	"containers": [{"id": 0, "c": {"env": env}}],
	"object": {},
	"facts": {"aws": true},
}

policy(block) := {
	"namespace": "shop",
	"object": {"spec": {"egress": [{"to": [{"ipBlock": block}]}]}},
	"containers": [],
	"facts": {"aws": true},
}

test_the_host_network_is_denied_on_aws if {
	deny == {[-1, ["hostNetwork"], []]} with input as pod({"hostNetwork": true}, [], "shop")
	count(deny) == 0 with input as pod({"hostNetwork": true}, [], "kube-system")
	count(deny) == 0 with input as pod({"hostNetwork": true}, [], "shop") with input.facts as {}
}

test_sdks_must_be_told if {
	deny == {[0, ["env", 0], [], {"variant": "sdk"}]}
		with input as pod({}, [{"name": "AWS_REGION", "value": "eu-west-1"}, {"name": "AWS_PROFILE", "value": "x"}], "shop")
	count(deny) == 0
		with input as pod({}, [{"name": "AWS_REGION", "value": "eu-west-1"}, {"name": "AWS_EC2_METADATA_DISABLED", "value": "true"}], "shop")
	count(deny) == 0 with input as pod({}, [{"name": "PORT", "value": "80"}], "shop")
}

test_policies_must_except_the_service_and_not_the_agent if {
	deny == {[-2, ["spec", "egress", 0, "to", 0, "ipBlock"], [], {"variant": "policy"}]} with input as policy({"cidr": "0.0.0.0/0"})
	count(deny) == 0 with input as policy({"cidr": "0.0.0.0/0", "except": ["169.254.169.254/32"]})
	count(deny) == 0 with input as policy({"cidr": "10.0.0.0/8"})
	deny == {[-2, ["spec", "egress", 0, "to", 0, "ipBlock", "except", 0], [], {"variant": "agent", "severity": "info"}]}
		with input as policy({"cidr": "0.0.0.0/0", "except": ["169.254.0.0/16"]})
}
