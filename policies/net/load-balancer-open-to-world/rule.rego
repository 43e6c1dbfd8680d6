# METADATA
# scope: package
# title: LoadBalancer Services should limit source ranges
# description: >-
#   A Service of type LoadBalancer should have `loadBalancerSourceRanges` (or the annotation
#   `service.beta.kubernetes.io/load-balancer-source-ranges`, or what Azure and AWS have in its place), and neither
#   `0.0.0.0/0` nor `::/0` in it. Internal load balancers, as annotations of the clouds or the class tell, are left
#   out, and Services all ports of which are in `ports_exempt`.
# related_resources:
#   - https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/
#   - https://kubernetes.io/docs/reference/labels-annotations-taints/#service-beta-kubernetes-io-load-balancer-source-ranges
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
# custom:
#   id: NET016
#   name: load-balancer-open-to-world
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [Service]
#   message: "the load balancer of Service `{name}` lets every address in, to port {0}"
#   help: name who may come in `spec.loadBalancerSourceRanges`, or make the load balancer internal by the annotation of your cloud
#   rationale: >-
#     Databases, brokers and dashboards behind an open load balancer are found by scanners within hours. Only web
#     servers are made for that.
#   variants:
#     range:
#       message: "`{1}` lets every address in, to port {0}"
#       help: write the ranges of those who may come in
#   params:
#     ports_exempt: [80, 443]
#   sources:
#     - kubescape:C-0256
package kubevet.net.load_balancer_open_to_world

deny contains [-2, ["spec", "loadBalancerSourceRanges"], [ports]] if {
	input.object.spec.type == "LoadBalancer"
	count(object.get(input.object.spec, "loadBalancerSourceRanges", [])) == 0
	not limited
	not stays_inside
	not has_open_annotation
	ports := open_ports
	count(ports) > 0
}

deny contains [-2, ["spec", "loadBalancerSourceRanges", index], [ports, range], {"variant": "range"}] if {
	input.object.spec.type == "LoadBalancer"
	some index, range in input.object.spec.loadBalancerSourceRanges
	trim_space(range) in everything
	not stays_inside
	ports := open_ports
	count(ports) > 0
}

deny contains [-2, ["metadata", "annotations", ranges], [ports, range], {"variant": "range"}] if {
	input.object.spec.type == "LoadBalancer"
	count(object.get(input.object.spec, "loadBalancerSourceRanges", [])) == 0
	some range in annotated_ranges
	range in everything
	not stays_inside
	ports := open_ports
	count(ports) > 0
}

open_ports := [port.port |
	some port in input.object.spec.ports
	not port.port in input.params.NET016.ports_exempt
]

everything := {"0.0.0.0/0", "::/0"}

ranges := "service.beta.kubernetes.io/load-balancer-source-ranges"

annotated_ranges := [trim_space(range) | some range in split(input.object.metadata.annotations[ranges], ",")]

has_open_annotation if {
	some range in annotated_ranges
	range in everything
}

limited if {
	some key in limits
	input.object.metadata.annotations[key] != ""
}

limits := {
	ranges,
	"service.beta.kubernetes.io/aws-load-balancer-security-groups",
	"service.beta.kubernetes.io/azure-allowed-ip-ranges",
	"service.beta.kubernetes.io/azure-allowed-service-tags",
}

stays_inside if {
	some key, value in inside
	lower(input.object.metadata.annotations[key]) == value
}

# The old annotation of AWS: any value but these.
stays_inside if {
	input.object.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-internal"] != "false"
	input.object.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-internal"] != ""
}

# The AWS load balancer controller makes internal ones unless it is told otherwise.
stays_inside if {
	of_aws_controller
	not input.object.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]
}

stays_inside if input.object.spec.loadBalancerClass == "tailscale"

of_aws_controller if input.object.spec.loadBalancerClass in {"service.k8s.aws/nlb", "eks.amazonaws.com/nlb"}

of_aws_controller if {
	input.object.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-type"] in {"external", "nlb-ip"}
}

inside := {
	"cloud.google.com/load-balancer-type": "internal",
	"networking.gke.io/load-balancer-type": "internal",
	"service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": "intranet",
	"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
	"service.beta.kubernetes.io/azure-load-balancer-internal": "true",
	"service.beta.kubernetes.io/oci-load-balancer-internal": "true",
	"service.beta.kubernetes.io/openstack-internal-load-balancer": "true",
	"service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type": "private",
}
