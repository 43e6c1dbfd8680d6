# METADATA
# scope: package
# title: Secrets in git should be sealed or external
# description: >-
#   No Secret should hold a value that can be used as it stands: private keys, single lines under a key whose name says
#   password, token, key or the like, and other words with an entropy of at least `entropy_min` bits a letter. Placeholders,
#   templates, references, certificates, user names and addresses do not count, nor do Secrets that SOPS has encrypted. With
#   `require_external`, pods must also use no Secrets but those that an ExternalSecret, a SealedSecret or a
#   SecretProviderClass of the run makes.
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
#       help: add one, or name the Secret with `--assume-present`
#   rationale: >-
#     Who can read the repository, a copy of it or its history has the secret, for good. Base64 is a way of writing, not of
#     hiding.
#   params:
#     entropy_min: 3.0
#     require_external: false
#   sources:
#     - kubescape:C-0234
#     - cis:5.4.2
package kubevet.scr.secret_object_in_plain

deny contains [-2, ["kind"], [keys]] if {
	input.kind == "Secret"
	count(input.facts.credentials) > 0
	not input.object.sops
	keys := {key |
		some found in input.facts.credentials
		found.source == "secret"
		usable(found)
		key := found.key
	}
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
}

# Known shapes, names that tell, URLs with a password.
usable(found) if found.kind != "value"

usable(found) if {
	found.kind == "value"
	not describes(found)
	telling(found)
}

telling(found) if {
	key := lower(found.key)
	some word in ["password", "passwd", "pwd", "pass", "token", "secret", "key", "credential"]
	contains(key, word)
}

telling(found) if found.entropy >= input.params.SCR006.entropy_min * 100

describes(found) if {
	words := split(found.words, "_")
	words[count(words) - 1] in {
		"USERNAME", "USER", "HOST", "HOSTNAME", "PORT", "TYPE", "NAME", "PROJECT", "REGION", "DATABASE", "DBNAME", "EMAIL",
	}
}
