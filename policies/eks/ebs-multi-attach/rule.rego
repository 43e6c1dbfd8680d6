# METADATA
# scope: package
# title: EBS volumes cannot be shared across nodes
# description: >-
#   A claim on an EBS class must not ask for a file system (`volumeMode` absent or `Filesystem`) with
#   `ReadWriteMany` or `ReadOnlyMany`. A class is one of EBS when its provisioner in the run is `ebs.csi.aws.com`,
#   `ebs.csi.eks.amazonaws.com` or `kubernetes.io/aws-ebs`, or, when the run does not hold it, when it is called gp2
#   or gp3. Claim templates of StatefulSets and generic ephemeral volumes count too.
# related_resources:
#   - https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/multi-attach.md
#   - https://github.com/kubernetes-sigs/aws-ebs-csi-driver/issues/2178
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volumes-multi.html
# custom:
#   id: EKS017
#   name: ebs-multi-attach
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [PersistentVolumeClaim, PodSpec]
#   message: "claim `{0}` asks for {1}, which EBS volumes of class `{2}` do not have"
#   help: "write `ReadWriteOnce` for one node, or take a class of EFS for files that several nodes share"
#   rationale: >-
#     The driver refuses the volume. The claim stays pending, its pods too, and only the events of the claim tell
#     why.
package kubevet.eks.ebs_multi_attach

deny contains [-2, ["spec", "accessModes", i], [input.name, mode, name], extra] if {
	some i, mode in input.object.spec.accessModes
	mode in {"ReadWriteMany", "ReadOnlyMany"}
	files(input.object.spec)
	input.kind == "PersistentVolumeClaim"
	class := input.facts.storage_class
	class.provisioner in {"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"}
	name := class.name
	extra := {"related": [[class.id, ["provisioner"], "the class makes EBS volumes"]]}
}

deny contains [-2, ["spec", "accessModes", i], [input.name, mode, class]] if {
	some i, mode in input.object.spec.accessModes
	mode in {"ReadWriteMany", "ReadOnlyMany"}
	files(input.object.spec)
	input.kind == "PersistentVolumeClaim"
	not input.facts.storage_class
	class := input.object.spec.storageClassName
	class in {"gp2", "gp3"}
}

deny contains [-2, path, [name, mode, class]] if {
	some template in input.facts.claim_templates
	is_ebs(template)
	some i, mode in template.access_modes
	mode in {"ReadWriteMany", "ReadOnlyMany"}
	not template.path in blocks
	path := array.concat(template.path, ["accessModes", i])
	name := template.name
	class := template.class
}

is_ebs(template) if template.provisioner in {"ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"}

is_ebs(template) if {
	not template.provisioner
	template.class in {"gp2", "gp3"}
}

# Templates of claims for block devices.
blocks contains path if {
	some template in input.facts.claim_templates
	path := template.path
	object.get(input.object, [step | some part in path; step := number_or_text(part)], {}).volumeMode == "Block"
}

number_or_text(part) := to_number(part) if regex.match(`^[0-9]+$`, part)

number_or_text(part) := part if not regex.match(`^[0-9]+$`, part)

files(claim) if object.get(claim, "volumeMode", "Filesystem") == "Filesystem"
