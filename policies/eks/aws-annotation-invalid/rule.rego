# METADATA
# scope: package
# title: AWS load balancer annotations must be known and well formed
# description: >-
#   Annotations that begin with `alb.ingress.kubernetes.io/` or `service.beta.kubernetes.io/aws-load-balancer-` must
#   be ones that the AWS Load Balancer Controller or the cloud provider knows. Their values must be well formed: JSON
#   in `listen-ports`, `actions.*`, `conditions.*`, `transforms.*` and `auth-idp-*`; ARNs of certificates and web
#   ACLs; `ip` or `instance` as target type; a scheme `internal` or `internet-facing`; a group order from -1000 to
#   1000; a name of at most 32 characters. Placeholders (`${CERTIFICATE}`) are not judged.
# related_resources:
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
#   - https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/annotations/constants.go
# custom:
#   id: EKS007
#   name: aws-annotation-invalid
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Service, Ingress]
#   message: no controller knows the annotation `{0}`
#   help: look up its name in the documentation of the AWS Load Balancer Controller, or remove it
#   variants:
#     near:
#       message: no controller knows the annotation `{0}`
#       help: "`{1}` comes nearest: is it meant?"
#     json:
#       message: "the value of `{0}` is not valid JSON"
#       help: "write JSON in quotes: `'[{\"HTTP\": 80}, {\"HTTPS\": 443}]'`"
#     listeners:
#       message: "`{0}` is no list of listeners"
#       help: "write a list of protocols and ports: `'[{\"HTTP\": 80}, {\"HTTPS\": 443}]'`"
#     arn:
#       message: "`{1}` is not the ARN that `{0}` asks for"
#       help: write the whole ARN, as the console shows it
#     choice:
#       message: "`{1}` is no value of `{0}`"
#       help: "write one of: {2}"
#     order:
#       message: "group order `{1}` is not a whole number from -1000 to 1000"
#       help: write a whole number from -1000 to 1000
#     long:
#       message: "the name `{1}` of the load balancer is longer than 32 characters"
#       help: write a name of at most 32 characters
#   rationale: >-
#     An annotation with a slip of the pen is ignored without a word: the load balancer is there, but public, without
#     TLS, or with another health check than you think. A malformed value stops the controller altogether.
package kubevet.eks.aws_annotation_invalid

deny contains [-2, ["metadata", "annotations", key], args, extra] if {
	some key, value in input.object.metadata.annotations
	is_string(value)
	some [prefix, known] in [["alb.ingress.kubernetes.io/", of_ingress], ["service.beta.kubernetes.io/aws-load-balancer-", of_service]]
	startswith(key, prefix)
	suffix := substring(key, count(prefix), -1)
	some [args, extra] in problems(key, suffix, value, prefix, known)
}

problems(key, suffix, value, prefix, known) := array.concat(names(key, suffix, prefix, known), values(key, suffix, value))

names(_, suffix, _, known) := [] if is_known(suffix, known)

names(key, suffix, prefix, known) := [[[key, concat("", [prefix, near])], {"variant": "near", "key": true}] | near := nearest(suffix, known)] if {
	not is_known(suffix, known)
	nearest(suffix, known)
}

names(key, suffix, _, known) := [[[key], {"key": true}]] if {
	not is_known(suffix, known)
	not nearest(suffix, known)
}

is_known(suffix, known) if suffix in known

is_known(suffix, _) if regex.match(`^((actions|conditions|transforms|listener-attributes)\.|listener-attributes\.)`, suffix)

nearest(suffix, known) := min([other | some other in known; alike(suffix, other)])

# The same but for case and separators, or but for one letter.
alike(a, b) if lower(regex.replace(a, `[-_.]`, "")) == replace(replace(b, "-", ""), ".", "")

alike(a, b) if {
	abs(count(a) - count(b)) < 2
	some i in numbers.range(0, count(b))
	substring(a, 0, i) == substring(b, 0, i)
	some [skip_a, skip_b] in [[1, 1], [0, 1], [1, 0]]
	substring(a, i + skip_a, -1) == substring(b, i + skip_b, -1)
}

values(_, _, value) := [] if regex.match(`\$\{|\$\(|\{\{[^}]*\}\}`, value)

values(key, suffix, value) := [[args, extra] |
	some [variant, args] in wrong(key, suffix, value)
	extra := {"variant": variant}
] if {
	not regex.match(`\$\{|\$\(|\{\{[^}]*\}\}`, value)
}

