# METADATA
# scope: package
# title: Referenced ConfigMaps, Secrets and keys must exist in the bundle
# description: >-
#   ConfigMaps and Secrets that pods refer to in `env`, `envFrom`, `volumes` and `imagePullSecrets` should be
#   among the manifests, in their namespace, and hold the keys that are asked for. What is `optional`, what every
#   cluster has, and what operators, hooks and generators of the manifests make, passes. Kinds of which the
#   manifests hold none are not judged, nor what `ignored_secrets` and `ignored_configmaps` list (globs of names).
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/configmap/
#   - https://kubernetes.io/docs/concepts/configuration/secret/
# custom:
#   id: SCR005
#   name: env-reference-missing
#   severity: warning
#   profile: default
#   scope: cross-resource
#   kinds: [PodSpec]
#   message: "{0} `{1}` is not there in namespace `{2}`"
#   help: "correct the name, add the {0}, or set `optional: true` if the pod can do without it"
#   rationale: >-
#     The kubelet does not start a container whose ConfigMap, Secret or key does not exist. It waits, in
#     `CreateContainerConfigError` or `ContainerCreating`, and the deployment hangs.
#   variants:
#     near:
#       message: "{0} `{1}` is not there in namespace `{2}`"
#       help: "correct the name: there is a {0} `{3}`"
#     key:
#       message: "{0} `{1}` has no key `{2}`"
#       help: "correct the key, add it to the {0}, or set `optional: true` if the pod can do without it"
#     near_key:
#       message: "{0} `{1}` has no key `{2}`"
#       help: "correct the key: there is a key `{3}`"
#   params:
#     ignored_secrets: []
#     ignored_configmaps: []
#   sources:
#     - kube-linter:env-value-from
package kubevet.scr.env_reference_missing

deny contains [-2, path, [kind, name, namespace]] if {
	some reference in missing
	not reference.key
	not reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
	namespace := reference.namespace
}

deny contains [-2, path, [kind, name, namespace, near], extra] if {
	some reference in missing
	not reference.key
	near := reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
	namespace := reference.namespace
	extra := {"variant": "near", "related": [[reference.existing, ["metadata", "name"], "there is a {0} `{3}`"]]}
}

deny contains [-2, path, [kind, name, key], extra] if {
	some reference in missing
	key := reference.key
	not reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
	extra := {"variant": "key", "related": [[reference.existing, ["metadata", "name"], "the {0}"]]}
}

deny contains [-2, path, [kind, name, key, near], extra] if {
	some reference in missing
	key := reference.key
	near := reference.nearest
	path := reference.path
	kind := reference.kind
	name := reference.name
	extra := {"variant": "near_key", "related": [[reference.existing, ["metadata", "name"], "the {0}"]]}
}

missing contains reference if {
	some reference in input.facts.missing
	reference.kind in {"ConfigMap", "Secret"}
	reference.others_in_run
	not ignored(reference)
}

ignored(reference) if {
	reference.kind == "Secret"
	some pattern in input.params.SCR005.ignored_secrets
	glob.match(pattern, [], reference.name)
}

ignored(reference) if {
	reference.kind == "ConfigMap"
	some pattern in input.params.SCR005.ignored_configmaps
	glob.match(pattern, [], reference.name)
}
