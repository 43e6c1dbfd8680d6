# METADATA
# scope: package
# title: Secrets must not be stored in ConfigMaps
# description: >-
#   No key of a ConfigMap may have a value that looks like a secret: because the key says so (a word of `name_patterns`, not
#   ending in one of `suffix_exempt`), or because the value has the shape of a known credential. In values of several lines,
#   the lines of the form `KEY=VALUE` and `KEY: VALUE` and the pairs of JSON are read in the same way. Paths, URLs without a
#   password, booleans, numbers, durations, references, code, sentences and placeholders are no secrets. `binaryData` is
#   read where it is text.
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
#   message: key `{0}` of ConfigMap `{name}` holds a secret in plain text
#   help: 'move it to a Secret, and change the secret, which is known now'
#   variants:
#     line:
#       message: '`{1}` in key `{0}` of ConfigMap `{name}` holds a secret in plain text'
#       help: 'move the file to a Secret, or let the program read `{1}` from one, and change the secret, which is known now'
#     credential:
#       message: key `{0}` of ConfigMap `{name}` holds {1}
#       help: 'move it to a Secret, and change the secret, which is known now'
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

deny contains [-2, [section, key], [key], extra] if {
	some [section, key, text] in entries
	value := trim_space(text)
	not contains(value, "\n")
	not startswith(value, "{")
	telling(key, value)
	not like_words(value)
	extra := {"key": true, "mask": [section, key]}
}

deny contains [-2, [section, key], [key, name], extra] if {
	some [section, key, text] in entries
	some name in told(text)
	extra := {"variant": "line", "key": true, "mask": [section, key]}
}

deny contains [-2, [section, key], [key, what], extra] if {
	some [section, key, text] in entries
	found := [what | some what in credentials; holds(text, what)]
	what := found[0]
	not telling(key, text)
	count(told(text)) == 0
	extra := {"variant": "credential", "key": true, "mask": [section, key]}
}

entries := array.concat(
	[["data", key, text] | some key, text in input.object.data; is_string(text)],
	[["binaryData", key, base64.decode(text)] | some key, text in input.object.binaryData; is_string(text)],
)

# The names that have a secret beside them in a text of lines.
told(text) := set() if not worth_reading(text)

told(text) := names if {
	worth_reading(text)
	found := array.concat(
		regex.find_all_string_submatch_n(line_pattern, text, -1),
		regex.find_all_string_submatch_n(json_pattern, text, -1),
	)
	names := {pair[1] |
		some pair in found
		value := bare(pair[2])
		not like_code(value)
		not like_words(value)
		telling(pair[1], value)
	}
}

worth_reading(text) if {
	several_parts(text)
	flat := replace(replace(replace(lower(text), "_", ""), "-", ""), ".", "")
	some word in flat_words
	contains(flat, word)
}

flat_words := {replace(word, "_", "") | some word in input.params.SCR002.name_patterns}

several_parts(text) if contains(trim_space(text), "\n")

several_parts(text) if startswith(trim_space(text), "{")

words := concat("|", [replace(word, "_", "[_.-]?") | some word in input.params.SCR002.name_patterns])

line_pattern := concat("", [
	`(?im)^[ \t]*(?:-[ \t]+)?(?:export[ \t]+)?["']?([a-z0-9_.-]*(?:`,
	words,
	`)[a-z0-9_.-]*)["']?[ \t]*[:=][ \t]*([^ \t\r\n][^\n]*)$`,
])

json_pattern := concat("", [`(?i)"([a-z0-9_.-]*(?:`, words, `)[a-z0-9_.-]*)"[ \t]*:[ \t]*"([^"\\]+)"`])

# A value without its quotes, and without what may follow it on the line.
bare(value) := trim(split(value, " #")[0], " \t\r\"',;")

# In a file, a value with such letters is code or a reference more often than a secret.
like_code(value) if {
	some mark in ["$", "{", "(", "[", "<", "`"]
	contains(value, mark)
}

like_code(value) if {
	some mark in ["=", ":", "|", ">", "*", "&", "!", "%"]
	startswith(value, mark)
}

# `self.password = password`, `token = config.token`.
like_code(value) if {
	parts := split(lower(value), ".")
	parts[count(parts) - 1] in flat_words
}

like_words(value) if contains(value, " ")

like_words(value) if lower(value) in {"string", "text", "integer", "number", "boolean", "object", "array", "auto", "default"}

# The name of a Secret in place of a secret.
like_words(value) if {
	contains(value, "-")
	some word in ["secret", "cred", "token", "tls", "cert"]
	contains(value, word)
	lower(value) == value
}