wrong(key, suffix, value) := [["json", [key]]] if {
	regex.match(`^(listen-ports|auth-idp-(cognito|oidc)|(actions|conditions|transforms)\..*)$`, suffix)
	not json.is_valid(value)
} else := [["listeners", [key]]] if {
	suffix == "listen-ports"
	not are_listeners(json.unmarshal(value))
} else := [["arn", [key, part]] |
	some raw in split(value, ",")
	part := trim_space(raw)
	not regex.match(`^arn:aws[a-z-]*:(acm|iam):[a-z0-9-]*:[0-9]{12}:(server-)?certificate/`, part)
] if {
	suffix in {"certificate-arn", "ssl-cert"}
	value != ""
} else := [["arn", [key, value]]] if {
	suffix == "wafv2-acl-arn"
	not regex.match(`^(|none|arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/.+)$`, value)
} else := [["choice", [key, value, allowed]]] if {
	suffix in {"target-type", "nlb-target-type", "scheme"}
	allowed := choices[suffix]
	not value in allowed
} else := [["order", [key, value]]] if {
	suffix == "group.order"
	not in_range(value)
} else := [["long", [key, value]]] if {
	suffix in {"load-balancer-name", "name"}
	count(value) > 32
} else := []

are_listeners(list) if {
	is_array(list)
	every item in list {
		is_object(item)
		every protocol, port in item {
			protocol in {"HTTP", "HTTPS"}
			is_number(port)
		}
	}
}

in_range(value) if {
	regex.match(`^-?[0-9]{1,4}$`, value)
	abs(to_number(value)) <= 1000
}

choices := {
	"target-type": ["ip", "instance"],
	"nlb-target-type": ["ip", "instance"],
	"scheme": ["internal", "internet-facing"],
}

of_ingress := {
	"acm-pca-arn", "auth-idp-cognito", "auth-idp-oidc", "auth-on-unauthenticated-request", "auth-scope",
	"auth-session-cookie", "auth-session-timeout", "auth-type", "backend-protocol", "backend-protocol-version",
	"certificate-arn", "create-acm-cert", "customer-owned-ipv4-pool", "dry-run-plan", "enable-frontend-nlb",
	"frontend-nlb-attributes", "frontend-nlb-eip-allocations", "frontend-nlb-healthcheck-healthy-threshold-count",
	"frontend-nlb-healthcheck-interval-seconds", "frontend-nlb-healthcheck-path", "frontend-nlb-healthcheck-port",
	"frontend-nlb-healthcheck-protocol", "frontend-nlb-healthcheck-success-codes",
	"frontend-nlb-healthcheck-timeout-seconds", "frontend-nlb-healthcheck-unhealthy-threshold-count",
	"frontend-nlb-listener-port-mapping", "frontend-nlb-scheme", "frontend-nlb-security-groups",
	"frontend-nlb-subnets", "frontend-nlb-tags", "group.name", "group.order", "healthcheck-interval-seconds",
	"healthcheck-path", "healthcheck-port", "healthcheck-protocol", "healthcheck-timeout-seconds",
	"healthy-threshold-count", "inbound-cidrs", "ip-address-type", "ipam-ipv4-pool-id", "jwt-validation",
	"listen-ports", "load-balancer-attributes", "load-balancer-name", "manage-backend-security-group-rules",
	"minimum-load-balancer-capacity", "multi-cluster-target-group", "mutual-authentication", "scheme",
	"security-group-prefix-lists", "security-groups", "shield-advanced-protection", "ssl-policy", "ssl-redirect",
	"subnets", "success-codes", "tags", "target-control-port", "target-group-attributes", "target-node-labels",
	"target-type", "unhealthy-threshold-count", "use-regex-path-match", "waf-acl-id", "wafv2-acl-arn",
	"wafv2-acl-name", "web-acl-id",
}

of_service := {
	"access-log-emit-interval", "access-log-enabled", "access-log-s3-bucket-name", "access-log-s3-bucket-prefix",
	"additional-resource-tags", "alpn-policy", "attributes", "backend-protocol", "connection-draining-enabled",
	"connection-draining-timeout", "connection-idle-timeout", "cross-zone-load-balancing-enabled", "disable-nlb-sg",
	"eip-allocations", "eip-allocations-discovery-tags", "enable-icmp-for-path-mtu-discovery",
	"enable-prefix-for-ipv6-source-nat", "enable-tcp-udp-listener", "extra-security-groups",
	"healthcheck-healthy-threshold", "healthcheck-interval", "healthcheck-path", "healthcheck-port",
	"healthcheck-protocol", "healthcheck-success-codes", "healthcheck-timeout", "healthcheck-unhealthy-threshold",
	"inbound-sg-rules-on-private-link-traffic", "internal", "ip-address-type", "ipv6-addresses",
	"manage-backend-security-group-rules", "minimum-load-balancer-capacity", "multi-cluster-target-group", "name",
	"nlb-target-type", "private-ipv4-addresses", "proxy-protocol", "proxy-protocol-per-target-group",
	"quic-enabled-containers", "quic-enabled-ports", "scheme", "security-group-prefix-lists", "security-groups",
	"source-nat-ipv6-prefixes", "ssl-cert", "ssl-negotiation-policy", "ssl-ports", "subnets",
	"target-group-attributes", "target-node-labels", "type",
}
