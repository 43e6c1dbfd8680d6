# METADATA
# scope: package
# title: LoadBalancer Services on EKS should state scheme and controller
# description: >-
#   A Service of type LoadBalancer should name its controller (`loadBalancerClass`, or `aws-load-balancer-type:
#   external`) and its scheme (`aws-load-balancer-scheme`). The deprecated value `nlb-ip` and the deprecated annotation
#   `aws-load-balancer-internal` are hints too. Judged are Services with an AWS annotation or class, and others without
#   a class where something in the run says that the cluster is on AWS.
# related_resources:
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#lb-scheme
#   - https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html
# custom:
#   id: EKS004
#   name: nlb-scheme-explicit
#   severity: info
#   profile: default
#   scope: cross-resource
#   kinds: [Service]
#   message: Service `{name}` leaves open which controller makes its load balancer
#   help: "write `loadBalancerClass: service.k8s.aws/nlb` (EKS Auto Mode: `eks.amazonaws.com/nlb`) and the annotation `service.beta.kubernetes.io/aws-load-balancer-scheme`"
#   variants:
#     scheme:
#       message: Service `{name}` does not say whether its load balancer is on the internet
#       help: "set the annotation `service.beta.kubernetes.io/aws-load-balancer-scheme` to `internal` (what it is now) or `internet-facing`"
#     deprecated:
#       message: "`{0}` is deprecated"
#       help: "write `{1}`"
#   rationale: >-
#     Without a class, the old controller in the cloud provider makes a Classic Load Balancer on the internet; with one,
#     the AWS Load Balancer Controller makes an internal NLB. The same few lines are public here and internal there.
package kubevet.eks.nlb_scheme_explicit

deny contains [-2, ["spec", "type"], []] if {
	input.object.spec.type == "LoadBalancer"
	not input.object.spec.loadBalancerClass
	not annotation("type")
	on_aws
}

deny contains [-2, ["metadata", "annotations", "service.beta.kubernetes.io/aws-load-balancer-scheme"], [], {"variant": "scheme"}] if {
	input.object.spec.type == "LoadBalancer"
	with_controller
	not annotation("scheme")
	not annotation("internal")
}

deny contains [-2, ["metadata", "annotations", "service.beta.kubernetes.io/aws-load-balancer-internal"], [old, new], {"variant": "deprecated"}] if {
	input.object.spec.type == "LoadBalancer"
	with_controller
	annotation("internal")
	old := "aws-load-balancer-internal"
	new := "aws-load-balancer-scheme: internal"
}

deny contains [-2, ["metadata", "annotations", "service.beta.kubernetes.io/aws-load-balancer-type"], [old, new], {"variant": "deprecated"}] if {
	input.object.spec.type == "LoadBalancer"
	annotation("type") == "nlb-ip"
	old := "aws-load-balancer-type: nlb-ip"
	new := "aws-load-balancer-type: external` and `aws-load-balancer-nlb-target-type: ip"
}

annotation(suffix) := value if {
	value := input.object.metadata.annotations[concat("", ["service.beta.kubernetes.io/aws-load-balancer-", suffix])]
	value != ""
}

# The AWS Load Balancer Controller, or that of Auto Mode.
with_controller if input.object.spec.loadBalancerClass in {"service.k8s.aws/nlb", "eks.amazonaws.com/nlb"}

with_controller if {
	not input.object.spec.loadBalancerClass
	annotation("type") in {"external", "nlb-ip"}
}

on_aws if {
	some key, _ in input.object.metadata.annotations
	startswith(key, "service.beta.kubernetes.io/aws-load-balancer-")
}

on_aws if {
	input.facts.aws
}
