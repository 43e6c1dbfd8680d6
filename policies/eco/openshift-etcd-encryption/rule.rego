# METADATA
# scope: package
# title: OpenShift etcd should be encrypted
# description: >-
#   The APIServer `cluster` of OpenShift must set `spec.encryption.type` to something other than `identity`.
# related_resources:
#   - https://docs.openshift.com/container-platform/4.16/security/encrypting-etcd.html
# custom:
#   id: ECO008
#   name: openshift-etcd-encryption
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [config.openshift.io/APIServer]
#   message: OpenShift writes Secrets, ConfigMaps, Routes and tokens to etcd as they are
#   help: 'set `spec.encryption.type: aesgcm` (or `aescbc`); OpenShift then encrypts what is there'
#   rationale: >-
#     Who gets hold of a backup of etcd, or of a disk of the control plane, has all Secrets of the cluster.
#   sources:
#     - kyverno:openshift/enforce-etcd-encryption
package kubevet.eco.openshift_etcd_encryption

deny contains [-2, ["spec", "encryption", "type"], []] if {
	input.name == "cluster"
	object.get(input.object, ["spec", "encryption", "type"], "") in {"", "identity"}
}
