# METADATA
# scope: package
# title: Report of mounted Secrets, ConfigMaps and claims
# description: >-
#   A report of the Secrets, ConfigMaps and PersistentVolumeClaims among the manifests whose content containers of a pod
#   have as files: those in `volumes` that some container mounts. It is information, not a fault.
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/volumes/
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/#restrict-secret-access-to-specific-containers
# custom:
#   id: SCR010
#   name: workload-data-access
#   severity: info
#   profile: off
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: "{kind} `{name}` mounts {0} `{1}` in {2}"
#   help: look whether each of these containers needs it, and mount it in these alone
#   rationale: >-
#     Whoever gets into a container reads what it mounts. The list shows what one flaw in a program gives away.
#   sources:
#     - kubescape:C-0255
#     - kubescape:C-0257
#     - kubescape:C-0258
package kubevet.scr.workload_data_access

deny contains [-2, path, [what, name, containers], {"related": [[id, [], "this is mounted"]]}] if {
	some mounted in input.facts.mounted
	path := mounted.path
	what := mounted.kind
	name := mounted.name
	id := mounted.id
	containers := [concat("", ["`", container, "`"]) | some container in mounted.containers]
}
