# METADATA
# scope: package
# title: Containers should drop some capabilities
# description: >-
#   Every container, init container and ephemeral container should drop something under
#   `securityContext.capabilities.drop`, whatever it is. SEC009, which asks for `ALL`, is the better rule: select this
#   one where it asks for too much, or to compare with tools that ask for no more. Pods for Windows are not judged.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: SEC014
#   name: drops-no-capability
#   severity: info
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   yields_to: [SEC009]
#   message: container `{container}` drops no capability
#   help: 'add `drop: [ALL]` under `securityContext.capabilities`, and add back only what the program needs'
#   rationale: >-
#     Container runtimes give every container some fourteen capabilities of root. Who drops none has not thought about
#     them.
#   sources:
#     - trivy:KSV-0004
#     - kubescape:C-0055
package kubevet.sec.drops_no_capability

deny contains [container.id, ["securityContext", "capabilities", "drop"], []] if {
	not input.pod.windows
	some container in input.containers
	not drops_some(container)
}

drops_some(container) if count(container.sc.capabilities.drop) > 0
