# METADATA
# scope: package
# title: k8s.gcr.io is frozen; use registry.k8s.io
# description: >-
#   No container, init container or ephemeral container may use an image of `k8s.gcr.io`, or of its forerunners
#   `gcr.io/google_containers` and `gcr.io/google-containers`.
# related_resources:
#   - https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/
#   - https://kubernetes.io/blog/2023/03/10/image-registry-redirect/
# custom:
#   id: IMG008
#   name: deprecated-k8s-registry
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: 'container `{container}` uses the image `{0}` from a registry that has been frozen since April 2023'
#   help: 'use `{1}`'
#   variants:
#     google_containers:
#       message: 'container `{container}` uses the image `{0}` from a registry that was given up for `registry.k8s.io`'
#       help: look for `{1}` in `registry.k8s.io`, or use the image that its makers publish now
#   fix:
#     message: 'take the image from `registry.k8s.io`'
#     applicability: safe
#   rationale: >-
#     Nothing new comes to the old registry, no fixed versions either, and what is left of it may be switched off. The same
#     images are under the same paths in `registry.k8s.io`.
#   sources:
#     - kubescape:C-0253
#     - kyverno:other/restrict-deprecated-registry
package kubevet.img.deprecated_k8s_registry

deny contains [container.id, ["image"], [container.image, new], {"fix": [["set", ["image"], new]]}] if {
	some container in input.containers
	startswith(container.image, "k8s.gcr.io/")
	new := concat("", ["registry.k8s.io/", trim_prefix(container.image, "k8s.gcr.io/")])
}

deny contains [container.id, ["image"], [container.image, name], {"variant": "google_containers"}] if {
	some container in input.containers
	startswith(container.image, "gcr.io/google")
	parts := split(container.image, "/")
	parts[1] in {"google_containers", "google-containers"}
	name := concat("/", array.slice(parts, 2, count(parts)))
}
