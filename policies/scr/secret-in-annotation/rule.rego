# METADATA
# scope: package
# title: Secrets must not stand in annotations
# description: >-
#   No annotation of an object or of its pods may be or hold a secret: because its name says so (whole words of
#   `name_patterns`, not ending in one of `suffix_exempt`), because the value has the shape of a known credential, or, as a
#   warning, because it looks random. Names of Secrets, digests, references and placeholders are none.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: SCR014
#   name: secret-in-annotation
#   severity: error
#   profile: default
#   scope: object
#   kinds: ["*"]
#   message: annotation `{0}` of {kind} `{name}` holds {2} in plain text
#   help: 'keep it in a Secret, name the Secret here if the reader of the annotation can follow it, and change the secret, which is known now'
#   variants:
#     pair:
#       message: '`{1}` in annotation `{0}` of {kind} `{name}` holds {2} in plain text'
#       help: 'keep it in a Secret, name the Secret here if the reader of the annotation can follow it, and change the secret, which is known now'
#     line:
#       message: 'line {3} of annotation `{0}` of {kind} `{name}` holds {2} in plain text'
#       help: 'keep it in a Secret, name the Secret here if the reader of the annotation can follow it, and change the secret, which is known now'
#   rationale: >-
#     Annotations are the most public part of an object: nearly every role may read them, controllers copy them to other
#     objects and clouds, and dashboards show them.
#   params:
#     name_patterns:
#       [password, passwd, pwd, secret, token, bearer, jwt, apikey, api_key, private_key, credential, credentials,
#        connection_string]
#     suffix_exempt:
#       [_FILE, _PATH, _DIR, _NAME, _URL, _URI, _ENDPOINT, _TTL, _EXPIRATION, _EXPIRY, _LIFETIME, _TIMEOUT,
#        _ENABLED, _REQUIRED, _HEADER, _REF, _TYPE, _POLICY, _LENGTH, _SIZE, _FORMAT, _FIELD, _LABEL, _CLASS,
#        _METHOD, _MODE, _ALGORITHM, _ENCODER, _ISSUER, _AUDIENCE, _SCOPE, _SCOPES, _CLAIM, _STORE, _PROVIDER,
#        _NAMESPACE, _PREFIX]
package kubevet.scr.secret_in_annotation

deny contains [anchor, path, [key, name, what, line], extra] if {
	some found in input.facts.credentials
	found.source == "annotation"
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
	pattern in input.params.SCR014.name_patterns
	words := found.words
	words
	not exempt(words)
}

exempt(words) if {
	some suffix in input.params.SCR014.suffix_exempt
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
