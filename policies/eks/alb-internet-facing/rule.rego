# METADATA
# scope: package
# title: Internet-facing ALBs must be meant
# description: >-
#   An Ingress with `alb.ingress.kubernetes.io/scheme: internet-facing` should say who may come in: by
#   `inbound-cidrs`, `security-groups`, `security-group-prefix-lists` or a web ACL (`wafv2-acl-arn`,
#   `wafv2-acl-name`, `waf-acl-id`). With `require_waf` only a web ACL counts.
# related_resources:
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#access-control
#   - https://docs.aws.amazon.com/waf/latest/developerguide/what-is-aws-waf.html
# custom:
#   id: EKS003
#   name: alb-internet-facing
#   severity: warning
#   profile: strict
#   scope: object
#   kinds: [Ingress]
#   message: everybody on the internet reaches Ingress `{name}`
#   help: "set `inbound-cidrs`, `security-groups` or `wafv2-acl-arn` (`0.0.0.0/0` says that everybody is meant), or `scheme: internal`"
#   variants:
#     waf:
#       message: no web ACL stands before Ingress `{name}`, which is on the internet
#       help: "set `alb.ingress.kubernetes.io/wafv2-acl-arn`"
#   params:
#     require_waf: false
#   rationale: >-
#     One word puts a service on the internet, where scanners find it within minutes. Copied from another Ingress it
#     does so unnoticed.
#   sources:
#     - kubescape:C-0256
package kubevet.eks.alb_internet_facing

deny contains [-2, path, []] if {
	annotation("scheme") == "internet-facing"
	not input.params.EKS003.require_waf
	not restricted
	not has_web_acl
}

deny contains [-2, path, [], {"variant": "waf"}] if {
	annotation("scheme") == "internet-facing"
	input.params.EKS003.require_waf
	not has_web_acl
}

path := ["metadata", "annotations", "alb.ingress.kubernetes.io/scheme"]

restricted if {
	some suffix in ["inbound-cidrs", "security-groups", "security-group-prefix-lists"]
	annotation(suffix)
}

has_web_acl if {
	some suffix in ["wafv2-acl-arn", "wafv2-acl-name", "waf-acl-id"]
	annotation(suffix) != "none"
}

annotation(suffix) := value if {
	value := input.object.metadata.annotations[concat("", ["alb.ingress.kubernetes.io/", suffix])]
	value != ""
}
