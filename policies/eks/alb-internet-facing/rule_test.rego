package kubevet.eks.alb_internet_facing_test

import data.kubevet.eks.alb_internet_facing.deny

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/scheme"]

ingress(scheme, annotations) := {
	"object": {"metadata": {"annotations": {concat("", ["alb.ingress.kubernetes.io/", key]): value |
		some key, value in object.union({"scheme": scheme}, annotations)
	}}},
	"params": data.defaults,
}

test_open_load_balancers_are_denied if {
	deny == {[-2, path, []]} with input as ingress("internet-facing", {})
	deny == {[-2, path, []]} with input as ingress("internet-facing", {"wafv2-acl-arn": "none"})
}

test_restrictions_and_internal_ones_pass if {
	count(deny) == 0 with input as ingress("internet-facing", {"inbound-cidrs": "192.0.2.0/24"})
	count(deny) == 0 with input as ingress("internet-facing", {"security-groups": "sg-1"})
	count(deny) == 0 with input as ingress("internet-facing", {"wafv2-acl-arn": "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/1"})
	count(deny) == 0 with input as ingress("internal", {})
}

test_a_web_acl_can_be_required if {
	deny == {[-2, path, [], {"variant": "waf"}]} with input as ingress("internet-facing", {"security-groups": "sg-1"})
		with input.params.EKS003.require_waf as true
	count(deny) == 0 with input as ingress("internet-facing", {"wafv2-acl-name": "shop"})
		with input.params.EKS003.require_waf as true
}
