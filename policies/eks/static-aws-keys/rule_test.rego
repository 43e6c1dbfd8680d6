package kubevet.eks.static_aws_keys_test

import data.kubevet.eks.static_aws_keys.deny

key := "AKIAIOSFODNN7EXAMPLE"

pod(container, volumes, aws) := {
	"kind": "Pod",
	"pod": {"spec": {"volumes": volumes}},
	"containers": [{"id": 0, "c": container}],
	"facts": {"aws": aws},
	"params": data.defaults,
}

store(kind, section, data_) := {"kind": kind, "object": {section: data_}, "facts": {"aws": true, "credentials": []}, "params": data.defaults}

key_id(source, section) := {
	"kind": "aws-access-key", "source": source, "key": "config", "anchor": -2, "path": [section, "config"],
	"value": [section, "config"], "part": [3, 23],
}

env(severity, i) := {"severity": severity, "mask": ["env", i, "value"]}

test_variables_are_denied_on_aws if {
	variable := {"name": "AWS_SECRET_ACCESS_KEY", "value": "abcdefgh"}
	deny == {[0, ["env", 0, "name"], ["AWS_SECRET_ACCESS_KEY"], env("error", 0)]} with input as pod({"env": [variable]}, [], true)
	count(deny) == 0 with input as pod({"env": [variable]}, [], true) with input.facts as {}
}

test_secrets_are_warnings_and_can_be_allowed if {
	variable := {"name": "AWS_SESSION_TOKEN", "valueFrom": {"secretKeyRef": {"name": "aws", "key": "token"}}}
	deny == {[0, ["env", 0, "name"], ["AWS_SESSION_TOKEN"], env("warning", 0)]} with input as pod({"env": [variable]}, [], true)
	count(deny) == 0 with input as pod({"env": [variable]}, [], true) with input.params.EKS010.from_secret as "off"
	from_map := {"name": "AWS_SESSION_TOKEN", "valueFrom": {"configMapKeyRef": {"name": "aws", "key": "token"}}}
	deny == {[0, ["env", 0, "name"], ["AWS_SESSION_TOKEN"], env("error", 0)]} with input as pod({"env": [from_map]}, [], true)
}

test_key_ids_need_no_other_sign_of_aws if {
	deny == {[0, ["env", 0, "name"], ["AWS_ACCESS_KEY_ID"], env("error", 0)]}
		with input as pod({"env": [{"name": "AWS_ACCESS_KEY_ID", "value": key}]}, [], true) with input.facts as {}
}

test_other_stores_and_placeholders_pass if {
	variable := {"name": "AWS_ACCESS_KEY_ID", "value": "minio"}
	count(deny) == 0
		with input as pod({"env": [variable, {"name": "AWS_ENDPOINT_URL", "value": "http://minio:9000"}]}, [], true)
	count(deny) == 1
		with input as pod({"env": [variable, {"name": "AWS_ENDPOINT_URL", "value": "https://s3.eu-west-1.amazonaws.com"}]}, [], true)
	count(deny) == 0 with input as pod({"env": [{"name": "AWS_ACCESS_KEY_ID", "value": "$(KEY)"}]}, [], true)
	count(deny) == 0 with input as pod({"env": [{"name": "AWS_REGION", "value": "eu-west-1"}]}, [], true)
}

test_mounted_credentials_are_denied if {
	container := {"volumeMounts": [{"name": "aws", "mountPath": "/root/.aws"}]}
	deny == {[0, ["volumeMounts", 0, "mountPath"], ["aws", "/root/.aws"], {"severity": "warning", "variant": "mounted"}]}
		with input as pod(container, [{"name": "aws", "secret": {"secretName": "aws"}}], true)
	count(deny) == 0 with input as pod(container, [{"name": "aws", "configMap": {"name": "aws"}}], true)
	count(deny) == 0 with input as pod(container, [{"name": "aws", "emptyDir": {}}], true)
	deny == {[0, ["volumeMounts", 0, "mountPath"], ["aws", "/root/.aws/credentials"], {"severity": "error", "variant": "mounted"}]}
		with input as pod({"volumeMounts": [{"name": "aws", "mountPath": "/root/.aws/credentials"}]}, [{"name": "aws", "hostPath": {"path": "/x"}}], true)
}

stored(section, name, severity) := {[-2, [section, name], [name], {"severity": severity, "variant": "stored", "mask": [section, name]}]}

test_stored_keys_are_denied if {
	deny == stored("data", "aws-secret-access-key", "warning") with input as store("Secret", "data", {"aws-secret-access-key": base64.encode("abcdefgh")})
	count(deny) == 0 with input as store("Secret", "data", {"AWS_ACCESS_KEY_ID": base64.encode("minio"), "S3_ENDPOINT": "eA=="})
	count(deny) == 0 with input as store("Secret", "data", {"password": base64.encode("abcdefgh")})
	count(deny) == 0 with input as store("Secret", "data", {"AWS_ACCESS_KEY_ID": base64.encode("abcd")}) with input.facts as {"credentials": []}
}

test_key_ids_are_denied_wherever_they_are_stored if {
	every place in [["config_map", "data"], ["secret", "stringData"]] {
		found := key_id(place[0], place[1])
		extra := {"severity": "error", "variant": "stored", "mask": [place[1], "config"], "part": [3, 23]}
		deny == {[-2, [place[1], "config"], ["config"], extra]} with input as store("Secret", "data", {}) with input.facts as {"credentials": [found]}
		count(deny) == 0 with input as store("Secret", "data", {}) with input.facts as {"credentials": [found]}
			with input.params.EKS010.literal as "off"
	}
	count(deny) == 0 with input as store("Secret", "data", {}) with input.facts as {"credentials": [key_id("env", "data")]}
	named := key_id("secret", "data")
	twice := store("Secret", "data", {"AWS_ACCESS_KEY_ID": "QUtJQQ=="})
	count(deny) == 1 with input as twice with input.facts as {"aws": true, "credentials": [object.union(named, {"key": "AWS_ACCESS_KEY_ID"})]}
}
