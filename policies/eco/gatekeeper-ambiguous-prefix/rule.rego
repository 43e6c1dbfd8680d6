# METADATA
# scope: package
# title: Gatekeeper repo prefixes must end a path part
# description: >-
#   Each entry of `repos` in a K8sAllowedRepos constraint of Gatekeeper must end with `/`, or name an image up to its
#   tag or digest. Docker Hub must be named with an organisation.
# related_resources:
#   - https://open-policy-agent.github.io/gatekeeper-library/website/validation/allowedrepos/
# custom:
#   id: ECO004
#   name: gatekeeper-ambiguous-prefix
#   severity: warning
#   profile: default
#   scope: object
#   kinds: [constraints.gatekeeper.sh/K8sAllowedRepos]
#   message: "the prefix `{0}` also allows images of others, whose name only begins like it"
#   help: "write `{0}/` for all images below it, or `{0}:` for this image"
#   variants:
#     hub:
#       message: "the prefix `{0}` allows every image of Docker Hub, whoever has put it there"
#       help: "name the organisations, for example `docker.io/library/`"
#     empty:
#       message: the empty prefix allows every image
#       help: name a registry or an organisation, with a `/` at the end
#   rationale: >-
#     Gatekeeper compares texts. `registry.example` also allows `registry.example.evil.com/`, and `docker.io/shop` also
#     `docker.io/shop-evil/`: names that anybody may register.
#   sources:
#     - trivy:KSV-0124
package kubevet.eco.gatekeeper_ambiguous_prefix

deny contains [-2, ["spec", "parameters", "repos", i], [prefix]] if {
	some i, prefix in input.object.spec.parameters.repos
	prefix != ""
	not is_hub(prefix)
	not ends_a_part(prefix)
}

deny contains [-2, ["spec", "parameters", "repos", i], [prefix], {"variant": "hub"}] if {
	some i, prefix in input.object.spec.parameters.repos
	is_hub(prefix)
}

deny contains [-2, ["spec", "parameters", "repos", i], [], {"variant": "empty"}] if {
	some i, prefix in input.object.spec.parameters.repos
	prefix == ""
}

is_hub(prefix) if trim_right(prefix, "/") in {"docker.io", "index.docker.io", "registry-1.docker.io"}

ends_a_part(prefix) if endswith(prefix, "/")

ends_a_part(prefix) if contains(prefix, "@")

# After a slash a colon begins a tag.
ends_a_part(prefix) if regex.match(`/[^/]*:[^/]*$`, prefix)

# Without a slash it does so where nothing before it looks like the name of a host: `nginx:`, but not `host.example:5000`.
ends_a_part(prefix) if regex.match(`^[^/.:]+:[^/]*$`, prefix)
