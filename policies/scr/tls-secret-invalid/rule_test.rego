package kubevet.scr.tls_secret_invalid_test

import data.kubevet.scr.tls_secret_invalid.deny

secret(type, object) := {"object": object.union({"type": type}, object)}

missing(type, key) := {[-2, ["data", key], [type, key]]}

test_missing_keys_are_denied if {
	deny == missing("kubernetes.io/tls", "tls.key") with input as secret("kubernetes.io/tls", {"data": {"tls.crt": "YQ=="}})
	deny == missing("kubernetes.io/ssh-auth", "ssh-privatekey") with input as secret("kubernetes.io/ssh-auth", {})
	deny == missing("kubernetes.io/dockercfg", ".dockercfg") with input as secret("kubernetes.io/dockercfg", {"data": {}})
	count(deny) == 2 with input as secret("kubernetes.io/tls", {})
}

test_basic_auth_needs_one_of_two if {
	deny == {[-2, ["data", "username"], ["kubernetes.io/basic-auth", "username` or `password"]]}
		with input as secret("kubernetes.io/basic-auth", {"data": {"user": "YQ=="}})
	count(deny) == 0 with input as secret("kubernetes.io/basic-auth", {"stringData": {"password": "a"}})
}

test_logins_must_be_json if {
	type := "kubernetes.io/dockerconfigjson"
	every text in ["registry.example", "{auths: {}}", "[]", "\"{}\""] {
		deny == {[-2, ["stringData", ".dockerconfigjson"], [type, ".dockerconfigjson"], {"variant": "json", "mask": ["stringData", ".dockerconfigjson"]}]}
			with input as secret(type, {"stringData": {".dockerconfigjson": text}})
		deny == {[-2, ["data", ".dockerconfigjson"], [type, ".dockerconfigjson"], {"variant": "json", "mask": ["data", ".dockerconfigjson"]}]}
			with input as secret(type, {"data": {".dockerconfigjson": base64.encode(text)}})
	}
	every text in ["{\"auths\": {}}", "{{ .Values.login }}", "${LOGIN}", "<login>"] {
		count(deny) == 0 with input as secret(type, {"stringData": {".dockerconfigjson": text}})
		count(deny) == 0 with input as secret(type, {"data": {".dockerconfigjson": base64.encode(text)}})
	}
	count(deny) == 0 with input as secret(type, {"data": {".dockerconfigjson": "no base64"}})
}

test_other_types_and_empty_values_pass if {
	count(deny) == 0 with input as secret("Opaque", {})
	count(deny) == 0 with input as {"object": {}}
	count(deny) == 0 with input as secret("kubernetes.io/tls", {"data": {"tls.crt": "", "tls.key": ""}})
}
