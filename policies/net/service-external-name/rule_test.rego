package kubevet.net.service_external_name_test

import data.kubevet.net.service_external_name.deny

service(name) := {
	"namespace": "shop",
	"object": {"spec": {"type": "ExternalName", "externalName": name}},
	"params": data.defaults,
}

path := ["spec", "externalName"]

test_localhost_is_denied if {
	every name in ["localhost", "a.localhost", "LOCALHOST."] {
		found := deny with input as service(name)
		found == {[-2, path, [name], {"severity": "error", "variant": "localhost"}]}
	}
}

test_addresses_are_denied if {
	found := deny with input as service("169.254.169.254")
	found == {[-2, path, ["169.254.169.254"], {"severity": "error", "variant": "address"}]}
}

test_other_namespaces_are_denied if {
	name := "db.data.svc.cluster.local"
	found := deny with input as service(name)
	found == {[-2, path, [name, "data"], {"variant": "namespace"}]}
	count(deny) == 0 with input as service("db.shop.svc.cluster.local")
}

test_other_names_are_denied_for_who_asks if {
	count(deny) == 0 with input as service("mail.example.com")
	found := deny with input as service("mail.example.com") with input.params.NET018.names as "all"
	found == {[-2, path, ["mail.example.com"]]}
	count(deny) == 1 with input as service("localhost") with input.params.NET018.names as "all"
}

test_allowed_names_and_other_types_pass if {
	count(deny) == 0 with input as service("db.data.svc.cluster.local") with input.params.NET018.allowed as ["*.data.svc.cluster.local"]
	count(deny) == 0 with input as {"namespace": "shop", "object": {"spec": {"externalName": "localhost"}}, "params": data.defaults}
}
