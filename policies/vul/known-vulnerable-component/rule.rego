# METADATA
# scope: package
# title: Components of the cluster must not have known holes
# description: >-
#   Images of Argo CD, Grafana, Kyverno and ingress-nginx must not have a version with one of the holes that are listed
#   here. `table` adds others: `image` is the end of the path, `from` (the first version, may be missing) to `before`
#   (the version with the fix) is the range, `advisory` the name of the hole. Tags that are no version pass, and so do
#   images without a tag.
# related_resources:
#   - https://github.com/advisories/GHSA-63qx-x74g-jcr7
#   - https://nvd.nist.gov/vuln/detail/CVE-2022-39328
#   - https://github.com/advisories/GHSA-m3cq-xcx9-3gvm
#   - https://github.com/kubernetes/kubernetes/issues/131009
# custom:
#   id: VUL004
#   name: known-vulnerable-component
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: container `{container}` runs `{0}` {1}, which has the hole {2}
#   help: use version {3} or later
#   rationale: >-
#     These components hold the keys of the cluster, and programs that use these holes are public. Scanners of images
#     know many more: this is the short list of those that open a whole cluster.
#   params:
#     table: []
#   sources:
#     - kubescape:C-0081
#     - kubescape:C-0090
#     - kubescape:C-0091
#     - kubescape:C-0059
#     - kyverno:other/check-ingress-nginx-controller-version-and-annotation-policy
package kubevet.vul.known_vulnerable_component

deny contains [container.id, ["image"], [image, tag, advisory, fixed]] if {
	some container in input.containers
	some hole in holes
	image := hole.image
	contains(container.image, image)
	tag := tag_of(container.image, image)
	found := version(tag)
	fixed := hole.before
	found < version(fixed)
	found >= version(object.get(hole, "from", "0.0.0"))
	advisory := object.get(hole, "advisory", "of your table")
}

holes := array.concat(known, input.params.VUL004.table)

known := [
	{"image": "argocd", "before": "2.1.9", "advisory": "CVE-2022-24348"},
	{"image": "argocd", "from": "2.2.0", "before": "2.2.4", "advisory": "CVE-2022-24348"},
	{"image": "grafana", "from": "9.2.0", "before": "9.2.4", "advisory": "CVE-2022-39328"},
	{"image": "grafana-enterprise", "from": "9.2.0", "before": "9.2.4", "advisory": "CVE-2022-39328"},
	{"image": "kyverno", "from": "1.8.3", "before": "1.8.5", "advisory": "CVE-2022-47633"},
	{"image": "ingress-nginx/controller", "before": "1.11.5", "advisory": "CVE-2025-1974"},
	{"image": "ingress-nginx/controller", "from": "1.12.0", "before": "1.12.1", "advisory": "CVE-2025-1974"},
	{"image": "ingress-nginx/controller-chroot", "before": "1.11.5", "advisory": "CVE-2025-1974"},
	{"image": "ingress-nginx/controller-chroot", "from": "1.12.0", "before": "1.12.1", "advisory": "CVE-2025-1974"},
	{"image": "nginx-ingress-controller", "before": "1.11.5", "advisory": "CVE-2025-1974"},
	{"image": "nginx-ingress-controller", "from": "1.12.0", "before": "1.12.1", "advisory": "CVE-2025-1974"},
]

# The tag of an image whose path ends with a name.
tag_of(image, name) := tag if {
	reference := split(image, "@")[0]
	steps := split(reference, "/")
	parts := split(steps[count(steps) - 1], ":")
	tag := parts[1]
	endswith(concat("", ["/", reference]), concat("", ["/", name, ":", tag]))
}

# A version as numbers: v1.11.2, 9.2.3-ubuntu. What comes before a release counts as the release.
version(text) := numbers if {
	parts := split(split(trim_prefix(text, "v"), "-")[0], ".")
	numbers := [to_number(part) | some part in parts]
	count(numbers) == 3
	count(parts) == 3
}
