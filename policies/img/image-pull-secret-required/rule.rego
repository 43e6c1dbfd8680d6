# METADATA
# scope: package
# title: Private registries need imagePullSecrets
# description: >-
#   A pod with an image from one of `registries` (a host, or a host and the beginning of a path) needs
#   `imagePullSecrets`. Those of its ServiceAccount count too, if that is among the manifests.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
# custom:
#   id: IMG009
#   name: image-pull-secret-required
#   severity: warning
#   profile: off
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: 'image `{0}` is from a private registry, but {kind} `{name}` has no `imagePullSecrets`'
#   help: 'name the Secret with the credentials in `imagePullSecrets`'
#   rationale: >-
#     Without credentials the image is not pulled and the pod waits, unless another pod of the node pulled it before:
#     then it starts on some nodes and not on others.
#   params:
#     registries: []
#   sources:
#     - kyverno:other/require-imagepullsecrets
package kubevet.img.image_pull_secret_required

deny contains [container.id, ["image"], [image]] if {
	some container in input.containers
	image := container.image
	some registry in input.params.IMG009.registries
	startswith(image, concat("", [trim_suffix(registry, "/"), "/"]))
	count(object.get(input.pod.spec, "imagePullSecrets", [])) == 0
	not input.facts.service_account.pull_secrets
}
