# METADATA
# scope: package
# title: RuntimeClass must be one of the allowed classes
# description: >-
#   The `runtimeClassName` of a pod must be one of `allowed`; with `require` it must be set.
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/runtime-class/
# custom:
#   id: SEC045
#   name: runtime-class
#   severity: warning
#   profile: off
#   scope: object
#   kinds: [PodSpec]
#   message: '{kind} `{name}` runs with class `{0}`, which is not allowed'
#   help: 'use one of {1}'
#   variants:
#     absent:
#       message: '{kind} `{name}` names no runtime class'
#       help: 'set `runtimeClassName` to one of {0}'
#   rationale: >-
#     A runtime class decides what stands between a container and the kernel of its node. One with less in between
#     undoes what the others are for.
#   params:
#     allowed: []
#     require: false
#   sources:
#     - kyverno:psp-migration/restrict-runtimeClassName
package kubevet.sec.runtime_class

deny contains [-1, ["runtimeClassName"], [class, allowed]] if {
	class := input.pod.spec.runtimeClassName
	allowed := input.params.SEC045.allowed
	not class in allowed
}

deny contains [-1, ["runtimeClassName"], [allowed], {"variant": "absent"}] if {
	input.params.SEC045.require
	allowed := input.params.SEC045.allowed
	not input.pod.spec.runtimeClassName
}
