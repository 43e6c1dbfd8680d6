# METADATA
# scope: package
# title: Mesh namespaces must inject sidecars
# description: >-
#   A Namespace should be part of the mesh: by `istio-injection: enabled`, `istio.io/rev` or `istio.io/dataplane-mode:
#   ambient` for Istio, or the annotation `linkerd.io/inject` for Linkerd, as `mode` asks (`any`, `sidecar`,
#   `ambient`, `linkerd`). Sidecars and ambient mode at once are told as well. Namespaces in `exempt` (globs) are left
#   out.
# related_resources:
#   - https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
# custom:
#   id: MSH001
#   name: istio-sidecar-injection
#   severity: info
#   profile: off
#   scope: object
#   kinds: [Namespace]
#   message: 'namespace `{name}` is not part of the mesh'
#   help: 'add the label `istio-injection: enabled`, or the one of your mesh'
#   variants:
#     both:
#       message: 'namespace `{name}` asks for sidecars and for ambient mode at once'
#       help: 'remove one of the two labels'
#   rationale: >-
#     Pods outside of the mesh send and receive in the clear, and no policy of the mesh holds for them.
#   params:
#     mode: any
#     exempt: ["kube-*", "istio-*", "linkerd*"]
#   sources:
#     - kyverno:istio/enforce-sidecar-injection-namespace
#     - kyverno:istio/enforce-ambient-mode-namespace
#     - kyverno:linkerd/require-linkerd-mesh-injection
package kubevet.msh.istio_sidecar_injection

deny contains [-2, ["metadata", "labels"], []] if {
	count(modes & wanted[input.params.MSH001.mode]) == 0
	not exempt
}

deny contains [-2, ["metadata", "labels", "istio.io/dataplane-mode"], [], {"severity": "warning", "variant": "both"}] if {
	modes & {"sidecar", "ambient"} == {"sidecar", "ambient"}
}

wanted := {
	"any": {"sidecar", "ambient", "linkerd"},
	"sidecar": {"sidecar"},
	"ambient": {"ambient"},
	"linkerd": {"linkerd"},
}

modes contains "sidecar" if input.object.metadata.labels["istio-injection"] == "enabled"

modes contains "sidecar" if {
	input.object.metadata.labels["istio.io/rev"]
	not input.object.metadata.labels["istio-injection"]
	not ambient
}

modes contains "ambient" if ambient

modes contains "linkerd" if input.object.metadata.annotations["linkerd.io/inject"] in {"enabled", "ingress"}

ambient if input.object.metadata.labels["istio.io/dataplane-mode"] == "ambient"

exempt if {
	some pattern in input.params.MSH001.exempt
	glob.match(pattern, [], input.name)
}
