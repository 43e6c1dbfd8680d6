package kubevet.eks.aws_annotation_invalid_test

import data.kubevet.eks.aws_annotation_invalid.deny

judge(key, value) := found if {
	found := deny with input as {"object": {"metadata": {"annotations": {key: value}}}}
}

path(key) := ["metadata", "annotations", key]

test_slips_of_the_pen_are_found_with_what_is_meant if {
	judge("alb.ingress.kubernetes.io/listen-port", "[]") == {[-2, path("alb.ingress.kubernetes.io/listen-port"), ["alb.ingress.kubernetes.io/listen-port", "alb.ingress.kubernetes.io/listen-ports"], {"variant": "near", "key": true}]}
	some [_, _, args, _] in judge("alb.ingress.kubernetes.io/targetType", "ip")
	args[1] == "alb.ingress.kubernetes.io/target-type"
	some [_, _, others, _] in judge("service.beta.kubernetes.io/aws-load-balancer-shceme", "internal")
	count(others) == 1
	judge("alb.ingress.kubernetes.io/colour", "blue") == {[-2, path("alb.ingress.kubernetes.io/colour"), ["alb.ingress.kubernetes.io/colour"], {"key": true}]}
}

test_values_must_be_well_formed if {
	every case in [
		["alb.ingress.kubernetes.io/listen-ports", "HTTP:80", "json"],
		["alb.ingress.kubernetes.io/listen-ports", "{\"HTTP\": 80}", "listeners"],
		["alb.ingress.kubernetes.io/listen-ports", "[{\"HTTP\": \"80\"}]", "listeners"],
		["alb.ingress.kubernetes.io/actions.redirect", "{type: redirect}", "json"],
		["alb.ingress.kubernetes.io/certificate-arn", "shop.example.com", "arn"],
		["alb.ingress.kubernetes.io/wafv2-acl-arn", "shop", "arn"],
		["alb.ingress.kubernetes.io/target-type", "pod", "choice"],
		["service.beta.kubernetes.io/aws-load-balancer-nlb-target-type", "nlb-ip", "choice"],
		["alb.ingress.kubernetes.io/group.order", "1001", "order"],
		["alb.ingress.kubernetes.io/group.order", "first", "order"],
		["service.beta.kubernetes.io/aws-load-balancer-name", "a-name-that-is-far-too-long-for-aws", "long"],
	] {
		found := judge(case[0], case[1])
		count(found) == 1
		some [_, _, _, extra] in found
		extra.variant == case[2]
	}
}

test_well_formed_values_pass if {
	every key, value in {
		"alb.ingress.kubernetes.io/listen-ports": "[{\"HTTP\": 80}, {\"HTTPS\": 443}]",
		"alb.ingress.kubernetes.io/conditions.web": "[]",
		"alb.ingress.kubernetes.io/listener-attributes.HTTPS-443": "a=b",
		"alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:eu-west-1:111122223333:certificate/1,arn:aws:iam::111122223333:server-certificate/x",
		"alb.ingress.kubernetes.io/wafv2-acl-arn": "${WEB_ACL}",
		"alb.ingress.kubernetes.io/group.order": "-10",
		"service.beta.kubernetes.io/aws-load-balancer-proxy-protocol": "*",
		"service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
		"nginx.ingress.kubernetes.io/rewrite-target": "/",
	} {
		count(judge(key, value)) == 0
	}
}
