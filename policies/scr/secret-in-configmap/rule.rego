# METADATA
# scope: package
# title: Secrets must not be stored in ConfigMaps
# description: >-
#   No entry of a ConfigMap may be or hold a secret: because the name says so (whole words of `name_patterns`, not ending
#   in one of `suffix_exempt`), because the value has the shape of a known credential, or, as a warning, because it looks
#   random. In files, the names of lines such as `KEY=VALUE` and `key: value`, of members of JSON, of flags and of parts of
#   connection strings count in the same way. Paths, URLs without a password, booleans, numbers, durations, digests,
#   certificates, references, code, sentences and placeholders are no secrets. `binaryData` is read where it is text.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/configmap/
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: SCR002
#   name: secret-in-configmap
#   severity: error
#   profile: default
#   scope: object
#   kinds: [ConfigMap]
#   message: key `{0}` of ConfigMap `{name}` holds {2} in plain text
#   help: 'move it to a Secret, and change the secret, which is known now'
#   variants:
#     pair:
#       message: '`{1}` on line {3} of key `{0}` of ConfigMap `{name}` holds {2} in plain text'
#       help: 'move the file to a Secret, or let the program read `{1}` from one, and change the secret, which is known now'
#     line:
#       message: 'line {3} of key `{0}` of ConfigMap `{name}` holds {2} in plain text'
#       help: 'move the file to a Secret, and change the secret, which is known now'
#   rationale: >-
#     ConfigMaps are read by more people and programs than Secrets are, are not encrypted at rest, and show their values in
#     `kubectl describe`. In git, the value stays in the history after it has been removed.
#   params:
#     name_patterns:
#       [password, passwd, pwd, secret, token, bearer, jwt, apikey, api_key, private_key, credential, credentials,
#        connection_string]
#     suffix_exempt:
#       [_FILE, _PATH, _DIR, _NAME, _URL, _URI, _ENDPOINT, _TTL, _EXPIRATION, _EXPIRY, _LIFETIME, _TIMEOUT,
#        _ENABLED, _REQUIRED, _HEADER, _REF, _TYPE, _POLICY, _LENGTH, _SIZE, _FORMAT, _FIELD, _LABEL, _CLASS,
#        _METHOD, _MODE, _ALGORITHM, _ENCODER, _ISSUER, _AUDIENCE, _SCOPE, _SCOPES, _CLAIM, _STORE, _PROVIDER,
#        _NAMESPACE, _PREFIX]
#   sources:
#     - polaris:sensitiveConfigmapContent
#     - trivy:KSV-0109
#     - kubescape:C-0012
package kubevet.scr.secret_in_configmap

deny contains [anchor, path, [key, name, what, line], extra] if {
	some found in input.facts.credentials
	found.source == "config_map"
	not found.example
	counts(found)
	anchor := found.anchor
	path := found.path
	key := found.key
	name := found.name
	what := found.what
	line := found.line
	extra := object.union(manner(found), {"mask": found.value, "part": found.part, "key": true})
}

# What the shape of a value says holds whatever its name says.
counts(found) if found.kind != "named"

counts(found) if {
	found.kind == "named"
	some pattern in found.says
	pattern in input.params.SCR002.name_patterns
	words := found.words
	words
	not exempt(words)
}

exempt(words) if {
	some suffix in input.params.SCR002.suffix_exempt
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
