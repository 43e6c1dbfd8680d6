# METADATA
# scope: package
# title: Secret data must be base64
# description: >-
#   Every value under `data` of a Secret must be base64 of the standard alphabet; plain text belongs under `stringData`. It
#   is also told, as information, when a value turns out to be base64 of base64, or of a single line with a line break at its
#   end. Values that a template engine, SOPS or Vault has yet to fill in are not judged.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data
#   - https://kubernetes.io/docs/tasks/configmap-secret/managing-secret-using-config-file/
# custom:
#   id: SCR007
#   name: secret-not-base64
#   severity: error
#   profile: default
#   scope: object
#   kinds: [Secret]
#   message: the value of `{0}` in Secret `{name}` is not base64
#   help: 'move it to `stringData`, which takes plain text, or encode it: `printf %s VALUE | base64 -w0`'
#   variants:
#     twice:
#       message: the value of `{0}` in Secret `{name}` is encoded twice
#       help: 'encode it once, or keep the encoded text under `stringData` if the program wants it like that'
#     line_break:
#       message: the value of `{0}` in Secret `{name}` ends with a line break
#       help: 'encode it with `printf %s VALUE | base64 -w0`: `echo` adds a line break, which programs take for a part of the password'
#   fix:
#     message: 'rename `data` to `stringData`'
#     applicability: unsafe
#   rationale: >-
#     The API server refuses what it cannot decode. Worse is plain text that happens to be base64: the program gets bytes
#     that nobody wrote. And a password with a line break at its end is a wrong password that looks right everywhere.
package kubevet.scr.secret_not_base64

deny contains [-2, ["data", key], [key], extra] if {
	some key, value in input.object.data
	wrong(value)
	extra := object.union(fix, {"key": true, "mask": ["data", key]})
}

deny contains [-2, ["data", key], [key], extra] if {
	some key, value in input.object.data
	decoded := base64.decode(compact(value))
	inner := trim_space(decoded)
	count(inner) >= 12
	base64.is_valid(inner)
	regex.match(`^[\x20-\x7e\t\r\n]+$`, base64.decode(inner))
	extra := {"severity": "info", "variant": "twice", "key": true, "mask": ["data", key]}
}

deny contains [-2, ["data", key], [key], extra] if {
	some key, value in input.object.data
	not file(key)
	decoded := base64.decode(compact(value))
	endswith(decoded, "\n")
	not contains(trim_space(decoded), "\n")
	not contains(decoded, "�")
	extra := {"severity": "info", "variant": "line_break", "key": true, "mask": ["data", key]}
}

wrong(value) if {
	is_string(value)
	text := compact(value)
	text
	not base64.is_valid(text)
	not decodable(text)
	not filled_in_later(value)
}

# The server ignores line breaks between the letters.
compact(value) := replace(replace(value, "\n", ""), "\r", "")

# The server does not mind bits that the padding leaves over.
decodable(text) if regex.match(`^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$`, text)

filled_in_later(_) if input.object.sops

filled_in_later(value) if {
	some mark in ["{{", "${", "$("]
	contains(value, mark)
}

filled_in_later(value) if {
	some start in ["<", "ENC[", "vault:", "ref+"]
	startswith(value, start)
}

# When nothing in it is base64, the whole of it was meant for `stringData`.
fix := {"fix": [["rename", ["data"], "stringData"]]} if movable

fix := {} if not movable

movable if {
	not input.object.stringData
	every value in input.object.data {
		wrong(value)
	}
}

# Names of files, in which a line ends like any other.
file(key) if contains(key, ".")

file(key) if key in {"auth", "htpasswd", "users", "known_hosts", "authorized_keys", "config", "credentials"}
