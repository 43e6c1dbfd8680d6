# METADATA
# scope: package
# title: Secrets must not be literal environment values
# description: >-
#   No variable of a container, init container or ephemeral container may have a literal value that is or holds a secret:
#   because the name says so (whole words of `name_patterns`, not ending in one of `suffix_exempt`), because the value has
#   the shape of a known credential, or, as a warning, because it looks random. Paths, URLs without a password, booleans,
#   numbers, durations, digests, references and placeholders are no secrets.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/secret/
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: SCR001
#   name: secret-in-env-value
#   severity: error
#   profile: default
#   scope: object
#   kinds: [PodSpec]
#   message: variable `{0}` of container `{container}` holds {2} in plain text
#   help: 'take it from a Secret: `valueFrom.secretKeyRef`, better from a mounted file, and change the secret, which is known now'
#   variants:
#     pair:
#       message: '`{1}` in variable `{0}` of container `{container}` holds {2} in plain text'
#       help: 'take it from a Secret: `valueFrom.secretKeyRef`, better from a mounted file, and change the secret, which is known now'
#     line:
#       message: 'line {3} of variable `{0}` of container `{container}` holds {2} in plain text'
#       help: 'take it from a Secret: `valueFrom.secretKeyRef`, better from a mounted file, and change the secret, which is known now'
#   rationale: >-
#     The value stands in the repository, in every copy of it, in the output of `kubectl describe` and in the
#     history after it has been removed.
#   params:
#     name_patterns: [password, passwd, pwd, secret, token, bearer, jwt, apikey, api_key, private_key, credential, credentials, connection_string]
#     suffix_exempt: [_FILE, _PATH, _DIR, _NAME, _URL, _URI, _ENDPOINT, _TTL, _EXPIRATION, _ENABLED, _HEADER, -FILE, -PATH]
#   sources:
#     - kube-linter:env-var-secret
#     - polaris:sensitiveContainerEnvVar
#     - kubescape:C-0012
#     - kubescape:C-0259
package kubevet.scr.secret_in_env_value

deny contains [anchor, path, [key, name, what, line], extra] if {
	some found in input.facts.credentials
	found.source == "env"
	not found.example
	counts(found)
	anchor := found.anchor
	path := found.path
	key := found.key
	name := found.name
	what := found.what
	line := found.line
	extra := object.union(manner(found), {"mask": found.value, "part": found.part})
}

# What the shape of a value says holds whatever its name says.
counts(found) if found.kind != "named"

counts(found) if {
	found.kind == "named"
	some pattern in found.says
	pattern in input.params.SCR001.name_patterns
	words := found.words
	words
	not exempt(words)
}

exempt(words) if {
	some suffix in input.params.SCR001.suffix_exempt
	endswith(words, upper(replace(suffix, "-", "_")))
}

manner(found) := object.union(severity(found), variant(found))

severity(found) := {"severity": "warning"} if found.kind == "high-entropy"

severity(found) := {} if found.kind != "high-entropy"

variant(found) := {"variant": "pair"} if found.name != found.key

variant(found) := {} if {
	found.name == found.key
	not line_of_text(found)
}

variant(found) := {"variant": "line"} if {
	found.name == found.key
	line_of_text(found)
}

line_of_text(found) if {
	found.in_text
	found.line > 1
}
