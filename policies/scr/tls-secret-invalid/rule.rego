# METADATA
# scope: package
# title: TLS and registry Secrets must have their keys
# description: >-
#   A Secret of a built-in type must have the keys of this type, under `data` or `stringData`: `tls.crt` and `tls.key` for
#   `kubernetes.io/tls`, `.dockerconfigjson` or `.dockercfg` with a JSON object for logins of registries, `username` or
#   `password` for `kubernetes.io/basic-auth`, and `ssh-privatekey` for `kubernetes.io/ssh-auth`.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
# custom:
#   id: SCR011
#   name: tls-secret-invalid
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Secret]
#   yields_to: [VAL003, VAL004]
#   message: Secret `{name}` is of type `{0}`, but has no `{1}`
#   help: 'add `{1}`, or change the type, for example to `Opaque`'
#   variants:
#     json:
#       message: 'Secret `{name}` is of type `{0}`, but its `{1}` is not a JSON object'
#       help: 'make it with `kubectl create secret docker-registry`, or use the whole file that `docker login` writes'
#   rationale: >-
#     The API server refuses a Secret that does not keep to its type. Logins it takes unread: pods then wait with
#     ImagePullBackOff, and the event does not say why.
package kubevet.scr.tls_secret_invalid

deny contains [-2, ["data", key], [type, key]] if {
	type := input.object.type
	some key in required[type]
	not has(key)
}

deny contains [-2, ["data", "username"], [type, "username` or `password"]] if {
	type := input.object.type
	type == "kubernetes.io/basic-auth"
	not has("username")
	not has("password")
}

deny contains [-2, [section, key], [type, key], {"variant": "json", "mask": [section, key]}] if {
	type := input.object.type
	key := logins[type]
	some section in ["data", "stringData"]
	text := login(section, key)
	is_string(text)
	not json_object(text)
	not filled_in_later(text)
}

required := {
	"kubernetes.io/tls": ["tls.crt", "tls.key"],
	"kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
	"kubernetes.io/dockercfg": [".dockercfg"],
	"kubernetes.io/ssh-auth": ["ssh-privatekey"],
}

logins := {"kubernetes.io/dockerconfigjson": ".dockerconfigjson", "kubernetes.io/dockercfg": ".dockercfg"}

has(key) if is_string(input.object.data[key])

has(key) if is_string(input.object.stringData[key])

# The text of a login; `stringData` wins over `data`. What is no base64 is for SCR007 to tell.
login(section, key) := text if {
	section == "stringData"
	text := input.object.stringData[key]
}

login(section, key) := text if {
	section == "data"
	not input.object.stringData[key]
	encoded := input.object.data[key]
	text := base64.decode(replace(replace(encoded, "\n", ""), "\r", ""))
}

json_object(text) if {
	startswith(trim_space(text), "{")
	json.is_valid(text)
}

filled_in_later(_) if input.object.sops

filled_in_later(text) if {
	some mark in ["{{", "${", "$(", "ENC["]
	contains(text, mark)
}

filled_in_later(text) if startswith(text, "<")
