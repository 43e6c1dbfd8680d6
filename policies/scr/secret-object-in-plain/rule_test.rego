package kubevet.scr.secret_object_in_plain_test

import data.kubevet.scr.secret_object_in_plain.deny

secret(credentials) := {"kind": "Secret", "object": {}, "facts": {"missing": [], "credentials": credentials}, "params": data.defaults}

entry(key, kind, entropy) := {"source": "secret", "kind": kind, "key": key, "words": upper(key), "entropy": entropy}

denied(keys) := {[-2, ["kind"], [keys]]}

test_what_is_known_for_a_credential_is_denied if {
	every kind in ["named", "private-key", "password-in-url", "high-entropy"] {
		deny == denied({"x"}) with input as secret([entry("x", kind, 0)])
	}
	deny == denied({"a", "b"}) with input as secret([entry("b", "named", 0), entry("a", "named", 0), entry("a", "jwt", 0)])
}

test_values_under_telling_keys_are_denied if {
	every key in ["password", "DB_PASS", "api-key", "azurestorageaccountkey"] {
		deny == denied({key}) with input as secret([entry(key, "value", 0)])
	}
}

test_values_that_look_random_are_denied if {
	deny == denied({"salt"}) with input as secret([entry("salt", "value", 300)])
	count(deny) == 0 with input as secret([entry("mode", "value", 299)])
	deny == denied({"mode"}) with input as secret([entry("mode", "value", 299)]) with input.params.SCR006.entropy_min as 2.0
}

test_what_describes_and_what_is_encrypted_passes if {
	count(deny) == 0 with input as secret([entry("db_host", "value", 400)])
	count(deny) == 0 with input as secret([])
	count(deny) == 0 with input as secret([entry("password", "named", 0)]) with input.object as {"sops": {"version": "3.9.0"}}
	count(deny) == 0 with input as secret([object.union(entry("note", "named", 0), {"source": "annotation"})])
}

test_references_must_be_made_by_something_when_asked_for if {
	missing := [
		{"kind": "Secret", "path": ["spec", "x"], "name": "db", "namespace": "shop"},
		{"kind": "ConfigMap", "path": ["spec", "y"], "name": "db", "namespace": "shop"},
	]
	pod := {"kind": "Pod", "object": {}, "facts": {"missing": missing, "credentials": []}, "params": data.defaults}
	count(deny) == 0 with input as pod
	deny == {[-2, ["spec", "x"], ["db", "shop"], {"variant": "external"}]} with input as pod
		with input.params.SCR006.require_external as true
}
