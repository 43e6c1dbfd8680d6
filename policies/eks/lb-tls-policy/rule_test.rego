package kubevet.eks.lb_tls_policy_test

import data.kubevet.eks.lb_tls_policy.deny

alb := "alb.ingress.kubernetes.io/ssl-policy"

nlb := "service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy"

object_with(kind, annotations) := {"kind": kind, "object": {"metadata": {"annotations": annotations}}, "params": data.defaults}

test_old_policies_are_found if {
	deny == {[-2, ["metadata", "annotations", "alb.ingress.kubernetes.io/ssl-policy"], ["ELBSecurityPolicy-2016-08", "1.2"], {}]}
		with input as object_with("Ingress", {alb: "ELBSecurityPolicy-2016-08"})
	count(deny) == 1 with input as object_with("Service", {nlb: "ELBSecurityPolicy-TLS-1-1-2017-01"})
	count(deny) == 1 with input as object_with("Service", {nlb: "ELBSecurityPolicy-TLS13-1-0-2021-06"})
	count(deny) == 1 with input as object_with("Service", {nlb: "ELBSecurityPolicy-FS-2018-06"})
}

test_certificates_without_policy_are_found if {
	deny == {[-2, ["metadata", "annotations", alb], [alb], {"variant": "absent"}]}
		with input as object_with("Ingress", {"alb.ingress.kubernetes.io/certificate-arn": "arn"})
	deny == {[-2, ["metadata", "annotations", nlb], [nlb], {"variant": "absent"}]}
		with input as object_with("Service", {"service.beta.kubernetes.io/aws-load-balancer-ssl-cert": "arn"})
	count(deny) == 0
		with input as object_with("Ingress", {"alb.ingress.kubernetes.io/certificate-arn": "arn", "alb.ingress.kubernetes.io/group.name": "shop"})
	count(deny) == 0 with input as object_with("Service", {})
}

test_current_policies_pass_unless_1_3_is_asked_for if {
	count(deny) == 0 with input as object_with("Ingress", {alb: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"})
	count(deny) == 0 with input as object_with("Ingress", {alb: "ELBSecurityPolicy-FS-1-2-Res-2020-10"})
	count(deny) == 1 with input as object_with("Ingress", {alb: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"})
		with input.params.EKS006.min as "TLS13"
	count(deny) == 0 with input as object_with("Ingress", {alb: "ELBSecurityPolicy-TLS13-1-3-2021-06"})
		with input.params.EKS006.min as "TLS13"
}
