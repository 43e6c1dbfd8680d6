package kubevet.scr.secret_object_in_plain_test

import data.kubevet.scr.secret_object_in_plain.deny

secret(object) := {"kind": "Secret", "object": object, "facts": {"missing": []}, "params": data.defaults}

plain(key, value) := secret({"stringData": {key: value}})

denied(keys) := {[-2, ["kind"], [keys]]}

test_values_under_telling_keys_are_denied if {
	every key in ["password", "DB_PASS", "api-key", "token"] {
		deny == denied([key]) with input as plain(key, "hunter2")
		deny == denied([key]) with input as secret({"data": {key: base64.encode("hunter2")}})
	}
	deny == denied(["token"]) with input as secret({"data": {"token": "hunter2-hunter2"}})
	deny == denied(["password"]) with input as secret({"data": {"password": "aHVu\ndGVyMg==\n", "empty": ""}})
}

test_values_that_look_random_are_denied if {
	deny == denied(["salt"]) with input as plain("salt", "f3Kq9LmZ2xWv8TbN")
	deny == denied(["url"]) with input as plain("url", "postgres://web:hunter2@db/shop")
	count(deny) == 0 with input as plain("mode", "aaaabbbbccccdddd")
	deny == denied(["mode"]) with input as plain("mode", "aaaabbbbccccdddd") with input.params.SCR006.entropy_min as 2.0
	count(deny) == 0 with input as plain("mode", "aaaabbbbccccdddd") with input.params.SCR006.entropy_min as 2.01
	deny == denied(["mode"]) with input as plain("mode", concat("", ["0123456789abcdef" | some _ in numbers.range(1, 9)]))
}

test_private_keys_are_denied_and_other_files_pass if {
	deny == denied(["tls.pem"])
		with input as plain("tls.pem", concat("", ["-----BEGIN ", "PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"]))
	count(deny) == 0 with input as plain("app.yaml", "route:\n  receiver: Default-Watchdog-7\n")
	count(deny) == 0 with input as plain("keyboard.txt", "qwertz uiop\nasdf ghjkl\n")
}

test_what_cannot_be_used_passes if {
	every value in ["", "CHANGEME", "change-me-please", "<password>", "${PASSWORD}", "{{ .Values.password }}", "ENC[AES256_GCM,data:x]", "vault:secret/data/web#x", "xxxxxxxx", "****", "/run/token", "https://git.example/shop", "-----BEGIN CERTIFICATE-----\nMIIB"] {
		count(deny) == 0 with input as plain("token", value)
	}
	count(deny) == 0 with input as plain("username", "web-shop-production")
	count(deny) == 0 with input as plain("db-host", "db-7f3k.example.com")
	count(deny) == 0 with input as secret({"data": {"token": 1234567890}})
	count(deny) == 0 with input as secret({"stringData": {"password": "hunter2"}, "sops": {"version": "3.9.0"}})
	count(deny) == 0 with input as secret({"type": "Opaque"})
}

test_references_must_be_made_by_something_when_asked_for if {
	missing := [{"kind": "Secret", "path": ["spec", "x"], "name": "db", "namespace": "shop"}, {"kind": "ConfigMap", "path": ["spec", "y"], "name": "db", "namespace": "shop"}]
	pod := {"kind": "Pod", "object": {}, "facts": {"missing": missing}, "params": data.defaults}
	count(deny) == 0 with input as pod
	deny == {[-2, ["spec", "x"], ["db", "shop"], {"variant": "external"}]} with input as pod
		with input.params.SCR006.require_external as true
	count(deny) == 0 with input as pod with input.params.SCR006.require_external as true
		with input.params.SCR006.assume_present as ["Secret/shop/*"]
}
