# METADATA
# scope: package
# title: Fargate cannot run this pod
# description: >-
#   A workload bound for Fargate (by the label `eks.amazonaws.com/fargate-profile`, `schedulerName:
#   fargate-scheduler`, or a namespace of `fargate_namespaces`) must not be a DaemonSet, run privileged, use
#   `hostPort`, the network, processes or IPC of the host, `hostPath`, volumes of EBS (in the pod itself, by claims or by
#   templates of claims), GPUs or other accelerators, or ask for ARM or Windows; and no load balancer of AWS before it may
#   send its traffic to nodes (target type `instance`, the default). A class makes EBS volumes if its provisioner among
#   the manifests says so, else if it is called gp2 or gp3. Pods that keep away from Fargate by affinity
#   (`eks.amazonaws.com/compute-type` NotIn `fargate`) are left out.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/userguide/fargate.html#fargate-considerations
#   - https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html
#   - https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#target-type
# custom:
#   id: EKS018
#   name: fargate-unsupported
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: "{kind} `{name}` is bound for Fargate, which has no {0}"
#   help: remove it, or run these pods on nodes of EC2
#   variants:
#     daemon:
#       message: DaemonSet `{name}` is bound for Fargate, which runs no DaemonSets
#       help: make it a sidecar of the pods that need it, or keep it on nodes of EC2
#     behind:
#       message: "{kind} `{name}` is bound for Fargate, but {0} `{1}` sends its traffic to nodes of EC2"
#       help: "set the target type `ip` there: `{2}: ip`"
#   rationale: >-
#     The pods stay pending for ever. Each pod on Fargate has a small machine of its own, so that there is no host
#     to share and no disk to attach.
#   params:
#     fargate_namespaces: []
package kubevet.eks.fargate_unsupported

deny contains [-2, ["kind"], [], {"variant": "daemon"}] if {
	input.kind == "DaemonSet"
	on_fargate
}

deny contains [-1, path, [what]] if {
	on_fargate
	some [path, what] in of_pod
}

deny contains [container.id, path, [what]] if {
	on_fargate
	some container in input.containers
	some [path, what] in of_container(container)
}

deny contains [-2, path, ["EBS volumes"]] if {
	on_fargate
	some template in input.facts.claim_templates
	is_ebs(template)
	path := array.concat(template.path, ["storageClassName"])
}

deny contains [-2, path, ["EBS volumes"], {"related": [[id, ["spec", "storageClassName"], "the class of the claim makes EBS volumes"]]}] if {
	on_fargate
	some claim in input.facts.claims
	is_ebs(claim)
	path := claim.path
	id := claim.id
}

deny contains [-3, [], [kind, name, annotation], {"variant": "behind", "related": [[id, ["metadata"], "traffic for nodes"]]}] if {
	on_fargate
	some front in input.facts.exposed_by
	front.target_type == "instance"
	kind := front.kind
	name := front.name
	id := front.id
	annotation := annotations[kind]
}

annotations := {
	"Ingress": "alb.ingress.kubernetes.io/target-type",
	"Service": "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type",
}

is_ebs(claim) if claim.provisioner in {"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"}

is_ebs(claim) if {
	not claim.provisioner
	claim.class in {"gp2", "gp3"}
}

on_fargate if input.pod.labels["eks.amazonaws.com/fargate-profile"]

on_fargate if input.pod.spec.schedulerName == "fargate-scheduler"

on_fargate if {
	input.namespace in input.params.EKS018.fargate_namespaces
	not keeps_away
}

keeps_away if {
	required := input.pod.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution
	some term in required.nodeSelectorTerms
	some wanted in term.matchExpressions
	wanted.key == "eks.amazonaws.com/compute-type"
	wanted.operator == "NotIn"
	"fargate" in wanted.values
}

of_pod contains [[field], what] if {
	some field, what in {
		"hostNetwork": "network of the host",
		"hostPID": "processes of the host",
		"hostIPC": "IPC of the host",
	}
	input.pod.spec[field] == true
}

of_pod contains [["nodeSelector", key], "ARM processors"] if {
	some key in ["kubernetes.io/arch", "beta.kubernetes.io/arch"]
	input.pod.spec.nodeSelector[key] == "arm64"
}

of_pod contains [["os", "name"], "Windows"] if input.pod.windows

of_pod contains [["volumes", i, "hostPath"], "files of the host"] if {
	some i, volume in input.pod.spec.volumes
	volume.hostPath
}

of_pod contains [["volumes", i, "awsElasticBlockStore"], "EBS volumes"] if {
	some i, volume in input.pod.spec.volumes
	volume.awsElasticBlockStore
}

of_container(container) := array.concat(privileged(container), array.concat(ports(container), accelerators(container)))

privileged(container) := [[["securityContext", "privileged"], "privileged containers"] | container.sc.privileged == true]

ports(container) := [[["ports", i, "hostPort"], "ports of the host"] |
	some i, port in container.c.ports
	port.hostPort > 0
]

accelerators(container) := [[["resources", "limits", resource], "GPUs or other accelerators"] |
	some resource, _ in container.c.resources.limits
	regex.match(`^(nvidia\.com|amd\.com|gpu\.intel\.com|habana\.ai|aws\.amazon\.com)/`, resource)
]