telling(name, value) if {
	count(value) > 3
	flat := replace(replace(replace(lower(name), "_", ""), "-", ""), ".", "")
	some word in flat_words
	contains(flat, word)
	whole_words := snake(name)
	some pattern in input.params.SCR002.name_patterns
	fits(whole_words, pattern, value)
	not names_an_object(whole_words, value)
	not exempt(whole_words)
	not harmless(value)
}

# `db_password` holds a password, whatever it is; `password_cache` only if the value looks like one.
fits(name, pattern, _) if endswith(concat("", ["_", name]), concat("", ["_", pattern]))

fits(name, pattern, value) if {
	contains(concat("", ["_", name, "_"]), concat("", ["_", pattern, "_"]))
	some digit in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
	contains(value, digit)
}

# `tls_secret: web-cert` is the name of a Secret.
names_an_object(name, value) if {
	endswith(name, "secret")
	contains(value, "-")
	trim(value, "abcdefghijklmnopqrstuvwxyz-.") == ""
}

# Words are what stands between `_`, `-`, `.` and changes to capitals.
snake(name) := replace(replace(lower(regex.replace(name, `([a-z0-9])([A-Z])`, "${1}_${2}")), "-", "_"), ".", "_")

exempt(name) if {
	some suffix in input.params.SCR002.suffix_exempt
	endswith(upper(name), suffix)
}

harmless(value) if regex.match(`^(/|\./|~/|[A-Za-z]:\\)`, value)

harmless(value) if {
	regex.match(`^[a-z][a-z0-9+.-]*://`, value)
	not contains(value, "@")
}

harmless(value) if lower(value) in {"true", "false", "yes", "no", "on", "off", "none", "null", "disabled", "enabled", "optional", "required"}

harmless(value) if regex.match(`^[0-9.]+(ns|us|ms|s|m|h|d)?$`, value)

harmless(value) if regex.match(`\$\(|\$\{|\{\{|^\$|^<.*>$|^\*+$|^x+$`, value)

harmless(value) if regex.match(`^(?i)(change[-_ ]?(me|it)|replace[-_ ]?me|your[-_ ].*|todo|placeholder|redacted|example)$`, value)

credentials := [
	"a private key",
	"an access key of AWS",
	"a token of GitHub",
	"a token of Slack",
	"an API key of Google",
	"a JSON web token",
	"a URL with a password",
]

# Whether such a credential stands in a text, by its shape.
holds(text, what) if {
	what == "a private key"
	private_key(text)
}

holds(text, what) if {
	what == "an access key of AWS"
	some start in ["AKIA", "ASIA"]
	contains(text, start)
	regex.match(`(^|[^A-Z0-9])(AKIA|ASIA)[A-Z2-7]{16}([^A-Z0-9]|$)`, text)
	not contains(text, "EXAMPLE")
}

holds(text, what) if {
	what == "a token of GitHub"
	contains(text, "gh")
	regex.match(`(^|[^A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}`, text)
}

holds(text, what) if {
	what == "a token of Slack"
	contains(text, "xox")
	regex.match(`xox[baprs]-[0-9]{8,}-[A-Za-z0-9-]{10,}`, text)
}

holds(text, what) if {
	what == "an API key of Google"
	contains(text, "AIza")
	regex.match(`(^|[^A-Za-z0-9])AIza[A-Za-z0-9_-]{35}`, text)
}

holds(text, what) if {
	what == "a JSON web token"
	contains(text, "eyJ")
	regex.match(`eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}`, text)
}

holds(text, what) if {
	what == "a URL with a password"
	contains(text, "://")
	contains(text, "@")
	url_with_password(text)
}

url_with_password(text) if {
	found := regex.find_all_string_submatch_n(`(?m)^[^#\r\n]*://[^/@:\s]+:([^/@\s$({<%]+)@`, text, -1)
	some match in found
	password := match[1]
	not example(password)
}

# The words of examples and comments.
example(word) if lower(word) in {"password", "passwd", "pass", "pwd", "secret", "token", "xxx", "xxxx", "changeme", "example"}

private_key(text) if {
	contains(text, "-----BEGIN")
	contains(text, "PRIVATE KEY-----")
}

# The same in base64, as in a kubeconfig: with RSA, EC or nothing before the words.
private_key(text) if {
	contains(text, "LS0tLS1CRUdJTi")
	some part in ["LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVkt", "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS", "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS"]
	contains(text, part)
}
