# METADATA
# scope: package
# title: Pods must not opt out of the mesh
# description: >-
#   Pods should not switch off what their namespace switches on: by the label or annotation `sidecar.istio.io/inject`,
#   the label `istio.io/dataplane-mode: none`, or the annotation `linkerd.io/inject: disabled`. The Namespace must be
#   among the manifests, unless `always` is set. Pods with `hostNetwork`, which meshes leave alone anyway, pass. For Jobs
#   it is a hint: a sidecar of the old kind keeps them from ending.
# related_resources:
#   - https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
#   - https://istio.io/latest/docs/ambient/usage/add-workloads/
#   - https://linkerd.io/2/features/proxy-injection/
# custom:
#   id: MSH002
#   name: sidecar-injection-disabled
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: "{kind} `{name}` keeps its pods out of the mesh of namespace `{namespace}` ({0})"
#   help: remove the {1}
#   variants:
#     job:
#       message: "{kind} `{name}` keeps its pods out of the mesh of namespace `{namespace}` ({0})"
#       help: "remove the {1}: as a native sidecar the proxy ends with the Job (Kubernetes 1.29 and a mesh that uses it)"
#   rationale: >-
#     Without the proxy these pods speak in the clear, no policy of the mesh holds for them, and in a mesh with strict
#     mTLS nobody answers them.
#   params:
#     always: false
#   sources:
#     - kyverno:istio/prevent-disabling-injection-pods
#     - kyverno:linkerd/prevent-linkerd-pod-injection-override
package kubevet.msh.sidecar_injection_disabled

deny contains [-3, ["metadata", field, key], [mesh, what], object.union(extra, {"related": related})] if {
	some [mesh, field, key] in opted_out
	not input.pod.spec.hostNetwork == true
	is_on(mesh)
	related := [place | some [own, place] in switches; own == mesh]
	what := trim_suffix(field, "s")
}

opted_out contains ["Istio", "labels", "sidecar.istio.io/inject"] if {
	is_off(input.pod.labels["sidecar.istio.io/inject"])
}

# The label counts before the annotation.
opted_out contains ["Istio", "annotations", "sidecar.istio.io/inject"] if {
	is_off(input.pod.annotations["sidecar.istio.io/inject"])
	not input.pod.labels["sidecar.istio.io/inject"]
}

opted_out contains ["Istio ambient", "labels", "istio.io/dataplane-mode"] if {
	input.pod.labels["istio.io/dataplane-mode"] == "none"
}

opted_out contains ["Linkerd", "annotations", "linkerd.io/inject"] if {
	input.pod.annotations["linkerd.io/inject"] == "disabled"
}

is_off(value) if {
	is_string(value)
	value != ""
	not lower(value) in {"y", "yes", "true", "on"}
}

is_on(mesh) if {
	some [own, _] in switches
	own == mesh
}

is_on(_) if input.params.MSH002.always

# Where the Namespace joins a mesh.
switches contains ["Istio", [id, ["metadata", "labels", "istio-injection"], "the namespace joins the mesh here"]] if {
	namespace.labels["istio-injection"] == "enabled"
	id := namespace.id
}

switches contains ["Istio", [id, ["metadata", "labels", "istio.io/rev"], "the namespace joins the mesh here"]] if {
	namespace.labels["istio.io/rev"]
	not namespace.labels["istio-injection"]
	id := namespace.id
}

switches contains ["Istio ambient", [id, ["metadata", "labels", "istio.io/dataplane-mode"], "the namespace joins the mesh here"]] if {
	namespace.labels["istio.io/dataplane-mode"] == "ambient"
	id := namespace.id
}

switches contains ["Linkerd", [id, ["metadata", "annotations", "linkerd.io/inject"], "the namespace joins the mesh here"]] if {
	namespace.annotations["linkerd.io/inject"] in {"enabled", "ingress"}
	id := namespace.id
}

namespace := input.facts.namespace_object

extra := {"severity": "info", "variant": "job"} if input.kind in {"Job", "CronJob"}

extra := {} if not input.kind in {"Job", "CronJob"}
