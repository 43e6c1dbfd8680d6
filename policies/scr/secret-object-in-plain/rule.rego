# METADATA
# scope: package
# title: Secrets in git should be sealed or external
# description: >-
#   No Secret should hold a value that can be used as it stands: private keys, single lines under a key whose name says
#   password, token, key or the like, and other words with an entropy of at least `entropy_min` bits a letter. Placeholders,
#   templates, references, certificates, user names and addresses do not count, nor do Secrets that SOPS has encrypted. With
#   `require_external`, pods must also use no Secrets but those that an ExternalSecret, a SealedSecret or a
#   SecretProviderClass of the run makes; `assume_present` lists others (globs of `Secret/namespace/name`).
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
#   - https://external-secrets.io/
#   - https://github.com/bitnami-labs/sealed-secrets
#   - https://getsops.io/docs/
# custom:
#   id: SCR006
#   name: secret-object-in-plain
#   severity: warning
#   profile: strict
#   scope: cross-resource
#   kinds: [Secret, PodSpec]
#   message: 'Secret `{name}` holds {0} as they are: base64 hides nothing'
#   help: 'make a SealedSecret or an ExternalSecret of it, or encrypt the file with SOPS; then change the values, which are known now'
#   variants:
#     external:
#       message: 'no ExternalSecret, SealedSecret or SecretProviderClass makes the Secret `{0}` of namespace `{1}`'
#       help: add one, or list the Secret in `assume_present`
#   rationale: >-
#     Who can read the repository, a copy of it or its history has the secret, for good. Base64 is a way of writing, not of
#     hiding.
#   params:
#     entropy_min: 3.0
#     require_external: false
#     assume_present: []
#   sources:
#     - kubescape:C-0234
#     - cis:5.4.2
package kubevet.scr.secret_object_in_plain

deny contains [-2, ["kind"], [keys]] if {
	input.kind == "Secret"
	not input.object.sops
	keys := [key |
		some [key, value] in entries
		usable(key, value)
	]
	count(keys) > 0
}

deny contains [-2, path, [name, namespace], {"variant": "external"}] if {
	input.params.SCR006.require_external
	some reference in input.facts.missing
	reference.kind == "Secret"
	not reference.key
	path := reference.path
	name := reference.name
	namespace := reference.namespace
	not assumed(namespace, name)
}

assumed(namespace, name) if {
	some pattern in input.params.SCR006.assume_present
	glob.match(pattern, ["/"], concat("/", ["Secret", namespace, name]))
}

entries := array.concat(
	[[key, decoded(value)] | some key, value in input.object.data],
	[[key, value] | some key, value in input.object.stringData],
)

# What is no base64 is plain text in the wrong place.
decoded(value) := base64.decode(compact(value)) if base64.is_valid(compact(value))

decoded(value) := value if not base64.is_valid(compact(value))

compact(value) := replace(replace(value, "\n", ""), "\r", "")

usable(key, value) if {
	is_string(value)
	text := trim_space(value)
	count(text) > 3
	not harmless_key(lower(key))
	not harmless(text)
	secret(lower(key), text)
}

secret(key, text) if {
	some word in ["password", "passwd", "pwd", "pass", "token", "secret", "key", "credential"]
	contains(key, word)
	not contains(text, "\n")
}

secret(_, text) if contains(text, "PRIVATE KEY-----")

secret(_, text) if {
	not contains(text, " ")
	not contains(text, "\n")
	entropy(substring(text, 0, 64)) >= input.params.SCR006.entropy_min
}

harmless_key(key) if {
	words := split(replace(replace(key, "-", "_"), ".", "_"), "_")
	words[count(words) - 1] in {"username", "user", "host", "hostname", "port", "type", "name", "project", "region", "database", "dbname", "email"}
}

harmless(text) if {
	startswith(text, "-----BEGIN")
	not contains(text, "PRIVATE KEY-----")
}

harmless(text) if {
	some start in ["/", "./", "ENC[", "vault:", "ref+", "<", "ssh-"]
	startswith(text, start)
}

harmless(text) if {
	some mark in ["{{", "${", "$("]
	contains(text, mark)
}

harmless(text) if {
	contains(text, "://")
	not contains(text, "@")
}

harmless(text) if lower(text) in {"true", "false", "none", "null", "todo", "placeholder", "redacted", "example"}

harmless(text) if regex.match(`^(?i)(change[-_ ]?(me|it).*|replace[-_ ]?.*|your[-_ ].*|insert[-_ ].*|\*+|x+|\.+|-+)$`, text)

# Bits of information for each letter, after Shannon: (n log n - sum of c log c) / n, c being how often each letter occurs.
entropy(text) := (n_log_n[n] - repeated) / n if {
	letters := split(text, "")
	n := count(letters)
	n <= 64
	repeated := sum([n_log_n[times] |
		some letter in {each | some each in letters}
		times := strings.count(text, letter)
	])
}

# n times the logarithm to base 2 of n, from 0 to 64.
n_log_n := [
	0, 0, 2, 4.755, 8, 11.61, 15.51, 19.651, 24, 28.529,
	33.219, 38.054, 43.02, 48.106, 53.303, 58.603, 64, 69.487, 75.059, 80.711,
	86.439, 92.239, 98.107, 104.042, 110.039, 116.096, 122.211, 128.382, 134.606, 140.881,
	147.207, 153.58, 160, 166.465, 172.974, 179.525, 186.117, 192.75, 199.421, 206.131,
	212.877, 219.66, 226.477, 233.329, 240.215, 247.133, 254.084, 261.066, 268.078, 275.121,
	282.193, 289.294, 296.423, 303.58, 310.764, 317.975, 325.212, 332.475, 339.763, 347.076,
	354.413, 361.775, 369.16, 376.569, 384,
]
