# METADATA
# scope: package
# title: Plain init containers must not have probes
# description: >-
#   In the pods of custom resources (a Rollout, a Workflow), an init container must not have `livenessProbe`,
#   `readinessProbe`, `startupProbe` or `lifecycle`, unless it is a sidecar: one with `restartPolicy: Always`. For the
#   kinds of Kubernetes itself the API server says so, and this rule is silent.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior
#   - https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
# custom:
#   id: PRB006
#   name: probe-on-init-container
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: "init container `{container}` must not have `{0}`: it runs to its end before the others start"
#   help: "remove `{0}`, or make it a sidecar with `restartPolicy: Always`"
#   fix:
#     message: "remove `{0}`"
#     applicability: safe
#   rationale: >-
#     The API server refuses such a pod, but not a custom resource that holds it: there no pod comes up. Mostly the
#     author meant a sidecar, which is an init container that runs on, or a template gives all containers the same
#     probes.
package kubevet.prb.probe_on_init_container

deny contains [container.id, [field], [field], {"fix": [["remove", [field]]]}] if {
	input.pod.spec.initContainers
	some container in input.containers
	container.type == "init"
	some field in ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"]
	object.get(container.c, field, null) != null
	not left_to_server
}

# The API server itself refuses such pods of Kubernetes' own kinds, which is told with what it says.
left_to_server if not contains(input.group, ".")

left_to_server if endswith(input.group, ".k8s.io")
