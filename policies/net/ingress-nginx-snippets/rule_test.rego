package kubevet.net.ingress_nginx_snippets_test

import data.kubevet.net.ingress_nginx_snippets.deny

ingress(key, text) := {"kind": "Ingress", "object": {"metadata": {"annotations": {key: text}}}}

config(value) := {"kind": "ConfigMap", "object": {"data": {"allow-snippet-annotations": value}}}

snippet := "nginx.ingress.kubernetes.io/server-snippet"

path := ["metadata", "annotations", snippet]

test_a_snippet_is_denied_and_removed if {
	found := deny with input as ingress(snippet, "more_set_headers \"X: y\";")
	found == {[-2, path, [snippet], {"fix": [["remove", path]]}]}
}

test_what_is_risky_is_named if {
	extra := {"variant": "content", "fix": [["remove", path]]}
	found := deny with input as ingress(snippet, "location /x { alias /etc/; content_by_lua_block {} }")
	found == {[-2, path, [snippet, ["Lua code", "the directive `alias`"]], extra]}
}

test_words_in_other_words_are_not_risky if {
	found := deny with input as ingress(snippet, "set $aliases 1; proxy_set_header X-Root y;")
	found == {[-2, path, [snippet], {"fix": [["remove", path]]}]}
}

test_other_annotations_and_empty_snippets_pass if {
	count(deny) == 0 with input as ingress("nginx.ingress.kubernetes.io/rewrite-target", "/")
	count(deny) == 0 with input as ingress(snippet, "")
}

test_the_switch_of_the_controller_is_denied if {
	switch := ["data", "allow-snippet-annotations"]
	found := deny with input as config("true")
	found == {[-2, switch, [], {"variant": "controller", "fix": [["set", switch, "false"]]}]}
	count(deny) == 0 with input as config("false")
}
