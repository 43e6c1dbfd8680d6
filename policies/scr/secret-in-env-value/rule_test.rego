package kubevet.scr.secret_in_env_value_test

import data.kubevet.scr.secret_in_env_value.deny

judge(name, value) := found if {
	found := deny with input as {
		"containers": [{"id": 0, "c": {"env": [{"name": name, "value": value}]}}],
		"params": data.defaults,
	}
}

found(name) := {[0, ["env", 0, "name"], [name], {"mask": ["env", 0, "value"]}]}

test_names_that_tell_are_denied if {
	every name in ["DATABASE_PASSWORD", "dbPassword", "API_KEY", "GITHUB_TOKEN", "aws-secret-key", "clientSecret"] {
		judge(name, "hunter2hunter2") == found(name)
	}
}

test_values_that_tell_are_denied if {
	judge("URL", "postgres://web:hunter2@db/shop") == found("URL")
	judge("ID", "AKIAABCDEFGHIJKLMNOP") == found("ID")
}

test_what_only_looks_like_a_secret_passes if {
	every pair in [
		["TOKEN_FILE", "/run/token"],
		["PASSWORD_PATH", "secret/data"],
		["TOKEN", "/var/run/secrets/token"],
		["TOKEN_URL", "x"],
		["SECRET_ROTATION", "24h"],
		["PASSWORD", "$(DATABASE_PASSWORD)"],
		["PASSWORD", "changeme"],
		["TOKENIZER", "wordpiece"],
		["USE_TOKEN", "true"],
		["SECRET_STORE", "https://vault.example"],
	] {
		count(judge(pair[0], pair[1])) == 0
	}
}
