# METADATA
# scope: package
# title: Tiller must not be deployed
# description: >-
#   No container may have an image with `tiller` as a part of its path, no pod the labels `app: helm` and `name: tiller`,
#   and no Service may select these labels.
# related_resources:
#   - https://helm.sh/docs/faq/changes_since_helm2/
#   - https://helm.sh/blog/helm-v2-deprecation-timeline/
# custom:
#   id: VUL001
#   name: tiller-deployed
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec, Service]
#   message: container `{container}` is Tiller, the server of Helm 2
#   help: move the releases to Helm 3 or later, which have no server, and remove Tiller
#   variants:
#     open:
#       message: container `{container}` is Tiller, the server of Helm 2, and it listens to the whole cluster
#       help: 'move the releases to Helm 3 or later and remove Tiller; until then start it with `--listen=localhost:44134`'
#     labels:
#       message: the pods of {kind} `{name}` have the labels of Tiller, the server of Helm 2
#       help: move the releases to Helm 3 or later, which have no server, and remove Tiller
#     service:
#       message: Service `{name}` opens Tiller, the server of Helm 2, to the whole cluster
#       help: remove the Service, and then Tiller; Helm 3 and later have no server
#   rationale: >-
#     Tiller does what anybody who reaches its port asks for, mostly as an administrator of the cluster and without any
#     password. Helm 2 has had no updates since November 2020.
#   sources:
#     - checkov:CKV_K8S_34
#     - checkov:CKV_K8S_44
#     - checkov:CKV_K8S_45
#     - trivy:KSV-0102
#     - kyverno:best-practices/disallow-helm-tiller
package kubevet.vul.tiller_deployed

deny contains [container.id, ["image"], []] if {
	some container in input.containers
	is_tiller(container.image)
	listens_locally(container.c)
}

deny contains [container.id, ["image"], [], {"variant": "open"}] if {
	some container in input.containers
	is_tiller(container.image)
	not listens_locally(container.c)
}

deny contains [-3, ["metadata", "labels", "name"], [], {"variant": "labels"}] if {
	input.pod.labels.name == "tiller"
	input.pod.labels.app == "helm"
	not has_tiller
}

deny contains [-2, ["spec", "selector"], [], {"variant": "service"}] if {
	input.kind == "Service"
	input.object.spec.selector.name == "tiller"
	input.object.spec.selector.app == "helm"
}

has_tiller if {
	some container in input.containers
	is_tiller(container.image)
}

is_tiller(image) if {
	contains(image, "tiller")
	some part in split(image, "/")
	name := split(split(part, "@")[0], ":")[0]
	name == "tiller"
}

listens_locally(container) if {
	words := concat(" ", array.concat(object.get(container, "command", []), object.get(container, "args", [])))
	some address in {"localhost", "127.0.0.1"}
	some separator in {"=", " "}
	contains(words, concat("", ["--listen", separator, address]))
}
