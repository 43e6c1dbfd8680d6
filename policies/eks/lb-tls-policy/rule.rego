# METADATA
# scope: package
# title: The TLS policy of AWS load balancers should be current
# description: >-
#   An Ingress with `alb.ingress.kubernetes.io/certificate-arn` or a LoadBalancer Service with
#   `service.beta.kubernetes.io/aws-load-balancer-ssl-cert` should name a security policy (`ssl-policy`,
#   `aws-load-balancer-ssl-negotiation-policy`) that asks for TLS 1.2 at least, or for TLS 1.3 with `min: TLS13`.
#   Without one ELBSecurityPolicy-2016-08 applies, which allows TLS 1.0. Members of a group without a policy of their
#   own are not judged, since another member may name it.
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ssl-policy
# custom:
#   id: EKS006
#   name: lb-tls-policy
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [Service, Ingress]
#   message: the load balancer of {kind} `{name}` accepts TLS that is older than {1}, with policy `{0}`
#   help: "write `ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`, or a stricter policy"
#   variants:
#     absent:
#       message: the load balancer of {kind} `{name}` accepts TLS 1.0, for want of a policy
#       help: "set `{0}` to `ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`, or to a stricter policy"
#   params:
#     min: TLS12
#   rationale: >-
#     TLS 1.0 and 1.1 have been withdrawn because of their weaknesses. A client that can be talked into them can be
#     listened to, and auditors ask for them to be off.
package kubevet.eks.lb_tls_policy

deny contains [-2, ["metadata", "annotations", key], [policy, wanted], {}] if {
	some key in ["alb.ingress.kubernetes.io/ssl-policy", "service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy"]
	policy := input.object.metadata.annotations[key]
	too_old(policy)
	wanted := {"TLS12": "1.2", "TLS13": "1.3"}[input.params.EKS006.min]
}

deny contains [-2, ["metadata", "annotations", key], [key], {"variant": "absent"}] if {
	key := absent_policy
}

absent_policy := "alb.ingress.kubernetes.io/ssl-policy" if {
	input.kind == "Ingress"
	input.object.metadata.annotations["alb.ingress.kubernetes.io/certificate-arn"] != ""
	not input.object.metadata.annotations["alb.ingress.kubernetes.io/ssl-policy"]
	not input.object.metadata.annotations["alb.ingress.kubernetes.io/group.name"]
}

absent_policy := "service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy" if {
	input.kind == "Service"
	input.object.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-ssl-cert"] != ""
	not input.object.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy"]
}

# Names tell the oldest version: TLS13-1-1 allows TLS 1.1, FS-1-2 asks for 1.2.
too_old(policy) if regex.match(`^ELBSecurityPolicy-(20[0-9]{2}-|TLS-1-[01]-|TLS13-1-[01]-|FS-20|FS-1-1-)`, policy)

too_old(policy) if {
	input.params.EKS006.min == "TLS13"
	startswith(policy, "ELBSecurityPolicy-")
	not startswith(policy, "ELBSecurityPolicy-TLS13-1-3-")
}
