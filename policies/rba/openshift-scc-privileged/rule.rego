# METADATA
# scope: package
# title: SCC objects must not allow privileged containers
# description: >-
#   SecurityContextConstraints should not set `allowPrivilegedContainer: true`. `allowHostDirVolumePlugin`,
#   `allowHostNetwork`, `allowHostPID` and `allowHostIPC` are warnings.
# related_resources:
#   - https://docs.redhat.com/en/documentation/openshift_container_platform/4.16/html/authentication_and_authorization/managing-pod-security-policies
# custom:
#   id: RBA032
#   name: openshift-scc-privileged
#   severity: error
#   profile: default
#   scope: object
#   kinds: [security.openshift.io/SecurityContextConstraints, SecurityContextConstraints]
#   message: SecurityContextConstraints `{name}` allow privileged containers
#   help: 'set `allowPrivilegedContainer: false`, and list single capabilities in `allowedCapabilities` if pods need them'
#   rationale: >-
#     A privileged container owns its node: all devices, the keys of the kubelet, and every other container. All pods
#     that may use these constraints may be that.
#   variants:
#     host:
#       message: "SecurityContextConstraints `{name}` let pods reach the node: `{0}`"
#       help: "set `{0}: false`, unless these pods take care of nodes"
#   sources:
#     - kube-linter:scc-deny-privileged-container
package kubevet.rba.openshift_scc_privileged

deny contains [-2, ["allowPrivilegedContainer"], []] if {
	input.object.allowPrivilegedContainer == true
}

deny contains [-2, [field], [field], {"severity": "warning", "variant": "host"}] if {
	some field in ["allowHostDirVolumePlugin", "allowHostNetwork", "allowHostPID", "allowHostIPC"]
	input.object[field] == true
}
