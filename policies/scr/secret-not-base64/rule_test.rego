package kubevet.scr.secret_not_base64_test

import data.kubevet.scr.secret_not_base64.deny

secret(entries) := {"object": {"data": entries}}

found(key, more) := {[-2, ["data", key], [key], object.union(more, {"key": true, "mask": ["data", key]})]}

rename := {"fix": [["rename", ["data"], "stringData"]]}

test_plain_text_is_denied if {
	every value in ["hunter2", "hunter2!", "abc", "a-b_cdefghi=", "YWJj ZGVm"] {
		deny == found("password", rename) with input as secret({"password": value})
	}
	deny == found("password", {}) with input as secret({"password": "hunter2", "user": "d2Vi"})
	deny == found("password", {}) with input as {"object": {"data": {"password": "hunter2"}, "stringData": {}}}
}

test_base64_passes if {
	every value in ["", "d2Vi", "aHVudGVyMg==", "aHVudGVy\nMg==\n", "YWJjZB==", "AP7/AAECAw==", 7] {
		count(deny) == 0 with input as secret({"password": value})
	}
}

test_what_is_filled_in_later_passes if {
	every value in ["{{ .Values.password | b64enc }}", "${PASSWORD}", "<password>", "ENC[AES256_GCM,data:x]", "vault:secret/data/web#password"] {
		count(deny) == 0 with input as secret({"password": value})
	}
	count(deny) == 0 with input as {"object": {"data": {"password": "hunter2"}, "sops": {"version": "3.9.0"}}}
}

test_base64_of_base64_is_told if {
	once := base64.encode("hunter2hunter2")
	found("password", {"severity": "info", "variant": "twice"}) == deny
		with input as secret({"password": base64.encode(once)})
	count(deny) == 0 with input as secret({"password": once})
	count(deny) == 0 with input as secret({"password": base64.encode("aGVsbG8=")})
	count(deny) == 0 with input as secret({"key": base64.encode("3q2+796tvu/erb7v3q2+7w==")})
}

test_a_line_break_at_the_end_is_told if {
	deny == found("password", {"severity": "info", "variant": "line_break"})
		with input as secret({"password": base64.encode("hunter2\n")})
	count(deny) == 0 with input as secret({"password": base64.encode("one\ntwo\n")})
	every key in ["config.yaml", "auth", "users"] {
		count(deny) == 0 with input as secret({key: base64.encode("web:hunter2\n")})
	}
}
