# METADATA
# scope: package
# title: Projected tokens should be short-lived
# description: >-
#   The `expirationSeconds` of a `serviceAccountToken` in a projected volume should not exceed `max_seconds`, a day.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#launch-a-pod-using-service-account-token-projection
# custom:
#   id: SEC051
#   name: long-projected-token
#   severity: info
#   profile: strict
#   scope: object
#   kinds: [PodSpec]
#   message: the token in volume `{0}` is valid for {1} seconds
#   help: 'write `expirationSeconds: 3600`: the kubelet renews the token long before it expires'
#   fix:
#     message: 'write `expirationSeconds: 3600`'
#     applicability: safe
#   rationale: >-
#     Whoever gets hold of the token may use it until it expires. The kubelet writes a new one into the volume when
#     most of the time is over, so a long life has no use for programs that read the file again.
#   params:
#     max_seconds: 86400
package kubevet.sec.long_projected_token

deny contains [-1, path, [name, seconds], {"fix": [["set", path, 3600]]}] if {
	some i, volume in input.pod.spec.volumes
	some j, source in volume.projected.sources
	seconds := source.serviceAccountToken.expirationSeconds
	seconds > input.params.SEC051.max_seconds
	name := object.get(volume, "name", "")
	path := ["volumes", i, "projected", "sources", j, "serviceAccountToken", "expirationSeconds"]
}
