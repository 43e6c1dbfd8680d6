# METADATA
# scope: package
# title: Secrets must not be literal environment values
# description: >-
#   No variable of a container, init container or ephemeral container may have a literal value that looks like a
#   secret: because its name says so (a word of `name_patterns`, not ending in one of `suffix_exempt`), or because
#   the value has the shape of a known credential. Paths, URLs without a password, booleans, numbers, durations,
#   references and placeholders are no secrets.
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
#   message: variable `{0}` of container `{container}` holds a secret in plain text
#   help: 'take it from a Secret: `valueFrom.secretKeyRef`, better from a mounted file, and change the secret, which is known now'
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

deny contains [container.id, ["env", i, "name"], [name], {"mask": ["env", i, "value"]}] if {
	some container in input.containers
	some i, variable in container.c.env
	value := variable.value
	is_string(value)
	value != ""
	name := object.get(variable, "name", "")
	secret(name, value)
}

secret(name, value) if {
	count(value) > 3
	flat := lower(name)
	some word in input.params.SCR001.name_patterns
	contains(replace(flat, "_", ""), replace(word, "_", ""))
	has_word(name, word)
	not exempt(name)
	not harmless(value)
}

secret(_, value) if credential(value)

# Words are what stands between `_`, `-`, `.` and changes to capitals.
has_word(name, word) if {
	words := replace(replace(lower(regex.replace(name, `([a-z0-9])([A-Z])`, "${1}_${2}")), "-", "_"), ".", "_")
	contains(concat("", ["_", words, "_"]), concat("", ["_", word, "_"]))
}

exempt(name) if {
	some suffix in input.params.SCR001.suffix_exempt
	endswith(upper(name), suffix)
}

harmless(value) if regex.match(`^(/|\./|~/|[A-Za-z]:\\)`, value)

harmless(value) if {
	regex.match(`^[a-z][a-z0-9+.-]*://`, value)
	not contains(value, "@")
}

harmless(value) if lower(value) in {"true", "false", "yes", "no", "on", "off", "none", "null", "disabled", "enabled", "optional", "required"}

harmless(value) if regex.match(`^[0-9.]+(ns|us|ms|s|m|h|d)?$`, value)

harmless(value) if regex.match(`\$\(|\$\{|\{\{|^<.*>$|^\*+$|^x+$`, value)

harmless(value) if regex.match(`^(?i)(change[-_ ]?me|replace[-_ ]?me|your[-_ ].*|todo|placeholder|redacted|example)$`, value)

credential(value) if {
	contains(value, "-----BEGIN")
	contains(value, "PRIVATE KEY-----")
}

credential(value) if {
	startswith(value, "A")
	regex.match(`^(AKIA|ASIA)[A-Z2-7]{16}$`, value)
}

credential(value) if {
	startswith(value, "gh")
	regex.match(`^gh[pousr]_[A-Za-z0-9]{36,}$`, value)
}

credential(value) if {
	startswith(value, "xox")
	regex.match(`^xox[baprs]-[A-Za-z0-9-]{10,}$`, value)
}

credential(value) if {
	startswith(value, "AIza")
	regex.match(`^AIza[A-Za-z0-9_-]{35}$`, value)
}

credential(value) if {
	startswith(value, "eyJ")
	regex.match(`^eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}$`, value)
}

credential(value) if {
	contains(value, "://")
	contains(value, "@")
	regex.match(`://[^/@:\s]+:[^/@\s$({]+@`, value)
}
