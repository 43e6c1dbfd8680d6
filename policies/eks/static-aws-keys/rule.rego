# METADATA
# scope: package
# title: Static AWS keys must not be used
# description: >-
#   No container must be given an access key of AWS: by a variable `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` or
#   `AWS_SESSION_TOKEN`, literal or from a Secret, or by a mounted file `.aws/credentials`; and no Secret or
#   ConfigMap must hold such variables, or a value of the form of a key id (`AKIA…`, `ASIA…`). The parameters
#   `literal` and `from_secret` set the severity (`error`, `warning`, `info`, `off`). Names alone count where
#   something in the run says that the cluster is on AWS, and not in containers with an endpoint of their own, which
#   use another object store with the keys.
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
#   - https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
# custom:
#   id: EKS010
#   name: static-aws-keys
#   severity: error
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec, Secret, ConfigMap]
#   message: variable `{0}` gives container `{container}` a static AWS key
#   help: bind the ServiceAccount of the pod to a role, with EKS Pod Identity or IRSA, and remove the key
#   variants:
#     mounted:
#       message: volume `{0}` brings static AWS keys into container `{container}` at {1}
#       help: bind the ServiceAccount of the pod to a role, with EKS Pod Identity or IRSA, and remove the key
#     stored:
#       message: "{kind} `{name}` holds a static AWS key in `{0}`"
#       help: bind the ServiceAccount of the pods to a role, with EKS Pod Identity or IRSA, and remove the key
#   rationale: >-
#     Such a key works for years and from everywhere. It ends up in backups, logs and repositories, and whoever
#     finds it is the workload. Roles give keys that are worth nothing after an hour.
#   params:
#     literal: error
#     from_secret: warning
package kubevet.eks.static_aws_keys

deny contains [container.id, ["env", i, "name"], [name], extra] if {
	some container in input.containers
	some i, variable in container.c.env
	name := variable.name
	name in {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"}
	severity := severity_of(variable)
	severity != "off"
	not other_store(container)
	on_aws(variable)
	extra := {"severity": severity, "mask": ["env", i, "value"]}
}

deny contains [container.id, ["volumeMounts", i, "mountPath"], [volume, at], extra] if {
	some container in input.containers
	some i, mount in container.c.volumeMounts
	at := mount.mountPath
	contains(at, "/.aws")
	input.facts.aws
	volume := mount.name
	severity := mounted(volume, at)
	severity != "off"
	extra := {"severity": severity, "variant": "mounted"}
}

# The form of a key id needs no other sign of AWS.
deny contains [anchor, path, [key], extra] if {
	some found in input.facts.credentials
	found.kind == "aws-access-key"
	found.source in {"config_map", "secret"}
	severity := input.params.EKS010.literal
	severity != "off"
	anchor := found.anchor
	path := found.path
	key := found.key
	extra := {"severity": severity, "variant": "stored", "mask": found.value, "part": found.part}
}

deny contains [-2, [section, key], [key], extra] if {
	input.kind in {"Secret", "ConfigMap"}
	input.facts.aws
	some section in ["data", "stringData"]
	some key, value in input.object[section]
	upper(replace(key, "-", "_")) in {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"}
	is_string(value)
	real(value)
	not has_key_id(key)
	not names_other_store
	severity := input.params.EKS010.from_secret
	severity != "off"
	extra := {"severity": severity, "variant": "stored", "mask": [section, key]}
}

severity_of(variable) := input.params.EKS010.from_secret if variable.valueFrom.secretKeyRef

severity_of(variable) := input.params.EKS010.literal if variable.valueFrom.configMapKeyRef

severity_of(variable) := input.params.EKS010.literal if {
	is_string(variable.value)
	real(variable.value)
}

# Not empty, and not filled in later.
real(value) if {
	value != ""
	not regex.match(`\$\(|\$\{|\{\{|^<.*>$|^\*+$|^(?i)(change[-_ ]?me|replace[-_ ]?me|your[-_ ].*|todo|placeholder|redacted)$`, value)
}

on_aws(variable) if key_id(variable.value)

on_aws(_) if {
	input.facts.aws
}

key_id(value) if {
	startswith(value, "A")
	regex.match(`^(AKIA|ASIA)[A-Z2-7]{16}$`, value)
}

# MinIO, Ceph and others take the same variables.
other_store(container) if {
	some variable in container.c.env
	regex.match(`^AWS_ENDPOINT|S3_ENDPOINT|S3_URL|MINIO`, variable.name)
	not contains(object.get(variable, "value", ""), "amazonaws.com")
}

mounted(name, _) := input.params.EKS010.from_secret if {
	some volume in input.pod.spec.volumes
	volume.name == name
	volume.secret
}

mounted(name, at) := input.params.EKS010.literal if {
	endswith(at, "/credentials")
	some volume in input.pod.spec.volumes
	volume.name == name
	in_the_open(volume)
}

in_the_open(volume) if volume.configMap

in_the_open(volume) if volume.hostPath

names_other_store if {
	some section in ["data", "stringData"]
	some key, _ in input.object[section]
	regex.match(`^AWS_ENDPOINT|S3_ENDPOINT|S3_URL|MINIO`, key)
}

has_key_id(key) if {
	some found in input.facts.credentials
	found.kind == "aws-access-key"
	found.key == key
}
