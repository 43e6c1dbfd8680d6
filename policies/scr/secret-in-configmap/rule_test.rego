package kubevet.scr.secret_in_configmap_test

import data.kubevet.scr.secret_in_configmap.deny

map(entries) := {"object": {"data": entries}, "params": data.defaults}

found(key) := {[-2, ["data", key], [key], {"key": true, "mask": ["data", key]}]}

line(key, name) := [-2, ["data", key], [key, name], {"variant": "line", "key": true, "mask": ["data", key]}]

credential(key, what) := {[-2, ["data", key], [key, what], {"variant": "credential", "key": true, "mask": ["data", key]}]}

test_keys_that_tell_are_denied if {
	every key in ["DATABASE_PASSWORD", "db.password", "apiKey", "github-token", "clientSecret", "AWS_SECRET_ACCESS_KEY"] {
		deny == found(key) with input as map({key: "hunter2hunter2"})
		deny == found(key) with input as map({key: "hunter2hunter2\n"})
	}
}

test_a_weak_password_is_a_password if {
	deny == found("DB_PASSWORD") with input as map({"DB_PASSWORD": "password"})
}

test_lines_that_tell_are_denied if {
	every text in [
		"user=web\npassword=hunter2\n",
		"db:\n  password: hunter2 # of the test system\n",
		"users:\n- password: 'hunter2'\n",
		"export password=\"hunter2\"\nrun\n",
		"{\n  \"password\": \"hunter2\",\n  \"a\": 1\n}\n",
		"{\"user\": \"a\", \"password\": \"hunter2\"}",
	] {
		deny == {line("file", "password")} with input as map({"file": text})
	}
	deny == {line("f", "spring.datasource.password"), line("f", "jwtSecret")}
		with input as map({"f": "spring.datasource.password: a1b2\r\njwtSecret=c3d4e5\r\n"})
}

test_lines_that_only_look_like_it_pass if {
	every text in [
		"# password: hunter2\nport: 80",
		"password: ${DB_PASSWORD}\nport: 80",
		"password = os.environ['PASSWORD']\nport = 80",
		"if password == other:\n  pass",
		"password: Enter your password\nport: 80",
		"passwordFile: db-password\nport: 80",
		"password:\nport: 80",
		"password: |\n  x",
		"token: $slack-token\nport: 80",
		"existingSecret: my-db-secret\nport: 80",
		"tokenizer: wordpiece\nport: 80",
		"\"password\": {\"type\": \"string\"}\n\"x\": 1",
		"token_url: abcdef\nport: 80",
		"self.password = password\ntoken = config.token\n",
		"token: auto\nport: 80",
		"password: \"\"\nport: 80",
	] {
		count(deny) == 0 with input as map({"file": text})
	}
}

test_shapes_that_tell_are_denied if {
	pem := concat("", ["-----BEGIN RSA ", "PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n"])
	deny == credential("tls.key", "a private key") with input as map({"tls.key": pem})
	deny == credential("kubeconfig", "a private key")
		with input as map({"kubeconfig": concat("", ["users:\n- user:\n    client-key-data: ", base64.encode(pem)])})
	deny == credential("id", "an access key of AWS") with input as map({"id": "AKIAABCDEFGHIJKLMNOP"})
	deny == credential("ci", "a token of GitHub")
		with input as map({"ci": "a: 1\nb: ghp_abcdefghijklmnopqrstuvwxyzABCDEF0123\n"})
	deny == credential("ci", "a token of Slack") with input as map({"ci": "xoxb-123456789012-abcdefghijkl"})
	deny == credential("ci", "an API key of Google") with input as map({"ci": "AIzaabcdefghijklmnopqrstuvwxyz012345678"})
	deny == credential("ci", "a JSON web token") with input as map({"ci": "eyJhbGciOiJI.eyJzdWIiOiIx.abcdefgh1234"})
	deny == credential("app", "a URL with a password") with input as map({"app": "url: postgres://web:hunter2@db/shop\nx: 1"})
}

test_examples_and_comments_of_urls_pass if {
	every text in ["# postgres://web:hunter2@db/shop\nx: 1", "url: postgres://user:password@db/shop\nx: 1", "http://web:80/a@b"] {
		count(deny) == 0 with input as map({"app": text})
	}
}

test_keys_that_only_look_like_it_pass if {
	every pair in [
		["PROJECT_KEY", "abcdef"],
		["server-tokens", "off"],
		["TOKEN_FILE", "token"],
		["tokenUrl", "abcdef"],
		["token", "/var/run/token"],
		["password", "changeme"],
		["password", "${PASSWORD}"],
		["password-hint", "the name of your dog"],
		["secret", "my-app-secret"],
		["secret-rotation", "24h"],
		["admin_email", "admin@example.com"],
		["TOKEN_BUCKET", "large"],
		["secret-backend", "vault"],
		["tls-secret", "web-cert"],
	] {
		count(deny) == 0 with input as map({pair[0]: pair[1]})
	}
}

test_binary_data_is_read_where_it_is_text if {
	binary := {"binaryData": {"app": base64.encode("password=hunter2\nuser=web\n")}}
	deny == {[-2, ["binaryData", "app"], ["app", "password"], {"variant": "line", "key": true, "mask": ["binaryData", "app"]}]}
		with input as map({}) with input.object as binary
	count(deny) == 0 with input as map({}) with input.object as {"binaryData": {"app": "AP7/AAECAw=="}}
}
